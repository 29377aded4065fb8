/** How a tool is told to install a chart with values: where in its manifests the parts stand. */
export interface Carrier {
  /** What a manifest of it is called in a report. */
  readonly name: string;
  readonly in: ObjectOfTool | PartOfTool | FileOfTool;
  /**
   * Where the releases stand, from the object or the document: keys with dots between them, `key[]` for each item of a
   * list, `*` for each value of a map. All other paths count from there.
   */
  readonly at: readonly string[];
  /** Where the chart's name is; what comes first counts. */
  readonly chart: readonly string[];
  /** Where, in the object or the document, a chart is fetched with `name`, `version` and `repository.url`, whatever folder it is put into. */
  readonly fetched?: string;
  /** Where a chart that lies in a folder is named. */
  readonly folder?: string;
  /** What is called by a name there without naming a chart has files for other releases, and installs nothing. */
  readonly filesFor?: string;
  /** Where an object is named that stands for the chart. */
  readonly reference?: string;
  readonly repository?: string;
  readonly version?: string;
  /** Where values come from, lowest first: a later one wins. */
  readonly layers: LayerRows;
  /** Where a release may say how its layers lie over one another, and the layers for what it says. */
  readonly modes?: { readonly at: string; readonly layers: Readonly<Record<string, LayerRows>> };
  /** Where a map is beside which texts of values do not count. */
  readonly insteadOfTexts?: string;
  /** Further holders, below the release, of the same layers, over all of its own. */
  readonly over?: string;
  /** Items `{name: dotted.path, value: …}`, or a map with dotted paths for keys, that win over all layers. */
  readonly parameters?: string;
  /** Items `{value: 'dotted.path=value'}` as of `--set`, which win over all layers and are never rewritten. */
  readonly assignments?: string;
  /** Dotted paths, or maps with such for keys, of single values that something else holds; they are never rewritten. */
  readonly targets?: readonly string[];
  /** Where, in the object or the document, a text is that may change all of it if it is about Helm; it is not read. */
  readonly patch?: string;
  /** Where what the chart renders is patched, in the fields of a kustomization or of helmfile. */
  readonly rendered?: string;
  /** Where a map of values belongs if there is none. */
  readonly usual?: Usual;
  /** Whether manifests of it are never rewritten. */
  readonly isFixed?: boolean;
  /** Where, in the document, templates of releases stand that a release may name below `inherit`. */
  readonly templates?: string;
}

/** An object of Kubernetes, at any depth. */
interface ObjectOfTool {
  readonly group: RegExp;
  readonly kind: string;
}

/** A mapping at any depth with all of these keys: a part that somebody's own template puts into the tool's object. */
interface PartOfTool {
  readonly keys: readonly string[];
}

/** A whole document: by the name of its file, or by what one of its keys says. */
interface FileOfTool {
  readonly file?: RegExp;
  readonly key?: string;
  readonly says?: RegExp;
}

interface Usual {
  readonly path: string;
  /** Another name of the same place, where that is in use. */
  readonly alias?: string;
  /** Whether the map is in a list there. */
  readonly isItem?: boolean;
  /** Whether only where there are parameters: older versions know no map of values. */
  readonly withParameters?: boolean;
  /** Whether the tool takes a text or files there, and never a map. */
  readonly isText?: boolean;
}

/**
 * `map`: a map of values. `text`: YAML in a string. `files`: a path, or a list of them, from the manifest's folder.
 * `references`: the same, from the root of a repository, as Argo CD has it. `sources`: ConfigMaps and Secrets; `whole
 * sources`: all keys of such. `items`: a list of paths and maps. `texts`: a list of texts of YAML, of maps, and of files
 * as `file:path`. `calls`: files as a script names them. `flags`: the flags of a call. `base`: an object of the tree.
 */
export type LayerForm =
  | 'map'
  | 'text'
  | 'files'
  | 'references'
  | 'sources'
  | 'whole sources'
  | 'items'
  | 'texts'
  | 'base'
  | 'calls'
  | 'flags';

/** What is at each place of a release. */
type LayerRows = Readonly<Record<string, LayerForm>>;

