import { migrateFiles } from '../../src/api';
import type { Tree } from '../support/fixtures';

interface Case {
  /** The kind that the patch is for. */
  readonly kind: string;
  readonly objects: Tree;
  readonly operation: string;
  /** What is reported, and where: a path of an object, or `patch`. */
  readonly message: string;
  readonly at: string;
  readonly to: string;
}

const virtualService = (name: string, host: string): string =>
  `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: ${name}}\nspec: {hosts: ["${host}"], http: [{route: [{destination: {host: a}}]}]}\n`;

const httpRoute =
  'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: base}\nspec: {rules: [{backendRefs: [{name: a}]}]}\n';

const destinationRule =
  'apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: base}\nspec: {host: a, subsets: [{name: a}], trafficPolicy: {loadBalancer: {simple: RANDOM}}}\n';

const cases: Readonly<Record<string, Case>> = {
  'a mirror, for a host with -shadow': {
    kind: 'VirtualService',
    objects: {
      'base.yaml': virtualService('base', 'shop'),
      'copy.yaml': virtualService('copy', 'shop-shadow'),
    },
    operation: '{op: add, path: /spec/http/0/mirror, value: {host: copy}}',
    message: 'mirrored requests have no host that ends in -shadow',
    at: 'copy.yaml',
    to: '1.28',
  },
  'a mirror, for the default': {
    kind: 'VirtualService',
    objects: { 'base.yaml': virtualService('base', 'shop') },
    operation: '{op: add, path: /spec/http/0/mirrors, value: [{destination: {host: copy}}]}',
    message: 'mirrored requests keep their Host header',
    at: 'patch',
    to: '1.28',
  },
  'a mirror of the Gateway API': {
    kind: 'HTTPRoute',
    objects: { 'base.yaml': httpRoute },
    operation:
      '{op: add, path: /spec/rules/0/filters, value: [{type: RequestMirror, requestMirror: {backendRef: {name: b}}}]}',
    message: 'mirrored requests keep their Host header',
    at: 'patch',
    to: '1.28',
  },
  'a host that a wildcard covers': {
    kind: 'VirtualService',
    objects: {
      'base.yaml': virtualService('base', 'shop'),
      'wide.yaml': virtualService('wide', '*.example.com'),
    },
    operation: '{op: add, path: /spec/hosts/-, value: shop.example.com}',
    message: 'hosts that this wildcard covers win over it, even where it is older: shop.example.com of',
    at: 'wide.yaml',
    to: '1.21',
  },
  'a wildcard over a host': {
    kind: 'VirtualService',
    objects: {
      'base.yaml': virtualService('base', 'shop'),
      'narrow.yaml': virtualService('narrow', 'a.example.com'),
    },
    operation: '{op: replace, path: /spec/hosts, value: ["*.example.com"]}',
    message:
      'hosts that this wildcard covers win over it, even where it is older: a.example.com of VirtualService narrow',
    at: 'patch',
    to: '1.21',
  },
  'circuit breakers': {
    kind: 'DestinationRule',
    objects: { 'base.yaml': destinationRule },
    operation: '{op: add, path: /spec/trafficPolicy, value: {connectionPool: {tcp: {maxConnections: 1}}}}',
    message: 'the circuit breaker metrics of remaining capacity',
    at: 'patch',
    to: '1.29',
  },
  'the name in a certificate': {
    kind: 'DestinationRule',
    objects: { 'base.yaml': destinationRule },
    operation: '{op: add, path: /spec/trafficPolicy/tls, value: {mode: SIMPLE, credentialName: ca}}',
    message: 'the certificate of the upstream has to name the host',
    at: 'patch',
    to: '1.21',
  },
  'TLS of a subset without sni': {
    kind: 'DestinationRule',
    objects: { 'base.yaml': destinationRule },
    operation:
      '{op: add, path: /spec/subsets/-, value: {name: b, trafficPolicy: {tls: {mode: SIMPLE, credentialName: ca}}}}',
    message: 'the SNI of TLS to upstreams is taken from the Host header',
    at: 'patch',
    to: '1.21',
  },
  'a long list': {
    kind: 'ServiceEntry',
    objects: {
      'base.yaml':
        'apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata: {name: base}\nspec: {hosts: [a.b]}\n',
    },
    operation: `{op: replace, path: /spec/hosts, value: [${Array(257).fill('a.b').join(', ')}]}`,
    message: 'ServiceEntry takes at most 256 items in hosts',
    at: 'patch',
    to: '1.24',
  },
  'rules without backends': {
    kind: 'HTTPRoute',
    objects: { 'base.yaml': httpRoute },
    operation: '{op: add, path: /spec/rules/-, value: {matches: [{path: {value: /gone}}]}}',
    message: 'a rule without backendRefs answers 404',
    at: 'patch',
    to: '1.30',
  },
  'backends that go': {
    kind: 'HTTPRoute',
    objects: { 'base.yaml': httpRoute },
    operation: '{op: remove, path: /spec/rules/0/backendRefs}',
    message: 'a rule without backendRefs answers 404',
    at: 'patch',
    to: '1.30',
  },
  'a list of backends that gets empty': {
    kind: 'HTTPRoute',
    objects: { 'base.yaml': httpRoute },
    operation: '{op: replace, path: /spec/rules/0/backendRefs, value: []}',
    message: 'a rule without backendRefs answers 404',
    at: 'patch',
    to: '1.30',
  },
};

