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
  readonly layers: readonly LayerRow[];
  /** Where a release may say how its layers lie over one another, and the layers for what it says. */
  readonly modes?: { readonly at: string; readonly layers: Readonly<Record<string, readonly LayerRow[]>> };
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
 * `map`: a map of values. `text`: YAML in a string; it does not count beside a map at `unless`. `files`: a path, or a list
 * of them, from the manifest's folder. `references`: the same, from the root of a repository, as Argo CD has it.
 * `sources`: ConfigMaps and Secrets; `whole sources`: all keys of such. `items`: a list of paths and maps. `texts`: a list of texts of YAML, of maps, and of
 * files as `file:path`. `calls`: files as a script names them. `flags`: the flags of a call.
 */
export interface LayerRow {
  readonly as:
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
  readonly path: string;
  readonly unless?: string;
}

const argo = {
  name: 'Argo CD source',
  chart: ['chart'],
  folder: 'path',
  filesFor: 'ref',
  repository: 'repoURL',
  version: 'targetRevision',
  layers: [
    { as: 'references', path: 'helm.valueFiles' },
    { as: 'text', path: 'helm.values', unless: 'helm.valuesObject' },
    { as: 'map', path: 'helm.valuesObject' },
  ],
  parameters: 'helm.parameters',
  targets: ['helm.fileParameters[].name'],
  usual: { path: 'helm.valuesObject' },
} satisfies Partial<Carrier>;

const fileOfKustomize = { as: 'files', path: 'valuesFile' } as const;
const filesOverKustomize = { as: 'files', path: 'additionalValuesFiles' } as const;
const mapOfKustomize = { as: 'map', path: 'valuesInline' } as const;

/**
 * The fields of a chart of kustomize, in a kustomization and in the generator that it stands for.
 *
 * Source: kustomize, `api/internal/builtins/HelmChartInflationGenerator.go` (the map and the first file become one file,
 * over which the others come).
 */
/** A chart that is rendered by the build itself, before its patches. */
export const chartOfBuild = 'kustomize chart';

const kustomizeChart = {
  name: chartOfBuild,
  chart: ['name'],
  repository: 'repo',
  version: 'version',
  layers: [fileOfKustomize, mapOfKustomize, filesOverKustomize],
  modes: {
    at: 'valuesMerge',
    layers: {
      merge: [mapOfKustomize, fileOfKustomize, filesOverKustomize],
      replace: [mapOfKustomize, filesOverKustomize],
    },
  },
  usual: { path: 'valuesInline' },
} satisfies Partial<Carrier>;

const k0sChart = {
  name: 'k0s chart',
  version: 'version',
  layers: [{ as: 'text', path: 'values' }],
  usual: { path: 'values', isText: true },
} satisfies Partial<Carrier>;

