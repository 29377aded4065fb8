import { migrateFiles } from '../../src/api';
import type { Tree } from '../support/fixtures';

const flag = 'PILOT_ENABLE_CONFIG_DISTRIBUTION_TRACKING';
const env = `{"${flag}": "true", "OTHER": "a"}`;
const kept = '{"OTHER": "a"}';

const release = (name: string, chart: string, values = ''): string =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: ${name}}\nspec:\n  chart: {spec: {chart: ${chart}, version: 1.22.3, sourceRef: {kind: HelmRepository, name: istio}}}\n${values}`;
const application = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: istiod}
spec:
  source: {repoURL: "https://istio.example.com/charts", chart: istiod, targetRevision: 1.22.3, helm: {valuesObject: {}}}
`;
const base = 'resources: [a.yaml]\n';
const operation = (path: string, value: string, op = 'add'): string =>
  `[{"op": "${op}", "path": "${path}", "value": ${value}}]\n`;

/** A kustomization over a release, with a patch in a file. */
function overlay(object: string, patch: string, target = '{kind: HelmRelease, name: istiod}'): Tree {
  return {
    'base/kustomization.yaml': base,
    'base/a.yaml': object,
    'prod/kustomization.yaml': `resources: [../base]\npatches: [{path: p.json, target: ${target}}]\n`,
    'prod/p.json': patch,
  };
}

function migrated(files: Tree) {
  const options = { from: '1.22', to: '1.24', only: ['variables-1.23'] };
  const { changed, findings } = migrateFiles(files, options);
  return {
    texts: Object.fromEntries([...changed].map(([path, { text }]) => [path, text])),
    said: findings.map(({ path, message }) => `${path}: ${message}`),
  };
}

const values = `{"pilot": {"autoscaleMin": 2, "env": ${env}}}`;
const migratedValues = `{"pilot": {"autoscaleMin": 2, "env": ${kept}}}`;
const inBase = (of: string): string => `  values:\n    pilot:\n      env: ${of}\n`;

test.each(['add', 'replace'])('an operation "%s" that writes all values is rewritten as values', (op) => {
  const { texts } = migrated(overlay(release('istiod', 'istiod'), operation('/spec/values', values, op)));
  expect(texts).toEqual({ 'prod/p.json': operation('/spec/values', migratedValues, op) });
});

test('a text of a kustomization, which other transforms change as well', () => {
  const patch = (hub: string, of: string): string =>
    `resources: [../base]\npatches:\n  - target: {kind: HelmRelease}\n    patch: |\n      - op: add\n        path: /spec/values\n        value:\n          global: {hub: ${hub}}\n          pilot: {env: ${of}}\n`;
  const files = {
    'base/kustomization.yaml': base,
    'base/a.yaml': release('istiod', 'istiod'),
    'prod/kustomization.yaml': patch('gcr.io/istio-release', env),
  };
  const { changed } = migrateFiles(files, {
    from: '1.22',
    to: '1.24',
    only: ['artifacts', 'variables-1.23'],
  });
  expect(changed.get('prod/kustomization.yaml')?.text).toBe(patch('docker.io/istio', kept));
});

test('the values that it replaces are rewritten with it', () => {
  const object = release('istiod', 'istiod', inBase(env));
  const { texts } = migrated(overlay(object, operation('/spec/values', values)));
  expect(texts).toEqual({
    'base/a.yaml': release('istiod', 'istiod', inBase(kept)),
    'prod/p.json': operation('/spec/values', migratedValues),
  });
});

test('the values of an Application', () => {
  const at = '/spec/source/helm/valuesObject';
  const target = '{group: argoproj.io, kind: Application}';
  const { texts } = migrated(overlay(application, operation(at, values), target));
  expect(texts).toEqual({ 'prod/p.json': operation(at, migratedValues) });
});

test.each<[string, Tree]>([
  [
    'for releases of several charts',
    overlay(
      `${release('istiod', 'istiod')}---\n${release('base', 'base')}`,
      operation('/spec/values', values),
      '{kind: HelmRelease}',
    ),
  ],
  ['that tests', overlay(release('istiod', 'istiod'), operation('/spec/values', values, 'test'))],
  [
    'beside another one of the same place',
    overlay(
      release('istiod', 'istiod'),
      `[{"op": "test", "path": "/spec/values", "value": {}}, ${operation('/spec/values', values).slice(1)}`,
    ),
  ],
  [
    'of a part of the values',
    overlay(release('istiod', 'istiod'), operation('/spec/values/pilot', `{"env": ${env}}`)),
  ],
  ['for no release of the tree', overlay(base, operation('/spec/values', values))],
])('an operation %s is told of, and stays', (_, files) => {
  const { texts, said } = migrated(files);
  expect(texts).toEqual({});
  expect(said).toEqual([`prod/p.json: Istio 1.23 no longer reads ${flag}`]);
});

test('an operation keeps a value', () => {
  const only = `{"pilot": {"env": {"${flag}": "true"}}}`;
  const { texts, said } = migrated(overlay(release('istiod', 'istiod'), operation('/spec/values', only)));
  expect(texts).toEqual({});
  expect(said).toEqual(['prod/p.json: not rewritten: the operation of a JSON patch would have no value']);
});
