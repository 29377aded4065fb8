import { migrateFiles, migrateText } from '../../src/api';

const pinned = { only: ['image-hub'], from: '1.29', to: '1.30', pinDefaults: true };

const flux = (chart: string, values: string): string => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: mesh
spec:
  chart:
    spec:
      chart: ${chart}
      sourceRef: {kind: HelmRepository, name: istio}
  values:
${values}`;
const images =
  '    pilot: {image: harbor.example.com/pilot:1.30.3}\n    global: {proxy: {image: harbor.example.com/proxyv2}, proxy_init: {image: harbor.example.com/proxyv2}}\n';
const argo = (helm: string): string => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: mesh
spec:
  source:
    repoURL: ghcr.io/istio/release/charts
    chart: istiod
    targetRevision: 1.29.2
    helm:
${helm}`;
const operator = (spec: string): string => `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
spec:
  profile: ambient
${spec}`;

/** Each row: what holds the values, the text before, and the text after. */
const rows: readonly (readonly [title: string, before: string, after: string])[] = [
  [
    'a values file',
    '# istiod\nmeshConfig:\n  accessLogFile: /dev/stdout\npilot:\n  replicaCount: 2\nglobal:\n  logAsJson: true # yes\n',
    '# istiod\nmeshConfig:\n  accessLogFile: /dev/stdout\npilot:\n  replicaCount: 2\nglobal:\n  logAsJson: true # yes\n  hub: docker.io/istio\n',
  ],
  [
    'a values file with other line ends',
    'meshConfig:\r\n  accessLogFile: /dev/stdout\r\npilot:\r\n  replicaCount: 2 # two\r\n',
    'meshConfig:\r\n  accessLogFile: /dev/stdout\r\npilot:\r\n  replicaCount: 2 # two\r\nglobal:\r\n  hub: docker.io/istio\r\n',
  ],
  [
    'a HelmRelease of ztunnel',
    flux('ztunnel', '    resources: {}\n'),
    flux('ztunnel', '    resources: {}\n    global:\n      hub: docker.io/istio\n'),
  ],
  [
    'a HelmRelease of the umbrella, once for all its charts',
    flux('ambient', '    istiod: {env: {}}\n'),
    flux('ambient', '    istiod: {env: {}}\n    global:\n      hub: docker.io/istio\n'),
  ],
  [
    'parameters of Argo CD',
    argo('      parameters:\n        - name: global.platform\n          value: gke\n'),
    argo(
      '      parameters:\n        - name: global.platform\n          value: gke\n        - name: global.hub\n          value: docker.io/istio\n',
    ),
  ],
  [
    'a text of Argo CD',
    argo('      values: |\n        # inner\n        pilot: {}\n'),
    argo(
      '      values: |\n        # inner\n        pilot: {}\n        global:\n          hub: docker.io/istio\n',
    ),
  ],
  [
    'an IstioOperator',
    operator('  values:\n    cni: {}\n'),
    operator('  values:\n    cni: {}\n    global:\n      hub: docker.io/istio\n'),
  ],
];

test.each(rows)('%s gets the hub with --pin-defaults', (_, before, after) => {
  expect(migrateText(before, 'values.yaml', pinned).text).toBe(after);
});

test('JSON stays JSON', () => {
  const before = JSON.stringify(
    { pilot: { replicaCount: 2 }, meshConfig: { accessLogFile: '' } },
    undefined,
    2,
  );
  const { text } = migrateText(`${before}\n`, 'values.json', pinned);
  expect(JSON.parse(text)).toEqual({ ...JSON.parse(before), global: { hub: 'docker.io/istio' } });
});

test.each([
  ['a hub for all charts', flux('istiod', '    global: {hub: harbor.example.com/istio}\n')],
  ['the hub of ztunnel', flux('ztunnel', '    hub: harbor.example.com/istio\n')],
  ['the hub of an IstioOperator', operator('  hub: harbor.example.com/istio\n')],
  ['full names of all images of istiod', flux('istiod', images)],
  [
    'the full name of the image of ztunnel',
    flux('ztunnel', '    image: harbor.example.com/ztunnel:1.30.3\n'),
  ],
  ['the full name of the image of cni', flux('cni', '    image: harbor.example.com/install-cni:1.30.3\n')],
  ['the chart of a gateway', flux('gateway', '    service: {type: ClusterIP}\n')],
  [
    'an Istio of Sail',
    'apiVersion: sailoperator.io/v1\nkind: Istio\nmetadata: {name: default}\nspec: {version: v1.29.0}\n',
  ],
])('nothing is said of %s', (_, text) => {
  const { changed, findings } = migrateText(text, 'values.yaml', pinned);
  expect({ changed, findings }).toEqual({ changed: false, findings: [] });
});

test('a hub in another layer counts', () => {
  const files = {
    'app.yaml': argo('      valueFiles: [base.yaml]\n      valuesObject: {pilot: {}}\n').replace(
      'repoURL: ghcr.io/istio/release/charts\n    chart: istiod',
      'repoURL: https://git.example.com/mesh.git\n    path: charts/istiod',
    ),
    'charts/istiod/Chart.yaml':
      'apiVersion: v2\nname: mesh\ndependencies:\n  - {name: istiod, repository: "oci://ghcr.io/istio/release/charts", version: 1.29.2}\n',
    'charts/istiod/base.yaml': 'istiod:\n  global:\n    hub: harbor.example.com/istio\n',
  };
  const { findings } = migrateFiles(files, { ...pinned, pinDefaults: false });
  expect(findings).toEqual([]);
});