/** Where a patch may be: what is beside the resources, and the path of the file that has it. */
const forms: Readonly<
  Record<string, (kind: string, operation: string) => { readonly tree: Tree; readonly path: string }>
> = {
  'a text of a kustomization': (kind, operation) => ({
    tree: {
      'kustomization.yaml': `resources: [base.yaml]\npatches:\n  - target: {kind: ${kind}, name: base}\n    patch: |-\n      - ${operation}\n`,
    },
    path: 'kustomization.yaml',
  }),
  'a file': (kind, operation) => ({
    tree: {
      'kustomization.yaml': `resources: [base.yaml]\npatches:\n  - target: {kind: ${kind}, name: base}\n    path: patch.yaml\n`,
      'patch.yaml': `- ${operation}\n`,
    },
    path: 'patch.yaml',
  }),
  'a text of Flux': (kind, operation) => ({
    tree: {
      'flux.yaml': `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: a}\nspec:\n  path: ./\n  patches:\n    - target: {kind: ${kind}, name: base}\n      patch: |\n        - ${operation}\n`,
    },
    path: 'flux.yaml',
  }),
};

describe.each(Object.entries(forms))('in %s', (_form, formOf) => {
  test.each(Object.entries(cases))('%s', (_case, { kind, objects, operation, message, at, to }) => {
    const from = `1.${Number(to.split('.')[1]) - 1}`;
    const found = (ofKind: string) => {
      const { tree, path } = formOf(ofKind, operation);
      const { findings } = migrateFiles({ ...objects, ...tree }, { from, to });
      const told = findings.filter((finding) => finding.message.includes(message));
      return told.map((finding) => (finding.path === path ? 'patch' : finding.path));
    };
    expect([...new Set(found(kind))]).toEqual([at]);
    // Over another kind it means nothing.
    expect(found('Widget')).toEqual([]);
  });
});

test('a patch that adds a redirect leaves no rule without an answer', () => {
  const operations =
    '[{op: remove, path: /spec/rules/0/backendRefs}, {op: add, path: /spec/rules/0/filters, value: [{type: RequestRedirect}]}]';
  const tree = {
    'kustomization.yaml': `patches:\n  - target: {kind: HTTPRoute}\n    patch: "${operations}"\n`,
  };
  expect(migrateFiles(tree, { from: '1.29', to: '1.30' }).findings).toEqual([]);
});

test('what a patch gives to a VirtualService for gateways overlaps with nothing', () => {
  const ofGateway = virtualService('base', 'shop').replace('spec: {', 'spec: {gateways: [edge], ');
  const tree = {
    'base.yaml': ofGateway,
    'wide.yaml': virtualService('wide', '*.example.com'),
    ...forms['a file']?.('VirtualService', '{op: add, path: /spec/hosts/-, value: shop.example.com}').tree,
  };
  const { findings } = migrateFiles(tree, { from: '1.20', to: '1.21' });
  expect(findings.filter(({ transform }) => transform === 'overlapping-hosts')).toEqual([]);
});
