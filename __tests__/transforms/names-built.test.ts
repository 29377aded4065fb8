import type { Tree } from '../support/fixtures';
import { migrateTree } from '../support/migrate-tree';
import { oldGroup as old, oldPoolIn, stuckPool } from '../support/pools';

/** Kustomize changes no reference to a custom resource: what refers to a pool gives the name that the build has. */
const pool = oldPoolIn('base');
const stuck = stuckPool(pool);

function route(name: string, namespace?: string): string {
  const metadata = namespace === undefined ? '{name: r}' : `{name: r, namespace: ${namespace}}`;
  return `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: ${metadata}
spec: {rules: [{backendRefs: [{group: ${old}, kind: InferencePool, name: ${name}}]}]}
`;
}

const base = { 'base/kustomization.yaml': 'resources: [pool.yaml]\n' };
const overlay = (fields: string) => ({
  ...base,
  'prod/kustomization.yaml': `resources: [../base, route.yaml]\n${fields}\n`,
});
const flux = (fields: string) => ({
  ...base,
  'clusters/app.yaml': `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: llm, namespace: flux-system}
spec: {path: ./base, ${fields}}
`,
});
const argo = (kind: string, source: string) => ({
  ...base,
  'apps/app.yaml': `apiVersion: argoproj.io/v1alpha1
kind: ${kind}
metadata: {name: llm}
spec: ${source}
`,
});
const merge =
  '{apiVersion: inference.networking.x-k8s.io/v1alpha2, kind: InferencePool, metadata: {name: other}}';
const renamed = (patch: string) => overlay(`patches: [{target: {kind: InferencePool}, ${patch}}]`);

interface Case {
  readonly what: string;
  readonly files: Tree;
  readonly name: string;
  /** Of the route. */
  readonly namespace?: string;
}

const cases: readonly Case[] = [
  { what: 'a prefix', files: overlay('namePrefix: prod-'), name: 'prod-llama' },
  { what: 'a suffix', files: overlay('nameSuffix: -v2'), name: 'llama-v2' },
  { what: 'both', files: overlay('namePrefix: prod-\nnameSuffix: -v2'), name: 'prod-llama-v2' },
  {
    what: 'two kustomizations, one over the other',
    files: {
      ...base,
      'mid/kustomization.yaml': 'resources: [../base]\nnamePrefix: eu-\n',
      'prod/kustomization.yaml': 'resources: [../mid, route.yaml]\nnamePrefix: prod-\n',
    },
    name: 'prod-eu-llama',
  },
  {
    what: 'a component',
    files: {
      ...overlay('components: [../part]'),
      'part/kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nnamePrefix: prod-\n',
    },
    name: 'prod-llama',
  },
  {
    what: 'a transformer',
    files: overlay(
      'transformers: ["{apiVersion: builtin, kind: PrefixSuffixTransformer, metadata: {name: t}, prefix: prod-}"]',
    ),
    name: 'prod-llama',
  },
  { what: 'a kustomization of Flux', files: flux('namePrefix: prod-'), name: 'prod-llama' },
  { what: 'its namespace', files: flux('targetNamespace: prod'), name: 'llama', namespace: 'prod' },
  { what: 'a placeholder of Flux', files: flux('namePrefix: "${env}-"'), name: 'prod-llama' },
  {
    what: 'Argo CD',
    files: argo('Application', '{source: {path: base, kustomize: {namePrefix: prod-}}}'),
    name: 'prod-llama',
  },
  {
    what: 'a template of Argo CD',
    files: argo(
      'ApplicationSet',
      "{template: {spec: {source: {path: base, kustomize: {nameSuffix: '-{{env}}'}}}}}",
    ),
    name: 'llama-prod',
  },
  { what: 'a namespace', files: overlay('namespace: prod'), name: 'llama', namespace: 'prod' },
  {
    what: 'a name in operations',
    files: renamed('patch: "[{op: replace, path: /metadata/name, value: other}]"'),
    name: 'other',
  },
  {
    what: 'a name in a file of operations',
    files: {
      ...renamed('path: name.yaml'),
      'prod/name.yaml': '- {op: replace, path: /metadata/name, value: other}\n',
    },
    name: 'other',
  },
  {
    what: 'a name in a merge',
    files: renamed(`patch: "${merge}", options: {allowNameChange: true}`),
    name: 'other',
  },
];

describe.each(cases)('a name that only the build has: $what', ({ files, name, namespace }) => {
  const others = { ...files, 'prod/route.yaml': route(name, namespace) };

  test('the two move together', async () => {
    const { texts, findings } = await migrateTree({
      transform: 'inference-pool',
      input: { ...others, 'base/pool.yaml': pool },
    });
    expect(findings).not.toMatch(/^error/m);
    expect(texts['base/pool.yaml']).not.toContain(old);
    expect(texts['prod/route.yaml']).not.toContain(old);
  });

  test('where the object cannot move, the reference stays', async () => {
    const input = { ...others, 'base/pool.yaml': stuck };
    const { texts, findings } = await migrateTree({ transform: 'inference-pool', input });
    expect(texts).toEqual(input);
    expect(findings.match(/^error/gm)).toHaveLength(1);
  });

  test.each(['base/pool.yaml', 'prod/route.yaml'])(
    'nothing is rewritten if %s alone is given',
    async (given) => {
      const input = { ...others, 'base/pool.yaml': pool };
      const { texts, findings } = await migrateTree({ transform: 'inference-pool', input }, [given]);
      expect(texts).toEqual(input);
      expect(findings).toContain(`error ${given}`);
    },
  );

  test('so it does with one that a comment excludes', async () => {
    const input = { ...others, 'base/pool.yaml': `# istio-migrate-ignore\n${pool}` };
    const { texts, findings } = await migrateTree({ transform: 'inference-pool', input });
    expect(texts).toEqual(input);
    expect(findings).toContain('note prod/route.yaml:4');
  });
});

