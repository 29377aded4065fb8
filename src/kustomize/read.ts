import { fileNameOf, folderOf, madeFrom, resolveFrom } from '../kubernetes/path';
import {
  asMapping,
  asSequence,
  entryOf,
  findEntry,
  type Item,
  itemsOf,
  type Mapping,
  type Node,
  type Scalar,
  stringOf,
  valueAt,
} from '../yaml';
import type { ManifestDocument } from '../kubernetes/document';
import type { KubernetesObject } from '../kubernetes/object';

/** Whether what a kustomization names lies outside of the tree: an address, or a repository at a ref. */
export function isRemote(given: string): boolean {
  return /:\/\/|^[\w-]+@|[?&]ref=|^github\.com\//.test(given);
}

/** Whether kustomize takes a file for a kustomization by its name alone. */
export function isKustomizationFile(path: string): boolean {
  return /^(?:kustomization\.ya?ml|Kustomization)$/.test(fileNameOf(madeFrom(path)));
}

/** A kustomization of kustomize, an object of Flux or Argo CD with the same fields, or a release of helmfile with such patches. */
export interface KustomizationNode {
  /** What holds `resources`, `patches` and the others. */
  readonly mapping: Mapping;
  /** What its paths are relative to. */
  readonly folder: string;
  readonly form: 'kustomize' | 'transformer' | 'flux' | 'argo' | 'helmfile';
  /** The folder that an object of Flux or Argo CD builds, or the chart that it renders, as it names it. */
  readonly builds?: string | undefined;
  readonly isComponent: boolean;
}

/** Every kustomization in a document. */
export function readKustomizations(document: ManifestDocument): KustomizationNode[] {
  const { path, root } = document;
  const mapping = asMapping(root);
  // Kustomize takes a kustomization that says twice what it is.
  const first = (name: string) =>
    stringOf(findEntry(mapping, name, { duplicates: 'first', templates: 'absent' })?.value) ?? '';
  const [group = ''] = first('apiVersion').split('/');
  const found: KustomizationNode[] = [];
  if (mapping && (group === 'kustomize.config.k8s.io' || (group === '' && isKustomizationFile(path)))) {
    const isComponent = first('kind') === 'Component';
    found.push({ mapping, folder: folderOf(path), form: 'kustomize', isComponent });
  }
  if (mapping && group === 'builtin' && transformerKinds.test(first('kind')))
    found.push({ mapping, folder: folderOf(path), form: 'transformer', isComponent: false });
  for (const { value } of itemsOf(valueAt(mapping, 'releases'))) {
    const release = asMapping(value);
    if (release && fieldsOfHelmfile.some((field) => entryOf(release, field)))
      found.push({ mapping: release, folder: folderOf(path), form: 'helmfile', isComponent: false });
  }
  for (const build of readBuilds(document)) {
    const inside = build.form === 'argo' ? asMapping(valueAt(build.mapping, 'kustomize')) : build.mapping;
    if (inside) found.push({ ...build, mapping: inside });
  }
  return found;
}

/**
 * What objects of Flux and Argo CD in a document build, with or without patches: of Argo CD, its sources; of a release of
 * Flux, what it lays over the rendered chart.
 */
export function readBuilds({ objects }: ManifestDocument): KustomizationNode[] {
  return objects.flatMap((object) =>
    nodesOf(object).flatMap((node): KustomizationNode[] => {
      const mapping = asMapping(node);
      const builds = stringOf(valueAt(mapping, 'path')) ?? chartOfRelease(object);
      const form = object.group === 'argoproj.io' ? 'argo' : 'flux';
      // Both build from the root of a repository; what they lay over it is named from the folder that they build.
      return mapping
        ? [{ mapping, folder: resolveFrom('.', builds ?? '.'), form, builds, isComponent: false }]
        : [];
    }),
  );
}

function nodesOf(object: KubernetesObject): readonly (Node | undefined)[] {
  const { group, kind, mapping } = object;
  if (group === 'argoproj.io') return argoSources(object);
  if (group === 'kustomize.toolkit.fluxcd.io' && kind === 'Kustomization') return [valueAt(mapping, 'spec')];
  if (group !== 'helm.toolkit.fluxcd.io' || kind !== 'HelmRelease') return [];
  return itemsOf(valueAt(mapping, 'spec', 'postRenderers')).map(({ value }) => valueAt(value, 'kustomize'));
}

