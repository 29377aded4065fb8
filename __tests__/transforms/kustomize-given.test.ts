import { migrateTree } from '../support/migrate-tree';

const pool = `apiVersion: inference.networking.x-k8s.io/v1alpha2
kind: InferencePool
metadata: {name: chat}
spec: {targetPortNumber: 8000, selector: {app: chat}, extensionRef: {name: picker}}
`;
const route = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: chat}
spec: {rules: [{backendRefs: [{group: inference.networking.x-k8s.io, kind: InferencePool, name: chat}]}]}
`;
const role = `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: picker}
rules: [{apiGroups: [inference.networking.x-k8s.io], resources: [inferencepools], verbs: [get]}]
`;
const overlay = `resources: [../base]
patches:
  - target: {kind: InferencePool}
    patch: |-
      - {op: replace, path: /spec/targetPortNumber, value: 8080}
`;
const tree = {
  'base/kustomization.yaml': 'resources: [pool.yaml]\n',
  'base/pool.yaml': pool,
  'overlay/kustomization.yaml': overlay,
  'role.yaml': role,
  'route.yaml': route,
};
const all = Object.keys(tree);

describe('an object, its patches, references and roles of which only some are given', () => {
  const parts = [
    ['overlay/kustomization.yaml'],
    ['base/pool.yaml'],
    ['route.yaml'],
    ['role.yaml'],
    ['base/pool.yaml', 'overlay/kustomization.yaml'],
    ['base/pool.yaml', 'route.yaml', 'role.yaml'],
  ];
  test.each(parts.map((given) => ({ given })))('nothing is rewritten: $given', async ({ given }) => {
    const { texts, findings } = await migrateTree({ transform: 'inference-pool', input: tree }, given);
    expect(texts).toEqual(tree);
    for (const path of given) expect(findings).toMatch(new RegExp(`^error ${path}:`, 'm'));
    const rest = all.filter((path) => !given.includes(path) && path !== 'base/kustomization.yaml');
    for (const path of rest) expect(findings).toContain(path);
  });

  const target = 'target: {kind: HTTPRoute, name: chat}';
  const source = 'source: {kind: ConfigMap, name: params, fieldPath: data.value}';
  test.each([
    [
      'a replacement',
      `replacements: [{${source}, targets: [{select: {kind: InferencePool}, fieldPaths: [spec.extensionRef.name]}]}]`,
    ],
    [
      'a variable',
      'vars: [{name: X, objref: {apiVersion: inference.networking.x-k8s.io/v1alpha2, kind: InferencePool, name: chat}, fieldref: {fieldpath: spec.targetPortNumber}}]',
    ],
    [
      'labels of a field',
      'labels: [{pairs: {zone: z}, fields: [{kind: InferencePool, path: spec/selector, create: true}]}]',
    ],
    [
      'a target that names the version only',
      'patches: [{target: {version: v1alpha2}, patch: "[{op: add, path: /spec/selector/zone, value: z}]"}]',
    ],
    [
      'a merge of a route',
      'patches: [{patch: "{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: chat}, spec: {rules: [{backendRefs: [{group: inference.networking.x-k8s.io, kind: InferencePool, name: chat}]}]}}"}]',
    ],
    [
      'operations on a route',
      `patches: [{${target}, patch: "[{op: add, path: /spec/rules/0/backendRefs/0, value: {group: inference.networking.x-k8s.io, kind: InferencePool, name: chat}}]"}]`,
    ],
    [
      'operations on parts of a reference',
      `patches: [{${target}, patch: "[{op: add, path: /spec/a/group, value: inference.networking.x-k8s.io}, {op: add, path: /spec/a/kind, value: InferencePool}, {op: add, path: /spec/a/name, value: chat}]"}]`,
    ],
    [
      'a transformer',
      'transformers: ["{apiVersion: builtin, kind: LabelTransformer, metadata: {name: t}, labels: {a: b}, fieldSpecs: [{kind: InferencePool, path: spec/selector, create: true}]}"]',
    ],
  ])('what only a kustomization changes counts as well: %s', async (_, field) => {
    const kustomization = `resources: [../base]\n${field}\n`;
    const input = {
      'base/kustomization.yaml': 'resources: [pool.yaml]\n',
      'base/pool.yaml': pool,
      'build/kustomization.yaml': kustomization,
    };
    for (const given of ['base/pool.yaml', 'build/kustomization.yaml']) {
      const { texts, findings } = await migrateTree({ transform: 'inference-pool', input }, [given]);
      expect(texts).toEqual(input);
      expect(findings).toMatch(new RegExp(`^error ${given}:`, 'm'));
    }
  });

  test.each([{ given: ['.'] }, { given: all }])('all move together: $given', async ({ given }) => {
    const { texts, findings } = await migrateTree({ transform: 'inference-pool', input: tree }, given);
    expect(findings).not.toMatch(/^error/m);
    const left = Object.entries(texts).filter(([, text]) => text.includes('x-k8s.io'));
    expect(left).toEqual([]);
  });

  test('an unrelated object does not keep others back', async () => {
    const input = { ...tree, 'other.yaml': pool.replaceAll('chat', 'code') };
    const given = ['other.yaml'];
    const { texts } = await migrateTree(
      { transform: 'inference-pool', input: { 'other.yaml': input['other.yaml'], 'route.yaml': route } },
      given,
    );
    expect(texts['other.yaml']).toContain('apiVersion: inference.networking.k8s.io/v1');
  });

  test('a version bump: the route and its patch', async () => {
    const old = 'apiVersion: gateway.networking.k8s.io/v1alpha2\nkind: TLSRoute\nmetadata: {name: db}\n';
    const input = {
      'kustomization.yaml': 'resources: [route.yaml]\npatches: [{path: patch.yaml}]\n',
      'patch.yaml': `${old}spec: {hostnames: [a.example]}\n`,
      'route.yaml': `${old}spec: {hostnames: [b.example]}\n`,
    };
    for (const given of [['patch.yaml'], ['route.yaml']]) {
      const { texts } = await migrateTree({ transform: 'tls-route', input }, given);
      expect(texts).toEqual(input);
    }
    const { texts } = await migrateTree({ transform: 'tls-route', input });
    expect(texts['patch.yaml']).toContain('networking.k8s.io/v1\n');
  });
});

describe('a chart of the tree, and patches of what renders it', () => {
  const operation = '[{op: replace, path: /spec/targetPortNumber, value: 8080}]';
  const patches = `patches: [{target: {kind: InferencePool, name: chat}, patch: "${operation}"}]`;
  const release = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: chat}
spec:
  chart: {spec: {chart: ./charts/chat, sourceRef: {kind: GitRepository, name: apps}}}
  postRenderers: [{kustomize: {${patches}}}]
`;
  const inTree = (carrier: Record<string, string>) => ({
    'charts/chat/Chart.yaml': 'apiVersion: v2\nname: chat\nversion: 1.0.0\n',
    'charts/chat/templates/pool.yaml': pool,
    ...carrier,
  });
  test.each<[what: string, carrier: Record<string, string>]>([
    ['a release of Flux', { 'clusters/chat.yaml': release }],
    ['one from a bucket', { 'clusters/chat.yaml': release.replace('GitRepository', 'Bucket') }],
    [
      'a kustomization',
      {
        'apps/kustomization.yaml': `helmGlobals: {chartHome: ../charts}\nhelmCharts: [{name: chat}]\n${patches}\n`,
      },
    ],
    [
      'a kustomization beside the charts',
      {
        'kustomization.yaml': `helmCharts: [{name: chat, version: 1.0.0, repo: "https://a.example"}]\n${patches}\n`,
      },
    ],
    [
      'an overlay of a kustomization that patches nothing',
      {
        'prod/kustomization.yaml': `resources: [../base]\n${patches.replace('chat}', 'a-chat}')}\n`,
        'base/kustomization.yaml':
          'namePrefix: a-\nhelmGlobals: {chartHome: ../charts}\nhelmCharts: [{name: chat}]\n',
      },
    ],
    [
      'helmfile: operations',
      {
        'deploy/helmfile.yaml': `releases: [{name: chat, chart: ../charts/chat, jsonPatches: [{target: {kind: InferencePool, name: chat}, patch: ${operation}}]}]\n`,
      },
    ],
    [
      'helmfile: a merge',
      {
        'deploy/helmfile.yaml': `releases: [{name: chat, chart: ../charts/chat, strategicMergePatches: [{apiVersion: inference.networking.x-k8s.io/v1alpha2, kind: InferencePool, metadata: {name: chat}, spec: {targetPortNumber: 1}}]}]\n`,
      },
    ],
  ])('%s', async (_, carrier) => {
    const input = inTree(carrier);
    const both = ['charts/chat/templates/pool.yaml', ...Object.keys(carrier).slice(0, 1)];
    for (const given of both) {
      const { texts, findings } = await migrateTree({ transform: 'inference-pool', input }, [given]);
      const rest = both.filter((path) => path !== given).join('');
      expect(texts).toEqual(input);
      expect(findings).toMatch(new RegExp(`^error ${given}:`, 'm'));
      expect(findings).toContain(`it must change together with files that were not given: ${rest}`);
    }
    const { texts, findings } = await migrateTree({ transform: 'inference-pool', input });
    expect(findings).not.toMatch(/^error|not in this tree/m);
    for (const path of both) expect(texts[path]).toMatch(/targetPorts/);
  });

  test('a chart of a Helm repository is none of the tree', async () => {
    const input = inTree({ 'clusters/chat.yaml': release.replace('GitRepository', 'HelmRepository') });
    const { texts } = await migrateTree({ transform: 'inference-pool', input }, ['charts']);
    expect(texts['charts/chat/templates/pool.yaml']).toContain('targetPorts');
  });
});