const excluded = `# istio-migrate-ignore\n${pool}`;

test.each<Case & { readonly pool: string }>([
  {
    what: 'a name that a replacement writes may be any',
    files: overlay(
      'replacements: [{source: {kind: ConfigMap, name: c, fieldPath: data.name}, targets: [{select: {kind: InferencePool}, fieldPaths: [metadata.name]}]}]',
    ),
    name: 'other',
    pool: stuck,
  },
  {
    what: 'a patch beside the route is no pool',
    files: {
      ...overlay('patches: [{path: patch.yaml}]'),
      'prod/patch.yaml': `apiVersion: ${old}/v1alpha2\nkind: InferencePool\nmetadata: {name: llama}\nspec: {selector: {tier: gpu}}\n`,
    },
    name: 'llama',
    pool: excluded,
  },
  {
    what: 'a patch of the name that the pool has there is none either',
    files: {
      ...overlay('patches: [{path: patch.yaml}]'),
      'mid/kustomization.yaml': 'resources: [../base]\nnamePrefix: prod-\n',
      'prod/kustomization.yaml': 'resources: [../mid, route.yaml]\npatches: [{path: patch.yaml}]\n',
      'prod/patch.yaml': `apiVersion: ${old}/v1alpha2\nkind: InferencePool\nmetadata: {name: prod-llama}\nspec: {selector: {tier: gpu}}\n`,
    },
    name: 'prod-llama',
    pool: excluded,
  },
  {
    what: 'another tool fills in the name of the pool',
    files: base,
    name: 'llama-prod',
    pool: stuck.replace('name: llama', 'name: "llama-${env}"'),
  },
  {
    what: 'another tool fills in the name in the route',
    files: overlay('nameSuffix: -eu-prod'),
    name: '"llama-${region}-prod"',
    pool: stuck,
  },
])('what means a pool that stays, stays: $what', async ({ files, name, pool: object }) => {
  const input = { ...files, 'base/pool.yaml': object, 'prod/route.yaml': route(name) };
  const { texts } = await migrateTree({ transform: 'inference-pool', input });
  expect(texts).toEqual(input);
});

test.each([
  { what: 'another name', files: overlay('namePrefix: prod-'), name: 'prod-other' },
  {
    what: 'another name than one that is filled in',
    files: flux('namePrefix: "${env}-"'),
    name: 'prod-other',
  },
  {
    what: 'a name that objects of another kind get',
    files: overlay(
      'patches: [{target: {kind: Service}, patch: "[{op: replace, path: /metadata/name, value: other}]"}]',
    ),
    name: 'other',
  },
  {
    what: 'a namespace that the pool is not in',
    files: overlay('namespace: other'),
    name: 'llama',
    namespace: 'prod',
  },
])('what means no pool that stays, moves: $what', async ({ files, name, namespace }) => {
  const elsewhere = { 'apps/route.yaml': route(name, namespace) };
  const input = { ...files, 'base/pool.yaml': stuck, ...elsewhere };
  const { texts } = await migrateTree({ transform: 'inference-pool', input });
  expect(texts['apps/route.yaml']).not.toContain(old);
});

test('whatever names a pool as it is built goes with it', async () => {
  const input = {
    ...overlay('namePrefix: prod-'),
    'base/pool.yaml': stuck,
    'prod/route.yaml': route('prod-llama'),
    'prod/objective.yaml': `apiVersion: ${old}/v1alpha2
kind: InferenceObjective
metadata: {name: o}
spec: {priority: 1, poolRef: {group: ${old}, kind: InferencePool, name: prod-llama}}
`,
    'prod/picker.yaml': `apiVersion: v1
kind: Pod
metadata: {name: epp}
spec: {containers: [{name: epp, args: [--pool-name=prod-llama, --pool-group=${old}]}]}
`,
  };
  const { texts } = await migrateTree({ transform: 'inference-pool', input });
  expect(texts).toEqual(input);
});

test('so does what names a kind that keeps its fields', async () => {
  const set = `# istio-migrate-ignore
apiVersion: gateway.networking.x-k8s.io/v1alpha1
kind: XListenerSet
metadata: {name: llama}
spec: {parentRef: {name: edge}, listeners: [{name: a, port: 80, protocol: HTTP}]}
`;
  const input = {
    ...overlay('nameSuffix: -v2'),
    'base/pool.yaml': set,
    'prod/route.yaml':
      'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: r}\nspec: {parentRefs: [{group: gateway.networking.x-k8s.io, kind: XListenerSet, name: llama-v2}]}\n',
  };
  const { texts, findings } = await migrateTree({ transform: 'listener-set', input });
  expect(texts).toEqual(input);
  expect(findings).toContain('note prod/route.yaml:4');
});
