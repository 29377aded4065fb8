import { once } from '../once';
import { kustomizationsOf, type NamedPatch } from '../kustomize/kustomization';
import { selects } from '../kustomize/selector';
import { KustomizeTree } from '../kustomize/tree';
import { isTerraform } from '../install/terraform/terraform';
import { excludedFiles, type FactKind, type FactPlace, type Facts, givenFiles } from '../facts';
import { firstFew, grouped, groupedPairs } from '../grouped';
import { describePlace, type KubernetesObject } from '../kubernetes/object';
import { fileOf } from '../kubernetes/path';
import type { Context } from '../transform';
import { asBuilt, namesOfBase } from './built';
import type { Meant } from './meant';
import type { Base, MovedKind, Obstacle } from './moved-kind';
import { yttOverlay } from './patches/ytt-annotations';
import { heldByExclusion, heldByUnread, withoutTwins } from './unread';
import { placeId, Units } from './units';

/** A place that changes along with objects of the tree. */
export interface Part {
  readonly place: FactPlace;
  /** The objects, by {@link idOf}. */
  readonly objects: readonly string[];
  /** Whether it only names the objects, and so follows whatever becomes of them. */
  readonly follows: boolean;
  /** Why it cannot change, where it cannot. */
  readonly reason: string | undefined;
  /** Whether only the proof, or another variant of a template, shows that. */
  readonly isInProof: boolean;
  /** Of what only follows: which of the objects it means. */
  readonly means?: Meant<Base>['means'];
}

/** The places that change along with objects of a kind, collected before anything is migrated. */
export function partsOf<B extends Base>(moved: Pick<MovedKind<B>, 'bases'>): FactKind<Part> {
  return { name: `${moved.bases.name}-parts` };
}

/** The objects of a kind in the tree, and how they are found without a look at all of them. */
interface Bases {
  readonly all: readonly Base[];
  readonly byId: ReadonlyMap<string, readonly Base[]>;
  readonly byPath: ReadonlyMap<string, readonly Base[]>;
  readonly byName: ReadonlyMap<string | undefined, readonly Base[]>;
  /** Whether any of them moves. */
  readonly areMoving: boolean;
}

/** The objects of the kind in the tree. One of which a part cannot move stays, as one does that a comment excludes. */
export function basesIn<B extends Base>({ bases }: Pick<MovedKind<B>, 'bases'>, facts: Facts): readonly B[] {
  return indexOf(bases, facts).all as readonly B[];
}

/** Whether an object of the kind moves in the tree. */
export function areMoving<B extends Base>({ bases }: Pick<MovedKind<B>, 'bases'>, facts: Facts): boolean {
  return indexOf(bases, facts).areMoving;
}

/** The objects of a kind, by what they are looked for. */
export function indexOf(bases: FactKind<Base>, facts: Facts): Bases {
  return facts.derivedFor(bases, readBases);
}

function readBases(facts: Facts, bases: FactKind<Base>): Bases {
  const obstacles = obstaclesAmong(facts.derivedFor(bases, unitsIn));
  const built = facts.all(bases).map((base) => asBuilt(base, facts));
  const read = heldByExclusion(withoutTwins(built, facts), facts);
  const all = heldByUnread(read, bases, facts).map((base) => {
    const obstacle = base.isKept ? undefined : obstacles.get(idOf(base));
    return obstacle ? { ...base, isKept: true, keptBy: obstacle.place, obstacle } : base;
  });
  return {
    all,
    byId: grouped(all, idOf),
    byPath: grouped(all, ({ place }) => place.path),
    byName: groupedPairs(all.flatMap((base) => namesOfBase(base).map((name) => [name, base] as const))),
    areMoving: all.some(({ isOld, isKept }) => isOld && !isKept),
  };
}

