import type { FactKind, Facts } from '../facts';
import { grouped } from '../grouped';
import { isTemplated } from '../yaml';
import { indexOf } from './bases';
import type { Base, MovedKind } from './moved-kind';

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
  /** Whether it means all of them, surely one of them, or perhaps one. */
  readonly means: 'all' | 'one' | 'perhaps';
}

/**
 * The objects of the tree that something may name. What comes from a template is one of the same chart or folder, if
 * there are any; one that has exactly the given name is the one that is meant, wherever it is.
 */
export function basesMeant<B extends Base>(
  { name, namespace, path }: NamedObject,
  { bases }: Pick<MovedKind<B>, 'bases'>,
  facts: Facts,
): Meant<B> {
  const { all, byName } = indexOf(bases, facts);
  const area = path === undefined ? undefined : facts.derivedFor(bases, areasIn).get(areaOf(path));
  const among = (some: readonly Base[]) =>
    (some as readonly B[]).filter((base) => mayBeSame(namespace, base.namespace));
  const near = isOpen(name) ? area?.all : [...(byName.get(name) ?? []), ...(area?.open ?? [])];
  const meant = among(near ?? []);
  if (meant.length > 0) return { bases: meant, means: path === undefined ? 'all' : 'one' };
  const others = isOpen(name) ? all : facts.derivedFor(bases, openIn);
  return { bases: among(others), means: name === undefined ? 'all' : 'perhaps' };
}

/** The objects that may have any name. */
function openIn(facts: Facts, bases: FactKind<Base>): readonly Base[] {
  return indexOf(bases, facts).all.filter(({ name }) => isOpen(name));
}

/** The objects of each chart or folder, and those of them whose names a template gives. */
function areasIn(facts: Facts, bases: FactKind<Base>) {
  const areas = grouped(indexOf(bases, facts).all, ({ place }) => areaOf(place.path));
  const withOpen = ([area, all]: readonly [string, readonly Base[]]) =>
    [area, { all, open: all.filter(({ name }) => isOpen(name)) }] as const;
  return new Map([...areas].map(withOpen));
}

/** The chart, or the folder, that a file belongs to. */
function areaOf(path: string): string {
  const templates = path.lastIndexOf('templates/');
  const isInChart = templates === 0 || path[templates - 1] === '/';
  return path.slice(0, isInChart ? templates : Math.max(path.lastIndexOf('/'), 0));
}

/** What is not given, or comes from a template, may be the same. */
function mayBeSame(one: string | undefined, other: string | undefined): boolean {
  return isOpen(one) || isOpen(other) || one === other;
}

function isOpen(text: string | undefined): boolean {
  return text === undefined || isTemplated(text);
}
