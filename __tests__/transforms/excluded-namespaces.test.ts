import { migrateFiles } from '../../src/api';
import type { Tree } from '../support/fixtures';

const label = 'istio.io/dataplane-mode';
const labels = (name: string): string =>
  `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}, labels: {${label}: ambient}}\n`;
const release = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: cni}
spec:
  chart: {spec: {chart: cni, version: 1.29.2, sourceRef: {kind: HelmRepository, name: istio}}}
  values: {excludeNamespaces: [kube-system, shop]}
`;
const command = 'helm upgrade istio-cni istio/cni \\\n  --set "cni.excludeNamespaces={kube-system,shop}"\n';

function told(files: Tree): string[] {
  const { findings } = migrateFiles(files, { from: '1.29', to: '1.30', only: ['excluded-namespaces'] });
  return findings.map(({ level, path, line }) => `${level} ${path}:${line}`);
}

test.each<[string, Tree, readonly string[]]>([
  ['an object', { 'a.yaml': release, 'b.yaml': labels('shop') }, ['error b.yaml:3']],
  ['an object, beside a command', { 'a.sh': command, 'b.yaml': labels('shop') }, ['error b.yaml:3']],
  [
    'kustomize',
    {
      'a.yaml': release,
      'b.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n',
      'kustomization.yaml': `resources: [a.yaml, b.yaml]\nlabels: [{pairs: {${label}: ambient}, fields: [{path: metadata/labels, kind: Namespace, create: true}]}]\n`,
    },
    ['note a.yaml:6'],
  ],
  ['a command', { 'a.sh': `${command}kubectl label namespace shop ${label}=ambient\n` }, ['note a.sh:2']],
  [
    'Terraform',
    {
      'a.yaml': release,
      'main.tf': `resource "kubernetes_namespace" "a" {\n  metadata {\n    name   = "shop"\n    labels = { "${label}" = "ambient" }\n  }\n}\n`,
    },
    ['note a.yaml:6'],
  ],
  [
    'what is not in sight, of another namespace',
    { 'a.yaml': release, 'b.yaml': labels('chat') },
    ['note a.yaml:6'],
  ],
  [
    'an item of parameters',
    {
      'a.yaml': `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: cni}\nspec:\n  source:\n    repoURL: https://blob.istio.io/istio-release/charts\n    chart: cni\n    helm:\n      parameters:\n        - {name: excludeNamespaces, value: "{kube-system,shop}"}\n        - {name: profile, value: ambient}\n`,
    },
    ['note a.yaml:10'],
  ],
  ['nobody: the mesh is not ambient', { 'a.yaml': release }, []],
  [
    'nobody: the namespaces are those of the cluster',
    { 'a.yaml': release.replace('shop', 'istio-system'), 'b.yaml': labels('chat') },
    [],
  ],
])('ambient by %s', (_, files, findings) => {
  expect(told(files)).toEqual(findings);
});