describe('a selector and its patches, of which only some are given', () => {
  const policy = (label: string): string =>
    `apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {name: edge}\nspec: {selector: {matchLabels: {istio.io/gateway-name: ${label}}}}\n`;
  const operation = '[{op: replace, path: /spec/selector/matchLabels/istio.io~1gateway-name, value: prod}]\n';
  const target = 'target: {kind: AuthorizationPolicy, name: edge}';
  test.each([
    ['a merge in a file', 'patches: [{path: patch.yaml}]', policy('prod')],
    ['operations in a file', `patches: [{path: patch.yaml, ${target}}]`, operation],
    ['operations in a text', `patches: [{patch: "${operation.trim()}", ${target}}]`, undefined],
  ])('%s', async (_, patches, patch) => {
    const patchAt = patch === undefined ? 'overlay/kustomization.yaml' : 'overlay/patch.yaml';
    const input = {
      'base/kustomization.yaml': 'resources: [policy.yaml]\n',
      'base/policy.yaml': policy('edge'),
      'overlay/kustomization.yaml': `resources: [../base]\n${patches}\n`,
      ...(patch !== undefined && { 'overlay/patch.yaml': patch }),
    };
    const both = ['base/policy.yaml', patchAt];
    for (const given of both) {
      const { texts, findings } = await migrateTree({ transform: 'gateway-name-label', input }, [given]);
      const rest = both.filter((path) => path !== given).join('');
      expect(texts).toEqual(input);
      expect(findings).toMatch(new RegExp(`^error ${given}:`, 'm'));
      expect(findings).toContain(`it must change together with files that were not given: ${rest}`);
    }
    const { texts, findings } = await migrateTree({ transform: 'gateway-name-label', input }, both);
    expect(findings).not.toMatch(/^error/m);
    for (const path of both) expect(texts[path]).toMatch(/gateway\.networking\.k8s\.io(?:\/|~1)gateway-name/);
  });
});

