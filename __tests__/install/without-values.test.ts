import { migrateFiles } from '../../src/api';
import type { Tree } from '../support/fixtures';

const charts = 'https://blob.istio.io/istio-release/charts';
const resource = (more = ''): string =>
  `resource "helm_release" "istiod" {\n  chart      = "istiod"\n  repository = "${charts}"\n  version    = "1.27.3"\n${more}}\n`;
const chart = `apiVersion: v2
name: mesh
version: 1.0.0
dependencies:
  - name: istiod
    version: 1.27.3
    repository: ${charts}
`;
const release = (more = ''): string => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: istiod}
spec:
  chart: {spec: {chart: istiod, version: 1.27.3, sourceRef: {kind: HelmRepository, name: istio}}}
${more}`;
const application = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: mesh}
spec:
  source: {repoURL: https://git.example.com/a.git, path: charts/mesh, helm: {valuesObject: {istiod: {}}}}
`;
const takesMap = '  valuesFrom: [{kind: ConfigMap, name: mesh-values, valuesKey: common.yaml}]\n';
const map = (text: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: mesh-values}\ndata:\n  common.yaml: |\n    ${text}\n`;

/** Where the profile and the hub of an installation that has neither are told of, or inserted. */
function told(files: Tree): string[] {
  const options = { from: '1.27', only: ['seccomp-profile', 'image-hub'], pinDefaults: true };
  const { changed, findings } = migrateFiles(files, { ...options, to: '1.30' });
  return [
    ...[...changed].flatMap(([path, { rewrites }]) =>
      rewrites.map(({ transform }) => `${transform} in ${path}`),
    ),
    ...findings
      .filter(({ message }) => !message.startsWith('this change is for'))
      .map(({ transform, path, line }) => `${transform} at ${path}:${line}`),
  ].toSorted();
}

const both = (where: string): string[] => [`image-hub ${where}`, `seccomp-profile ${where}`];

const rows: readonly (readonly [title: string, files: Tree, where: string])[] = [
  ['a script', { 'a.sh': 'helm upgrade -i istiod istio/istiod --wait\n' }, 'at a.sh:1'],
  ['a Makefile', { Makefile: 'mesh:\n\thelm upgrade -i istiod istio/istiod\n' }, 'at Makefile:2'],
  [
    'a workflow',
    {
      '.github/workflows/a.yaml': 'jobs:\n  a:\n    steps:\n      - run: helm install istiod istio/istiod\n',
    },
    'at .github/workflows/a.yaml:4',
  ],
  ['istioctl', { 'a.sh': 'istioctl install -y\n' }, 'at a.sh:1'],
  ['a module of Terraform', { 'main.tf': resource() }, 'at main.tf:2'],
  [
    'an entry of EKS Blueprints',
    {
      'main.tf': `helm_releases = {\n  istiod = {\n    chart = "istiod"\n    repository = "${charts}"\n  }\n}\n`,
    },
    'at main.tf:3',
  ],
  [
    'a chart of k3s, which takes values as a text',
    {
      'a.yaml': `apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata: {name: istiod}\nspec: {chart: istiod, repo: "${charts}"}\n`,
    },
    'at a.yaml:4',
  ],
  [
    'a chart of k0s',
    {
      'a.yaml':
        'apiVersion: helm.k0sproject.io/v1beta1\nkind: Chart\nmetadata: {name: istiod}\nspec: {chartName: istio/istiod}\n',
    },
    'at a.yaml:4',
  ],
  [
    'an app of kapp-controller',
    {
      'a.yaml': `apiVersion: kappctrl.k14s.io/v1alpha1\nkind: App\nmetadata: {name: istiod}\nspec:\n  fetch: [{helmChart: {name: istiod, repository: {url: "${charts}"}}}]\n  template: [{helmTemplate: {}}]\n`,
    },
    'at a.yaml:5',
  ],
  ['a chart that brings istiod', { 'Chart.yaml': chart }, 'at Chart.yaml:5'],
  [
    'the same with an empty file of values',
    { 'Chart.yaml': chart, 'values.yaml': '# later\n' },
    'at Chart.yaml:5',
  ],
  [
    'a chart below another one',
    {
      'Chart.yaml':
        'apiVersion: v2\nname: top\ndependencies: [{name: mesh, repository: "file://charts/mesh"}]\n',
      'charts/mesh/Chart.yaml': chart,
    },
    'at charts/mesh/Chart.yaml:5',
  ],
  [
    'a chart with a file of values for others',
    { 'Chart.yaml': chart, 'values.yaml': 'other: 1\n' },
    'in values.yaml',
  ],
  [
    'a chart whose release has values',
    { 'charts/mesh/Chart.yaml': chart, 'a.yaml': application },
    'in a.yaml',
  ],
  [
    'an ApplicationSet that lists the charts',
    {
      'a.yaml': `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: mesh}
spec:
  generators: [{list: {elements: [{chart: base}, {chart: istiod}]}}]
  template:
    metadata: {name: "{{chart}}"}
    spec:
      source: {repoURL: "${charts}", chart: "{{chart}}", targetRevision: 1.27.3}
