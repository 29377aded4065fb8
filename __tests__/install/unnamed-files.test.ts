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
  ['values of a folder each', ['mesh/values.yaml', 'edge/values-large.yaml'], 'each'],
  ['names of a kind', ['values-dev.yaml', 'values-prod.yaml'], 'each'],
  ['names of a kind with several words', ['istiod-eu-dev.yaml', 'istiod-prod.yaml'], 'each'],
  ['places that have nothing to do with one another', ['app/mesh/a.yaml', 'other/b.yaml'], 'each'],
  ['files that are called as their folders are', ['mesh/mesh.yaml', 'edge/edge-large.yaml'], 'each'],
  ['two folders beside one another', ['mesh/one.yaml', 'sizes/two.yaml'], 'none'],
  ['one folder', ['mesh/one.yaml', 'mesh/two.yaml'], 'none'],
  ['a folder and one in it', ['mesh/values.yaml', 'mesh/prod/values.yaml'], 'none'],
  ['the working directory and a folder', ['mesh.yaml', 'envs/prod/mesh.yaml'], 'none'],
  ['a folder for all', ['base/values.yaml', 'prod/values.yaml'], 'none'],
  ['a folder for all further up', ['common/istio/values.yaml', 'clusters/a/istio/values.yaml'], 'none'],
  ['a name for all', ['istiod-common.yaml', 'istiod-prod.yaml'], 'none'],
  ['a folder for all with a sign in front', ['_base/values.yaml', 'prod/values.yaml'], 'none'],
  ['a folder for all with a number in front', ['00-base/values.yaml', 'prod/values.yaml'], 'none'],
  ['numbers in front', ['00-istiod.yaml', '10-istiod.yaml'], 'none'],
  ['numbers behind', ['values-1.yaml', 'values-2.yaml'], 'each'],
  ['what is over others', ['values-prod.yaml', 'values-overrides.yaml'], 'none'],
  ['layers for different things', ['region-values.yaml', 'env-values.yaml'], 'none'],
  ['folders for different things', ['regions/eu/mesh.yaml', 'environments/prod/mesh.yaml'], 'none'],
  ['platforms', ['values-gke.yaml', 'values-eks.yaml'], 'each'],
  ['a platform and something else', ['values-gke.yaml', 'values-prod.yaml'], 'none'],
  ['a name with another one after it', ['values.yaml', 'values-prod.yaml'], 'none'],
])('files that nothing names, by where they are: %s', (_, [one, two], wanted) => {
  const moved = movedIn({ [one]: interval('30s'), [two]: interval('0s') });
  expect(moved).toEqual(wanted === 'each' ? [one, two].toSorted() : []);
});

// What is beside them may bring anything, and must not be theirs.
const open = '{{- toYaml .Values.all | nindent 0 }}\n';
const profile = 'global:\n  proxy:\n    seccompProfile: {type: Localhost}\n';
const flux = `kind: HelmRelease
apiVersion: helm.toolkit.fluxcd.io/v2
metadata: {name: a}
spec:
  chart: {spec: {chart: grafana, sourceRef: {kind: HelmRepository, name: grafana}}}
  valuesFrom: [{kind: ConfigMap, name: a}]
`;
const kustomization = 'configMapGenerator: [{name: a, files: [values.yaml=other.yaml]}]\n';

test.each<[string, Readonly<Record<string, string>>, string | undefined]>([
  ['of which nothing is known', { 'other.yaml': `resources: {}\n${open}` }, 'may set it'],
  ['that sets it', { 'other.yaml': profile }, 'sets it'],
  ['of another product', { 'other.yaml': `serviceMonitor: {}\n${open}` }, undefined],
  ['of a container', { 'other.yaml': `name: reloader\nargs: [-a]\n${open}` }, undefined],
  ['of an umbrella', { 'other.yaml': `ingress: {}\nistiod: {global: {}}\n${open}` }, 'may set it'],
  ['of a gateway and the mesh', { 'other.yaml': `service: {}\n${profile}` }, 'sets it'],
  [
    'that another chart is given',
    { 'other.yaml': open, 'k.yaml': flux, 'kustomization.yaml': kustomization },
    undefined,
  ],
  ['that is a schema', { 'values.schema.json': '{"properties": {"global": {}}, "{{ .a }}": {}}' }, undefined],
])('a file beside values of istiod %s', (_, beside, said) => {
  const tree = { 'mesh.yaml': 'pilot: {autoscaleMin: 2}\nglobal: {istioNamespace: a}\n', ...beside };
  const { changed, findings } = migrateFiles(tree, { from: '1.27', to: '1.28', only: ['seccomp-profile'] });
  const own = findings.filter(({ path }) => path === 'mesh.yaml').map(({ message }) => message);
  expect([...changed.keys()]).toEqual(said === undefined ? ['mesh.yaml'] : []);
  expect(own).toEqual(
    said === undefined
      ? []
      : [expect.stringMatching(new RegExp(`\\(other.yaml\\) ${said}, and nothing shows`))],
  );
});

