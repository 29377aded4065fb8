import { describePlace } from '../kubernetes/object';
import { KustomizeTree } from '../kustomize/tree';
import type { Context } from '../transform';
import type { Facts } from '../facts';
import { Declined } from '../yaml';
import { namesakes } from './bases';
import { contextThatDeclines } from './given';
import { type Base, type MovedKind, oldNameOf, type Role } from './moved-kind';

/**
 * The context for an object that a kustomization builds together with one of the new version and the same name: the two
 * would become one, and kustomize refuses to build them.
 */
export function contextBesideTwin<B extends Base>(
  own: readonly B[],
  role: Role<B> | undefined,
  moved: MovedKind<B>,
  context: Context,
): Context {
  if (role?.is === 'patch') return context;
  const twin = own.map((base) => twinOf(base, moved, context.facts)).find((found) => found !== undefined);
  if (!twin) return context;
  const message = `the ${moved.to.kind} of this name is there in ${moved.to.version} already (${describePlace(twin.place)}); delete this one once nothing uses it`;
  return contextThatDeclines(new Declined(message), context);
}

function twinOf<B extends Base>(base: B, moved: MovedKind<B>, facts: Facts): B | undefined {
  if (!base.isOld || base.name === undefined) return undefined;
  const tree = KustomizeTree.of(facts);
  const isNew = ({ group, version, kind }: B) =>
    group === moved.to.group && oldNameOf(`${group}/${version}`, kind, moved) === undefined;
  return namesakes(base, moved, facts).find(
    (other) =>
      isNew(other) &&
      other.namespace === base.namespace &&
      tree.patchUses(other.path).length === 0 &&
      tree.buildsTogether(base.path, other.path),
  );
}
