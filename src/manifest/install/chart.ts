import { asMapping, asSequence, stringOf, valueAt } from '../../yaml';
import type { ManifestDocument } from '../document';
import type { FactKind, Facts } from '../facts';
import { fileNameOf, folderOf, liesIn } from '../path';
import { factPlaceOf } from '../place';
import type { ChartDependency, LocalChart } from './local-chart';

export const localChart: FactKind<LocalChart> = { name: 'local-chart' };

/** The names of the project’s own charts: istio, folders of `manifests/charts`, and sail-operator, `resources`. */
const upstreamNames: ReadonlySet<string> = new Set([
  'ambient',
  'base',
  'cni',
  'gateway',
  'istio-egress',
  'istio-ingress',
  'istiod',
  'istiod-remote',
  'revisiontags',
  'ztunnel',
]);

/** The chart that a `Chart.yaml` describes. */
export function readChart(document: ManifestDocument): LocalChart | undefined {
  if (fileNameOf(document.path) !== 'Chart.yaml') return undefined;
  const nameNode = valueAt(document.root, 'name');
  const name = stringOf(nameNode);
  if (!nameNode || name === undefined) return undefined;
  const items = asSequence(valueAt(document.root, 'dependencies'))?.items ?? [];
  const dependencies = items.flatMap(({ value }): ChartDependency[] => {
    const dependency = stringOf(valueAt(value, 'name'));
    if (dependency === undefined) return [];
    const version = stringOf(valueAt(value, 'version'));
    const key = stringOf(valueAt(value, 'alias')) ?? dependency;
    return [{ name: dependency, key, version, repository: stringOf(valueAt(value, 'repository')) ?? '' }];
  });
  return {
    folder: folderOf(document.path),
    name,
    place: factPlaceOf(document, nameNode),
    isUpstream: upstreamNames.has(name) && isOfTheProject(document) && !bringsIstio(document),
    dependencies,
  };
}

/** The project's charts name its repository as their source; before 1.10 some had keywords only. */
function isOfTheProject({ root }: ManifestDocument): boolean {
  const name = stringOf(valueAt(root, 'name'));
  const texts = ['sources', 'keywords'].flatMap((key) =>
    (asSequence(valueAt(root, key))?.items ?? []).map(({ value }) => stringOf(value) ?? ''),
  );
  const isBare = !asMapping(root)?.entries.some((entry) => entry.name === 'dependencies');
  return (
    texts.some((text) => /\bistio\b/.test(text)) || (isBare && (name === 'istiod' || name === 'ztunnel'))
  );
}

/** A wrapper may be called as the chart that it wraps; the project's own `ambient` names its parts by folder. */
function bringsIstio({ root }: ManifestDocument): boolean {
  const items = asSequence(valueAt(root, 'dependencies'))?.items ?? [];
  return items.some(({ value }) => !(stringOf(valueAt(value, 'repository')) ?? '').startsWith('file:'));
}

/** The innermost of the charts whose folder a file lies in. */
export function chartAround(path: string, charts: readonly LocalChart[]): LocalChart | undefined {
  return charts
    .filter(({ folder }) => liesIn(path, folder))
    .toSorted((a, b) => b.folder.length - a.folder.length)[0];
}

/** The chart of the Istio project that a file is a part of, if it is. */
export function upstreamChartAround(path: string, facts: Facts): LocalChart | undefined {
  return chartAround(
    path,
    facts.all(localChart).filter(({ isUpstream }) => isUpstream),
  );
}

/**
 * Whether a file is never looked into: all but the `Chart.yaml` of a copy of a chart of the Istio project. The next
 * release replaces it as a whole, and an edit would be lost or make the copy differ.
 */
export function isInUpstreamChart(path: string, facts: Facts): boolean {
  const chart = upstreamChartAround(path, facts);
  return chart !== undefined && chart.place.path !== path;
}
