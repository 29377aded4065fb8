import type { KubernetesObject } from '../kubernetes/object';
import type { Context } from '../transform';
import { crosses, reaches } from '../version';
import { basesCalled } from './bases';
import { type Base, isOldObject, type MovedKind, newApiVersion } from './moved-kind';

/**
 * Reports an object of a new group where the tree pins only releases that read the old one: after `--write`, nothing else
 * says that it has to be merged together with the upgrade.
 */
export function reportAhead<B extends Base>(
  object: KubernetesObject,
  moved: MovedKind<B>,
  { facts, range, report }: Context,
): void {
  const { to, from, release } = moved;
  const { pins = [] } = range;
  // Where clusters differ, it may be for one that is upgraded already.
  const isAhead = pins.length > 0 && !pins.some(({ version }) => reaches({ to: version }, release));
  if (!isAhead || !crosses(range, release)) return;
  if (from.every(({ group }) => group === to.group) || isOldObject(object, moved)) return;
  const { name, namespace } = object;
  const isServed = basesCalled(name, moved, facts).some(
    (base) => base.isOld && base.name === name && base.namespace === namespace,
  );
  if (isServed) return;
  report({
    level: 'warning',
    at: object.apiVersionEntry ?? object.mapping,
    message: `Istio before ${release} does not read ${to.kind} of ${newApiVersion(moved)}`,
    help: `merge it together with the upgrade to ${release}, with its CRD before istiod; if it replaces an object of the old group, delete that once this one is accepted`,
  });
}
