import { type Facts, givenFiles } from '../../facts';
import { fileNameOf, fileOf, folderOf, resolveFrom } from '../../kubernetes/path';
import { type LocalChart, localChart, localChartOf } from '../chart';
import { isOfEnvironment } from '../releases/helmfile';
import { type Content, nothing } from './content';
import { type ReleaseFact, releaseFact, replacesOwnValues } from '../releases/release-facts';
import { fileLayer } from '../values';
import { asPartOf, partOf, withSubcharts } from './subcharts';
import { contentsOfFiles, type FileContent, layerOfContent } from './file-contents';

/** The layers of one release, lowest first, as one build or one installation puts them together. */
export type Stack = readonly StackLayer[];

/** One layer of a release, in whatever file. */
export interface StackLayer {
  /** As {@link InstallValues.layer}. */
  readonly id: string;
  /** The file it is in; undefined where nobody knows. */
  readonly path: string | undefined;
  /** What it says; undefined for a layer that cannot be seen. */
  readonly content: Content | undefined;
  /** Whether null takes a key away for certain: in a strategic merge patch, but not in Helm's values. */
  readonly isPatch: boolean;
  /** Whether this run may change it. */
  readonly canBeEdited: boolean;
  /** Whether only templates of the release read it. */
  readonly isEnvironment?: boolean;
  /** Whether there is nothing in it beside which a value could be inserted. */
  readonly isBlank?: boolean;
  /** Whether nothing is ever inserted there. */
  readonly isFixed?: boolean;
}

/**
 * The layers of a release, lowest first.
 *
 * @param isPatch whether it is laid over another one, which has a chart below it
 */
export function stackOf(release: ReleaseFact, facts: Facts, isPatch: boolean): StackLayer[] {
  const given = givenFiles(facts);
  const own = isPatch ? [] : [...environmentLayers(release, facts), ...chartLayers(release, facts)];
  return [
    ...own,
    ...release.layers.flatMap((layer): StackLayer[] => {
      const { id, content, source, file, configMap } = layer;
      const path = fileOf(layer.place.path);
      if (source) return [seen(source, facts)];
      if (file || configMap) return [unseenLayer(id, file?.path.includes('*') ? path : file?.path)];
      const base = layer.kind === 'base' ? releaseBelow(release, facts) : undefined;
      if (base) return stackOf(base, facts, false);
      const canBeEdited = given.has(path) && content !== undefined && !layer.isFixed && !layer.isExcluded;
      return [{ id, path, content, isPatch, canBeEdited, isFixed: layer.isFixed === true }];
    }),
  ];
}

/** A chart of the tree brings values of its own, over which each release wins. */
function chartLayers(release: ReleaseFact, facts: Facts): StackLayer[] {
  const local = localChartOf(release.chart.name, facts.all(localChart));
  if (!local || local.upstream !== undefined) return [];
  const layers = layersOfChart(local, facts);
  return replacesOwnValues(release)
    ? layers.filter(({ path }) => path === undefined || folderOf(path) !== local.folder)
    : layers;
}

/** The values that a chart brings, over those of the charts of the tree that it brings along. */
export function layersOfChart(chart: LocalChart, facts: Facts): StackLayer[] {
  const charts = withSubcharts(chart, facts.all(localChart)).toReversed();
  return charts.map(({ path, chart: each }) => {
    const known = valuesFileOf(each, facts);
    const layer = known ? seen(known, facts) : bareLayer(each);
    return withContent(layer, (content) => asPartOf(content, path));
  });
}

/** The file with the values that a chart brings, unless that is empty. */
export function valuesFileOf({ folder }: LocalChart, facts: Facts): FileContent | undefined {
  return facts
    .derived(contentsOfFiles)
    .find(
      ({ path, isBlank = false }) =>
        !isBlank && folderOf(path) === folder && /^values\.ya?ml$/.test(fileNameOf(path)),
    );
}

/** The layer of a chart that brings no values. */
function bareLayer({ folder }: LocalChart): StackLayer {
  return { ...unseenLayer(layerOfBare(folder), undefined), content: nothing, isFixed: true };
}

/** A layer of which nothing is known but where it is. */
export function unseenLayer(id: string, path: string | undefined): StackLayer {
  return { id, path, content: undefined, isPatch: false, canBeEdited: false };
}

/** What is called the layer of a chart whose values would be in a file of this name. */
export function layerOfBare(folder: string): string {
  return fileLayer(resolveFrom(folder, 'values.yaml'));
}

/** A stack of a chart, and the same as each chart of the tree that it brings along sees it. */
export function stacksOfChart(stack: Stack, chart: LocalChart, facts: Facts): Stack[] {
  const [, ...below] = withSubcharts(chart, facts.all(localChart)).map(({ path }) =>
    stack.map((layer) => withContent(layer, (content) => partOf(content, path))),
  );
  return [stack, ...below];
}

function withContent(layer: StackLayer, change: (content: Content) => Content): StackLayer {
  return { ...layer, content: layer.content && change(layer.content) };
}

/** What the environments of a helmfile say. */
function environmentLayers({ carrier }: ReleaseFact, facts: Facts): StackLayer[] {
  if (carrier !== 'helmfile release') return [];
  return facts.derived(contentsOfFiles).flatMap((known) => {
    if (!isOfEnvironment(known.path, facts)) return [];
    return [{ ...seen(known, facts), canBeEdited: false, isEnvironment: true }];
  });
}

/** The `HelmChart` that a `HelmChartConfig` of the same name adds to. */
function releaseBelow({ object }: ReleaseFact, facts: Facts): ReleaseFact | undefined {
  return facts
    .all(releaseFact)
    .find((other) => other.object?.kind === 'HelmChart' && other.object.name === object?.name);
}

/** A file or ConfigMap of the tree as a layer. */
export function seen(known: FileContent, facts: Facts): StackLayer {
  const { path, content, isFixed = false, isBlank = false } = known;
  const canBeEdited = givenFiles(facts).has(path) && content !== undefined && !isFixed && !isBlank;
  return { id: layerOfContent(known), path, content, isPatch: false, canBeEdited, isFixed, isBlank };
}
