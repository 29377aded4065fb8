import { hasMirror, hasMirrorFilter, lacksServerName, trafficPolicies } from './subject-shapes';
import { collectVirtualHosts, overlappingHosts } from './virtual-hosts';
import type { FactKind, Facts, FactPlace } from '../../src/facts';
import type { ManifestDocument } from '../../src/kubernetes/document';
import { factPlaceOf, type KubernetesObject } from '../../src/kubernetes/object';
import type { Survey } from '../../src/transform';
import {
  entriesOf,
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

interface Subject {
  /** What a message calls it. */
  readonly called: string;
  readonly triggers: readonly string[];
  readonly find: (document: ManifestDocument) => Place | undefined;
  /** For what only the whole tree shows: what is collected of a document, and the places that follow. */
  readonly inTree?: {
    readonly collect: (document: ManifestDocument, facts: Facts) => void;
    readonly places: (facts: Facts) => readonly FactPlace[];
  };
}

const networking = 'networking.istio.io';
const gatewayApi = 'gateway.networking.k8s.io';

/** A subject that is an object of a kind, of which something may be asked. */
function object(
  group: string,
  kind: string,
  called: string,
  isOne: (mapping: KubernetesObject['mapping']) => boolean = () => true,
  /** A word that is rarer than the kind. */
  trigger = kind,
): Subject {
  return {
    called,
    triggers: [trigger],
    find: ({ objects }) =>
      objects.find(
        (each) =>
          each.group === group && each.kind === kind && unlessDeclined(() => isOne(each.mapping)) === true,
      )?.mapping,
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

function anyOf(called: string, ...all: readonly Subject[]): Subject {
  return {
    called,
    triggers: all.flatMap(({ triggers }) => triggers),
    find: (document) => {
      for (const { find } of all) {
        const found = find(document);
        if (found) return found;
      }
      return undefined;
    },
  };
}

/** How manifests name what only GKE has. */
const gke =
  /^cloud\.google\.com\/|(?:^|\.)gke\.io\/|(?:^|\.)cnrm\.cloud\.google\.com\/|(?:^|\.)container\.googleapis\.com|(?:^|\/)gke_[\w-]+_[\w-]+_/;

const subjects = {
  gke: {
    called: 'GKE',
    triggers: ['cloud.google.com/', 'gke.io/', 'container.googleapis.com', 'gke_'],
    find: ({ root }) => findEntry(root, (key, value) => gke.test(key) || gke.test(stringOf(value) ?? '')),
  },
  mirror: anyOf(
    'mirrored routes',
    object(networking, 'VirtualService', '', hasMirror, 'mirror'),
    object(gatewayApi, 'HTTPRoute', '', hasMirrorFilter, 'RequestMirror'),
    object(gatewayApi, 'GRPCRoute', '', hasMirrorFilter, 'RequestMirror'),
  ),
  'branch-interfaces': object('vpcresources.k8s.aws', 'SecurityGroupPolicy', 'a SecurityGroupPolicy'),
  sidecar: object(networking, 'Sidecar', 'a Sidecar'),
  'virtual-service': object(networking, 'VirtualService', 'a VirtualService'),
  'service-entry': object(networking, 'ServiceEntry', 'a ServiceEntry'),
  'destination-rule': object(networking, 'DestinationRule', 'a DestinationRule'),
  'destination-rule-tls': object(networking, 'DestinationRule', 'a DestinationRule with TLS', (mapping) =>
    trafficPolicies(mapping).some((policy) =>
      ['SIMPLE', 'MUTUAL'].includes(stringOf(valueAt(policy, 'tls', 'mode')) ?? ''),
    ),
  ),
  'destination-rule-without-sni': object(
    networking,
    'DestinationRule',
    'a DestinationRule with TLS and without sni',
    lacksServerName,
  ),
  'overlapping-hosts': {
    called: 'overlapping hosts',
    triggers: ['VirtualService'],
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
  'circuit-breaker': object(networking, 'DestinationRule', 'a connection pool', (mapping) =>
    trafficPolicies(mapping).some((policy) => valueAt(policy, 'connectionPool') !== undefined),
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
  ),
  'telemetry-tracing': object(
    'telemetry.istio.io',
    'Telemetry',
    'a Telemetry with tracing',
    (mapping) => itemsOf(valueAt(mapping, 'spec', 'tracing')).length > 0,
    'telemetry.istio.io',
  ),
  ambient: anyOf(
    'ambient workloads',
    entry('istio.io/dataplane-mode', 'ambient', ''),
    entry('profile', 'ambient', ''),
  ),
  'discovery-selectors': entry('discoverySelectors', undefined, 'discoverySelectors'),
  network: anyOf(
    'several networks',
    entry('topology.istio.io/network', undefined, ''),
    entry('meshNetworks', undefined, ''),
  ),
  kiali: anyOf(
    'Kiali',
    object('kiali.io', 'Kiali', ''),
    entry('chart', 'kiali-server', ''),
    entry('name', 'kiali-server', ''),
  ),
} satisfies Readonly<Record<string, Subject>>;

function subjectOf(name: SubjectName): Subject {
  return subjects[name];
}

/** That a subject is in the tree, and where it was first seen. */
export interface SubjectFact {
  readonly name: SubjectName;
  readonly place: FactPlace;
}

const subjectFact: FactKind<SubjectFact> = { name: 'subject' };

/**
 * Finds subjects in the tree, one survey for each; one document says so once.
 *
 * @param sets what has to be in the tree together: without a word of another one of its set, a subject does not matter
 */
export function subjectSurveys(sets: readonly (readonly SubjectName[])[]): Survey[] {
  return sets.flatMap((names) =>
    names.map((name) =>
      subjectSurvey(
        name,
        names.find((other) => other !== name),
      ),
    ),
  );
}

const surveys = new Map<string, Survey>();

/** The survey of a subject, the same one for all that ask for it. */
function subjectSurvey(name: SubjectName, other: SubjectName | undefined): Survey {
  const key = `${name} ${other ?? ''}`;
  const { triggers, find, inTree } = subjectOf(name);
  const survey = surveys.get(key) ?? {
    triggers,
    ...(other && { occasion: subjects[other].triggers }),
    collect(document: ManifestDocument, facts: Facts) {
      inTree?.collect(document, facts);
      const place = find(document);
      if (place) facts.add(subjectFact, { name, place: factPlaceOf(document, place) });
    },
  };
  surveys.set(key, survey);
  return survey;
}

/** Words without which a document holds none of the subjects. */
export function subjectTriggers(names: readonly SubjectName[]): readonly string[] {
  return [...new Set(names.flatMap((name) => subjects[name].triggers))];
}

/** Where subjects are in the tree, by the order of the files; none unless each of them is there. */
export function placesOfSubjects(names: readonly SubjectName[], facts: Facts): readonly FactPlace[] {
  const byName = names.map((name) => facts.derivedFor(subjectOf(name), placesOfSubject));
  return byName.every((places) => places.length > 0) ? (byName[0] ?? []) : [];
}

function placesOfSubject(facts: Facts, subject: Subject): readonly FactPlace[] {
  if (subject.inTree) return subject.inTree.places(facts);
  const known = facts.all(subjectFact).filter(({ name }) => subjectOf(name) === subject);
  return known.map(({ place }) => place);
}

/** A subject in a document. */
export function findSubject(name: SubjectName, document: ManifestDocument): Place | undefined {
  return subjects[name].find(document);
}

/** What a message calls subjects. */
export function describeSubjects(names: readonly SubjectName[]): string {
  return names.map((name) => subjects[name].called).join(' and ');
}
