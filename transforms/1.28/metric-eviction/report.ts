import { type IstiodVariable, otherPlacesOf } from '../../../src/install/variables';
import type { Context, Report } from '../../../src/transform';
import {
  asMapping,
  type Editor,
  type Entry,
  entryOf,
  type Item,
  itemsOf,
  type Mapping,
  type Node,
  type Place,
  scalarValueOf,
  type Sequence,
  stringOf,
  valueAt,
} from '../../../src/yaml';
import { type InstallValues, setAt } from '../../../src/install/values';
import {
  type Eviction,
  evictionAnnotation,
  evictionFor,
  flushAnnotation,
  graceFlag,
  rotationFlag,
} from './interval';

/** Tells why the flags are left where they are. */
export function reportUnreadable(at: Place, report: Report): void {
  report({
    level: 'warning',
    at,
    message: `${rotationFlag} stays: its value is not a literal Go duration`,
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

function reportRounded(
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

/** Gateways that profiles install where the list has none. Source: istio 1.28, `manifests/profiles`. */
const gatewaysOfProfiles = [
  { list: 'ingressGateways', name: 'istio-ingressgateway', in: ['default', 'demo', 'openshift', 'preview'] },
  { list: 'egressGateways', name: 'istio-egressgateway', in: ['demo'] },
];

/**
 * Gives the gateways that an IstioOperator renders the interval: they run a proxy of their own, with injection off, so
 * what the webhook adds never reaches them.
 *
 * Source: istio 1.28, `manifests/charts/gateways/istio-ingress/templates/deployment.yaml`.
 */
export function annotateGateways(
  values: InstallValues,
  eviction: Extract<Eviction, { kind: 'interval' }>,
  at: Place,
  edit: Editor,
  report: Report,
): void {
  if (values.installer !== 'istioctl') return;
  const spec = valueAt(values.root.base, 'spec');
  const profile = stringOf(valueAt(spec, 'profile')) ?? 'default';
  for (const { list, name, in: profiles } of gatewaysOfProfiles) {
    const listed = itemsOf(valueAt(spec, 'components', list));
    for (const { value } of listed) {
      const gateway = asMapping(value);
      if (!gateway || scalarValueOf(valueAt(gateway, 'enabled')) === false) continue;
      annotate(gateway, eviction, edit, report);
    }
    if (listed.length > 0 || !profiles.includes(profile)) continue;
    report({
      level: 'warning',
      at,
      message: `the pods of ${name}, which the profile "${profile}" installs, do not get the eviction interval`,
      help: `list it below spec.components.${list}, with k8s.podAnnotations "${evictionAnnotation}: ${eviction.text}"`,
    });
  }
}

/** Where the pods set a flush interval, they get a multiple of that. */
function annotate(
  gateway: Mapping,
  { text, roundedFrom = text }: Extract<Eviction, { kind: 'interval' }>,
  edit: Editor,
  report: Report,
): void {
  const annotations = valueAt(gateway, 'k8s', 'podAnnotations');
  const set = entryOf(annotations, evictionAnnotation);
  if (set) {
    report({
      level: 'note',
      at: set,
      message: `${evictionAnnotation} is set here already, and stays as it is`,
    });
    return;
  }
  const flush = entryOf(annotations, flushAnnotation);
  const own = flush && evictionFor(roundedFrom, stringOf(flush.value));
  if (own?.kind === 'interval' && own.roundedFrom !== undefined) reportRounded(own, flush ?? gateway, report);
  const written = own?.kind === 'interval' ? own.text : text;
  setAt(edit, { base: gateway, keys: [] }, ['k8s', 'podAnnotations', evictionAnnotation], written);
}

/**
 * Reports each place that sets a flag and is none that istiod's environment is known to be set at. Flags in texts, as
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
          help:
            flag === graceFlag
              ? 'Istio 1.28 has no such flag and no replacement for it: remove it'
              : `Istio 1.28 has no such flag: change it manually to the annotation ${evictionAnnotation}`,
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