const argo = {
  name: 'Argo CD source',
  chart: ['chart'],
  folder: 'path',
  filesFor: 'ref',
  repository: 'repoURL',
  version: 'targetRevision',
  layers: { 'helm.valueFiles': 'references', 'helm.values': 'text', 'helm.valuesObject': 'map' },
  insteadOfTexts: 'helm.valuesObject',
  parameters: 'helm.parameters',
  targets: ['helm.fileParameters[].name'],
  usual: { path: 'helm.valuesObject' },
} satisfies Partial<Carrier>;

/** A chart that is rendered by the build itself, before its patches. */
export const chartOfBuild = 'kustomize chart';

/**
 * The fields of a chart of kustomize, in a kustomization and in the generator that it stands for.
 *
 * Source: kustomize, `api/internal/builtins/HelmChartInflationGenerator.go` (the map and the first file become one file,
 * over which the others come).
 */
const kustomizeChart = {
  name: chartOfBuild,
  chart: ['name'],
  repository: 'repo',
  version: 'version',
  layers: { valuesFile: 'files', valuesInline: 'map', additionalValuesFiles: 'files' },
  modes: {
    at: 'valuesMerge',
    layers: {
      merge: { valuesInline: 'map', valuesFile: 'files', additionalValuesFiles: 'files' },
      replace: { valuesInline: 'map', additionalValuesFiles: 'files' },
    },
  },
  usual: { path: 'valuesInline' },
} satisfies Partial<Carrier>;

const sveltosChart = {
  name: 'Sveltos chart',
  at: ['spec.helmCharts[]'],
  chart: ['chartName'],
  repository: 'repositoryURL',
  version: 'chartVersion',
  layers: { values: 'text', valuesFrom: 'whole sources' },
  usual: { path: 'values', isText: true },
} satisfies Partial<Carrier>;

const k0sChart = {
  name: 'k0s chart',
  version: 'version',
  layers: { values: 'text' },
  usual: { path: 'values', isText: true },
} satisfies Partial<Carrier>;

const terraform = {
  name: 'helm_release',
  chart: ['chart'],
  repository: 'repository',
  version: 'version',
  layers: { values: 'texts' },
  parameters: 'set',
} satisfies Partial<Carrier>;

const formOf = (form: LayerForm, ...paths: readonly string[]): LayerRows =>
  Object.fromEntries(paths.map((path) => [path, form]));

const skaffold = ['deploy.helm.releases[]', 'manifests.helm.releases[]'];

/**
 * The tools that are known.
 *
 * Sources: argo-cd, `pkg/apis/application/v1alpha1/types.go` (`valuesObject`, or `values` where that is not set);
 * fluxcd/helm-controller, `docs/spec/v2/helmreleases.md`; crossplane-contrib/provider-helm, `apis/release/v1beta1/types.go`;
 * helmfile, "Configuration"; kustomize, `api/types/helmchartargs.go`; rancher/fleet, `docs/ref-fleet-yaml.md`;
 * k3s-io/helm-controller, `pkg/apis/helm.cattle.io/v1/types.go`; skaffold, `pkg/skaffold/helm/args.go`; helmsman,
 * "desired state specification"; zarf, `src/api/v1alpha1/component.go`; sveltos, `api/v1beta1/spec.go`;
 * k0sproject/k0s, `docs/helm-charts.md`; cluster-api-addon-provider-helm, `api/v1alpha1/helmchartproxy_types.go`; ansible-collections/kubernetes.core,
 * `plugins/modules/helm.py` (`values` is another name of `release_values`, which wins over `values_files`; `set_values`
 * become `--set`); hashicorp/terraform-provider-helm, `docs/resources/release.md`; pulumi/pulumi-kubernetes, `helm.sh/v3`
 * `Release` (`values` win over `valueYamlFiles`); carvel-dev/kapp-controller, `pkg/apis/kappctrl/v1alpha1/types_template.go`;
 * microsoft/azure-pipelines-tasks, `Tasks/HelmDeployV0/task.json`; Azure/k8s-bake, `src/run.ts` (also what the task
 * KubernetesManifest bakes); deliverybot/helm, `index.js` (`values` win over `value-files`); bitovi/github-actions-deploy-eks-helm,
 * `README.md` (`values` are as of `--set`).
 */
