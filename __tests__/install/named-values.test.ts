import { migrateFiles } from '../../src/api';

const range = { from: '1.27', to: '1.31', pinDefaults: true };

/** What names `small.yaml` as values of istiod. */
const tellers: [file: string, text: string][] = [
  [
    'app.yaml',
    `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: istiod}
spec:
  sources:
    - repoURL: https://charts.example/istio
      chart: istiod
      targetRevision: 1.27.3
      helm: {valueFiles: [$own/mesh/small.yaml]}
    - {repoURL: https://git.example.com/fleet.git, ref: own}
`,
  ],
  ['helmfile.yaml', 'releases:\n  - name: istiod\n    chart: istio/istiod\n    values: [mesh/small.yaml]\n'],
  ['up.sh', 'helm upgrade -i istiod istio/istiod -f mesh/small.yaml\n'],
  [
    'main.tf',
    'resource "helm_release" "mesh" {\n  chart = "istiod"\n  repository = "https://charts.example/istio"\n  values = [file("mesh/small.yaml")]\n}\n',
  ],
];

/** Values that hold none of the words by which values of Istio are known. */
const values = [
  'autoscaleMin: 2\n',
  'revision: blue\n',
  'profile: demo\n',
  'ipFamilyPolicy: PreferDualStack\n',
  'logAsJson: true\n',
  'podDisruptionBudget: {}\n',
  'istio_cni: {enabled: true}\n',
  'compatibilityVersion: "1.30"\n',
  '# Nothing yet.\n{}\n',
];

test.each(tellers.flatMap(([file, text]) => values.map((each) => [file, each, text] as const)))(
  'what %s names is read whatever it says: %s',
  (file, own, text) => {
    const run = (tree: Record<string, string>) => {
      const { changed } = migrateFiles(tree, range);
      return Object.fromEntries(
        Object.entries(tree).map(([path, old]) => [path, changed.get(path)?.text ?? old]),
      );
    };
    const once = run({ [file]: text, 'mesh/small.yaml': own });
    expect(once['mesh/small.yaml']).toMatch(/ENABLE_XDS_API_GENERATOR_AUTH"?: "?false/);
    expect(once['mesh/small.yaml']).toMatch(/seccompProfile"?:[\s{]*"?type"?: "?RuntimeDefault/);
    expect(once[file]).toBe(text);
    expect(run(once)).toEqual(once);
  },
);

test.each(
  tellers.flatMap(([file, text]) => ['tmpl', 'j2', 'gotmpl'].map((end) => [file, end, text] as const)),
)('what %s names may be made from a template that ends with %s', (file, end, text) => {
  const template = `mesh/small.yaml.${end}`;
  const { changed } = migrateFiles({ [file]: text, [template]: 'revision: {{ rev }}\n' }, range);
  expect(changed.get(template)?.text).toMatch(/ENABLE_XDS_API_GENERATOR_AUTH"?: "?false/);
  const both = { [file]: text, [template]: 'revision: {{ rev }}\n', 'mesh/small.yaml': 'revision: blue\n' };
  expect(migrateFiles(both, range).changed.get('mesh/small.yaml')?.text).toMatch(
    /ENABLE_XDS_API_GENERATOR_AUTH"?: "?false/,
  );
});

test('what another chart is given, and what nothing names, is not read as values of Istio', () => {
  const tree = {
    'up.sh': 'helm upgrade -i shop shop/shop -f mesh/small.yaml\nhelm upgrade -i istiod istio/istiod\n',
    'mesh/small.yaml': 'autoscaleMin: 2\n',
    'mesh/other.yaml': 'autoscaleMin: 2\n',
  };
  expect([...migrateFiles(tree, range).changed.keys()]).toEqual([]);
});

const applications = (generators: string, chart: string, file: string) => `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: mesh}
spec:
  goTemplate: true
  generators: ${generators}
  template:
    metadata: {name: mesh}
    spec:
      sources:
        - repoURL: https://charts.example/istio
          chart: '${chart}'
          targetRevision: 1.27.3
          helm: {valueFiles: ['$own/values/${file}.yaml']}
        - {repoURL: https://git.example.com/fleet.git, ref: own}
`;
const charts = '{list: {elements: [{chart: istiod}, {chart: cni}]}}';

/** Each row: generators whose elements are all there, and the template's chart and file. */
test.each([
  [`[${charts}]`, '{{.chart}}', '{{.chart}}'],
  [`[${charts}]`, '{{chart}}', '{{ chart }}'],
  ['[{list: {elements: [{mesh: {name: istiod}}]}}]', '{{ .mesh.name }}', '{{.mesh.name}}'],
  [`[{matrix: {generators: [{list: {elements: [{stage: dev}]}}, ${charts}]}}]`, '{{.chart}}', '{{.chart}}'],
  [`[{matrix: {generators: [{clusters: {}}, ${charts}]}}]`, '{{.chart}}', '{{.chart}}'],
  ['[{list: {elements: [{file: istiod}]}}]', 'istiod', '{{.file}}'],
])('what the elements of %s fill in says which chart a file is for: %s, %s', (generators, chart, file) => {
  const tree = {
    'set.yaml': applications(generators, chart, file),
    'values/istiod.yaml': 'autoscaleMin: 2\n',
    'values/redis.yaml': 'autoscaleMin: 2\n',
  };
  const { changed } = migrateFiles(tree, range);
  expect([...changed.keys()]).toEqual(['values/istiod.yaml']);
  expect(changed.get('values/istiod.yaml')?.text).toMatch(/ENABLE_XDS_API_GENERATOR_AUTH: "?false/);
});
