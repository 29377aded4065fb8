import type { Context, Report } from '../../../src/transform';
import { type IstiodVariable, otherPlacesOf } from '../../../src/install/variables';
import type { Entry, Item, Mapping, Node, Place, Sequence } from '../../../src/yaml';
import { graceFlag, rotationFlag } from './interval';

/**
 * Tells of each place that sets a flag and is none that istiod's environment is known to be set at. Flags in texts, as
 * in the arguments of a command, are found by the sweep.
 */
export function reportLeftovers(
  root: Node | undefined,
  known: readonly IstiodVariable[],
  { report }: Context,
): void {
  for (const flag of [rotationFlag, graceFlag]) {
    for (const { place } of otherPlacesOf(root, flag, known)) {
      if (isBelow(place, 'proxyMetadata')) reportMisplaced(place, flag, 'under proxyMetadata', report);
      else if (isBelow(place, 'containers') || isBelow(place, 'initContainers')) {
        reportMisplaced(place, flag, 'on a container that is not istiod', report);
      } else {
        report({
          level: 'warning',
          at: place,
          message: `${flag} stays: nothing shows that istiod reads it here`,
          help: 'Istio 1.28 has no such flag: move it by hand to the annotation sidecar.istio.io/statsEvictionInterval',
        });
      }
    }
  }
}

/** A common mistake: istio issue 47924. */
function reportMisplaced(at: Place, flag: string, where: string, report: Report): void {
  report({
    level: 'warning',
    at,
    message: `${flag} has no effect ${where}, and never had: it was a flag of istiod`,
    help: 'remove it; to evict unused series, set the annotation sidecar.istio.io/statsEvictionInterval',
  });
}

function isBelow(place: Place, key: string): boolean {
  let at: Node | Entry | Item | Mapping | Sequence | undefined = place.kind === 'spot' ? undefined : place;
  for (; at; at = at.parent) if (at.kind === 'entry' && at.name === key) return true;
  return false;
}