/** The folder of the chart that a release of Flux renders, where that is no chart of a Helm repository. */
function chartOfRelease({ kind, mapping }: KubernetesObject): string | undefined {
  const chart = kind === 'HelmRelease' ? valueAt(mapping, 'spec', 'chart', 'spec') : undefined;
  const source = stringOf(valueAt(chart, 'sourceRef', 'kind'));
  return source === 'GitRepository' || source === 'Bucket' ? stringOf(valueAt(chart, 'chart')) : undefined;
}

/**
 * The folders that the charts of a kustomization or of a release of helmfile may lie in: Helm prefers one that is there to
 * a chart of a repository. Source: kustomize, `HelmChartInflationGenerator`, which keeps what it pulls by its version.
 */
export function chartFolders({ mapping, folder, form }: KustomizationNode): string[] {
  const chart = form === 'helmfile' ? stringOf(valueAt(mapping, 'chart')) : undefined;
  if (chart !== undefined) return [resolveFrom(folder, chart)];
  const home = stringOf(valueAt(mapping, 'helmGlobals', 'chartHome')) ?? 'charts';
  return itemsUnder(mapping, 'helmCharts').flatMap(({ value }) => {
    const [name, version] = ['name', 'version'].map((field) => stringOf(valueAt(value, field)));
    if (name === undefined) return [];
    const places = version === undefined ? [name] : [name, `${name}-${version}/${name}`];
    return places.map((place) => resolveFrom(folder, `${home}/${place}`));
  });
}

/** Built into kustomize, which `transformers` of a kustomization name: they say what its own fields may say, too. */
const transformerKinds = /Transformer$/;

/** The sources of an Application, or of the one that an ApplicationSet makes. */
function argoSources({ kind, mapping }: KubernetesObject): Node[] {
  const path = { Application: ['spec'], ApplicationSet: ['spec', 'template', 'spec'] }[kind];
  if (!path) return [];
  const spec = valueAt(mapping, ...path);
  const one = valueAt(spec, 'source');
  const many = itemsOf(valueAt(spec, 'sources')).map(({ value }) => value);
  return one ? [one, ...many] : many;
}

/** Fields whose texts are patches and the like: what they name follows by rules of their own. */
const fieldsOfPatches = ['patches', 'patchesJson6902', 'patchesStrategicMerge', 'replacements', 'labels'];

/** What a release of helmfile lays over the chart that it renders. Source: helmfile, "Advanced Features". */
const fieldsOfHelmfile = ['strategicMergePatches', 'jsonPatches', 'transformers'];

/** The parts of a kustomization that speak to kustomize; of the other tools, only some of the fields. */
export function partsForKustomize({ mapping, form }: KustomizationNode): Node[] {
  if (form === 'kustomize' || form === 'transformer') return [mapping];
  const fields = form === 'helmfile' ? fieldsOfHelmfile : fieldsOfPatches;
  return mapping.entries.filter(({ name = '' }) => fields.includes(name)).map(({ value }) => value);
}

/** The texts of a kustomization that hold transformers. */
export function inlineTransformers({ mapping, form }: KustomizationNode): Scalar[] {
  if (form !== 'kustomize') return [];
  return itemsUnder(mapping, 'transformers').flatMap(({ value }) =>
    value.kind === 'scalar' && /\n|: /.test(stringOf(value) ?? '') ? value : [],
  );
}

/** The replacements that stand in a kustomization, or in a file that it names: a list of them, or a single one. */
export function readReplacements(node: Node | undefined): Mapping[] {
  const list = asSequence(node)?.items.map(({ value }) => value) ?? [node];
  return list.flatMap((value) => (entryOf(asMapping(value), 'targets') ? (asMapping(value) ?? []) : []));
}

/** The files and folders that fields of a kustomization name; a remote one is left out. */
export function readPaths({ mapping, folder }: KustomizationNode, ...names: readonly string[]): string[] {
  return textsOf(mapping, names)
    .filter((text) => !isRemote(text))
    .map((text) => resolveFrom(folder, text));
}

/** The files that entries of a list name under `path`, as `replacements` does. */
export function readFilePaths({ mapping, folder }: KustomizationNode, name: string): string[] {
  return itemsUnder(mapping, name).flatMap(({ value }) => {
    const path = stringOf(valueAt(value, 'path'));
    return path === undefined ? [] : [resolveFrom(folder, path)];
  });
}

function textsOf(mapping: Mapping, names: readonly string[]): string[] {
  return names.flatMap((name) => itemsUnder(mapping, name).flatMap(({ value }) => stringOf(value) ?? []));
}

/** The items of a list that a kustomization may have. */
export function itemsUnder(mapping: Mapping, name: string): readonly Item[] {
  return itemsOf(valueAt(mapping, name));
}
