import { migrateTree } from '../support/migrate-tree';
import { oldGroup as old, oldPoolIn, stuckPool } from '../support/pools';

/** What names a kind, and no object of it, is a part of all objects of that kind that it may be about. */
const pool = oldPoolIn('llm');
const stuck = stuckPool(pool);

const kyverno = (kind: string, namespace: string) => `apiVersion: kyverno.io/v1
kind: ${kind}
metadata: {name: p, namespace: ${namespace}}
spec: {rules: [{name: r, match: {any: [{resources: {kinds: [${old}/v1alpha2/InferencePool]}}]}, validate: {message: m, deny: {}}}]}
`;

const places = [
  {
    what: 'a policy of Kyverno for the cluster',
    text: kyverno('ClusterPolicy', 'x').replace(', namespace: x', ''),
  },
  { what: 'a policy of Kyverno in the namespace', text: kyverno('Policy', 'llm') },
  {
    what: 'a project of Argo CD',
    text: `apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: {name: p, namespace: argocd}
spec: {namespaceResourceWhitelist: [{group: ${old}, kind: InferencePool}]}
`,
  },
  {
    what: 'differences that Argo CD ignores',
    text: `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: a, namespace: argocd}
spec: {ignoreDifferences: [{group: ${old}, kind: InferencePool, jsonPointers: [/metadata/labels]}]}
`,
  },
  {
    what: 'a setting of Argo CD',
    text: `apiVersion: v1
kind: ConfigMap
metadata: {name: argocd-cm, namespace: argocd}
data: {resource.customizations.ignoreDifferences.${old}_InferencePool: "jsonPointers: [/metadata/labels]"}
`,
  },
  {
    what: 'a picker in the values of a release for the namespace',
    text: `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: r, namespace: flux-system}
spec: {targetNamespace: llm, values: {args: [--pool-group=${old}]}}
`,
  },
  {
    what: 'a rule of an audit policy',
    text: `apiVersion: audit.k8s.io/v1
kind: Policy
rules: [{level: Metadata, resources: [{group: ${old}, resources: [inferencepools]}]}]
`,
  },
];

describe.each(places)('$what', ({ text }) => {
  test('moves with the object', async () => {
    const input = { 'pool.yaml': pool, 'other/place.yaml': text };
    const { texts, findings } = await migrateTree({ transform: 'inference-pool', input });
    expect(findings).not.toMatch(/^error/m);
    expect(texts['pool.yaml']).not.toContain(old);
    expect(texts['other/place.yaml']).not.toContain(old);
  });

  test('stays with one that cannot move', async () => {
    const input = { 'pool.yaml': stuck, 'other/place.yaml': text };
    const { texts, findings } = await migrateTree({ transform: 'inference-pool', input });
    expect(texts).toEqual(input);
    expect(findings.match(/^error/gm)).toHaveLength(1);
  });

  test.each(['pool.yaml', 'other/place.yaml'])(
    'if %s alone is given, neither is rewritten',
    async (given) => {
      const input = { 'pool.yaml': pool, 'other/place.yaml': text };
      const { texts, findings } = await migrateTree({ transform: 'inference-pool', input }, [given]);
      expect(texts).toEqual(input);
      expect(findings).toContain(`error ${given}`);
    },
  );
});

test('a policy for another namespace is none of its business', async () => {
  const input = { 'pool.yaml': stuck, 'policy.yaml': kyverno('Policy', 'other') };
  const { texts } = await migrateTree({ transform: 'inference-pool', input });
  expect(texts['policy.yaml']).not.toContain(old);
});
