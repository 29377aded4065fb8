import { type Facts } from '../facts';
import { fileNameOf, isAnyFile, resolveFrom, withoutYamlEnding } from '../kubernetes/path';
import { chartAround, type LocalChart, localChart } from './chart';
import { contentsOfFiles, type FileContent, layerOfContent } from './content';
import { readings } from './readings';
import { type ReleaseFact, type SurveyedLayer } from './release-facts';
import { seen, type Stack, type StackLayer, stackOf } from './stack';
import { fileLayer, slotsOf } from './values';

// A file of values that nothing names may be a release's only layer, the layer of a release that takes a file of which
// nobody knows what it is, or one of several layers of a release that nothing in the tree shows. What is done to it has
// to be right for each of them.

/** The files of values, but for what a chart brings itself: that is given to it by nobody. */
export function filesToGive(facts: Facts): readonly FileContent[] {
  const charts = facts.all(localChart);
  const ofCharts = new Set(charts.map(({ folder }) => fileLayer(resolveFrom(folder, 'values.yaml'))));
  return facts.derived(contentsOfFiles).filter((file) => !ofCharts.has(layerOfContent(file)));
}

/** The stacks of the releases of Istio that take a file of which nothing is known, with each file that it may be. */
export function stacksWithUnnamed(facts: Facts, unnamed: readonly FileContent[]): Stack[] {
  const places = facts.derived(openPlaces);
  return unnamed.flatMap((file) => {
    const layer = { ...seen(file, facts), isPerhaps: true };
    return places
      .filter(({ chart }) => !chart || chart === chartAround(file.path, facts))
      .map(({ below, above }) => [...below, layer, ...above]);
  });
}

/** Where in the layers of a release one is that nobody knows. */
interface OpenPlace {
  readonly below: Stack;
  readonly above: Stack;
  /** The chart whose files it may be, where a template brings it. */
  readonly chart: LocalChart | undefined;
}

function openPlaces(facts: Facts): readonly OpenPlace[] {
  const charts = facts.all(localChart);
  const isIstios = ({ chart }: ReleaseFact): boolean => (slotsOf(chart, charts) ?? []).length > 0;
  const places = new Map<string, OpenPlace>();
  for (const release of facts.derived(readings).filter(isIstios)) {
    const open = new Set(release.layers.flatMap((layer) => (mayBeAnyFile(layer, release) ? [layer.id] : [])));
    const chart = release.object && chartAround(release.path, facts);
    const stack = open.size > 0 && (chart || !release.object) ? stackOf(release, facts, false) : [];
    for (const [index, hole] of stack.entries()) {
      if (!open.has(hole.id)) continue;
      // What a command puts together may be several files.
      const rest = hole.content ? [hole] : [];
      const below = [...stack.slice(0, index), ...rest];
      const above = [...rest, ...stack.slice(index + 1)];
      const known = [below, above].map((layers) => layers.map(({ id, content }) => (content ? id : '')));
      places.set(JSON.stringify([known, chart?.path]), { below, above, chart });
    }
  }
  return [...places.values()];
}

/** Whether a layer may be any file of the tree: one with a name that is not known, or what a command puts together. */
function mayBeAnyFile({ file, kind, content }: SurveyedLayer, { object }: ReleaseFact): boolean {
  if (file) return isAnyFile(file);
  // What Flux takes from elsewhere is a Secret.
  if (kind === 'elsewhere') return object?.kind !== 'HelmRelease';
  return content?.open.some((keys) => keys.length === 0) === true;
}

/** The files of values, to be asked for those that say something: each question is put to them once. */
export class FilesThatSay {
  private readonly layers: readonly StackLayer[];
  private readonly known = new Map<string, readonly StackLayer[]>();

  constructor(files: readonly FileContent[], facts: Facts) {
    this.layers = files.map((file) => seen(file, facts));
  }

  /**
   * A file that may be a layer of one release with one that nothing names.
   *
   * @param question tells what is asked from all else that is
   */
  beside(own: string, question: string, isMeant: (layer: StackLayer) => boolean): StackLayer | undefined {
    const meant = this.known.get(question) ?? this.layers.filter(isMeant);
    this.known.set(question, meant);
    return meant.find(({ path }) => path !== undefined && path !== own && mayGoTogether(path, own));
  }
}

const isBase = (word: string): boolean => /^(?:_*|all|base|common|defaults?|global|shared)$/.test(word);

/**
 * Whether one release may take two files, by where they are: in one folder, in a folder and one in it, in two folders
 * beside one another, or in one for all. Not where their names say that a release takes one or the other, as
 * `dev/values.yaml` and `prod/values.yaml` or `values-dev.yaml` and `values-prod.yaml` do.
 */
function mayGoTogether(one: string, other: string): boolean {
  const [mine, others] = differenceOf(foldersOf(one), foldersOf(other));
  if ([...mine, ...others].some(isBase)) return true;
  if (mine.length === 1 && others.length === 1) return fileNameOf(one) !== fileNameOf(other);
  if (mine.length > 0 || others.length > 0) return mine.length === 0 || others.length === 0;
  const words = differenceOf(wordsOf(one), wordsOf(other));
  const isShared = words[0].length < wordsOf(one).length;
  const areOfAKind = isShared && words.every(({ length }) => length > 0);
  return !areOfAKind || words.flat().some(isBase);
}

function foldersOf(path: string): string[] {
  return path.split('/').slice(0, -1);
}

/** The words of a file's name. */
function wordsOf(path: string): string[] {
  return withoutYamlEnding(fileNameOf(path)).split(/[-._]/);
}

/** What is between the common start and the common end of two lists. */
function differenceOf(one: readonly string[], other: readonly string[]): [string[], string[]] {
  const start = one.findIndex((word, index) => word !== other[index]);
  const [mine, others] = [one, other].map((words) => words.slice(start === -1 ? one.length : start));
  if (!mine || !others) return [[], []];
  const end = mine.findLastIndex((word, index) => word !== others.at(index - mine.length)) + 1;
  const kept = Math.max(end, mine.length - others.length);
  return [mine.slice(0, kept), others.slice(0, others.length - mine.length + kept)];
}
