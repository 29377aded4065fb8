import { type Facts } from '../../facts';
import { grouped } from '../../grouped';
import { fileNameOf, fileOf, folderOf, withoutYamlEnding } from '../../kubernetes/path';
import { localChart, localChartOf } from '../chart';
import { jsonPatchesOver } from './json-patches';
import { contentsOfFiles, type FileContent, layerOfContent } from './content';
import { layersOfChart, seen, type Stack, stackOf, withSubcharts } from './stack';
import { operatorFiles, stacksOfOperators } from '../scripts/operator-files';
import { readings, readingsOf } from '../releases/readings';
import { type ReleaseFact, releaseFact } from '../releases/release-facts';
import { replacementsOver } from './replacements';
import { filesToGive, PossibleLayers } from './unnamed';
import { fileLayer, type InstallValues } from '../values';
import { subchartsOf } from './subcharts';
import { KustomizeTree } from '../../kustomize/tree';
import { patchesOver } from '../../kustomize/over';

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
  const releases = facts.derived(readings);
  const resolved = releases.map((release) => ({ release, patches: releasesOver(release, releases, facts) }));
  return resolved.flatMap(({ release, patches }) => {
    const base = stackOf(release, facts, false);
    const own = [base, ...patches.map((patch) => patched(base, patch, release, facts))];
    const chart = localChartOf(release.chart.name, facts.all(localChart));
    const stacks = chart ? own.flatMap((stack) => withSubcharts(stack, chart, facts)) : own;
    return stacks.map((stack) => ({ release, stack }));
  });
}

function allStacks(facts: Facts): Stack[] {
  return [...facts.derived(stacksOfNamed), ...stacksByName(facts, facts.derived(namedLayers))];
}

/** The stacks of all that something in the tree asks for. */
function stacksOfNamed(facts: Facts): readonly Stack[] {
  const releases = facts.derived(readings);
  const told = facts.derived(stacksOfReleases).map(({ stack }) => stack);
  const stackOfOne = (release: ReleaseFact) => stackOf(release, facts, false);
  const called = facts.all(operatorFiles).flatMap((call) => stacksOfOperators(call, releases, stackOfOne));
  const charts = facts.all(localChart);
  const umbrellas = charts.filter((chart) => subchartsOf(chart, charts).length > 0);
  const brought = umbrellas.flatMap((chart) => withSubcharts(layersOfChart(chart, facts), chart, facts));
  return [...told, ...called, ...brought];
}

function namedLayers(facts: Facts): ReadonlySet<string> {
  return new Set(facts.derived(stacksOfNamed).flatMap((stack) => stack.map(({ id }) => id)));
}

/** What may be together with files, though nothing says so. */
export function possibleLayers(facts: Facts): PossibleLayers {
  return new PossibleLayers(facts, facts.derived(namedLayers));
}

/** The file that values are. */
export function fileOfValues({ layer }: InstallValues, facts: Facts): FileContent | undefined {
  return facts.derived(filesByLayer).get(layer);
}

/** Whether values are a file that nothing names. */
export function isUnnamed({ layer }: InstallValues, facts: Facts): boolean {
  return facts.derived(filesByLayer).has(layer) && !facts.derived(namedLayers).has(layer);
}

function filesByLayer(facts: Facts): ReadonlyMap<string, FileContent> {
  return new Map(filesToGive(facts).map((file) => [layerOfContent(file), file]));
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

/** The patches and replacements of kustomizations that are laid over the object of a release. */
function releasesOver(release: ReleaseFact, releases: readonly ReleaseFact[], facts: Facts): ReleaseFact[] {
  const { object, inlineText } = release;
  const isPatch = inlineText !== undefined || KustomizeTree.of(facts).patchUses(release.path).length > 0;
  if (!object || isPatch) return [];
  const over = patchesOver({ ...object, path: release.path }, facts);
  const strategic = (over.length > 0 ? releases : []).filter((patch) => {
    if (!patch.object || patch.object.kind !== object.kind || patch === release) return false;
    return over.some(({ namedIn, path = fileOf(namedIn), text, isFor }) => {
      const isThis = path === patch.path && text === patch.inlineText;
      return isThis && isFor(patch.object?.name);
    });
  });
  const others = [
    ...(over.length > 0 ? jsonPatchesOver(release, facts) : []),
    ...replacementsOver(release, facts),
  ];
  return [...strategic, ...others.flatMap((patch) => readingsOf(patch, facts))];
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
function isBelowByName(lower: string, upper: string): boolean {
  if (folderOf(lower) !== folderOf(upper) || lower === upper) return false;
  const [base, over] = [fileNameOf(lower), fileNameOf(upper)].map(withoutYamlEnding);
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