test('a file that something names stands for itself; what nothing names may be over it', () => {
  const tree = {
    'up.sh': 'helm upgrade -i istiod istio/istiod -f mesh/one.yaml\n',
    'mesh/one.yaml': interval('30s'),
  };
  expect(movedIn({ ...tree, 'mesh/two.yaml': interval('0s') })).toEqual(['mesh/one.yaml']);
});

// A text that names files may do more with them than is read.
test.each<[string, Readonly<Record<string, string>>]>([
  [
    'a list of Python that grows',
    {
      'up.py':
        'args = ["helm", "upgrade", "istiod", "istio/istiod"]\nfor e in ("eu", "prod"):\n    args += ["-f", f"mesh-{e}.yaml"]\n',
    },
  ],
  [
    'names with something for each round',
    { 'up.rb': 'system("helm", *%w[eu prod].map { |e| "--values=mesh-#{e}.yaml" })\n' },
  ],
  [
    'files behind one variable',
    {
      '.gitlab-ci.yml':
        'deploy: {extends: .up, variables: {VALUES: "mesh-eu.yaml,mesh-prod.yaml"}, script: [make]}\n',
    },
  ],
  [
    'files that become Secrets',
    {
      'up.sh':
        'for e in eu prod; do kubectl create secret generic $e --from-file=values.yaml=mesh-$e.yaml; done\n',
    },
  ],
  [
    'paths of Windows',
    { 'ops/up.cmd': 'set A=-f "%~dp0..\\mesh-eu.yaml"\r\ncall more -f "%~dp0..\\mesh-prod.yaml"\r\n' },
  ],
])('files that one text names may be layers of one release: %s', (_, texts) => {
  const files = { 'mesh-eu.yaml': interval('30s'), 'mesh-prod.yaml': interval('0s') };
  expect(movedIn(files)).toEqual(['mesh-eu.yaml', 'mesh-prod.yaml']);
  expect(movedIn({ ...texts, ...files })).toEqual([]);
});

test('a text names a file only if it names its folder', () => {
  const up = { 'up.sh': 'cd envs\n./install -f eu/mesh.yaml -f prod/mesh.yaml\n' };
  const files = (folder: string) => ({
    [`${folder}/eu/mesh.yaml`]: interval('30s'),
    [`${folder}/prod/mesh.yaml`]: interval('0s'),
  });
  expect(movedIn({ ...up, ...files('envs') })).toEqual([]);
  expect(movedIn({ ...up, ...files('other') })).toHaveLength(2);
});