const terraform = {
  name: 'helm_release',
  chart: ['chart'],
  repository: 'repository',
  version: 'version',
  layers: [{ as: 'texts', path: 'values' }],
  parameters: 'set',
} satisfies Partial<Carrier>;

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
  {
    ...argo,
    in: { group: /^argoproj\.io$/, kind: 'Application' },
    at: ['spec.source', 'spec.sources[]'],
  },
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
    layers: [
      { as: 'references', path: 'chart.spec.valuesFile' },
      { as: 'references', path: 'chart.spec.valuesFiles' },
      { as: 'sources', path: 'valuesFrom' },
      { as: 'map', path: 'values' },
    ],
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
    layers: [
      { as: 'sources', path: 'valuesFrom' },
      { as: 'map', path: 'values' },
    ],
    parameters: 'set',
    usual: { path: 'values' },
  },
  {
    name: 'helmfile release',
    in: { key: 'releases' },
    at: ['releases[]'],
    chart: ['chart'],
    version: 'version',
    layers: [
      { as: 'items', path: 'values' },
      { as: 'items', path: 'valuesTemplate' },
      { as: 'files', path: 'secrets' },
    ],
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
    layers: [
      { as: 'sources', path: 'helm.valuesFrom' },
      { as: 'files', path: 'helm.valuesFiles' },
      { as: 'map', path: 'helm.values' },
    ],
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
    layers: [
      { as: 'text', path: 'valuesContent' },
      { as: 'map', path: 'values' },
    ],
    parameters: 'set',
    usual: { path: 'values', withParameters: true },
  },
  {
    name: 'HelmChartConfig',
    in: { group: /^helm\.cattle\.io$/, kind: 'HelmChartConfig' },
    at: ['spec'],
    chart: [],
    layers: [
      { as: 'base', path: '' },
      { as: 'text', path: 'valuesContent' },
      { as: 'map', path: 'values' },
    ],
  },
  {
    name: 'Skaffold release',
    in: { key: 'apiVersion', says: /^skaffold\// },
    at: [...skaffold, ...skaffold.map((path) => `profiles[].${path}`)],
    chart: ['remoteChart'],
    folder: 'chartPath',
    repository: 'repo',
    version: 'version',
    layers: [
      { as: 'map', path: 'overrides' },
      { as: 'files', path: 'valuesFiles' },
    ],
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
    layers: [
      { as: 'files', path: 'valuesFile' },
      { as: 'files', path: 'valuesFiles' },
    ],
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
    layers: [{ as: 'files', path: 'valuesFiles' }],
    usual: { path: 'valuesFiles', isText: true },
  },
  ...['ClusterProfile', 'Profile'].map((kind) => ({
    name: 'Sveltos chart',
    in: { group: /^config\.projectsveltos\.io$/, kind },
    at: ['spec.helmCharts[]'],
    chart: ['chartName'],
    repository: 'repositoryURL',
    version: 'chartVersion',
    layers: [
      { as: 'text' as const, path: 'values' },
      { as: 'whole sources' as const, path: 'valuesFrom' },
    ],
    usual: { path: 'values', isText: true },
  })),
  {
    name: 'HelmChartProxy',
    in: { group: /^addons\.cluster\.x-k8s\.io$/, kind: 'HelmChartProxy' },
    at: ['spec'],
    chart: ['chartName'],
    repository: 'repoURL',
    version: 'version',
    layers: [{ as: 'text', path: 'valuesTemplate' }],
    usual: { path: 'valuesTemplate', isText: true },
  },
  {
    ...k0sChart,
    in: { group: /^k0s\.k0sproject\.io$/, kind: 'ClusterConfig' },
    at: ['spec.extensions.helm.charts[]'],
    chart: ['chartname'],
  },
  {
    ...k0sChart,
    in: { group: /^helm\.k0sproject\.io$/, kind: 'Chart' },
    at: ['spec'],
    chart: ['chartName'],
  },
  {
    name: 'kapp-controller app',
    in: { group: /^kappctrl\.k14s\.io$/, kind: 'App' },
    at: ['spec.template[].helmTemplate'],
    chart: [],
    fetched: 'spec.fetch[].helmChart',
    folder: 'path',
    layers: [{ as: 'whole sources', path: 'valuesFrom' }],
    usual: { path: 'valuesFrom', isText: true },
  },
  {
    name: 'Azure task',
    in: { keys: ['task', 'inputs'] },
    at: ['inputs'],
    chart: ['chartName', 'helmChart'],
    folder: 'chartPath',
    version: 'chartVersion',
    layers: [
      { as: 'calls', path: 'valueFile' },
      { as: 'calls', path: 'overrideFiles' },
      { as: 'flags', path: 'overrides' },
      { as: 'flags', path: 'overrideValues' },
      { as: 'flags', path: 'arguments' },
    ],
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
    layers: [
      ...['values-file', 'values-files', 'value-files', 'value_files', 'overrideFiles', 'config-files'].map(
        (path): LayerRow => ({ as: 'calls', path }),
      ),
      { as: 'text', path: 'values' },
      ...['overrides', 'set', 'arguments', 'args', 'helm-args', 'helm-extra-args'].map((path): LayerRow => ({
        as: 'flags',
        path,
      })),
    ],
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
    layers: [
      { as: 'files', path: 'valueYamlFiles' },
      { as: 'map', path: 'values' },
    ],
    usual: { path: 'values' },
  },
  {
    name: 'Ansible task',
    in: { keys: ['chart_ref'] },
    at: [''],
    chart: ['chart_ref'],
    repository: 'chart_repo_url',
    version: 'chart_version',
    layers: [
      { as: 'calls', path: 'values_files' },
      { as: 'map', path: 'release_values' },
      { as: 'map', path: 'values' },
    ],
    assignments: 'set_values',
    usual: { path: 'release_values', alias: 'values' },
  },
];
