import type { Facts } from '../../../src/facts';
import { stacksWith } from '../../../src/install/layers/stacks';
import type { StackLayer } from '../../../src/install/layers/stack';
import { type InstallValues, setAt } from '../../../src/install/values';
import type { Report } from '../../../src/transform';
import {
  asMapping,
  type Editor,
  entryOf,
  itemsOf,
  type Mapping,
  type Place,
  scalarValueOf,
  stringOf,
  valueAt,
} from '../../../src/yaml';
import { type Eviction, evictionAnnotation, evictionFor, flushAnnotation, rotationFlag } from './interval';
import { injectedNamespace, workloadFact } from './facts';
import { listPlaces } from '../../../src/kubernetes/object';
import { reportRounded } from './report';
import { setIn } from '../../../src/install/layers/content';

/** Gateways that profiles install where the list has none. Source: istio 1.28, `manifests/profiles`. */
const gatewaysOfProfiles = [
  { list: 'ingressGateways', name: 'istio-ingressgateway', in: ['default', 'demo', 'openshift', 'preview'] },
  { list: 'egressGateways', name: 'istio-egressgateway', in: ['demo'] },
];

/**
 * Gives the gateways that an IstioOperator renders the interval: they run a proxy of their own, with injection off, so
 * what the webhook adds never reaches them. Those that another layer lists, and those of a profile, are reported.
 *
 * Source: istio 1.28, `manifests/charts/gateways/istio-ingress/templates/deployment.yaml`.
 */
export function annotateGateways(
  values: InstallValues,
  eviction: Extract<Eviction, { kind: 'interval' }>,
  at: Place,
  edit: Editor,
  facts: Facts,
  report: Report,
): void {
  if (values.installer !== 'istioctl') return;
  const spec = valueAt(values.root.base, 'spec');
  for (const { list } of gatewaysOfProfiles)
    for (const { value } of itemsOf(valueAt(spec, 'components', list))) {
      const gateway = asMapping(value);
      if (gateway && scalarValueOf(valueAt(gateway, 'enabled')) !== false)
        annotate(gateway, eviction, edit, report);
    }
  const missed = new Map(missedIn(values, facts).map((each) => [`${each.list} ${each.which}`, each]));
  for (const { list, which } of missed.values())
    report({
      level: 'warning',
      at,
      message: `the pods of ${which}, do not get the eviction interval`,
      help: `list it below spec.components.${list}, with k8s.podAnnotations "${evictionAnnotation}: ${eviction.text}"`,
    });
}

/** The gateways that no rewrite gives the interval, with where they come from. */
function missedIn(values: InstallValues, facts: Facts): { readonly list: string; readonly which: string }[] {
  const stacks = stacksWith(values.layer, facts);
  // What is laid over another layer is no installation by itself.
  const isOver = stacks.some(([lowest]) => lowest?.id !== values.layer);
  return stacks.flatMap((stack) => {
    if (isOver && stack.length === 1) return [];
    const said = stack.flatMap((layer) =>
      layer.content?.operator ? [{ layer, ...layer.content.operator }] : [],
    );
    const profile = said.findLast((each) => each.profile !== undefined)?.profile ?? 'default';
    return gatewaysOfProfiles.flatMap(({ list, name, in: profiles }) => {
      const listing = said.findLast(({ gateways }) => gateways.some((each) => each.list === list));
      if (!listing) {
        const isInstalled = profiles.includes(profile);
        return isInstalled ? [{ list, which: `${name}, which the profile "${profile}" installs` }] : [];
      }
      const { layer, gateways } = listing;
      const names = gateways.flatMap((each) => (each.list === list ? each.names : []));
      if (names.length === 0 || layer.id === values.layer || movesToo(layer, values)) return [];
      return [{ list, which: `${names.join(', ')}, which another layer (${layer.path ?? ''}) lists` }];
    });
  });
}

/** Whether a layer has an interval of its own, with which its gateways are annotated. */
function movesToo(layer: StackLayer, values: InstallValues): boolean {
  return setIn(layer, values, ['pilot', 'env', rotationFlag]).length > 0;
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

/** Pods that bring a proxy of their own and are not injected. */
export function reportOwnProxies(text: string, at: Place, facts: Facts, report: Report): void {
  const injected = facts.all(injectedNamespace);
  const pods = facts
    .all(workloadFact)
    .filter(
      ({ isOwn, eviction, namespace = '' }) =>
        isOwn && eviction === undefined && !injected.includes(namespace),
    )
    .map((each) => ({ ...each, what: each.shown }));
  if (pods.length === 0) return;
  report({
    level: 'warning',
    at,
    message: `the pods of ${listPlaces(pods, 5)} do not get the eviction interval`,
    help: `their proxy is not injected: set the annotation of their pod template, "${evictionAnnotation}: ${text}"`,
  });
}
