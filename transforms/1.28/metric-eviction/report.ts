import { type IstiodVariable, otherPlacesOf, textOf } from '../../../src/install/variables';
import { whyOther } from '../../../src/install/released';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import type { Context, Report } from '../../../src/transform';
import { type Entry, type Item, type Mapping, type Node, type Place, type Sequence } from '../../../src/yaml';
import { type Eviction, evictionAnnotation, graceFlag, isOff, rotationFlag } from './interval';

/** Tells why the flags are left where they are. */
export function reportUnreadable(
  { why }: Extract<Eviction, { kind: 'unreadable' }>,
  at: Place,
  report: Report,
): void {
  report({
    level: 'warning',
    at,
    message: `${rotationFlag} stays: its value ${why}`,
    help: `Istio 1.28 ignores it: set the annotation ${evictionAnnotation} on the pods manually, then remove the flags`,
  });
}

/** Tells that the interval cannot be carried over to the releases that fail on it. */
export function reportFault(at: Place, text: string, report: Report): void {
  report({
    level: 'error',
    at,
    message: `${rotationFlag} stays: with an eviction interval of 60s or more, istio-proxy of 1.28.0 and 1.28.1 does not start`,
    help: `upgrade to 1.28.2 or newer, where the interval can be ${text}`,
  });
}

/** Tells what the user has to know of an interval that is carried over. */
export function reportInterval(
  eviction: Extract<Eviction, { kind: 'interval' }>,
  at: Place,
  needsPatch: boolean,
  report: Report,
): void {
  if (eviction.roundedFrom !== undefined) reportRounded(eviction, at, report);
  if (needsPatch) {
    report({
      level: 'warning',
      at,
      message: 'an eviction interval of 60s or more needs Istio 1.28.2 or newer',
      help: 'istio-proxy 1.28.0 and 1.28.1 do not start with it; if you use one of them, pass it with --to',
    });
  }
  report({
    level: 'note',
    at,
    message: 'eviction starts once a pod is recreated with a proxy of 1.28',
    help: 'a series is evicted after two unused intervals',
  });
}

/** Tells that an interval is longer than the flag said. */
export function reportRounded(
  { text, roundedFrom = text }: Extract<Eviction, { kind: 'interval' }>,
  at: Place,
  report: Report,
): void {
  report({
    level: 'note',
    at,
    message: `the eviction interval is rounded up from ${roundedFrom} to ${text}`,
    help: 'it has to be a whole multiple of the flush interval, which is 5s unless the pods set another',
  });
}

/** Tells that the second flag goes without a successor, where it meant something. */
export function reportGrace(grace: IstiodVariable | undefined, report: Report): void {
  if (!grace) return;
  report({
    level: 'note',
    at: grace.place,
    message: `${graceFlag} is removed: Istio 1.28 has no replacement for it`,
  });
}

/**
 * Reports each place that sets a flag and is none that istiod's environment is known to be set at. Flags in texts, as
 * in the arguments of a command, are found by the sweep.
 */
export function reportLeftovers(
  document: ManifestDocument,
  known: readonly IstiodVariable[],
  { facts, report }: Context,
): void {
  const where = whyOther(document, facts);
  for (const flag of [rotationFlag, graceFlag]) {
    for (const variable of otherPlacesOf(document.root, flag, known)) {
      const { place } = variable;
      if (isBelow(place, 'proxyMetadata')) reportMisplaced(place, flag, 'under proxyMetadata', report);
      else if (isBelow(place, 'containers') || isBelow(place, 'initContainers')) {
        reportMisplaced(place, flag, 'on a container that is not istiod', report);
      } else {
        report({
          level: 'warning',
          at: place,
          message: `${flag} stays: ${where}`,
          help:
            flag === graceFlag
              ? 'Istio 1.28 has no such flag and no replacement for it: remove it'
              : isOff(textOf(variable))
                ? helpWhereOff
                : `Istio 1.28 has no such flag: change it manually to the annotation ${evictionAnnotation}`,
        });
      }
    }
  }
}

/** What to do with a flag that switches off what another layer may switch on. */
export const helpWhereOff =
  'remove it, unless another layer of the release sets an interval: then decide for all of them together';

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
