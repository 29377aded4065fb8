import type { FactKind, Facts } from '../facts';
import { grouped } from '../grouped';
import { areaOf } from '../kubernetes/path';
import { isTemplated } from '../yaml';
import { indexOf } from './bases';
import type { Base, MovedKind } from './moved-kind';
import { isUnread } from './unread';

/** What is said about an object by what names it. */
export interface NamedObject {
  /** All objects of the kind, where it is not given. */
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
  /** The file of what names one object, even if it does not give its name; none of what is about any number of them. */
  readonly path?: string;
}

/** The objects of the tree that something may name. */
export interface Meant<B> {
  readonly bases: readonly B[];
  /** Whether it means any number of them, one of some whose names are not certain, or perhaps one. */
  readonly means: 'all' | 'one' | 'perhaps';
}

/**
 * The objects of the tree that something may name: those of its own chart or folder that have the name or may have it;
 * where none there has it for certain, also those of other folders that do. Many trees have objects of one name in many
 * folders, and nobody can say which of the others is meant.
 */
export function basesMeant<B extends Base>(
  { name, namespace, path }: NamedObject,
  { bases }: Pick<MovedKind<B>, 'bases'>,
  facts: Facts,
): Meant<B> {
  const { all, byName } = indexOf(bases, facts);
  const area = path === undefined ? [] : (facts.derivedFor(bases, areasIn).get(areaOf(path)) ?? []);
  const among = (some: readonly Base[]) =>
    (some as readonly B[]).filter((base) => mayBeSame(namespace, base.namespace));
  const withoutCopies = (some: readonly Base[]) => among(some).filter(({ isCopy = false }) => !isCopy);
  const called = among(area.filter((base) => base.name === name));
  const isCertain = isOpen(name) || called.length > 0;
  // One that cannot be read is another one, where the name is given in the same words elsewhere.
  const mayBeIt = (base: Base) =>
    (isOpen(name) || isOpen(base.name)) && !(called.length > 0 && isUnread(base));
  const inArea = among(area.filter((base) => base.name === name || mayBeIt(base)));
  const far = isCertain ? [] : withoutCopies(byName.get(name) ?? []);
  const meant = [...far, ...inArea];
  const isUnsure = [name, ...inArea.map((base) => base.name)].some(isOpen);
  const isOne = path !== undefined && name !== undefined && far.length < 2 && isUnsure;
  if (meant.length > 0) return { bases: meant, means: isOne ? 'one' : 'all' };
  const others = isOpen(name) ? all : facts.derivedFor(bases, openIn);
  return { bases: withoutCopies(others), means: name === undefined ? 'all' : 'perhaps' };
}

/** The objects that may have any name. */
function openIn(facts: Facts, bases: FactKind<Base>): readonly Base[] {
  return indexOf(bases, facts).all.filter(({ name }) => isOpen(name));
}

/** The objects of each chart or folder. */
function areasIn(facts: Facts, bases: FactKind<Base>): ReadonlyMap<string, readonly Base[]> {
  return grouped(indexOf(bases, facts).all, ({ place }) => areaOf(place.path));
}

/** What is not given, or comes from a template, may be the same. */
function mayBeSame(one: string | undefined, other: string | undefined): boolean {
  return isOpen(one) || isOpen(other) || one === other;
}

function isOpen(text: string | undefined): boolean {
  return text === undefined || isTemplated(text);
}
