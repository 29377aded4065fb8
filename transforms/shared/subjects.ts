import { hasMirror, hasMirrorFilter, lacksServerName, trafficPolicies } from './subject-shapes';
import { collectVirtualHosts, overlappingHosts } from './virtual-hosts';
import type { Facts, FactPlace } from '../../src/facts';
import type { ManifestDocument } from '../../src/kubernetes/document';
import type { KubernetesObject } from '../../src/kubernetes/object';
import {
  entriesOf,
  isNull,
  itemsOf,
  type Node,
  type Place,
  scalarValueOf,
  stringOf,
  unlessDeclined,
  valueAt,
  walk,
} from '../../src/yaml';

/** Something in a tree for which a changed default matters. */
export type SubjectName = keyof typeof subjects;

export interface Subject {
  /** What a message calls it. */
  readonly called: string;
  readonly triggers: readonly string[];
  readonly find: (document: ManifestDocument) => Place | undefined;
  /** The kinds that a patch may make into one, and whether what it says of an object does. */
  readonly inPatches?: readonly ObjectShape[] | undefined;
  /** What a command says of it, in scripts and other texts; its words are among the triggers. */
  readonly inCommands?: RegExp | undefined;
  /** For what only the whole tree shows: what is collected of a document, and the places that follow. */
  readonly inTree?: {
    readonly collect: (document: ManifestDocument, facts: Facts) => void;
    readonly places: (facts: Facts) => readonly FactPlace[];
  };
}

/** An object of a kind, of which something may be asked. */
export interface ObjectShape {
  readonly group: string;
  readonly kind: string;
  readonly isOne: (mapping: KubernetesObject['mapping']) => boolean;
}

/** Whether an object is of that kind and shape. */
export function hasShape({ group, kind, mapping }: KubernetesObject, shape: ObjectShape): boolean {
  return group === shape.group && kind === shape.kind && unlessDeclined(() => shape.isOne(mapping)) === true;
}

const networking = 'networking.istio.io';
const gatewayApi = 'gateway.networking.k8s.io';

/** A subject that is an object of a kind, of which something may be asked. */
function object(
  group: string,
  kind: string,
  called: string,
  isOne: ObjectShape['isOne'] = () => true,
  /** A word that is rarer than the kind. */
  trigger = kind,
  /** Pointers of operations that may make one; undefined where a part of an object says too little. */
  pointers?: readonly string[],
): Subject {
  const shape = { group, kind, isOne };
  return {
    called,
    triggers: [trigger, ...(pointers ?? [])],
    find: ({ objects }) => objects.find((each) => hasShape(each, shape))?.mapping,
    inPatches: pointers && [shape],
  };
}

/** A subject that is a key with a value, wherever it is. */
function entry(name: string, value: string | undefined, called: string): Subject {
  return {
    called,
    triggers: [value ?? name],
    find: ({ root }) =>
      findEntry(root, (key, node) => key === name && (value === undefined || stringOf(node) === value)),
  };
}

function findEntry(root: Node | undefined, isOne: (key: string, value: Node) => boolean): Place | undefined {
  let found: Place | undefined;
  walk(root, (node) => {
    found ??= entriesOf(node).find((each) => isOne(each.name ?? '', each.value));
  });
  return found;
}

/** `ambient: {enabled: true}` in the values of istio-cni. */
function switchesOnAmbient(key: string, value: Node): boolean {
  return key === 'ambient' && unlessDeclined(() => scalarValueOf(valueAt(value, 'enabled'))) === true;
}

function isHollow(node: Node): boolean {
  return node.kind === 'scalar' ? isNull(node) : entriesOf(node).length === 0;
}

function anyOf(called: string, ...all: readonly Subject[]): Subject {
  return {
    called,
    triggers: all.flatMap(({ triggers }) => triggers),
    inPatches: all.flatMap(({ inPatches = [] }) => inPatches),
    find: (document) => {
      for (const { find } of all) {
        const found = find(document);
        if (found) return found;
      }
      return undefined;
    },
  };
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
    triggers: ['cloud.google.com/', 'gke.io/', 'container.googleapis.com', 'gke_'],
    find: ({ root }) => findEntry(root, (key, value) => gke.test(key) || gke.test(stringOf(value) ?? '')),
  },
  k3s: { ...entry('platform', 'k3s', 'the platform k3s'), inCommands: /\bplatform=k3s\b/ },
  mirror: anyOf(
    'mirrored routes',
    object(networking, 'VirtualService', '', hasMirror, 'mirror', []),
    object(gatewayApi, 'HTTPRoute', '', hasMirrorFilter, 'RequestMirror', []),
    object(gatewayApi, 'GRPCRoute', '', hasMirrorFilter, 'RequestMirror', []),
  ),
  'branch-interfaces': object('vpcresources.k8s.aws', 'SecurityGroupPolicy', 'a SecurityGroupPolicy'),
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
      { called: '', triggers: ['ambient'], find: ({ root }) => findEntry(root, switchesOnAmbient) },
      object('sailoperator.io', 'ZTunnel', ''),
      entry('chart', 'ztunnel', ''),
    ),
    inCommands:
      /\bprofile=ambient\b|\bambient\.enabled=true\b|(?:^|[\s"'/])istio\.io\/dataplane-mode[=:][ \t"']{0,3}ambient\b/m,
  },
  'discovery-selectors': entry('discoverySelectors', undefined, 'discoverySelectors'),
  network: anyOf('several networks', entry('topology.istio.io/network', undefined, ''), {
    called: '',
    triggers: ['meshNetworks'],
    // The chart's own default is an empty map.
    find: ({ root }) => findEntry(root, (key, node) => key === 'meshNetworks' && !isHollow(node)),
  }),
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
