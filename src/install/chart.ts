import { asMapping, itemsOf, stringOf, unlessDeclined, valueAt } from '../yaml';
import type { ManifestDocument } from '../kubernetes/document';
import type { FactKind, Facts } from '../facts';
import { canMean, fileNameOf, folderOf } from '../kubernetes/path';
import { chartsBesideProfile, copiedProfiles, folderOfProfile } from './profiles';

export const localChart: FactKind<LocalChart> = { name: 'local-chart' };

/** The names of the project’s own charts: istio, folders of `manifests/charts`, and sail-operator, `resources`. */
const upstreamNames: ReadonlySet<string> = new Set(
  'ambient base cni gateway istio-egress istio-ingress istiod istiod-remote revisiontags ztunnel'.split(' '),
);

/** Whether a document is the index of a repository of charts, as `helm repo index` writes it: it reports packages. */
export function isChartIndex({ path, root }: ManifestDocument): boolean {
  const told = unlessDeclined(() => valueAt(root, 'entries') && valueAt(root, 'generated'));
  return /^index\.(?:ya?ml|json)$/.test(fileNameOf(path)) && told !== undefined;
}

/** The chart that a `Chart.yaml` describes. */
export function readChart(document: ManifestDocument): LocalChart | undefined {
  if (fileNameOf(document.path) !== 'Chart.yaml') return undefined;
  const name = stringOf(valueAt(document.root, 'name'));
  if (name === undefined) return undefined;
  const items = itemsOf(valueAt(document.root, 'dependencies'));
  const dependencies = items.flatMap(({ value }): ChartDependency[] => {
    const dependency = stringOf(valueAt(value, 'name'));
    if (dependency === undefined) return [];
    const version = stringOf(valueAt(value, 'version'));
    const key = stringOf(valueAt(value, 'alias')) ?? dependency;
    return [{ name: dependency, key, version, repository: stringOf(valueAt(value, 'repository')) ?? '' }];
  });
  const isUpstream = upstreamNames.has(name) && isOfTheProject(document) && !bringsIstio(document);
  const { path } = document;
  return { name, path, folder: folderOf(path), upstream: isUpstream ? name : undefined, dependencies };
}

/**
 * The chart of a `Chart.yaml` that, by its text, neither is one of Istio's nor brings one along: all that has to be
 * known of it is where it lies.
 */
