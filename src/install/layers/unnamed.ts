import type { Facts } from '../../facts';
import { grouped } from '../../grouped';
import { fileNameOf, isAnyFile, resolveFrom, withoutYamlEnding } from '../../kubernetes/path';
import { chartAround, type LocalChart, localChart } from '../chart';
import { areNamedTogether, isNamedSomewhere } from '../scripts/mentions';
import { isGivenToOthers } from '../namings';
import { readings } from '../releases/readings';
import { type ReleaseFact, type SurveyedLayer } from '../releases/release-facts';
import { seen, type StackLayer, stackOf } from './stack';
import { slotsOf } from '../slots';
import { fileLayer } from '../values';
import { contentsOfFiles, type FileContent, layerOfContent } from './file-contents';

// A file of values that nothing names may be a release's only layer, the layer of a release that takes a file of which
// nobody knows what it is, or one of several layers of a release that nothing in the tree shows. What is done to it has
// to be right for each of them.

/** The files of values, but for what a chart brings itself: that is given to it by nobody. */
export function filesToGive(facts: Facts): readonly FileContent[] {
  const charts = facts.all(localChart);
  const ofCharts = new Set(charts.map(({ folder }) => fileLayer(resolveFrom(folder, 'values.yaml'))));
  return facts.derived(contentsOfFiles).filter((file) => !ofCharts.has(layerOfContent(file)));
}

/** A release that takes a file of which nothing is known: any, one of a chart, where a template brings it, or one that something makes a Secret of. */
type OpenRelease = LocalChart | 'any' | 'made';

/** A file of values, or a layer of a release that may take any. */
interface PossibleLayer {
  readonly layer: StackLayer;
  readonly ofRelease?: OpenRelease;
}

/** What may be together with files, to be asked for what says something: each question is put once. */
export class PossibleLayers {
  private readonly files: readonly StackLayer[];
  private readonly open: readonly PossibleLayer[];
  private readonly openById: ReadonlyMap<string, readonly PossibleLayer[]>;
  private readonly known = new Map<string, readonly PossibleLayer[]>();

  /** @param named the layers that something names */
  constructor(
    private readonly facts: Facts,
    private readonly named: ReadonlySet<string>,
  ) {
    this.files = filesToGive(facts)
      .filter(({ path, content, isOfAnother }) => content && !isOfAnother && !isGivenToOthers(path, facts))
      .map((file) => seen(file, facts));
    this.open = openLayers(facts);
    this.openById = grouped(this.open, ({ layer }) => layer.id);
  }

  /**
   * A layer that may be one of the same release as a file is, though nothing says so.
   *
   * @param question tells what is asked from all else that is
   */
  find(own: FileContent, question: string, isMeant: (layer: StackLayer) => boolean): StackLayer | undefined {
    const known = this.known.get(question);
    const all = known ?? [...this.files.map((layer) => ({ layer })), ...this.open];
    const meant = known ?? all.filter(({ layer }) => isMeant(layer));
    this.known.set(question, meant);
    return meant.find((each) => this.mayGoTogether(own, each))?.layer;
  }

  private mayGoTogether(own: FileContent, { layer: { id, path }, ofRelease }: PossibleLayer): boolean {
    const isUnnamed = !this.named.has(layerOfContent(own));
    if (ofRelease) return isUnnamed && this.isFor(ofRelease, own.path);
    if (path === undefined || path === own.path || !(isUnnamed || !this.named.has(id))) return false;
    if (areNamedTogether(path, own.path, this.facts)) return true;
    if (isUnnamed) return areBeside(path, own.path);
    return (this.openById.get(layerOfContent(own)) ?? []).some(
      ({ ofRelease }) => ofRelease && this.isFor(ofRelease, path),
    );
  }

  private isFor(release: OpenRelease, path: string): boolean {
    if (release === 'made') return isNamedSomewhere(path, this.facts);
    return release === 'any' || release === chartAround(path, this.facts);
  }
}