test('a name that only some of the images have leaves the others to the hub', () => {
  const { findings } = migrateText(flux('istiod', images.replace(/, proxy_init.*\}/, '}')), 'a.yaml', {
    ...pinned,
    pinDefaults: false,
  });
  expect(findings).toHaveLength(1);
});

test('full names in another layer count', () => {
  const files = {
    'app.yaml': argo('      valueFiles: [$values/base.yaml, $values/images.yaml]\n'),
    'base.yaml': 'pilot: {replicaCount: 2}\n',
    'images.yaml': images.replaceAll(/^ {4}/gm, ''),
  };
  expect(migrateFiles(files, { ...pinned, pinDefaults: false }).findings).toEqual([]);
});

test.each([
  ['1.29', '1.30', ['warning Istio 1.30 takes its images from registry.istio.io']],
  ['1.29', '1.31', ['warning while you are on Istio 1.30']],
  ['1.30', '1.31', ['note with Istio 1.31, images come from docker.io/istio again']],
  ['1.28', '1.29', []],
])('from %s to %s', (from, to, wanted) => {
  const text = flux('istiod', '    pilot: {}\n');
  const { findings } = migrateText(text, 'a.yaml', { only: ['image-hub', 'image-hub-1.31'], from, to });
  const said = findings.map(({ level, message }) => `${level} ${message}`);
  expect(said).toEqual(wanted.map((start) => expect.stringMatching(`^${start}`) as string));
});

test('pins are the same in one run as hop by hop', () => {
  const write = (text: string, from: string, to: string): string =>
    migrateText(text, 'a.yaml', { only: ['image-hub', 'image-hub-1.31'], from, to, pinDefaults: true }).text;
  const text = flux('cni', '    cni: {}\n');
  const once = write(text, '1.28', '1.31');
  expect(once).toContain('hub: docker.io/istio');
  expect(once).toBe(write(write(write(text, '1.28', '1.29'), '1.29', '1.30'), '1.30', '1.31'));
});

describe('where 1.30 runs now', () => {
  const helm = (version: string, more = ''): string =>
    `helm upgrade -i istiod istio/istiod -n istio-system --version ${version}${more}\n`;
  const release = flux('istiod', '    pilot: {}\n').replace(
    'chart: istiod',
    'chart: istiod\n      version: 1.30.1',
  );
  const told = 'warning the Istio 1.30 that runs now takes its images from registry.istio.io';
  const said = (path: string, text: string, options: Parameters<typeof migrateFiles>[1]): string[] =>
    migrateFiles({ [path]: text }, options)
      .findings.filter(({ transform }) => transform === 'image-hub-now')
      .map(({ level, message }) => `${level} ${message}`.slice(0, told.length));

  test.each<[string, string, string, Parameters<typeof migrateFiles>[1], boolean]>([
    ['to the same release', 'a.yaml', release, { to: '1.30' }, true],
    ['to the next one', 'a.yaml', release, { to: '1.31' }, true],
    ['with artifacts alone', 'a.yaml', release, { only: ['artifacts'] }, true],
    [
      'with artifacts alone, to the same release',
      'a.yaml',
      release,
      { only: ['artifacts'], to: '1.30' },
      true,
    ],
    ['without artifacts', 'a.yaml', release, { skip: ['artifacts'] }, false],
    ['from a release that is given', 'a.yaml', flux('cni', '    cni: {}\n'), { from: '1.30' }, true],
    ['where nothing says what runs', 'a.yaml', flux('cni', '    cni: {}\n'), {}, false],
    ['before that hop', 'a.yaml', release.replace('1.30.1', '1.29.1'), { only: ['artifacts'] }, false],
    ['behind it', 'a.yaml', release.replace('1.30.1', '1.31.0'), {}, false],
    ['a later one, given the older', 'a.yaml', release.replace('1.30.1', '1.31.0'), { from: '1.30' }, false],
    ['with a hub', 'a.yaml', flux('cni', '    global: {hub: example.com/istio}\n'), { from: '1.30' }, false],
    ['a command', 'up.sh', helm('1.30.2'), { to: '1.30' }, true],
    ['a command, with artifacts alone', 'up.sh', helm('1.30.2'), { only: ['artifacts'] }, true],
    ['a command with a hub', 'up.sh', helm('1.30.2', ' --set global.hub=docker.io/istio'), {}, false],
    ['a command of a later one', 'up.sh', helm('1.31.0'), { from: '1.30' }, false],
    ['an IstioOperator', 'a.yaml', operator('  tag: 1.30.2\n'), { to: '1.30' }, true],
  ])('%s', (_, path, text, options, isTold) => {
    expect(said(path, text, options)).toEqual(isTold ? [told] : []);
  });

  test('--pin-defaults writes the hub, once', () => {
    const pins = { to: '1.30', pinDefaults: true };
    const { text } = migrateText(release, 'a.yaml', pins);
    expect(text).toContain('global:\n      hub: docker.io/istio\n');
    expect(migrateText(text, 'a.yaml', pins).changed).toBe(false);
  });
});