export function otherChart(path: string, text: string): LocalChart | undefined {
  // An escape may stand for any letter, and an action of a template for any name.
  if (fileNameOf(path) !== 'Chart.yaml' || /istio|ztunnel|\\|\{\{/.test(text)) return undefined;
  // A chart of the tree may bring one of Istio's along.
  if (text.includes('file:') || (text.includes('dependencies') && !text.includes('repository')))
    return undefined;
  const [, name] = /^name:[ \t]*["']?([\w.-]+)/m.exec(text) ?? [];
  return { name, path, folder: folderOf(path), upstream: undefined, dependencies: [] };
}

/** The project's charts name its repository as their source; before 1.10 some had keywords only. */
function isOfTheProject({ root }: ManifestDocument): boolean {
  const name = stringOf(valueAt(root, 'name'));
  const texts = ['sources', 'keywords'].flatMap((key) =>
    itemsOf(valueAt(root, key)).map(({ value }) => stringOf(value) ?? ''),
  );
  const isBare = !asMapping(root)?.entries.some((entry) => entry.name === 'dependencies');
  return (
    texts.some((text) => /\bistio\b/.test(text)) || (isBare && (name === 'istiod' || name === 'ztunnel'))
  );
}

/** A wrapper may be called as the chart that it wraps; the project's own `ambient` names its parts by folder. */
function bringsIstio({ root }: ManifestDocument): boolean {
  const items = itemsOf(valueAt(root, 'dependencies'));
  return items.some(({ value }) => !(stringOf(valueAt(value, 'repository')) ?? '').startsWith('file:'));
}

/** The innermost of the charts whose folder a file lies in. */
export function chartAround(path: string, facts: Facts): LocalChart | undefined {
  return around(path, facts.derived(chartsByFolder));
}

function around(path: string, charts: ReadonlyMap<string, LocalChart>): LocalChart | undefined {
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    const chart = charts.get(folder);
    if (chart || folderOf(folder) === folder || /^(?:\.\.\/)*\.\.$/.test(folder)) return chart;
  }
}

function chartsByFolder(facts: Facts): ReadonlyMap<string, LocalChart> {
  return new Map(facts.all(localChart).map((chart) => [chart.folder, chart]));
}

/** The chart that a file is the `Chart.yaml` of. */
export function chartOfFile(path: string, facts: Facts): LocalChart | undefined {
  const chart = facts.derived(chartsByFolder).get(folderOf(path));
  return chart?.path === path ? chart : undefined;
}

/** Whether a file is the `Chart.yaml` of a copy of a chart of the Istio project. */
export function describesUpstreamChart(path: string, facts: Facts): boolean {
  return facts.derived(upstreamCharts).get(folderOf(path))?.path === path;
}

/**
 * Whether a file is never looked into: all but the `Chart.yaml` of a copy of a chart of the Istio project, the profiles
 * of one that somebody has changed, and those beside the copies. The next release replaces it as a whole, and an edit
 * would be lost or make the copy differ.
 */
export function isInUpstreamChart(path: string, facts: Facts): boolean {
  const chart = around(path, facts.derived(upstreamCharts));
  if (chart) return chart.path !== path;
  const beside = chartsBesideProfile(path);
  if (
    beside !== undefined &&
    [...facts.derived(upstreamCharts).keys()].some((each) => each.startsWith(beside))
  )
    return true;
  const folder = folderOfProfile(path);
  return folder !== undefined && facts.derived(chartsByFolder).has(folder);
}

/** Whether a file is the `Chart.yaml` of a chart with copies of Istio's profiles, that is no copy as a whole. */
export function describesCopiedProfiles(path: string, facts: Facts): boolean {
  const folder = folderOf(path);
  const chart = facts.derived(chartsByFolder).get(folder);
  return chart?.path === path && chart.upstream === undefined && facts.all(copiedProfiles).includes(folder);
}

function upstreamCharts(facts: Facts): ReadonlyMap<string, LocalChart> {
  return new Map([...facts.derived(chartsByFolder)].filter(([, { upstream }]) => upstream !== undefined));
}

/** A chart that lies in the tree. */
export interface LocalChart {
  readonly name: string | undefined;
  /** Its `Chart.yaml`. */
  readonly path: string;
  readonly folder: string;
  /** The name of a chart of the Istio project that this is a copy of: the next release replaces it as a whole. */
  readonly upstream: string | undefined;
  readonly dependencies: readonly ChartDependency[];
}

/** A chart that another one brings along. */
interface ChartDependency {
  readonly name: string;
  /** The key of its values in those of the chart: its alias, or its name. */
  readonly key: string;
  readonly version: string | undefined;
  readonly repository: string;
}

/**
 * The chart of the tree that a name stands for, if it is a path. `istio/istiod` is a chart of a repository, unless there is
 * one in that very folder, which Helm prefers; `./deploy/.` is that of a folder, or of the next one above it that has one.
 */
export function localChartOf(name: string, charts: readonly LocalChart[]): LocalChart | undefined {
  // Nothing is named.
  if (name === '') return undefined;
  if (name.endsWith('/.')) return chartFromFolder(name.slice(2, -2), charts);
  const isPath = /^\.{0,2}\/|^\.$/.test(name) || (/\/.*\//.test(name) && !name.startsWith('oci:'));
  const path = name.replace(/^(?:\.{0,2}\/)+/, '').replace(/(?<!\/)\/+$/, '');
  const isRoot = path === '' || path === '.';
  if (!isPath || isRoot) return charts.find(({ folder }) => folder === (isRoot ? '.' : path));
  return charts.find(({ folder }) => canMean(path, folder));
}

function chartFromFolder(from: string, charts: readonly LocalChart[]): LocalChart | undefined {
  const found = charts.find(({ folder }) => folder === from);
  const above = folderOf(from);
  return found ?? (above === from ? undefined : chartFromFolder(above, charts));
}

/** What reads the values: not each of them knows the same fields. */
export type Installer = 'helm' | 'istioctl' | 'sail';

/** The charts of Istio whose values are known. `ingress` and `egress` are the older `gateways/istio-*` charts. */
export type ChartName = 'base' | 'istiod' | 'cni' | 'ztunnel' | 'gateway' | 'ingress' | 'egress';

/** Where the values of one of Istio's charts stand in those of a chart, as paths of keys. */
export interface Slot {
  readonly chart: ChartName;
  /** The values of the chart. */
  readonly own: readonly string[];
  /** The values that hold `global` for it. */
  readonly globals: readonly string[];
  /** The version that a chart of the tree pins it to; undefined where the release's own version counts. */
  readonly version?: string;
  /** The folder of the chart of the tree that brings it along, and whose templates see the same values. */
  readonly wrapper?: string;
}

/**
 * The keys below which a chart's own keys may stand in its values, the one that wins first.
 *
 * Source: istio 1.24 and later, `templates/zzy_descope_legacy.yaml` of istiod and istio-cni: what is below `pilot` or
 * `cni` is merged over the root.
 */
const helmForms: Readonly<Record<ChartName, readonly (readonly string[])[]>> = {
  base: [[]],
  istiod: [['pilot'], []],
  cni: [['cni'], []],
  ztunnel: [[]],
  gateway: [[]],
  ingress: [['gateways', 'istio-ingressgateway']],
  egress: [['gateways', 'istio-egressgateway']],
};

/** An operator's values hold those of all charts, so each has its prefix. */
const operatorForms: typeof helmForms = {
  ...helmForms,
  istiod: [['pilot']],
  cni: [['cni']],
  ztunnel: [['ztunnel']],
};

/** The keys below which a chart's own keys may stand in its values, the one that wins first. */
export function formsOfChart(chart: ChartName, installer: Installer): readonly (readonly string[])[] {
  return (installer === 'helm' ? helmForms : operatorForms)[chart];
}

const slot = (chart: ChartName, ...own: readonly string[]): Slot => ({ chart, own, globals: [] });

/** What a chart of a certain name holds. */
const slotsByName: ReadonlyMap<string, readonly Slot[]> = new Map(
  Object.entries({
    istiod: [slot('istiod')],
    // Gone with 1.24; it read the values of istiod.
    'istiod-remote': [slot('istiod')],
    'istio-discovery': [slot('istiod')],
    'istio-cni': [slot('cni')],
    'istio-base': [slot('base')],
    'istio-ingress': [slot('ingress')],
    'istio-egress': [slot('egress')],
    ztunnel: [slot('ztunnel')],
    base: [slot('base')],
    cni: [slot('cni')],
    gateway: [slot('gateway')],
    // The umbrella takes `global` at its root.
    ambient: [slot('base', 'base'), slot('istiod', 'istiod'), slot('cni', 'cni'), slot('ztunnel', 'ztunnel')],
  }),
);

/** Names that other products use as well: they count only where Istio is named. */
const namesOfAnyone: ReadonlySet<string> = new Set(['base', 'cni', 'gateway', 'ambient']);

/** The values that a chart of Istio takes, by its name. */
export function slotsOfName(name: string): readonly Slot[] | undefined {
  return slotsByName.get(name);
}

/** Whether a name is one of Istio's charts alone; undefined where no chart of Istio has it. */
export function isNameOfIstio(name: string): boolean | undefined {
  return slotsByName.has(name) ? !namesOfAnyone.has(name) : undefined;
}