test('a README names files without a release', () => {
  const files = { 'mesh-eu.yaml': interval('30s'), 'mesh-prod.yaml': interval('0s') };
  expect(movedIn({ 'README.md': 'See mesh-eu.yaml and mesh-prod.yaml for helm.\n', ...files })).toHaveLength(
    2,
  );
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

const pulumi = `new k8s.helm.v3.Release('istiod', {
  chart: 'istiod',
  valueYamlFiles: [new pulumi.asset.FileAsset('./base.yaml')],
  values: { pilot: { env: { METRIC_ROTATION_INTERVAL: '0s' } } },
});
`;
const devspace = `deployments:
  istiod:
    helm:
      chart: {name: istiod}
      valuesFiles: [base.yaml]
      values: {pilot: {env: {METRIC_ROTATION_INTERVAL: 0s}}}
`;
const garden = `kind: Deploy
type: helm
spec:
  chart: {name: istiod}
  valueFiles: [base.yaml]
  values: {pilot: {env: {METRIC_ROTATION_INTERVAL: 0s}}}
`;
const orb = `jobs:
  up:
    steps:
      - helm/upgrade-helm-chart:
          chart: istio/istiod
          values: base.yaml
          values-to-override: pilot.env.METRIC_ROTATION_INTERVAL=0s
`;
const fileset = `resource "helm_release" "istiod" {
  chart  = "istiod"
  values = [for f in fileset(path.module, "*base.yaml") : file(f)]
  set    = [{ name = "pilot.env.METRIC_ROTATION_INTERVAL", value = "0s" }]
}
`;

// What such a tool does with the file is not known, but it names the setting as well.
test.each<[string, Readonly<Record<string, string>>, 'moves' | 'stays']>([
  ['Pulumi', { 'index.ts': pulumi }, 'stays'],
  ['DevSpace', { 'devspace.yaml': devspace }, 'stays'],
  ['Garden', { 'garden.yml': garden }, 'stays'],
  ['an orb of CircleCI', { '.circleci/config.yml': orb }, 'stays'],
  ['Terraform, among others', { 'main.tf': fileset }, 'stays'],
  ['a tool without the setting', { 'index.ts': pulumi.replace(/.*METRIC.*\n/, '') }, 'moves'],
  ['a tool that names another file', { 'index.ts': pulumi.replace('base', 'other') }, 'moves'],
  [
    'a script that is read',
    { 'up.sh': '# pilot.env.METRIC_ROTATION_INTERVAL\nhelm upgrade -i istiod istio/istiod -f base.yaml\n' },
    'moves',
  ],
  ['docs', { 'notes.txt': pulumi }, 'moves'],
])('a file that is named by %s', (_, texts, wanted) => {
  expect(movedIn({ 'base.yaml': interval('30s'), ...texts })).toEqual(
    wanted === 'moves' ? ['base.yaml'] : [],
  );
});

test('a setting that switches off is not told to become the annotation', () => {
  const { findings } = migrateFiles(
    { 'base.yaml': interval('30s'), 'index.ts': pulumi, 'devspace.yaml': devspace },
    { from: '1.27', to: '1.28', only: ['metric-eviction'] },
  );
  const helps = findings.flatMap(({ path, help }) => (path === 'base.yaml' ? [] : [[path, help]]));
  const help = expect.stringMatching(/^remove it, unless another layer/) as unknown;
  expect(helps).toEqual([
    ['devspace.yaml', help],
    ['index.ts', help],
  ]);
});

describe('what to do with a flag goes by whether a patch or command switches it off', () => {
  const pointer = 'path: /spec/values/pilot/env/METRIC_ROTATION_INTERVAL';
  const operation = (...lines: readonly string[]) =>
    `resources: [../base]\npatches:\n  - target: {kind: HelmRelease, name: istiod}\n    patch: |-\n      - ${lines.join('\n        ')}\n`;
  test.each<[string, string, 'off' | 'on']>([
    ['kustomization.yaml', operation('op: remove', pointer), 'off'],
    ['kustomization.yaml', operation(pointer, 'op: remove'), 'off'],
    ['kustomization.yaml', operation('op: replace', pointer, 'value: 0s'), 'off'],
    ['kustomization.yaml', operation('op: replace', pointer, 'value: "0"'), 'off'],
    ['kustomization.yaml', operation('op: replace', pointer, 'value: 60s'), 'on'],
    ['kustomization.yaml', operation(`{op: replace, ${pointer}, value: 60s}`, '# op: remove'), 'on'],
    ['kustomization.yaml', operation('op: remove', 'path: /a\n      - op: add', pointer, 'value: 5m'), 'on'],
    ['a.sh', 'kubectl patch -p \'[{"op": "remove", "path": "/istiod/METRIC_ROTATION_INTERVAL"}]\'', 'off'],
    ['a.sh', 'kubectl set env deploy/istiod METRIC_ROTATION_INTERVAL-', 'off'],
    ['a.sh', 'kubectl set env deploy/istiod METRIC_ROTATION_INTERVAL=5m', 'on'],
    [
      'a.sh',
      'kubectl patch deploy istiod -p "$(cat <<E\nenv:\n  - name: METRIC_ROTATION_INTERVAL\n    value: 0s\nE\n)"',
      'off',
    ],
    [
      'a.sh',
      'kubectl patch deploy istiod -p "$(cat <<E\nenv:\n  - name: METRIC_ROTATION_INTERVAL\n    value: 5m\nE\n)"',
      'on',
    ],
  ])('%s %s', (path, text, wanted) => {
    const { findings } = migrateFiles(
      { [path]: text },
      { from: '1.27', to: '1.28', only: ['metric-eviction'] },
    );
    expect(findings.map(({ help }) => help)).toEqual([
      expect.stringContaining(wanted === 'off' ? 'unless another layer' : 'set the annotation') as unknown,
    ]);
  });
});