`,
    },
    'at a.yaml:9',
  ],
  ['a HelmRelease', { 'a.yaml': release() }, 'in a.yaml'],
  [
    'a ConfigMap of values without a word of Istio',
    { 'a.yaml': release(takesMap), 'b.yaml': map('tolerations: []') },
    'in b.yaml',
  ],
  ['a ConfigMap of no values', { 'a.yaml': release(takesMap), 'b.yaml': map('# later') }, 'in a.yaml'],
  [
    'a script with an empty file of values',
    { 'a.sh': 'helm install istiod istio/istiod -f b.yaml\n', 'b.yaml': '# later\n' },
    'at a.sh:1',
  ],
  [
    'a module of Terraform with an empty file of values',
    { 'main.tf': resource('  values = [file("b.yaml")]\n'), 'b.yaml': '# later\n' },
    'at main.tf:2',
  ],
];

test.each(rows)('%s', (_, files, where) => {
  expect(told(files)).toEqual(both(where));
});

const profile = 'global.proxy.seccompProfile.type=RuntimeDefault';

test.each<[string, Tree]>([
  [
    'a command',
    { 'a.sh': `helm install istiod istio/istiod --set ${profile} --set global.hub=a.example.com\n` },
  ],
  ['istioctl', { 'a.sh': `istioctl install --set hub=a.example.com --set values.${profile}\n` }],
  ['istioctl without a control plane', { 'a.sh': 'istioctl install --set profile=remote\n' }],
  [
    'a command for a chart that brings istiod',
    {
      'charts/mesh/Chart.yaml': chart,
      'a.sh': `helm install mesh ./charts/mesh --set istiod.${profile},istiod.global.hub=a.example.com\n`,
    },
  ],
  [
    'a chart above it',
    {
      'Chart.yaml':
        'apiVersion: v2\nname: top\ndependencies: [{name: mesh, repository: "file://charts/mesh"}]\n',
      'values.yaml':
        'mesh: {istiod: {global: {hub: a.example.com, proxy: {seccompProfile: {type: Localhost}}}}}\n',
      'charts/mesh/Chart.yaml': chart,
    },
  ],
])('nothing is said where %s sets both', (_, files) => {
  expect(told(files)).toEqual([]);
});

const operator = (profile: string): string =>
  `apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec:\n  hub: a.example.com\n  values: {global: {proxy: ${profile}}}\n`;
const step = (run: string): string => `jobs:\n  a:\n    steps:\n      - run: ${run}\n`;

test.each<[string, string, string]>([
  ['a script beside it', 'mesh/up.sh', 'istioctl install -y -f iop.yaml\n'],
  ['a step of a workflow', '.github/workflows/a.yaml', step('istioctl install -y -f mesh/iop.yaml')],
  ['lines of a step', '.github/workflows/a.yaml', step('|\n          istioctl install -f mesh/iop.yaml')],
  ['a step in its folder', '.github/workflows/a.yaml', step('cd mesh && istioctl install -f iop.yaml')],
  ['a pipeline in a folder', 'ci/a.yaml', step('istioctl upgrade -f mesh/iop.yaml --set values.a=b')],
  ['a part of a name', 'ci/up.sh', 'istioctl install -f mesh/${KIND}op.yaml\n'],
  ['a name of which nothing is known', '.github/workflows/a.yaml', step('istioctl install -f $FILE')],
  ['a pipe', 'up.sh', 'envsubst <mesh/iop.yaml | istioctl install -y -f -\n'],
])('an IstioOperator that istioctl is given by %s is told of itself', (_, path, text) => {
  expect(told({ [path]: text, 'mesh/iop.yaml': operator('{seccompProfile: {type: Localhost}}') })).toEqual(
    [],
  );
  expect(told({ [path]: text, 'mesh/iop.yaml': operator('{}') })).toEqual([
    'seccomp-profile in mesh/iop.yaml',
  ]);
});

test('a file without a word of Istio that a workflow gives a command is told of itself', () => {
  const path = '.github/workflows/a.yaml';
  const text = step('helm install istiod istio/istiod -f mesh/a.yaml');
  expect(told({ [path]: text, 'mesh/a.yaml': 'other: 1\n' })).toEqual(both('in mesh/a.yaml'));
  expect(told({ [path]: text })).toEqual(both('at .github/workflows/a.yaml:4'));
});

test('an IstioOperator that istioctl is not given says nothing of what it installs', () => {
  const files = { 'iop.yaml': operator('{seccompProfile: {type: Localhost}}') };
  for (const given of ['', '-f other.yaml', '-f https://example.com/iop.yaml'])
    expect(told({ ...files, 'a.sh': `istioctl install -y ${given}\n` })).toEqual(both('at a.sh:1'));
});

test('a chart that brings nothing but the agent', () => {
  const text = chart.replace('istiod', 'cni');
  const { findings } = migrateFiles(
    { 'Chart.yaml': text },
    { from: '1.29', to: '1.30', only: ['image-hub'] },
  );
  expect(findings.map(({ line }) => line)).toEqual([5]);
});

test('the defaults that change are told of the same places', () => {
  const options = { from: '1.28', to: '1.29', only: ['defaults-1.29'] };
  for (const [, files, where] of rows) {
    const { findings } = migrateFiles(files, options);
    const place = where.replace(/^(?:at|in) /, '');
    expect(findings.map(({ path, line }) => `${path}:${line}`.slice(0, place.length))).toContain(place);
  }
});

test('istioctl with a profile for ambient installs the agent as well', () => {
  const { findings } = migrateFiles(
    { 'a.sh': 'istioctl install --set profile=ambient\n' },
    { from: '1.29', to: '1.30', only: ['defaults-1.30'] },
  );
  expect(findings.map(({ pin }) => pin)).toContain('cni.env.CNI_CONF_GROUP_READ: "true" (chart cni)');
});

test('istioctl of 1.28 takes the profile in a file only', () => {
  const helpFor = (to: string) =>
    migrateFiles(
      { 'a.sh': 'istioctl install -y\n' },
      { from: '1.27', to, only: ['seccomp-profile'] },
    ).findings.map(({ help }) => help);
  expect(helpFor('1.28')).toEqual([expect.stringContaining('spec.unvalidatedValues')]);
  expect(helpFor('1.29')).toEqual([expect.not.stringContaining('unvalidatedValues')]);
});
