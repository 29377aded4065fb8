import {
  asMapping,
  entriesOf,
  findEntry,
  type Mapping,
  type Node,
  stringOf,
  unlessDeclined,
  valueAt,
} from '../yaml';
import { keysOfDefaults } from './settings';
import { mapAt } from './values';
import type { Slot } from './chart';
import type { ValuesPath } from './releases/release-layers';

/**
 * Whether the keys of a values map can only be those of the istiod chart: one that no other chart has, and a second
 * sign. `global.proxy`, `env`, `telemetry`, `revision` and `meshConfig` are signs of Istio only, since the charts of
 * its gateways, CNI plugin and ztunnel, and other products, have keys of these names too.
 *
 * Source: istio 1.28, each `values.yaml` below `manifests/charts`.
 */
export function slotsByKeys(at: ValuesPath): Slot[] {
  const values = mapAt(at);
  return values && isIstiod(values) ? [{ chart: 'istiod', own: [], globals: [] }] : [];
}

/** The injection template of istiod's chart, or a copy: whoever writes a new one has no such parts. */
export const injectionTemplate = /^(?=[^]*\$containers := list\b)(?=[^]*\{\{-? ?define "resources")/;

/** Whether the keys of a values map can only be those of istiod. */
export function isIstiod(values: Mapping): boolean {
  return withDefaults(values).some((map) => {
    const own = ownSigns.filter((sign) => sign(map)).length;
    return own > 0 && own + commonSigns.filter((sign) => sign(map)).length > 1;
  });
}

/** A map of values, and those in it that a chart takes as its defaults. */
function withDefaults(values: Mapping): Mapping[] {
  return [values, ...keysOfDefaults.flatMap((key) => asMapping(valueAt(values, key)) ?? [])];
}

/** Whether the keys of a values map are those of some chart of Istio, gateways and ztunnel included. */
export function looksLikeIstio(values: Mapping): boolean {
  return withDefaults(values).some((map) => commonSigns.filter((sign) => sign(map)).length > 1);
}

/** Whether a values map has anything of Istio's charts, which is enough where something else speaks for it as well. */
export function hasSign(values: Mapping): boolean {
  return withDefaults(values).some((map) => [...ownSigns, ...commonSigns].some((sign) => sign(map)));
}

/**
 * Whether a map of values is that of another product: it has what charts have at their root, but not those of Istio's
 * control plane, and nothing of Istio.
 */
export function isOfAnotherProduct(values: Mapping): boolean {
  const holdsIstio = (map: Mapping) =>
    hasSign(map) || hasKey(map, keysOfIstio) || valueAt(map, 'global', 'proxy') !== undefined;
  const below = values.entries.flatMap(({ value }) => asMapping(value) ?? []);
  return hasKey(values, keysOfOtherCharts) && ![values, ...below].some(holdsIstio);
}

const keysOfIstio = [
  'istio',
  'istiod',
  'istiodRemote',
  'istio_cni',
  'meshConfig',
  'pilot',
  'sidecarInjectorWebhook',
];

type Sign = (values: Mapping) => boolean;

/** What only istiod's chart has. */
const ownSigns: readonly Sign[] = [
  (values) => hasKey(asMapping(valueAt(values, 'pilot')), pilotKeys),
  (values) => setsPilotVariable(valueAt(values, 'pilot', 'env')),
  (values) => setsPilotVariable(ownEnvironment(values)),
  (values) => setsFeature(ownEnvironment(values)),
  (values) =>
    hasKey(asMapping(valueAt(values, 'sidecarInjectorWebhook')), [
      'alwaysInjectSelector',
      'defaultTemplates',
      'enableNamespacesByDefault',
      'injectedAnnotations',
      'neverInjectSelector',
      'reinvocationPolicy',
      'rewriteAppHTTPProbe',
      'templates',
    ]),
  (values) =>
    hasKey(asMapping(valueAt(values, 'istiodRemote')), ['enabled', 'injectionPath', 'injectionURL']),
];

const pilotKeys = [
  'affinity',
  'autoscaleEnabled',
  'autoscaleMax',
  'autoscaleMin',
  'cni',
  'configMap',
  'cpu',
  'env',
  'image',
  'keepaliveMaxServerConnectionAge',
  'nodeSelector',
  'podAnnotations',
  'replicaCount',
  'resources',
  'rollingMaxSurge',
  'rollingMaxUnavailable',
  'tolerations',
  'traceSampling',
];

const proxyKeys = [
  'autoInject',
  'clusterDomain',
  'componentLogLevel',
  'excludeIPRanges',
  'excludeInboundPorts',
  'excludeOutboundPorts',
  'holdApplicationUntilProxyStarts',
  'includeIPRanges',
  'lifecycle',
  'logLevel',
  'privileged',
  'readinessPeriodSeconds',
  'resources',
  'startupProbe',
  'statusPort',
  'tracer',
];

/** What several charts of Istio have. */
const commonSigns: readonly Sign[] = [
  (values) =>
    hasKey(asMapping(valueAt(values, 'meshConfig')), [
      'accessLogEncoding',
      'accessLogFile',
      'accessLogFormat',
      'defaultConfig',
      'enableAutoMtls',
      'enablePrometheusMerge',
      'enableTracing',
      'extensionProviders',
      'outboundTrafficPolicy',
      'rootNamespace',
      'trustDomain',
    ]),
  (values) =>
    hasKey(asMapping(valueAt(values, 'global')), [
      'istioNamespace',
      'istiod',
      'meshID',
      'meshNetworks',
      'multiCluster',
      'pilotCertProvider',
      'proxy_init',
    ]),
  (values) => hasKey(asMapping(valueAt(values, 'global', 'proxy')), proxyKeys),
  (values) => asMapping(valueAt(values, 'telemetry', 'v2')) !== undefined,
  (values) => asMapping(valueAt(values, 'istio_cni')) !== undefined,
  (values) => stringOf(valueAt(values, 'profile')) === 'ambient',
];

/**
 * The `env` at the root of a chart's values. Workflows, pipelines and task files have one as well, which is that of what
 * they run, and so do charts of other products.
 */
function ownEnvironment(values: Mapping): Node | undefined {
  const isOther = hasKey(values, keysOfRunners) || hasKey(values, keysOfOtherCharts);
  // The image of istiod is a text.
  // A key that appears twice says nothing of whose values these are.
  return unlessDeclined(() =>
    isOther || asMapping(valueAt(values, 'image')) ? undefined : valueAt(values, 'env'),
  );
}

const keysOfRunners = [
  'cmd',
  'cmds',
  'command',
  'commands',
  'jobs',
  'run',
  'runs',
  'runs-on',
  'script',
  'services',
  'stages',
  'steps',
  'tasks',
  'uses',
];

/** What most charts have at the root of their values, and istiod's does not. */
const keysOfOtherCharts = [
  'args',
  'containers',
  'extraArgs',
  'fullnameOverride',
  'ingress',
  'livenessProbe',
  'nameOverride',
  'persistence',
  'podSecurityContext',
  'ports',
  'rbac',
  'readinessProbe',
  'service',
  'serviceAccount',
  'serviceMonitor',
];

function hasKey(mapping: Mapping | undefined, keys: readonly string[]): boolean {
  const isThere = (key: string) =>
    findEntry(mapping, key, { duplicates: 'first', templates: 'absent' }) !== undefined;
  return keys.some(isThere);
}

/** Variables of istiod start with `PILOT_`, apart from the flags that are gone with Istio 1.28. */
function setsPilotVariable(env: Node | undefined): boolean {
  return names(env).some((name) => name.startsWith('PILOT_') || removedFlag.test(name));
}

/** Switches that are istiod's alone: a root `env:` with one of them needs no second sign. */
function setsFeature(env: Node | undefined): boolean {
  return names(env).some((name) => name.startsWith('PILOT_ENABLE_') || removedFlag.test(name));
}

const removedFlag = /^METRIC_(?:ROTATION|GRACEFUL_DELETION)_INTERVAL$/;

function names(env: Node | undefined): string[] {
  return entriesOf(env).map(({ name = '' }) => name);
}