describe('a part of a unit is given, in further carriers', () => {
  const json = JSON.stringify({
    apiVersion: 'inference.networking.x-k8s.io/v1alpha2',
    kind: 'InferencePool',
    metadata: { name: 'chat' },
    spec: { targetPortNumber: 8000, selector: { app: 'chat' }, extensionRef: { name: 'picker' } },
  });
  const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  pool.yaml: |\n${pool.replaceAll(/^(?=.)/gm, '    ')}`;
  const flux = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: apps, namespace: flux-system}
spec:
  path: ./apps
  sourceRef: {kind: GitRepository, name: flux-system}
  patches:
    - target: {kind: InferencePool, name: chat}
      patch: '[{"op": "replace", "path": "/spec/targetPortNumber", "value": 1}]'
`;
  const rest = 'it must change together with files that were not given: ';
  test.each<[what: string, tree: Record<string, string>, given: string, message: string]>([
    ['a role and a pool in JSON', { 'role.yaml': role, 'pool.json': json }, 'role.yaml', `${rest}pool.json`],
    ['a pool in a text', { 'cm.yaml': text, 'route.yaml': route }, 'cm.yaml', `${rest}route.yaml`],
    [
      'the route of a pool in a text',
      { 'cm.yaml': text, 'route.yaml': route },
      'route.yaml',
      `${rest}cm.yaml`,
    ],
    ['a patch of Flux', { 'flux.yaml': flux, 'apps/pool.yaml': pool }, 'flux.yaml', `${rest}apps/pool.yaml`],
    [
      'with Windows line ends',
      { 'a.yaml': pool.replaceAll('\n', '\r\n'), 'b.yaml': route },
      'b.yaml',
      `${rest}a.yaml`,
    ],
    [
      'the route of a pool of an unknown version',
      { 'infra/pool.yaml': pool.replace('v1alpha2', 'v1alpha7'), 'apps/route.yaml': route },
      'apps/route.yaml',
      'inference.networking.x-k8s.io/v1alpha7 is no known version of InferencePool (infra/pool.yaml:1)',
    ],
  ])('%s', async (_, input, given, message) => {
    const { texts, findings } = await migrateTree({ transform: 'inference-pool', input }, [given]);
    expect(texts).toEqual(input);
    expect(findings).toContain(`not rewritten: ${message}`);
    expect(findings).toMatch(new RegExp(`^error ${given}:`, 'm'));
  });
});
