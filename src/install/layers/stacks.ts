import { type Facts } from '../../facts';
import { grouped } from '../../grouped';
import { fileNameOf, folderOf, withoutYamlEnding } from '../../kubernetes/path';
import { localChart, localChartOf } from '../chart';
import { type BuiltStack, isBuiltAsItIs, stacksBuiltOn, stacksRenderedBy } from './builds';
import { layersOfChart, seen, type Stack, stackOf, stacksOfChart } from './stack';
import { operatorFiles, stacksOfOperators } from '../scripts/operator-files';
import { readings } from '../releases/readings';
import { type ReleaseFact } from '../releases/release-facts';
import { filesToGive, PossibleLayers } from './unnamed';
import { fileLayer, type InstallValues } from '../values';
import { withSubcharts } from './subcharts';
import { contentsOfFiles, type FileContent, layerOfContent } from './file-contents';

/** Every stack of layers in the tree that a layer is part of. */
export function stacksWith(layer: string, facts: Facts): readonly Stack[] {
  return facts.derived(stacksByLayer).get(layer) ?? [];
}

function stacksByLayer(facts: Facts): ReadonlyMap<string, Stack[]> {
  const byLayer = new Map<string, Stack[]>();
  const named = facts.derived(stacksOfNamed);
  for (const stack of [...named, ...stacksByName(facts, facts.derived(namedLayers))]) {
    for (const id of new Set(stack.map((layer) => layer.id))) {
      const known = byLayer.get(id) ?? [];
      byLayer.set(id, known);
      known.push(stack);
    }
  }
  return byLayer;
}

/** A stack of a release that something asks for. */
interface StackOfRelease extends BuiltStack {
  readonly release: ReleaseFact;
  /** Whether nothing installs it as it is: all that build it lay something over it. */
  readonly isPart: boolean;
}

/** The stacks of each release that something asks for. */
export function stacksOfReleases(facts: Facts): readonly StackOfRelease[] {
  return facts.derived(readings).flatMap((release) => {
    const chart = localChartOf(release.chart.name, facts.all(localChart));
    const all = ({ stack, pinnedBy }: BuiltStack, isPart: boolean): StackOfRelease[] =>
      (chart ? stacksOfChart(stack, chart, facts) : [stack]).map((each) => ({
        release,
        stack: each,
        pinnedBy,
        isPart,
      }));
    const built = stacksBuiltOn(release, facts);
    const rendered = stacksRenderedBy(release, facts);
    const isPart = rendered.length > 0 || (built.length > 0 && !isBuiltAsItIs(release, facts));
    return [
      ...all({ stack: stackOf(release, facts, false), pinnedBy: release }, isPart),
      ...[...built, ...rendered].flatMap((each) => all(each, false)),
    ];
  });
}

/** Whether a stack is only a part of what is installed: others lie over it wherever it is built. */
export function isOnlyPart(stack: Stack, facts: Facts): boolean {
  return facts.derived(parts).has(stack);
}

function parts(facts: Facts): ReadonlySet<Stack> {
  const all = facts.derived(stacksOfReleases);
  return new Set(all.flatMap(({ stack, isPart }) => (isPart ? [stack] : [])));
}

/** The stacks of all that something in the tree asks for. */
function stacksOfNamed(facts: Facts): readonly Stack[] {
  const told = facts.derived(stacksOfReleases).map(({ stack }) => stack);
  const called = stacksOfOperators(facts.all(operatorFiles), facts.derived(readings), facts);
  const charts = facts.all(localChart);
  const umbrellas = charts.filter((chart) => withSubcharts(chart, charts).length > 1);
  const brought = umbrellas.flatMap((chart) => stacksOfChart(layersOfChart(chart, facts), chart, facts));
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