/** Parts by the units that they belong to: what a part has in common moves together. */
interface PartsOfUnits {
  readonly units: Units;
  readonly members: ReadonlyMap<string, readonly Part[]>;
  /** What only follows. */
  readonly followers: ReadonlyMap<string, readonly Part[]>;
}

function readUnits(parts: readonly Part[]): PartsOfUnits {
  const members = parts.filter(({ follows }) => !follows);
  const units = new Units();
  for (const { objects } of members) units.join(objects);
  joinByNames(units, parts);
  const following = parts
    .filter(({ follows }) => follows)
    .flatMap((part) =>
      Array.from(new Set(part.objects.map((id) => units.of(id))), (unit) => [unit, part] as const),
    );
  return {
    units,
    members: grouped(members, ({ objects: [id = ''] }) => units.of(id)),
    followers: groupedPairs(following),
  };
}

/** A name that may mean an object that stays, or another one, cannot follow either: all of these stay. */
function joinByNames(units: Units, parts: readonly Part[]): void {
  const unsure = parts.filter(({ means, objects }) => means === 'one' && objects.length > 1);
  const stuck = parts.filter(({ follows, reason }) => !follows && reason !== undefined);
  for (let isDone = false; !isDone;) {
    isDone = true;
    const staying = new Set(stuck.map(({ objects: [id = ''] }) => units.of(id)));
    for (const { objects } of unsure) {
      const meant = new Set(objects.map((id) => units.of(id)));
      if (meant.size < 2 || ![...meant].some((unit) => staying.has(unit))) continue;
      units.join(objects);
      isDone = false;
    }
  }
}

/** The files that hold parts of what changes along with an object and were not given. */
export function filesMissing<B extends Base>(
  base: B,
  { bases }: Pick<MovedKind<B>, 'bases'>,
  facts: Facts,
): readonly string[] {
  return facts.derivedFor(bases, missingOfUnits)(idOf(base));
}

/** Looks through the parts of each unit once. */
function missingOfUnits(facts: Facts, bases: FactKind<Base>): (id: string) => readonly string[] {
  const given = givenFiles(facts);
  const excluded = excludedFiles(facts);
  const isExcluded = ({ path }: FactPlace): boolean => excluded.has(fileOf(path));
  // A role beside objects that are excluded as well is theirs: a rendered copy, or a chart of others.
  const hasCopies = facts.all(bases).some(({ place }) => isExcluded(place));
  const isOfCopies = (place: FactPlace): boolean => hasCopies && isExcluded(place);
  const { units, members, followers } = facts.derivedFor(bases, unitsIn);
  const missingOf = once((unit: string): readonly string[] => {
    const sure = (followers.get(unit) ?? []).filter(
      ({ means, place }) => means !== 'perhaps' && !(means === 'all' && isOfCopies(place)),
    );
    const files = [...(members.get(unit) ?? []), ...sure].map(({ place }) => fileOf(place.path));
    return [...new Set(files)].filter((path) => !given.has(path));
  });
  return (id) => missingOf(units.of(id));
}

const unitsIn = (facts: Facts, bases: FactKind<Base>): PartsOfUnits =>
  readUnits([...facts.all(partsOf({ bases })), ...heldByTerraform(facts.all(bases), facts)]);

/** Objects for which Terraform has a patch that would have to change with them. */
function heldByTerraform(bases: readonly Base[], facts: Facts): readonly Part[] {
  const tree = KustomizeTree.of(facts);
  const isConcerned = ({ text = 'spec', selector }: NamedPatch) =>
    /spec|apiVersion/.test(text) || (selector?.group ?? selector?.version) !== undefined;
  return bases
    .filter(({ isOld, isKept }) => isOld && !isKept)
    .flatMap((base): readonly Part[] => {
      const held = tree
        .patchingOver(base.place.path)
        .find(
          ({ path, patches }) =>
            isTerraform(path) &&
            patches.some((patch) => isConcerned(patch) && (!patch.selector || selects(patch.selector, base))),
        );
      if (!held) return [];
      const reason = `a patch for it is in Terraform, where nothing is rewritten (${held.path})`;
      const { place } = base;
      return [{ place, objects: [idOf(base)], follows: false, reason, isInProof: false }];
    });
}

