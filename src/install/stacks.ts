import { type Facts, givenFiles } from '../facts';
import { grouped } from '../grouped';
import { fileNameOf, folderOf } from '../kubernetes/path';
import { type LocalChart, localChart } from './chart';
import { isOfEnvironment } from './helmfile';
import { jsonPatchesOver } from './json-patches';
import {
  type Content,
  contentOfConfigMap,
  contentsOfFiles,
  type FileContent,
  filesNamed,
  filesOfConfigMap,
} from './content';
import { operatorFiles, readingsAtMost, stacksOfOperators } from './operator-files';
import { type ReleaseFact, releaseFact, type SurveyedLayer } from './release-facts';
import { configMapLayer, fileLayer, localChartOf } from './values';
import { asPartOf, partOf, subchartsOf } from './subcharts';
import { KustomizeTree } from '../kustomize/tree';
import { patchesOver } from '../kustomize/over';

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
  /** Whether nothing is ever inserted there. */
  readonly isFixed?: boolean;
}

/** Every stack of layers in the tree that a layer is part of. */
export function stacksWith(layer: string, facts: Facts): readonly Stack[] {
  return facts.derived(stacksByLayer).get(layer) ?? [];
}

function stacksByLayer(facts: Facts): ReadonlyMap<string, Stack[]> {
  const byLayer = new Map<string, Stack[]>();
  for (const stack of allStacks(facts)) {
    for (const id of new Set(stack.map((layer) => layer.id))) {
      const known = byLayer.get(id) ?? [];
      byLayer.set(id, known);
      known.push(stack);
    }
  }
  return byLayer;
}

/** The stacks of each release that something asks for. */
export function stacksOfReleases(facts: Facts): readonly { release: ReleaseFact; stack: Stack }[] {
  const releases = readings(facts);
  const resolved = releases.map((release) => ({ release, patches: releasesOver(release, releases, facts) }));
  return resolved.flatMap(({ release, patches }) => {
    const base = stackOf(release, facts, false);
    const own = [base, ...patches.map((patch) => patched(base, patch, release, facts))];
    const chart = localChartOf(release.chart.name, facts.all(localChart));
    const stacks = chart ? own.flatMap((stack) => withSubcharts(stack, chart, facts)) : own;
    return stacks.map((stack) => ({ release, stack }));
  });
}

function readings(facts: Facts): ReleaseFact[] {
  return facts.all(releaseFact).flatMap((release) => readingsOf(release, facts));
}

function allStacks(facts: Facts): Stack[] {
  const releases = readings(facts);
  const told = facts.derived(stacksOfReleases).map(({ stack }) => stack);
  const named = new Set(told.flatMap((stack) => stack.map(({ id }) => id)));
  const stackOfOne = (release: ReleaseFact) => stackOf(release, facts, false);
  const called = facts.all(operatorFiles).flatMap((call) => stacksOfOperators(call, releases, stackOfOne));
  const charts = facts.all(localChart);
  const umbrellas = charts.filter((chart) => subchartsOf(chart, charts).length > 0);
  const brought = umbrellas.flatMap((chart) => withSubcharts(layersOfChart(chart, facts), chart, facts));
  return [...told, ...called, ...brought, ...stacksByName(facts, named)];
}

/** A release with each file that a name with unknown parts can stand for: `-f values/$STAGE.yaml`. */
function readingsOf(release: ReleaseFact, facts: Facts): ReleaseFact[] {
  const readings = release.layers.reduce<(readonly SurveyedLayer[])[]>(
    (known, layer) => {
      const { file } = layer;
      const found = file?.path.includes('*') ? filesNamed(file, facts) : [];
      const alternatives =
        found.length === 0
          ? [layer]
          : found.map(({ path }) => ({ ...layer, id: fileLayer(path), file: { path, fromRoot: false } }));
      return known
        .flatMap((before) => alternatives.map((each) => [...before, each]))
        .slice(0, readingsAtMost);
    },
    [[]],
  );
  return readings.map((layers) => ({ ...release, layers }));
}

/** A stack with a patch over it: lists and texts of the patch take the place of the release's own; a JSON patch adds to lists. */
function patched(base: Stack, patch: ReleaseFact, release: ReleaseFact, facts: Facts): Stack {
  const ofPatch = patch.layers.map(({ kind }) => kind);
  const kinds = new Set(patch.isOperation === true ? ofPatch.filter((kind) => kind === 'text') : ofPatch);
  const replaced = new Set(
    release.layers.flatMap(({ kind, id }) => (kind !== 'map' && kinds.has(kind) ? [id] : [])),
  );
  return [...base.filter(({ id }) => !replaced.has(id)), ...stackOf(patch, facts, true)];
}

/** The patches of kustomizations that are laid over the object of a release. */
function releasesOver(release: ReleaseFact, releases: readonly ReleaseFact[], facts: Facts): ReleaseFact[] {
  const { object } = release;
  if (!object || KustomizeTree.of(facts).patchUses(release.path).length > 0) return [];
  const over = patchesOver({ ...object, path: release.path }, facts);
  if (over.length === 0) return [];
  const strategic = releases.filter((patch) => {
    if (!patch.object || patch.object.kind !== object.kind || patch === release) return false;
    const { path: file, inlineText } = patch;
    return over.some(({ path, text, isFor }) => {
      const isThis = path === undefined ? text !== undefined && text === inlineText : path === file;
      return isThis && isFor(patch.object?.name);
    });
  });
  return [...strategic, ...jsonPatchesOver(release, facts)];
}

