import { migrateFiles } from '../../src/api';

const lower = 'meshConfig:\n  accessLogFile: /dev/stdout\npilot:\n  autoscaleMin: 2\n';
const upper = 'pilot:\n  autoscaleMin: 5\nglobal:\n  proxy:\n    seccompProfile: {type: Unconfined}\n';
const list = '[istio/one.yaml, istio/two.yaml]';

/** What says that `two.yaml` is laid over `one.yaml`, in files whose names say nothing of it. */
const tellers: [file: string, text: string][] = [
  [
    'deploy.sh',
    'helm upgrade --install istiod istio/istiod \\\n  -n istio-system --wait \\\n  -f istio/one.yaml \\\n  --values=istio/two.yaml && echo done\n',
  ],
  ['scripts/deploy.sh', 'helm template istio/istiod -f "istio/one.yaml,istio/two.yaml"\n'],
  [
    'Makefile',
    'istiod:\n\t$(HELM) upgrade -i istiod istio/istiod -f istio/one.yaml -f istio/$(STAGE).yaml\n',
  ],
  [
    '.github/workflows/deploy.yaml',
    'jobs:\n  a:\n    steps:\n      - run: |\n          helm upgrade -i istiod istio/istiod \\\n            -f istio/one.yaml -f istio/two.yaml\n',
  ],
  [
    'main.tf',
    'resource "helm_release" "istiod" {\n  chart = "istiod"\n  values = [\n    file("${path.module}/istio/one.yaml"), # first\n    templatefile("${path.module}/istio/two.yaml", { a = 1 }),\n  ]\n}\n',
  ],
  [
    'skaffold.yaml',
    `apiVersion: skaffold/v4beta6\nkind: Config\ndeploy:\n  helm:\n    releases:\n      - name: istiod\n        remoteChart: istio/istiod\n        valuesFiles: ${list}\n`,
  ],
  [
    'azure-pipelines.yml',
    'steps:\n  - task: HelmDeploy@0\n    inputs:\n      command: upgrade\n      chartName: istio/istiod\n      valueFile: istio/one.yaml\n      arguments: --wait --values "istio/two.yaml"\n',
  ],
  [
    'azure-bake.yml',
    'steps:\n  - task: KubernetesManifest@1\n    inputs:\n      action: bake\n      helmChart: istio/istiod\n      overrideFiles: |\n        istio/one.yaml\n        istio/two.yaml\n',
  ],
  [
    '.github/workflows/bake.yml',
    'jobs:\n  a:\n    steps:\n      - uses: azure/k8s-bake@v3\n        with:\n          renderEngine: helm\n          helmChart: charts/istiod\n          overrideFiles: "istio/one.yaml\\nistio/two.yaml"\n',
  ],
  [
    '.github/workflows/list.yml',
    'jobs:\n  a:\n    steps:\n      - uses: deliverybot/helm@v1\n        with:\n          chart: istio/istiod\n          value-files: \'["istio/one.yaml", "istio/two.yaml"]\'\n',
  ],
  [
    '.github/workflows/commas.yml',
    'jobs:\n  a:\n    steps:\n      - uses: bitovi/github-actions-deploy-eks-helm@v1\n        with:\n          chart-path: istio/istiod\n          config-files: istio/one.yaml, istio/two.yaml\n',
  ],
  [
    'app.yaml',
    'apiVersion: kappctrl.k14s.io/v1alpha1\nkind: App\nmetadata: {name: istiod}\nspec:\n  template:\n    - helmTemplate:\n        path: vendor/istiod\n        valuesFrom: [{path: istio/one.yaml}, {path: istio/two.yaml}]\n',
  ],
  [
    'fetched.yaml',
    'apiVersion: kappctrl.k14s.io/v1alpha1\nkind: App\nmetadata: {name: istiod}\nspec:\n  fetch:\n    - helmChart: {name: istiod, version: 1.27.0, repository: {url: https://charts.example.com}}\n    - git: {url: https://git.example.com/values}\n  template:\n    - helmTemplate:\n        path: "0"\n        valuesFrom: [{path: 1/istio/one.yaml}, {path: 1/istio/two.yaml}]\n',
  ],
  [
    'roles/mesh/tasks/main.yml',
    '- kubernetes.core.helm:\n    name: istiod\n    chart_ref: istio/istiod\n    values_files: [istio/one.yaml, istio/two.yaml]\n',
  ],
  ['Tiltfile', "k8s_yaml(helm('istio/istiod', values=['istio/one.yaml', 'istio/two.yaml']))\n"],
  [
    'deploy.py',
    'run(["helm", "upgrade", "-i", "istiod", "istio/istiod", "-f", "istio/one.yaml", "-f", "istio/two.yaml"])\n',
  ],
  [
    'Jenkinsfile',
    "sh '''\n  cd istio\n  helm upgrade -i istiod istio/istiod -f one.yaml -f ../istio/two.yaml\n'''\n",
  ],
  [
    '.github/workflows/matrix.yaml',
    'jobs:\n  a:\n    defaults: {run: {working-directory: istio}}\n    strategy:\n      matrix:\n        include:\n          - {chart: istiod, low: one, high: two}\n          - {chart: cni, low: three, high: four}\n    env: {CHART: "istio/${{ matrix.chart }}"}\n    steps:\n      - run: helm upgrade -i x "$CHART" -f ${{ matrix.low }}.yaml -f ${{ matrix.high }}.yaml\n',
  ],
  [
    'written.sh',
    'C=istio/istiod\nenvsubst < istio/two.yaml > /tmp/v.yaml\nhelm upgrade -i istiod "$C" -f istio/one.yaml -f /tmp/v.yaml\n',
  ],
  ['apps.yaml', `apps:\n  istiod:\n    chart: istio/istiod\n    valuesFiles: ${list}\n`],
  [
    'zarf.yaml',
    `kind: ZarfPackageConfig\ncomponents:\n  - charts:\n      - name: istiod\n        valuesFiles: ${list}\n`,
  ],
  [
    'helmfile.yaml',
    'templates:\n  istio:\n    chart: istio/istiod\n    values: [istio/one.yaml, istio/two.yaml]\nreleases:\n  - name: istiod\n    inherit:\n      - template: istio\n',
  ],
];

