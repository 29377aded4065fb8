import type { FactKind, Facts } from '../facts';
import { grouped } from '../grouped';
import { areaOf } from '../kubernetes/path';
import { KustomizeTree } from '../kustomize/tree';
import { namespacesOf } from '../kustomize/ways';
import { indexOf } from './bases';
import { isCalled, isFilledIn, isOpen, isOpenlyNamed, mayBeIn, namesOfBase } from './built';
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
  const spaces = path === undefined ? [namespace] : [namespace, ...namespacesOf({ path, namespace }, facts)];
  const among = (some: readonly Base[]) => (some as readonly B[]).filter((base) => mayBeIn(base, spaces));
  const withoutCopies = (some: readonly Base[]) => among(some).filter(({ isCopy = false }) => !isCopy);
  const isMeant = (base: Base) => isCalled(base, name);
  const isKnown = among(area).some(isMeant);
  // One that cannot be read is another one, where the name is given in the same words elsewhere.
  const mayBeIt = (base: Base) => (isOpen(name) || isOpenlyNamed(base)) && !(isKnown && isUnread(base));
  const inArea = among(area.filter((base) => isMeant(base) || mayBeIt(base)));
  // A patch is for an object that lies elsewhere, and what names it means that object.
  const tree = KustomizeTree.of(facts);
  const isObject = ({ path: file }: Base) => tree.patchUses(file).length === 0;
  const isCertain = isOpen(name) || inArea.some((base) => isObject(base) && isMeant(base));
  const called = new Set([
    ...(byName.get(name) ?? []),
    ...facts.derivedFor(bases, filledInOf).filter(isMeant),
  ]);
  const far = isCertain ? [] : withoutCopies([...called]);
  const found = [...new Set([...far, ...inArea])];
  const meant = found.some(isObject) ? found.filter(isObject) : found;
  const isUnsure = isOpen(name) || inArea.some(isOpenlyNamed);
  const isOne = path !== undefined && name !== undefined && far.length < 2 && isUnsure;
  if (meant.length > 0) return { bases: meant, means: isOne ? 'one' : 'all' };
  const others = isOpen(name) ? all : facts.derivedFor(bases, openIn);
  return { bases: withoutCopies(others), means: name === undefined ? 'all' : 'perhaps' };
}

/** The objects that may have any name. */
function openIn(facts: Facts, bases: FactKind<Base>): readonly Base[] {
  return indexOf(bases, facts).all.filter(isOpenlyNamed);
}

/** The objects whose names another tool fills in. */
function filledInOf(facts: Facts, bases: FactKind<Base>): readonly Base[] {
  return indexOf(bases, facts).all.filter((base) => namesOfBase(base).some(isFilledIn));
}

/** The objects of each chart or folder. */
function areasIn(facts: Facts, bases: FactKind<Base>): ReadonlyMap<string, readonly Base[]> {
  return grouped(indexOf(bases, facts).all, ({ place }) => areaOf(place.path));
}