/** The release that a patch is laid over. */
export function releasePatchedBy(id: string, facts: Facts): ReleaseFact | undefined {
  return facts.derived(patchedReleases).get(id);
}

function patchedReleases(facts: Facts): ReadonlyMap<string, ReleaseFact> {
  const releases = facts.all(releaseFact);
  return new Map(
    releases.flatMap((release) =>
      releasesOver(release, releases, facts).map(({ id }) => [id, release] as const),
    ),
  );
}

function stackOf(release: ReleaseFact, facts: Facts, isPatch: boolean): StackLayer[] {
  const given = givenFiles(facts);
  const own = isPatch ? [] : [...environmentLayers(release, facts), ...chartLayers(release, facts)];
  return [
    ...own,
    ...release.layers.flatMap((layer): StackLayer[] => {
      const { id, content } = layer;
      const path = release.path;
      if (layer.file || layer.configMap) return contentOfFile(layer, facts);
      const base = layer.kind === 'base' ? releaseBelow(release, facts) : undefined;
      if (base) return stackOf(base, facts, false);
      const canBeEdited =
        given.has(path) && content !== undefined && !layer.isFixed && release.inlineText === undefined;
      return [{ id, path, content, isPatch, canBeEdited, isFixed: layer.isFixed === true }];
    }),
  ];
}

/** A chart of the tree brings values of its own, over which each release wins. */
function chartLayers({ chart }: ReleaseFact, facts: Facts): StackLayer[] {
  const local = localChartOf(chart.name, facts.all(localChart));
  return local && local.upstream === undefined ? layersOfChart(local, facts) : [];
}

/** The values that a chart brings, over those of the charts of the tree that it brings along. */
function layersOfChart(chart: LocalChart, facts: Facts): StackLayer[] {
  const below = subchartsOf(chart, facts.all(localChart)).toReversed();
  return [...below, { path: [], chart }].flatMap(({ path, chart: { folder } }) => {
    const known = facts
      .derived(contentsOfFiles)
      .find((file) => folderOf(file.path) === folder && /^values\.ya?ml$/.test(fileNameOf(file.path)));
    return known ? [withContent(seen(known, facts), (content) => asPartOf(content, path))] : [];
  });
}

/** A stack of a chart, and the same as each chart of the tree that it brings along sees it. */
function withSubcharts(stack: Stack, chart: LocalChart, facts: Facts): Stack[] {
  const below = subchartsOf(chart, facts.all(localChart)).map(({ path }) =>
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

function contentOfFile({ file, configMap, id }: SurveyedLayer, facts: Facts): StackLayer[] {
  const files = configMap ? filesOfConfigMap(configMap, facts) : [];
  if (files.length > 0) return files.map((known) => seen(known, facts));
  const known = file ? filesNamed(file, facts)[0] : contentOfConfigMap(configMap, facts);
  return known
    ? [seen(known, facts)]
    : [{ id, path: file?.path, content: undefined, isPatch: false, canBeEdited: false }];
}

function seen({ path, configMap, content }: FileContent, facts: Facts): StackLayer {
  const id = configMap ? configMapLayer(configMap.name, configMap.key) : fileLayer(path);
  return { id, path, content, isPatch: false, canBeEdited: givenFiles(facts).has(path) };
}

/** Where only their names say so: `values.yaml` is below `values-prod.yaml` beside it. */
function stacksByName(facts: Facts, named: ReadonlySet<string>): Stack[] {
  const files = facts.derived(contentsOfFiles);
  const byFolder = grouped(files, ({ path }) => folderOf(path));
  return files.flatMap((upper): Stack[] => {
    if (named.has(fileLayer(upper.path))) return [];
    const beside = byFolder.get(folderOf(upper.path)) ?? [];
    const lower = beside.filter(({ path }) => isBelowByName(path, upper.path));
    return lower.map((each) => [seen(each, facts), seen(upper, facts)]);
  });
}

/** Whether the name of a file says that another one in its folder wins over it. */
export function isBelowByName(lower: string, upper: string): boolean {
  if (folderOf(lower) !== folderOf(upper) || lower === upper) return false;
  const [base, over] = [fileNameOf(lower), fileNameOf(upper)].map((name) =>
    name.replace(/\.(?:ya?ml|json)(?:\.gotmpl)?$/, ''),
  );
  if (base === undefined || over === undefined) return false;
  if (/^(?:base|common|defaults?)$/.test(base)) return !/^values$/.test(over);
  return (
    over !== base &&
    (over.startsWith(`${base}-`) ||
      over.startsWith(`${base}.`) ||
      over.startsWith(`${base}_`) ||
      over.endsWith(`-${base}`) ||
      over.endsWith(`.${base}`))
  );
}
