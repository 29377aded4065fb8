/** Files by which a user gives values to a chart of Istio, and the one of them that holds the values. */
export interface ValueCarrier {
  readonly path: string;
  /** How far the values are indented. */
  readonly indent: number;
  /** Where they are in what the file says; a text of YAML on the way counts as what it says. */
  readonly at: (chart: string) => readonly string[];
  readonly text: (chart: string, values: string) => string;
  /** What names the file. */
  readonly beside?: (chart: string) => Readonly<Record<string, string>>;
}

const repository = 'https://charts.example/istio';
const plain = (_: string, values: string): string => values;
const umbrella = (chart: string): string =>
  `apiVersion: v2\nname: mesh\nversion: 0.1.0\ndependencies:\n  - {name: ${chart}, version: "*", repository: "${repository}"}\n`;

/** Carriers whose values are in a file of their own, or in a manifest of a tool. */
export const valueCarriers: Readonly<Record<string, ValueCarrier>> = {
  'a values file of an Application': {
    ...{ path: 'mesh/values.yaml', indent: 0, at: () => [], text: plain },
    beside: (chart) => ({
      'apps/mesh.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: mesh}
spec:
  sources:
    - chart: ${chart}
      repoURL: ${repository}
      helm: {valueFiles: [$values/mesh/values.yaml]}
    - {repoURL: "https://git.example/mesh.git", ref: values}
`,
    }),
  },
  'a values file of a helmfile': {
    ...{ path: 'mesh/values.yaml', indent: 0, at: () => [], text: plain },
    beside: (chart) => ({
      'helmfile.yaml': `releases:\n  - name: mesh\n    chart: istio/${chart}\n    values: [mesh/values.yaml]\n`,
    }),
  },
  'a values file of a script': {
    ...{ path: 'mesh/values.yaml', indent: 0, at: () => [], text: plain },
    beside: (chart) => ({ 'up.sh': `helm upgrade -i mesh istio/${chart} -f mesh/values.yaml\n` }),
  },
  'a values file of Terraform': {
    ...{ path: 'mesh/values.yaml', indent: 0, at: () => [], text: plain },
    beside: (chart) => ({
      'mesh/main.tf': `resource "helm_release" "mesh" {\n  chart      = "${chart}"\n  repository = "${repository}"\n  values     = [file("\${path.module}/values.yaml")]\n}\n`,
    }),
  },
  'a values file of a kustomization': {
    ...{ path: 'mesh/values.yaml', indent: 0, at: () => [], text: plain },
    beside: (chart) => ({
      'mesh/kustomization.yaml': `helmCharts:\n  - {name: ${chart}, repo: "${repository}", releaseName: mesh, valuesFile: values.yaml}\n`,
    }),
  },
  'values of an umbrella chart': {
    path: 'mesh/values.yaml',
    indent: 2,
    at: (chart) => [chart],
    text: (chart, values) => `# Of the mesh.\n${chart}:\n${values}`,
    beside: (chart) => ({ 'mesh/Chart.yaml': umbrella(chart) }),
  },
  'a ConfigMap that a HelmRelease names': {
    path: 'mesh/values.yaml',
    indent: 4,
    at: () => ['data', 'values.yaml'],
    text: (_, values) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: mesh-values}\ndata:\n  values.yaml: |\n${values}`,
    beside: (chart) => ({
      'mesh/release.yaml': `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: mesh}
spec:
  chart: {spec: {chart: ${chart}, sourceRef: {kind: HelmRepository, name: istio}}}
  valuesFrom: [{kind: ConfigMap, name: mesh-values}]
`,
    }),
  },
  'a file that a kustomization makes a ConfigMap of': {
    ...{ path: 'mesh/istio.yaml', indent: 0, at: () => [], text: plain },
    beside: (chart) => ({
      'mesh/kustomization.yaml':
        'resources: [release.yaml]\nconfigMapGenerator:\n  - {name: mesh-values, files: [values.yaml=istio.yaml]}\n',
      'mesh/release.yaml': `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: mesh}
spec:
  chart: {spec: {chart: ${chart}, sourceRef: {kind: HelmRepository, name: istio}}}
  valuesFrom: [{kind: ConfigMap, name: mesh-values}]
`,
    }),
  },
  'a helmfile': {
    path: 'helmfile.yaml',
    indent: 8,
    at: () => ['releases', '0', 'values', '0'],
    text: (chart, values) =>
      `releases:\n  - name: mesh\n    chart: istio/${chart}\n    values:\n      -\n${values}`,
  },
  'a kustomization': {
    path: 'kustomization.yaml',
    indent: 6,
    at: () => ['helmCharts', '0', 'valuesInline'],
    text: (chart, values) =>
      `helmCharts:\n  - name: ${chart}\n    repo: ${repository}\n    releaseName: mesh\n    valuesInline:\n${values}`,
  },
  'a HelmChart of k3s': {
    path: 'mesh.yaml',
    indent: 4,
    at: () => ['spec', 'valuesContent'],
    text: (chart, values) =>
      `apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata: {name: mesh}\nspec:\n  chart: ${chart}\n  repo: ${repository}\n  valuesContent: |\n${values}`,
  },
  'a Release of Crossplane': {
    path: 'mesh.yaml',
    indent: 6,
    at: () => ['spec', 'forProvider', 'values'],
    text: (chart, values) =>
      `apiVersion: helm.crossplane.io/v1beta1\nkind: Release\nmetadata: {name: mesh}\nspec:\n  forProvider:\n    chart: {name: ${chart}, repository: "${repository}"}\n    values:\n${values}`,
  },
};

/** Ways to give a chart one value in a text that is never rewritten. */
export const settingScripts: Readonly<
  Record<
    string,
    { readonly path: string; readonly text: (chart: string, name: string, value: string) => string }
  >
> = {
  'a script': {
    path: 'up.sh',
    text: (chart, name, value) =>
      `helm upgrade -i mesh istio/${chart} \\\n  --set ${name}=${value} \\\n  --wait\n`,
  },
  'a Makefile': {
    path: 'Makefile',
    text: (chart, name, value) => `up:\n\thelm upgrade -i mesh istio/${chart} --set ${name}=${value}\n`,
  },
  'a workflow': {
    path: '.github/workflows/up.yaml',
    text: (chart, name, value) =>
      `jobs:\n  up:\n    steps:\n      - run: helm upgrade -i mesh istio/${chart} --set ${name}=${value}\n`,
  },
  Terraform: {
    path: 'main.tf',
    text: (chart, name, value) =>
      `resource "helm_release" "mesh" {\n  chart      = "${chart}"\n  repository = "${repository}"\n  set {\n    name  = "${name}"\n    value = "${value}"\n  }\n}\n`,
  },
};