export const carriers: readonly Carrier[] = [
  { ...argo, in: { group: /^argoproj\.io$/, kind: 'Application' }, at: ['spec.source', 'spec.sources[]'] },
  {
    ...argo,
    in: { group: /^argoproj\.io$/, kind: 'ApplicationSet' },
    at: ['spec.template.spec.source', 'spec.template.spec.sources[]'],
    patch: 'spec.templatePatch',
  },
  { ...argo, in: { keys: ['repoURL', 'chart', 'targetRevision', 'helm'] }, at: [''] },
  {
    name: 'HelmRelease',
    in: { group: /^helm\.toolkit\.fluxcd\.io$/, kind: 'HelmRelease' },
    at: ['spec'],
    chart: ['chart.spec.chart'],
    reference: 'chartRef.name',
    repository: 'chart.spec.sourceRef.name',
    version: 'chart.spec.version',
    layers: {
      'chart.spec.valuesFile': 'references',
      'chart.spec.valuesFiles': 'references',
      valuesFrom: 'sources',
      values: 'map',
    },
    targets: ['valuesFrom[].targetPath'],
    rendered: 'postRenderers[].kustomize',
    usual: { path: 'values' },
  },
  {
    name: 'Crossplane Release',
    in: { group: /^helm\.(?:m\.)?crossplane\.io$/, kind: 'Release' },
    at: ['spec.forProvider'],
    chart: ['chart.name'],
    repository: 'chart.repository',
    version: 'chart.version',
    layers: { valuesFrom: 'sources', values: 'map' },
    parameters: 'set',
    usual: { path: 'values' },
  },
  {
    name: 'helmfile release',
    in: { key: 'releases' },
    at: ['releases[]'],
    chart: ['chart'],
    version: 'version',
    layers: { values: 'items', valuesTemplate: 'items', secrets: 'files' },
    parameters: 'set',
    targets: ['setTemplate[].name'],
    rendered: '',
    usual: { path: 'values', isItem: true },
    templates: 'templates',
  },
  { ...kustomizeChart, in: { key: 'helmCharts' }, at: ['helmCharts[]'] },
  { ...kustomizeChart, in: { key: 'kind', says: /^HelmChartInflationGenerator$/ }, at: [''] },
  {
    name: 'Fleet bundle',
    in: { file: /^fleet\.ya?ml$/ },
    at: [''],
    chart: ['helm.chart'],
    repository: 'helm.repo',
    version: 'helm.version',
    layers: { 'helm.valuesFrom': 'sources', 'helm.valuesFiles': 'files', 'helm.values': 'map' },
    over: 'targetCustomizations[]',
    usual: { path: 'helm.values' },
  },
  {
    name: 'HelmChart',
    in: { group: /^helm\.cattle\.io$/, kind: 'HelmChart' },
    at: ['spec'],
    chart: ['chart'],
    repository: 'repo',
    version: 'version',
    layers: { valuesContent: 'text', values: 'map' },
    parameters: 'set',
    usual: { path: 'values', withParameters: true },
  },
  {
    name: 'HelmChartConfig',
    in: { group: /^helm\.cattle\.io$/, kind: 'HelmChartConfig' },
    at: ['spec'],
    chart: [],
    layers: { '': 'base', valuesContent: 'text', values: 'map' },
  },
  {
    name: 'Skaffold release',
    in: { key: 'apiVersion', says: /^skaffold\// },
    at: [...skaffold, ...skaffold.map((path) => `profiles[].${path}`)],
    chart: ['remoteChart'],
    folder: 'chartPath',
    repository: 'repo',
    version: 'version',
    layers: { overrides: 'map', valuesFiles: 'files' },
    parameters: 'setValues',
    targets: ['setValueTemplates', 'setFiles'],
    patch: 'profiles[].patches[].path',
    usual: { path: 'overrides' },
  },
  {
    name: 'Helmsman app',
    in: { key: 'apps' },
    at: ['apps.*'],
    chart: ['chart'],
    version: 'version',
    layers: { valuesFile: 'files', valuesFiles: 'files' },
    parameters: 'set',
    usual: { path: 'valuesFiles', isText: true },
  },
  {
    name: 'Zarf chart',
    in: { key: 'kind', says: /^ZarfPackageConfig$/ },
    at: ['components[].charts[]'],
    chart: ['repoName', 'name'],
    folder: 'localPath',
    repository: 'url',
    version: 'version',
    layers: { valuesFiles: 'files' },
    usual: { path: 'valuesFiles', isText: true },
  },
  { ...sveltosChart, in: { group: /^config\.projectsveltos\.io$/, kind: 'ClusterProfile' } },
  { ...sveltosChart, in: { group: /^config\.projectsveltos\.io$/, kind: 'Profile' } },
  {
    name: 'HelmChartProxy',
    in: { group: /^addons\.cluster\.x-k8s\.io$/, kind: 'HelmChartProxy' },
    at: ['spec'],
    chart: ['chartName'],
    repository: 'repoURL',
    version: 'version',
    layers: { valuesTemplate: 'text' },
    usual: { path: 'valuesTemplate', isText: true },
  },
  {
    ...k0sChart,
    in: { group: /^k0s\.k0sproject\.io$/, kind: 'ClusterConfig' },
    at: ['spec.extensions.helm.charts[]'],
    chart: ['chartname'],
  },
  { ...k0sChart, in: { group: /^helm\.k0sproject\.io$/, kind: 'Chart' }, at: ['spec'], chart: ['chartName'] },
  {
    name: 'kapp-controller app',
    in: { group: /^kappctrl\.k14s\.io$/, kind: 'App' },
    at: ['spec.template[].helmTemplate'],
    chart: [],
    fetched: 'spec.fetch[].helmChart',
    folder: 'path',
    layers: { valuesFrom: 'whole sources' },
    usual: { path: 'valuesFrom', isText: true },
  },
  {
    name: 'Azure task',
    in: { keys: ['task', 'inputs'] },
    at: ['inputs'],
    chart: ['chartName', 'helmChart'],
    folder: 'chartPath',
    version: 'chartVersion',
    layers: {
      valueFile: 'calls',
      overrideFiles: 'calls',
      overrides: 'flags',
      overrideValues: 'flags',
      arguments: 'flags',
    },
    usual: { path: 'overrideValues', isText: true },
    isFixed: true,
  },
  {
    // Each action has inputs of its own: those of these names mean the same in all of them.
    name: 'GitHub action',
    in: { keys: ['uses', 'with'] },
    at: ['with'],
    chart: ['chart', 'helmChart', 'chart-path'],
    version: 'chart-version',
    layers: {
      ...formOf('calls', 'values-file', 'values-files', 'value-files', 'value_files'),
      ...formOf('calls', 'overrideFiles', 'config-files'),
      values: 'text',
      ...formOf('flags', 'overrides', 'set', 'arguments', 'args', 'helm-args', 'helm-extra-args'),
    },
  },
  // What is written in HCL is seen as a manifest of this form.
  {
    ...terraform,
    in: { group: /^terraform$/, kind: 'helm_release' },
    at: ['spec[]'],
    reference: 'argument',
    usual: { path: 'values', isItem: true },
    isFixed: true,
  },
  {
    ...terraform,
    in: { file: /\.tf\.json$/ },
    at: ['', '[]'].flatMap((list) => [`resource${list}.helm_release.*`, `resource${list}.helm_release[].*`]),
    usual: { path: 'values', isItem: true, isText: true },
  },
  {
    name: 'Pulumi release',
    in: { file: /^Pulumi\.ya?ml$/ },
    at: ['resources.*.properties'],
    chart: ['chart'],
    repository: 'repositoryOpts.repo',
    version: 'version',
    layers: { valueYamlFiles: 'files', values: 'map' },
    usual: { path: 'values' },
  },
  {
    name: 'Ansible task',
    in: { keys: ['chart_ref'] },
    at: [''],
    chart: ['chart_ref'],
    repository: 'chart_repo_url',
    version: 'chart_version',
    layers: { values_files: 'calls', release_values: 'map', values: 'map' },
    assignments: 'set_values',
    usual: { path: 'release_values', alias: 'values' },
  },
];
