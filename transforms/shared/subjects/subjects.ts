import {
  entriesOf,
  isNull,
  itemsOf,
  type Node,
  scalarValueOf,
  stringOf,
  unlessDeclined,
  valueAt,
} from '../../../src/yaml';
import { anyOf, entry, findEntry, object, parameter, type Subject } from './subject';
import { collectVirtualHosts, overlappingHosts } from '../checks/virtual-hosts';

/** The name of something in a tree for which a changed default matters. */
export type SubjectName = keyof typeof subjects;

const networking = 'networking.istio.io';
const gatewayApi = 'gateway.networking.k8s.io';

/** `ambient: {enabled: true}` in the values of istio-cni. */
function switchesOnAmbient(key: string, value: Node): boolean {
  return key === 'ambient' && unlessDeclined(() => scalarValueOf(valueAt(value, 'enabled'))) === true;
}

/** Whether a map of networks, or the YAML of one, has none: `networks: {}` is what the charts render. */
function isHollow(node: Node): boolean {
  const text = stringOf(node);
  if (text !== undefined) return /^(?:networks:)?$/.test(text.replaceAll(/[\s{}]/g, ''));
  if (node.kind === 'scalar') return isNull(node);
  return (
    itemsOf(node).length === 0 &&
    entriesOf(node).every(({ name, value }) => name === 'networks' && isHollow(value))
  );
}

/** Whether a VirtualService mirrors requests. */
function hasMirror(mapping: Node): boolean {
  return itemsOf(valueAt(mapping, 'spec', 'http')).some(
    ({ value }) => valueAt(value, 'mirror') !== undefined || itemsOf(valueAt(value, 'mirrors')).length > 0,
  );
}

/** Whether a route of the Gateway API mirrors requests. */
function hasMirrorFilter(mapping: Node): boolean {
  return itemsOf(valueAt(mapping, 'spec', 'rules')).some(({ value }) =>
    itemsOf(valueAt(value, 'filters')).some(
      (filter) => stringOf(valueAt(filter.value, 'type')) === 'RequestMirror',
    ),
  );
}

/** The traffic policies of a DestinationRule: its own, and those of its subsets and ports. */
function trafficPolicies(mapping: Node): (Node | undefined)[] {
  const spec = valueAt(mapping, 'spec');
  const policies = [spec, ...itemsOf(valueAt(spec, 'subsets')).map(({ value }) => value)].map((holder) =>
    valueAt(holder, 'trafficPolicy'),
  );
  const ports = policies.flatMap((policy) =>
    itemsOf(valueAt(policy, 'portLevelSettings')).map(({ value }) => value),
  );
  return [...policies, ...ports];
}

/** A DestinationRule whose TLS leaves the server name to the proxy. */
function lacksServerName(mapping: Node): boolean {
  return trafficPolicies(mapping).some((policy) => {
    const tls = valueAt(policy, 'tls');
    return (
      ['SIMPLE', 'MUTUAL'].includes(stringOf(valueAt(tls, 'mode')) ?? '') && !stringOf(valueAt(tls, 'sni'))
    );
  });
}

/** Where operations write traffic policies of a DestinationRule. */
const pointersOfTraffic = ['/spec/trafficPolicy', '/spec/subsets'];

const isRemaining = (_: string, value: Node) =>
  /circuit_breakers_\w{1,20}_remaining_/.test(stringOf(value) ?? '');
/** How manifests name what only GKE has. */
const gke =
  /^cloud\.google\.com\/|(?:^|\.)gke\.io\/|(?:^|\.)cnrm\.cloud\.google\.com\/|(?:^|\.)container\.googleapis\.com|(?:^|\/)gke_[\w-]+_[\w-]+_/;