test('a Secret and a ConfigMap that kapp-controller takes as a whole are layers of a release', () => {
  const held = (kind: string, name: string, key: string, values: string) =>
    `---\napiVersion: v1\nkind: ${kind}\nmetadata: {name: ${name}}\n${key}:\n  ${name}.yaml: |\n    ${values}\n`;
  const release =
    'apiVersion: kappctrl.k14s.io/v1alpha1\nkind: App\nmetadata: {name: istiod}\nspec:\n  fetch: [{helmChart: {name: istiod, version: 1.27.0}}]\n  template:\n    - helmTemplate:\n        valuesFrom: [{secretRef: {name: low}}, {configMapRef: {name: high}}]\n';
  const changedBelow = (values: string) => {
    const tree = {
      'app.yaml': release,
      'low.yaml': held('Secret', 'low', 'stringData', values),
      'high.yaml': held('ConfigMap', 'high', 'data', 'global: {proxy: {resources: {}}}'),
    };
    return [...migrateFiles(tree, { from: '1.27', to: '1.28' }).changed.keys()];
  };
  expect(changedBelow('global: {proxy: {seccompProfile: {type: Localhost}}}')).toEqual([]);
  expect(changedBelow('pilot: {autoscaleMin: 2}')).toEqual(['low.yaml']);
});

test('Secrets that a kustomization generates are layers of a release', () => {
  const files = {
    'kustomization.yaml':
      'resources: [release.yaml]\nsecretGenerator:\n  - {name: one, files: [values.yaml=istio/one.yaml]}\n  - {name: two, files: [v.yaml=istio/two.yaml]}\n',
    'release.yaml':
      'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: istiod}\nspec:\n  chart: {spec: {chart: istiod, sourceRef: {kind: HelmRepository, name: istio}}}\n  valuesFrom: [{kind: Secret, name: one}, {kind: Secret, name: two, valuesKey: v.yaml}]\n',
    'istio/one.yaml': lower,
  };
  expect(changed({ ...files, 'istio/two.yaml': upper })).toEqual([]);
  expect(changed({ ...files, 'istio/two.yaml': 'pilot:\n  autoscaleMin: 5\n' })).toEqual(['istio/one.yaml']);
});

const installs: [file: string, text: string][] = [
  ['operator.yaml', 'apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec: {}\n'],
  ['sail.yaml', 'apiVersion: sailoperator.io/v1\nkind: Istio\nspec: {version: v1.29.0}\n'],
  [
    'release.yaml',
    'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec: {chart: {spec: {chart: istiod, sourceRef: {name: istio}}}}\n',
  ],
  ['up.sh', 'helm upgrade -i istiod istio/istiod -f mesh.yaml\n'],
];

test.each(installs)('a chart in the root of a tree says nothing of what %s installs', (file, text) => {
  const range = { from: '1.28', to: '1.30', pinDefaults: true };
  const tree = { [`mesh/${file}`]: text, 'mesh/mesh.yaml': upper };
  const chart = { 'Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n', 'values.yaml': 'port: 80\n' };
  const { changed, findings } = migrateFiles(tree, range);
  const beside = migrateFiles({ ...tree, ...chart }, range);
  expect([...beside.changed]).toEqual([...changed]);
  expect(beside.findings).toEqual(findings);
  expect(changed.size + findings.length).toBeGreaterThan(0);
});

test.each(tellers)('%s tells which files of values form a release', (file, text) => {
  const files = { [file]: text, 'istio/one.yaml': lower, 'istio/two.yaml': upper };
  expect(changed(files)).toEqual([]);
  expect(changed({ ...files, 'istio/two.yaml': 'pilot:\n  autoscaleMin: 5\n' })).toEqual(['istio/one.yaml']);
});

function changed(files: Record<string, string>): string[] {
  return [...migrateFiles(files, { from: '1.27', to: '1.28', only: ['seccomp-profile'] }).changed.keys()];
}