function byPath({ place: one }: Part, { place: other }: Part): number {
  return one.path === other.path ? 0 : one.path < other.path ? -1 : 1;
}

/** What keeps objects where they are, by the ids of these. */
function obstaclesAmong({ members, followers }: PartsOfUnits): ReadonlyMap<string, Obstacle> {
  const found = new Map<string, Obstacle>();
  for (const [unit, own] of members) {
    // The same one whichever files were given: facts of these come before those of others.
    const [first] = own.filter(({ reason }) => reason !== undefined).toSorted(byPath);
    if (first?.reason === undefined) continue;
    // What is about any number of objects comes last: few of many are listed.
    const isAboutAny = ({ means }: Part) => means === 'all';
    const following = (followers.get(unit) ?? []).toSorted(
      (one, other) => Number(isAboutAny(one)) - Number(isAboutAny(other)),
    );
    const others = [...own, ...following];
    const all = new Map([first, ...others].map((part) => [describePlace(part.place), part]));
    // What is alone holds nothing back, and is reported where the proof finds it.
    if (all.size === 1 && first.isInProof) continue;
    const obstacle = { reason: first.reason, place: first.place, parts: [...all.values()] };
    for (const id of new Set(own.flatMap(({ objects }) => objects))) found.set(id, obstacle);
  }
  return found;
}

/** What tells an object of the tree from others. */
export function idOf({ place }: Pick<Base, 'place'>): string {
  return placeId(place);
}

/** Whether the tree has objects that move, so that something may have to stay together. */
export function hasUnits<B extends Base>(
  { bases, from, to }: Pick<MovedKind<B>, 'bases' | 'from' | 'to'>,
  facts: Facts,
): boolean {
  const isVersionOnly = from.every(({ group, kind }) => group === to.group && kind === to.kind);
  if (isVersionOnly && kustomizationsOf(facts).length + facts.all(yttOverlay).length === 0) return false;
  return facts.all(bases).some(({ isKept }) => !isKept);
}

/** The objects of the tree that may have a name which a selector gives: where that is no pattern, few need to be looked at. */
export function basesCalled<B extends Base>(
  name: string | undefined,
  { bases }: Pick<MovedKind<B>, 'bases'>,
  facts: Facts,
): readonly B[] {
  const { all, byName } = indexOf(bases, facts);
  const isPlain = name !== undefined && /^[\w-]+$/.test(name) && !byName.has(undefined);
  return (isPlain ? (byName.get(name) ?? []) : all) as readonly B[];
}

/** What an object is among the objects of the tree; of a list, all of its file. */
export function ownBases<B extends Base>(
  { kind, mapping }: KubernetesObject,
  { bases }: Pick<MovedKind<B>, 'bases'>,
  { facts, locate }: Pick<Context, 'facts' | 'locate'>,
): readonly B[] {
  const place = locate(mapping);
  const { byId, byPath } = indexOf(bases, facts);
  const own = kind.endsWith('List') ? byPath.get(place.path) : byId.get(idOf({ place }));
  return (own ?? []) as readonly B[];
}

/** The places of the comments that exclude objects, or their files: `pool.yaml:4, other.yaml:1`; of many, the first ones. */
export function placesOf(excluded: readonly Base[]): string {
  const places = new Set(excluded.map(({ keptBy, path }) => (keptBy ? describePlace(keptBy) : path)));
  const { shown, hidden } = firstFew([...places], mostPlaces);
  const rest = hidden > 0 ? ` and ${hidden} more; search the tree for istio-migrate-ignore to list them` : '';
  return `${shown.join(', ')}${rest}`;
}

const mostPlaces = 8;