const subjects = {
  gke: {
    called: 'GKE',
    isOfPlatform: true,
    triggers: ['cloud.google.com/', 'gke.io/', 'container.googleapis.com', 'gke_'],
    find: ({ root }) => findEntry(root, (key, value) => gke.test(key) || gke.test(stringOf(value) ?? '')),
  },
  k3s: {
    ...entry('platform', 'k3s', 'the platform k3s'),
    isOfPlatform: true,
    inCommands: /\bplatform=k3s\b/,
  },
  mirror: anyOf(
    'mirrored routes',
    object(networking, 'VirtualService', '', hasMirror, 'mirror', []),
    object(gatewayApi, 'HTTPRoute', '', hasMirrorFilter, 'RequestMirror', []),
    object(gatewayApi, 'GRPCRoute', '', hasMirrorFilter, 'RequestMirror', []),
  ),
  'branch-interfaces': {
    ...object('vpcresources.k8s.aws', 'SecurityGroupPolicy', 'a SecurityGroupPolicy'),
    isOfPlatform: true,
  },
  sidecar: object(networking, 'Sidecar', 'a Sidecar'),
  'virtual-service': object(networking, 'VirtualService', 'a VirtualService'),
  'service-entry': object(networking, 'ServiceEntry', 'a ServiceEntry'),
  'destination-rule': object(networking, 'DestinationRule', 'a DestinationRule'),
  'destination-rule-tls': object(
    networking,
    'DestinationRule',
    'a DestinationRule with TLS',
    (mapping) =>
      trafficPolicies(mapping).some((policy) =>
        ['SIMPLE', 'MUTUAL'].includes(stringOf(valueAt(policy, 'tls', 'mode')) ?? ''),
      ),
    'DestinationRule',
    pointersOfTraffic,
  ),
  'destination-rule-without-sni': object(
    networking,
    'DestinationRule',
    'a DestinationRule with TLS and without sni',
    lacksServerName,
    'DestinationRule',
    pointersOfTraffic,
  ),
  'overlapping-hosts': {
    called: 'overlapping hosts',
    triggers: ['VirtualService', '/spec/hosts'],
    find: () => undefined,
    inTree: {
      collect: collectVirtualHosts,
      places: (facts) => overlappingHosts(facts).map(({ narrow }) => narrow.place),
    },
  },
  'tracing-by-default': {
    called: 'enableTracing',
    setting: ['meshConfig', 'enableTracing'],
    triggers: ['enableTracing'],
    find: ({ root }) =>
      findEntry(root, (key, value) => key === 'enableTracing' && scalarValueOf(value) === true) ??
      findEntry(root, (key, value) => key === 'name' && /(?:^|\.)enableTracing$/.test(stringOf(value) ?? '')),
  },
  'ca-crl': entry('ca-crl.pem', undefined, 'a ca-crl.pem'),
  'circuit-breaker': anyOf(
    'circuit breakers',
    object(
      networking,
      'DestinationRule',
      '',
      (mapping) => trafficPolicies(mapping).some((policy) => valueAt(policy, 'connectionPool') !== undefined),
      'DestinationRule',
      pointersOfTraffic,
    ),
    { called: '', triggers: ['circuit_breakers_'], find: ({ root }) => findEntry(root, isRemaining) },
  ),
  'istio-gateway': object(networking, 'Gateway', 'a Gateway of Istio', () => true, networking),
  'kubernetes-gateway': object(
    gatewayApi,
    'Gateway',
    'a Gateway of the Gateway API',
    () => true,
    'gatewayClassName',
  ),
  'external-name': object(
    '',
    'Service',
    'a Service of type ExternalName',
    (mapping) => stringOf(valueAt(mapping, 'spec', 'type')) === 'ExternalName',
    'ExternalName',
    [],
  ),
  'telemetry-tracing': object(
    'telemetry.istio.io',
    'Telemetry',
    'a Telemetry with tracing',
    (mapping) => itemsOf(valueAt(mapping, 'spec', 'tracing')).length > 0,
    'telemetry.istio.io',
    ['/spec/tracing'],
  ),
  ambient: {
    ...anyOf(
      'ambient workloads',
      entry('istio.io/dataplane-mode', 'ambient', ''),
      entry('profile', 'ambient', ''),
      parameter('profile', 'ambient'),
      { called: '', triggers: ['ambient'], find: ({ root }) => findEntry(root, switchesOnAmbient) },
      object('sailoperator.io', 'ZTunnel', ''),
      entry('chart', 'ztunnel', ''),
    ),
    inCommands:
      /\bprofile=ambient\b|\bambient\.enabled=true\b|(?:^|[\s"'/])istio\.io\/dataplane-mode["']?[ \t]{0,3}[=:][ \t"']{0,3}ambient\b/m,
  },
  'discovery-selectors': {
    ...entry('discoverySelectors', undefined, 'discoverySelectors'),
    setting: ['meshConfig', 'discoverySelectors'],
  },
  network: {
    called: 'several networks',
    triggers: ['topology.istio.io/network', 'meshNetworks'],
    // The chart's own defaults are an empty map and no label.
    find: ({ root }) =>
      findEntry(
        root,
        (key, node) => ['topology.istio.io/network', 'meshNetworks'].includes(key) && !isHollow(node),
      ),
  },
  kiali: anyOf(
    'Kiali',
    object('kiali.io', 'Kiali', ''),
    entry('chart', 'kiali-server', ''),
    entry('name', 'kiali-server', ''),
  ),
} satisfies Readonly<Record<string, Subject>>;

/** What is known of a subject. */
export function subjectOf(name: SubjectName): Subject {
  return subjects[name];
}

/** What a message calls subjects. */
export function describeSubjects(names: readonly SubjectName[]): string {
  return names.map((name) => subjects[name].called).join(' and ');
}
