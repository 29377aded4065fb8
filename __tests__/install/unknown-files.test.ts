import { migrateFiles } from '../../src/api';

const up = (flags: string): string => `helm upgrade -i istiod istio/istiod --version 1.27.3 ${flags}\n`;
const interval = (value: string): string => `pilot:\n  env:\n    METRIC_ROTATION_INTERVAL: ${value}\n`;
const mesh =
  'apiVersion: v2\nname: mesh\nversion: 1.0.0\ndependencies: [{name: istiod, version: 1.27.3, repository: "https://blob.istio.io/istio-release/charts"}]\n';
const inMesh = (value: string): string => `istiod: {pilot: {env: {METRIC_ROTATION_INTERVAL: ${value}}}}\n`;

/** A loop over a list of the shell that adds to it. */
const addingLoop = 'for each in "${all[@]}"; do\n  all+=("$each")\ndone';

/** The files that are changed, in their order. */
function changedIn(tree: Readonly<Record<string, string>>): string[] {
  const { changed } = migrateFiles(tree, { from: '1.27', to: '1.28', skip: ['artifacts'] });
  return [...changed.keys()].toSorted();
}

const others = {
  '.github/workflows/test.yaml': 'on: push\njobs: {}\n',
  'docker/compose.yaml': 'services: {web: {image: web}}\n',
  'mkdocs.yaml': 'site_name: docs\n',
  'values/loki.yaml': 'loki: {auth_enabled: false}\n',
};

test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
  [
    'a name that is not known makes no file one of values',
    { ...others, 'up.sh': up('-f "$DIR/$ENV.yaml"') },
    [],
  ],
  ['nor does a name of a file alone', { ...others, 'up.sh': up('-f "$VALUES"') }, []],
  [
    'in a folder that is known, what looks like values of Istio is meant',
    {
      ...others,
      'up.sh': up('-f values/$ENV.yaml'),
      'values/prod.yaml': 'meshConfig: {accessLogFile: /dev/stdout}\n',
    },
    ['values/prod.yaml'],
  ],
  [
    'a name with something of its own is enough',
    { ...others, 'up.sh': up('-f values/istiod-$ENV.yaml'), 'values/istiod-prod.yaml': 'autoscaleMin: 2\n' },
    ['values/istiod-prod.yaml'],
  ],
  [
    'what nothing names may be the file that is not known',
    {
      'up.sh': up('-f base.yaml -f "$(pick)"'),
      'base.yaml': interval('30s'),
      'over/two.yaml': interval('0s'),
    },
    // The profile is right for it whether it is a layer or a release of its own.
    ['over/two.yaml'],
  ],
  [
    'the file that is not known may be in any folder, wherever the script is',
    {
      'ci/up.sh': up('-f ../base.yaml -f "$X"'),
      'base.yaml': interval('30s'),
      'over/two.yaml': interval('0s'),
    },
    ['over/two.yaml'],
  ],
  [
    'what is left alone on purpose has its own interval above',
    {
      'up.sh': up('-f a.yaml -f b.yaml'),
      'a.yaml': interval('30s'),
      'b.yaml': `# istio-migrate-ignore-file\n${interval('2m')}`,
    },
    [],
  ],
  ...['charts/mesh', './charts/mesh', 'charts/mesh/'].map(
    (chart): [string, Readonly<Record<string, string>>, readonly string[]] => [
      `a chart by its folder: ${chart}`,
      {
        'up.sh': `helm upgrade -i mesh ${chart} -f charts/mesh/prod.yaml\n`,
        'charts/mesh/Chart.yaml': mesh,
        'charts/mesh/values.yaml': inMesh('30s'),
        'charts/mesh/prod.yaml': inMesh('0s'),
      },
      [],
    ],
  ),
  [
    'a command in a comment, or in a message, installs nothing',
    {
      'up.sh': `#${up('-f old.yaml')}echo "usage: ${up('-f use.yaml').trim()}"\n`,
      'old.yaml': 'autoscaleMin: 2\n',
      'use.yaml': 'autoscaleMin: 2\n',
    },
    [],
  ],
  [
    'loops that go over one another',
    {
      'up.sh': `for f in a b; do\n  for g in $f c; do\n    ${up('-f base.yaml -f "$g.yaml"')}  done\ndone\n`,
      'base.yaml': interval('30s'),
      'a.yaml': interval('0s'),
    },
    [],
  ],
  [
    'loops over a list that each of them adds to, many times over',
    {
      'up.sh': ['all=()', ...Array<string>(40).fill(addingLoop), up('-f base.yaml "${all[@]}"')].join('\n'),
      'base.yaml': interval('30s'),
      'over/two.yaml': interval('0s'),
    },
    ['over/two.yaml'],
  ],
  [
    'a chart in the folder above the script',
    {
      'ci/up.sh': 'helm upgrade -i mesh . -f prod.yaml\n',
      'Chart.yaml': mesh,
      'values.yaml': inMesh('30s'),
      'prod.yaml': inMesh('0s'),
    },
    [],
  ],
])('%s', (_, tree, wanted) => {
  const changed = changedIn(tree);
  // The profile may be due as well, at the bottom.
  expect(
    changed.filter((path) => path !== 'base.yaml' && path !== 'a.yaml' && !path.endsWith('values.yaml')),
  ).toEqual(wanted);
  const { changed: texts } = migrateFiles(tree, { from: '1.27', to: '1.28', only: ['metric-eviction'] });
  expect([...texts.keys()]).toEqual([]);
});
