import type { Kustomization } from '../../kustomize/kustomization';
import type { Rename } from '../../kustomize/naming';
import { KustomizeTree } from '../../kustomize/tree';
import { renamesOf, waysTo } from '../../kustomize/ways';
import { grouped } from '../../grouped';
import { describePlace } from '../../kubernetes/object';
import { areaOf, fileOf } from '../../kubernetes/path';
import type { Context } from '../../transform';
import type { Facts } from '../../facts';
import { Declined } from '../../yaml';
import { basesIn } from '../bases';
import { contextThatDeclines } from '../given';
import { type Base, type MovedKind, oldNameOf, type Role } from '../moved-kind';
import { basesOf } from './target';

/**
 * The context for an object beside another one that only its API version or kind tells from it: the two would become one.
 * Kustomize refuses to build them; of two that are applied one after the other, the last one wins.
 */
export function contextBesideTwin<B extends Base>(
  own: readonly B[],
  role: Role<B> | undefined,
  moved: MovedKind<B>,
  context: Context,
): Context {
  if (role?.is === 'patch') return context;
  const twins = context.facts.derivedFor(moved, twinsIn);
  const reason = own.map((base) => twins.get(base.place)).find((found) => found !== undefined);
  return reason === undefined ? context : contextThatDeclines(new Declined(reason), context);
}

/** An object as a kustomization builds it. */
interface Built {
  readonly base: Base;
  /** Undefined where a patch or replacement gives it another one. */
  readonly name: string | undefined;
  readonly namespace: string | undefined;
}

/** Why an object cannot move, by its place: for those that would become one with another. */
function twinsIn(facts: Facts, moved: MovedKind): ReadonlyMap<Base['place'], string> {
  const found = new Map<Base['place'], string>();
  const tree = KustomizeTree.of(facts);
  const bases = basesIn(moved, facts).filter(
    (base) => base.name !== undefined && (base.isOld || isNew(base, moved)),
  );
  if (new Set(bases.map(typeOf)).size < 2) return found;
  const objects = bases.filter(({ path }) => tree.patchUses(path).length === 0);
  const alone = new Set(objects);
  for (const kustomization of tree.building(objects.map(({ path }) => path))) {
    const reach = tree.reach(kustomization);
    const reached = objects.filter(({ path }) => reach.has(path));
    for (const base of reached) alone.delete(base);
    if (new Set(reached.map(typeOf)).size < 2) continue;
    const built = reached.flatMap((base) => builtFrom(base, kustomization, tree, moved, facts));
    for (const one of built) {
      if (!one.base.isOld || found.has(one.base.place)) continue;
      const other = built.find((each) => areTwins(one, each));
      if (other) found.set(one.base.place, reasonFor(one, other, kustomization, moved));
    }
  }
  for (const [{ place }, newer] of replacedIn([...alone], moved)) found.set(place, isThere(newer, moved));
  return found;
}

/**
 * Objects beside the ones that replace them: in one file, folder or chart, which are applied as a whole. Two versions of
 * one group are one object as it is, and of two branches of a template one is rendered.
 */
function replacedIn(objects: readonly Base[], { to }: MovedKind): (readonly [old: Base, newer: Base])[] {
  const beside = grouped(objects, ({ path, name, namespace }) => {
    const area = path === fileOf(path) ? areaOf(path) : path;
    return JSON.stringify([area, name, namespace]);
  });
  return [...beside.values()].flatMap((same) => {
    const newer = same.find(({ isOld }) => !isOld);
    const isOther = ({ group, kind }: Base) => group !== to.group || kind !== to.kind;
    return newer
      ? same
          .filter((base) => base.isOld && !base.isBranch && isOther(base))
          .map((base) => [base, newer] as const)
      : [];
  });
}

function isNew({ group, version, kind }: Base, moved: MovedKind): boolean {
  return group === moved.to.group && oldNameOf(`${group}/${version}`, kind, moved) === undefined;
}

function typeOf({ group, version, kind }: Base): string {
  return `${group}/${version} ${kind}`;
}

/** What becomes of an object on each of the ways to a kustomization. */
function builtFrom(
  base: Base,
  top: Kustomization,
  tree: KustomizeTree,
  moved: MovedKind,
  facts: Facts,
): Built[] {
  return waysTo(top, base.path, tree).map((way) => {
    let { name } = base;
    let namespace: string | undefined = base.namespace ?? 'default';
    for (const kustomization of way) {
      const renames = renamesOf(kustomization, facts).filter(({ selector }) =>
        basesOf(moved, facts, tree, kustomization, selector ?? {}).includes(base),
      );
      const isRenamed = (field: Rename['field']) => renames.some((rename) => rename.field === field);
      if (isRenamed('namespace')) namespace = undefined;
      for (const naming of kustomization.namings) {
        if (name !== undefined) name = `${naming.prefix}${name}${naming.suffix}`;
        namespace = naming.namespace ?? namespace;
      }
      if (isRenamed('name')) name = undefined;
    }
    return { base, name, namespace };
  });
}

/** Whether two may be built under one name, which only their groups or versions tell apart. */
function areTwins(one: Built, other: Built): boolean {
  const isSame = (name: string | undefined, its: string | undefined) =>
    name === undefined || its === undefined || name === its;
  return (
    typeOf(one.base) !== typeOf(other.base) &&
    isSame(one.name, other.name) &&
    isSame(one.namespace, other.namespace)
  );
}

function reasonFor(
  { base, name, namespace }: Built,
  other: Built,
  { path }: Kustomization,
  moved: MovedKind,
): string {
  const isCertain = [name, namespace, other.name, other.namespace].every((text) => text !== undefined);
  const isNamesake = base.name === other.base.name && base.namespace === other.base.namespace;
  if (isCertain && isNamesake && !other.base.isOld) return isThere(other.base, moved);
  const what = isCertain ? 'builds' : 'may build';
  const place = describePlace(other.base.place);
  return `${path} ${what} this ${moved.to.kind} and the one at ${place} under one name, and only their API versions tell them apart: give them different names first`;
}

function isThere({ place }: Base, { to }: MovedKind): string {
  return `the ${to.kind} of this name is there in ${to.version} already (${describePlace(place)}); delete this one once nothing uses it`;
}
