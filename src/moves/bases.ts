import { kustomizationsOf } from '../kustomize/kustomization';
import type { FactKind, FactPlace, Facts } from '../facts';
import { describePlace, type KubernetesObject } from '../kubernetes/object';
import type { Context } from '../transform';
import { isTemplated } from '../yaml';
import type { Base, MovedKind, Obstacle } from './moved-kind';

/** A place that changes along with objects of the tree. */
export interface Part {
  readonly place: FactPlace;
  /** The objects, by {@link idOf}. */
  readonly objects: readonly string[];
  /** Whether it only names the objects, and so follows whatever becomes of them. */
  readonly follows: boolean;
  /** Why it cannot change, where it cannot. */
  readonly reason: string | undefined;
}

/** The places that change along with objects of a kind, collected before anything is migrated. */
export function partsOf<B extends Base>(moved: Pick<MovedKind<B>, 'bases'>): FactKind<Part> {
  return { name: `${moved.bases.name}-parts` };
}

/** The objects of the kind in the tree. One of which a part cannot move stays, as one does that a comment excludes. */
export function basesIn<B extends Base>({ bases }: Pick<MovedKind<B>, 'bases'>, facts: Facts): readonly B[] {
  const known = readers.get(bases) ?? readerOf(bases);
  readers.set(bases, known);
  return facts.derived(known) as readonly B[];
}

/** One function a kind, by which facts know what they have worked out. */
const readers = new WeakMap<FactKind<Base>, (facts: Facts) => readonly Base[]>();

function readerOf(bases: FactKind<Base>): (facts: Facts) => readonly Base[] {
  return (facts) => {
    const obstacles = obstaclesAmong(facts.all(partsOf({ bases })));
    return facts.all(bases).map((base) => {
      const obstacle = base.isKept ? undefined : obstacles.get(idOf(base));
      return obstacle ? { ...base, isKept: true, keptBy: obstacle.place, obstacle } : base;
    });
  };
}

/** What keeps objects where they are, by the ids of these: what a part has in common moves together. */
function obstaclesAmong(parts: readonly Part[]): ReadonlyMap<string, Obstacle> {
  const members = parts.filter(({ follows }) => !follows);
  const unitOf = new Map<string, Set<string>>();
  for (const { objects } of members) {
    const unit = new Set(objects.flatMap((id) => [id, ...(unitOf.get(id) ?? [])]));
    for (const id of unit) unitOf.set(id, unit);
  }
  const found = new Map<string, Obstacle>();
  for (const unit of new Set(unitOf.values())) {
    const isOf = ({ objects }: Part) => objects.some((id) => unit.has(id));
    const own = members.filter(isOf);
    const first = own.find(({ reason }) => reason !== undefined);
    if (first?.reason === undefined) continue;
    const others = [...own, ...parts.filter((part) => part.follows && isOf(part))];
    const all = new Map([first, ...others].map((part) => [describePlace(part.place), part]));
    const obstacle = { reason: first.reason, place: first.place, parts: [...all.values()] };
    for (const id of unit) found.set(id, obstacle);
  }
  return found;
}

/** What tells an object of the tree from others. */
export function idOf({ place }: Pick<Base, 'place'>): string {
  return `${describePlace(place)}:${place.column}`;
}

/** Whether the tree has objects that move, so that something may have to stay together. */
export function hasUnits<B extends Base>(
  { bases, from, to }: Pick<MovedKind<B>, 'bases' | 'from' | 'to'>,
  facts: Facts,
): boolean {
  const isVersionOnly = from.every(({ group }) => group === to.group);
  if (isVersionOnly && kustomizationsOf(facts).length === 0) return false;
  return facts.all(bases).some(({ isKept }) => !isKept);
}

/** The objects of the tree that something names. */
export function basesNamed<B extends Base>(
  { name, namespace }: { readonly name: string | undefined; readonly namespace: string | undefined },
  moved: MovedKind<B>,
  facts: Facts,
): B[] {
  return basesIn(moved, facts).filter((base) => mayBe(name, base.name) && mayBe(namespace, base.namespace));
}

/** What an object is among the objects of the tree; of a list, all of its file. */
export function ownBases<B extends Base>(
  { kind, mapping }: KubernetesObject,
  moved: Pick<MovedKind<B>, 'bases'>,
  { facts, locate }: Pick<Context, 'facts' | 'locate'>,
): B[] {
  const place = locate(mapping);
  const id = idOf({ place });
  return basesIn(moved, facts).filter((base) =>
    kind.endsWith('List') ? base.place.path === place.path : idOf(base) === id,
  );
}

/** What is not given may be any; what comes from a template is not followed into other files. */
export function mayBe(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return true;
  return one === other && !isTemplated(one);
}