function openLayers(facts: Facts): readonly PossibleLayer[] {
  const isIstios = ({ chart }: ReleaseFact): boolean => (slotsOf(chart, facts) ?? []).length > 0;
  const found = new Map<string, PossibleLayer>();
  for (const release of facts.derived(readings).filter(isIstios)) {
    const open = new Map(
      release.layers.flatMap((layer) => {
        const ofRelease = takenBy(layer, release, facts);
        return ofRelease ? [[layer.id, ofRelease] as const] : [];
      }),
    );
    const stack = open.size === 0 ? [] : stackOf(release, facts, false);
    for (const ofRelease of new Set(open.values()))
      for (const layer of stack)
        if (!open.has(layer.id)) found.set(`${layer.id} ${nameOf(ofRelease)}`, { layer, ofRelease });
  }
  return [...found.values()];
}

function nameOf(release: OpenRelease): string {
  return typeof release === 'string' ? release : release.path;
}

/** What files a layer may be: of one with a name that is not known, or what a command puts together, all. */
function takenBy(
  { file, kind, content, configMap, source }: SurveyedLayer,
  { object, path }: ReleaseFact,
  facts: Facts,
): OpenRelease | undefined {
  if (source) return undefined;
  const isSecret = kind === 'elsewhere' && object?.kind === 'HelmRelease';
  if (isSecret || configMap) return 'made';
  const isOpen = content?.open.some((keys) => keys.length === 0) === true;
  if (!(file ? isAnyFile(file) : kind === 'elsewhere' || isOpen)) return undefined;
  return object ? chartAround(path, facts) : 'any';
}

/** Words of names that say what a layer is for: such are together with layers for something else. */
const layerWords: readonly (readonly [pattern: RegExp, isForAny: boolean])[] = [
  [/^(?:all|base|common|defaults?|global|shared|overrides?|overlays?|local|secrets?|extra|custom)$/, true],
  [/^(?:env|environment|stage)s?$/, false],
  [/^(?:region|zone)s?$/, false],
  [/^clusters?$/, false],
  [/^(?:tenant|team)s?$/, false],
  [/^(?:platforms?|gke|eks|aks|openshift|k3s|kind|minikube)$/, false],
];

/** Whether the words in which two names differ are those of layers for different things. */
function areLayers(mine: readonly string[], others: readonly string[]): boolean {
  return layerWords.some(([pattern, isForAny]) => {
    const [own, more] = [mine, others].map((words) => words.some((word) => pattern.test(word)));
    return isForAny ? own === true || more === true : own !== more;
  });
}

/**
 * Whether one release may take two files, by where they are: in one folder, in a folder and one in it, in two folders
 * beside one another, or in one for all. Not where their names say that a release takes one or the other, as
 * `dev/values.yaml` and `prod/values.yaml` or `values-dev.yaml` and `values-prod.yaml` do.
 */
function areBeside(one: string, other: string): boolean {
  const [mine, others] = differenceOf(foldersOf(one), foldersOf(other));
  if (areLayers(mine.flatMap(wordsOf), others.flatMap(wordsOf))) return true;
  if (mine.length === 1 && others.length === 1) {
    // What is called values, or as its folder is, is of that folder.
    const areOfFolders = [
      [one, mine[0]],
      [other, others[0]],
    ].every(
      ([path = '', folder = '']) => /^values/.test(fileNameOf(path)) || fileNameOf(path).startsWith(folder),
    );
    return fileNameOf(one) !== fileNameOf(other) && !areOfFolders;
  }
  if (mine.length > 0 || others.length > 0) return mine.length === 0 || others.length === 0;
  const names = [one, other].map((path) => withoutYamlEnding(fileNameOf(path)));
  // Numbers in front are an order.
  if (names.every((name) => /^\d+\D/.test(name))) return true;
  const [name = [], otherName = []] = names.map(wordsOf);
  const [own, more] = differenceOf(name, otherName);
  const areOfAKind = own.length < name.length && own.length > 0 && more.length > 0;
  return !areOfAKind || areLayers(own, more);
}

function foldersOf(path: string): string[] {
  return path.split('/').slice(0, -1);
}

function wordsOf(name: string): string[] {
  return name.split(/[-._]/);
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
