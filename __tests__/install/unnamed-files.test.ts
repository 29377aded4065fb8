import { migrateFiles } from '../../src/api';

const interval = (value: string): string => `pilot:\n  env:\n    METRIC_ROTATION_INTERVAL: ${value}\n`;

/** The files whose interval moves. */
function movedIn(tree: Readonly<Record<string, string>>): string[] {
  const { changed } = migrateFiles(tree, { from: '1.27', to: '1.28', only: ['metric-eviction'] });
  return [...changed.keys()].toSorted();
}

const chart = (name: string): string => `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`;

// One is on and the other one off: with both in one release, they cannot be changed one by one.
test.each<[string, readonly [string, string], 'each' | 'none']>([
  ['folders of a kind', ['dev/values.yaml', 'prod/values.yaml'], 'each'],
  ['folders of a kind further down', ['clusters/a/istio/mesh.yaml', 'clusters/b/istio/mesh.yaml'], 'each'],
  ['names of a kind', ['values-dev.yaml', 'values-prod.yaml'], 'each'],
  ['names of a kind with several words', ['istiod-eu-dev.yaml', 'istiod-prod.yaml'], 'each'],
  ['places that have nothing to do with one another', ['team/mesh/a.yaml', 'other/b.yaml'], 'each'],
  ['two folders beside one another', ['mesh/one.yaml', 'sizes/two.yaml'], 'none'],
  ['one folder', ['mesh/one.yaml', 'mesh/two.yaml'], 'none'],
  ['a folder and one in it', ['mesh/values.yaml', 'mesh/prod/values.yaml'], 'none'],
  ['the working directory and a folder', ['mesh.yaml', 'envs/prod/mesh.yaml'], 'none'],
  ['a folder for all', ['base/values.yaml', 'prod/values.yaml'], 'none'],
  ['a folder for all further up', ['common/istio/values.yaml', 'clusters/a/istio/values.yaml'], 'none'],
  ['a name for all', ['istiod-common.yaml', 'istiod-prod.yaml'], 'none'],
  ['a name with another one after it', ['values.yaml', 'values-prod.yaml'], 'none'],
])('files that nothing names, by where they are: %s', (_, [one, two], wanted) => {
  const moved = movedIn({ [one]: interval('30s'), [two]: interval('0s') });
  expect(moved).toEqual(wanted === 'each' ? [one, two].toSorted() : []);
});

test('a file that something names stands for itself; what nothing names may be over it', () => {
  const tree = {
    'up.sh': 'helm upgrade -i istiod istio/istiod -f mesh/one.yaml\n',
    'mesh/one.yaml': interval('30s'),
  };
  expect(movedIn({ ...tree, 'mesh/two.yaml': interval('0s') })).toEqual(['mesh/one.yaml']);
});

test('what a chart brings is no layer of what another one is given', () => {
  const tree = {
    'mesh/Chart.yaml': chart('mesh'),
    'mesh/values.yaml': `istiod:\n  ${interval('0s').replaceAll('\n', '\n  ').trim()}\n`,
  };
  expect(movedIn({ ...tree, 'sizes/two.yaml': interval('30s') })).toContain('sizes/two.yaml');
});

test('a template takes its files from the chart that it is in', () => {
  const app = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: istiod}
spec:
  source:
    chart: istiod
    repoURL: https://istio-release.storage.googleapis.com/charts
    targetRevision: 1.28.2
    helm:
      values: |
        {{- .Files.Get "files/istiod.yaml" | nindent 8 }}
`;
  const files = { 'apps/Chart.yaml': chart('apps'), 'apps/templates/istiod.yaml': app };
  expect(movedIn({ ...files, 'elsewhere/mesh.yaml': interval('30s') })).toEqual(['elsewhere/mesh.yaml']);
  expect(movedIn({ ...files, 'apps/files/mesh.yaml': interval('30s') })).toEqual([]);
});
