import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { stat } from 'node:fs/promises';
import { lookAt } from '../files/read';
import { Facts } from '../facts';
import type { Hit } from '../migrate/survey';
import { shared, Words, type WordSearch } from '../words';
import { discover } from '../files/discover';
import type { Discovery } from '../files/listing';
import { isOwnReport, isSample, mayBeText } from '../files/names';
import { isWithin } from '../files/glob';
import { workTreeOf } from '../files/git';
import { surveysOf, surveyWordsOf, wordsOfScripts } from '../migrate/triggers';
import type { Transform } from '../transform';
import type { Fault } from './decide';
import { isScript } from './memory';
import { leftOut } from './left-out';
import { counter, type RunOptions } from './open';

/** The files that can matter, and what cannot be read. */
interface Scan {
  readonly hits: readonly Hit[];
  readonly faults: readonly Fault[];
}

interface ScanOptions {
  readonly cwd: string;
  readonly onFile?: () => void;
  /** Whether a file lies in a folder of tests or examples. */
  readonly isSample?: (absolute: string) => boolean;
}

/**
 * Searches the bytes of files, one after the other and each once; nothing is decoded, and nothing kept but the names of
 * those that hold one of the words. However long a text is, it is searched piece by piece; of binary files only the
 * first piece is read.
 *
 * @param paths absolute
 */
export function scan(paths: readonly string[], words: Words, { cwd, onFile, isSample }: ScanOptions): Scan {
  const hits: Hit[] = [];
  const faults: Fault[] = [];
  const share = shared();
  for (const absolute of paths) {
    onFile?.();
    const search = new Search(words);
    const result = lookAt(absolute, Infinity, (piece) => search.add(piece));
    if (result.kind === 'fault') faults.push({ path: shownPath(absolute, cwd), message: result.message });
    if (result.kind !== 'read') continue;
    const { found } = search;
    if (found.size === 0) continue;
    const path = shownPath(absolute, cwd);
    hits.push({ absolute, path, by: words, words: share(found), isSample: isSample?.(absolute) ?? false });
  }
  return { hits, faults };
}

/** The files in which a search for words found none of them. */
export function wordless(
  paths: readonly string[],
  hits: readonly Hit[],
  by: Words,
  { cwd, isSample }: Pick<ScanOptions, 'cwd' | 'isSample'>,
): Hit[] {
  const known = new Set(hits.map(({ absolute }) => absolute));
  return paths
    .filter((absolute) => !known.has(absolute))
    .map((absolute) => {
      return {
        absolute,
        path: shownPath(absolute, cwd),
        by,
        words: new Set(),
        isSample: isSample?.(absolute) ?? false,
      };
    });
}

/** A path as reports show it: relative to the working directory, with `/`. */
export function shownPath(given: string, cwd: string): string {
  const path = isAbsolute(given) ? relative(cwd, given) || '.' : given;
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

/** Looks for words in the bytes of one file, piece by piece. */
class Search {
  private readonly search: WordSearch;
  private isWide: boolean | undefined;

  constructor(words: Words) {
    this.search = words.search();
  }

  get found(): ReadonlySet<string> {
    return this.search.found;
  }

  /** Answers whether there is any use in the next piece. */
  add(piece: Buffer): 'more' | 'enough' {
    if (this.isWide === undefined && (isBinary(piece) || isOwnReport(startOf(piece)))) return 'enough';
    this.isWide ??= isUtf16(piece);
    // Of UTF-16 only every other byte, which for ASCII is the character.
    this.search.add(this.isWide ? piece.filter((byte) => byte !== 0) : piece);
    return 'more';
  }
}

function startOf(piece: Buffer): string {
  return piece.toString('latin1', 0, 1000);
}

/** Whether bytes are no text: they hold a NUL near their start, as git looks for it, and are not UTF-16. */
function isBinary(piece: Buffer): boolean {
  return !isUtf16(piece) && piece.subarray(0, 8000).includes(0);
}

/** Whether bytes begin with the mark of UTF-16, in either order. */
function isUtf16([first, second]: Buffer): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

type Around = Pick<RunOptions, 'cwd' | 'exclude' | 'configured' | 'onProgress'>;

/** What there is to read around the given files. */
interface HitsAround {
  readonly hits: readonly Hit[];
  /** Scripts: see the pipeline’s source. */
  readonly scripts: readonly Hit[];
}

export const nothing: HitsAround = { hits: [], scripts: [] };

/** Where the given paths lie; all paths are absolute. */
interface Surroundings {
  /** The files and folders themselves; of a glob, the folder that it starts in. */
  readonly given: readonly string[];
  /** The work trees around them; outside of git, the working directory around those that are in it. */
  readonly trees: readonly string[];
}

/** Finds out where the given paths lie. */
export async function surroundingsOf({
  paths,
  cwd,
}: Pick<RunOptions, 'paths' | 'cwd'>): Promise<Surroundings> {
  const given: string[] = [];
  const trees: string[] = [];
  for (const path of paths.map((each) => resolve(cwd, each))) {
    const kind = await kindOf(path);
    const folder = kind === 'folder' ? path : await folderAbove(path);
    given.push(kind === 'none' ? folder : path);
    if (trees.some((tree) => isWithin(path, tree))) continue;
    const tree = (await workTreeOf(folder)) ?? (isWithin(path, cwd) ? cwd : undefined);
    if (tree !== undefined) trees.push(tree);
  }
  return { given, trees };
}

/** Tells whether a file lies in a folder of tests or examples that was not given itself. */
export function samplesIn({ given, trees }: Surroundings): (absolute: string) => boolean {
  const folders = [...given, ...trees];
  return (absolute) => isSample(absolute, folders);
}

/**
 * The files around the given ones that surveys of the transforms want to see.
 *
 * @param known absolute paths of the given files that hold a word of the transforms
 * @param looked all files that were searched already, by their absolute paths
 */
export async function hitsAround(
  known: ReadonlySet<string>,
  looked: Looked,
  transforms: readonly Transform[],
  surroundings: Surroundings,
  options: Around,
): Promise<HitsAround> {
  const { cwd } = options;
  const searched = new Set(looked.files);
  const around = await filesAround(looked, surroundings, options);
  const isInSample = samplesIn(surroundings);
  const ofUnits = transforms.some(({ hasUnits }) => hasUnits !== undefined);
  const kept = ofUnits ? await leftOut(around, surroundings.trees, cwd) : [];
  const excluded = new Set(kept.filter((path) => !isInSample(path)));
  const others = [...around.files, ...excluded].filter((path) => !known.has(path));
  const unread = others.filter((path) => !searched.has(path));
  const count = counter(options);
  const onFile = (): void => {
    count('searching', unread.length);
  };
  const words = Words.of(transforms.flatMap(surveyWordsOf));
  const { hits } = scan(unread, words, { cwd, onFile, isSample: isInSample });
  const found = new Set(hits.map(({ absolute }) => absolute));
  const surveys = surveysOf(transforms);
  const facts = new Facts();
  const wanted = others
    .filter((absolute) => !found.has(absolute))
    .map((absolute): Hit => ({ absolute, path: shownPath(absolute, cwd), by: words, words: new Set() }))
    .filter(({ path }) => surveys.some(({ files }) => files?.(path, facts)));
  const ofScripts = Words.of(wordsOfScripts(transforms));
  const scripts = scan(around.texts, ofScripts, { cwd, isSample: isInSample });
  const all = [...hits, ...wanted].map((hit) =>
    excluded.has(hit.absolute) ? { ...hit, isExcluded: true } : hit,
  );
  return { hits: all, scripts: scripts.hits };
}

/** What a search of the given paths came to: the manifests, and whether the user excludes some. */
type Looked = Pick<Discovery, 'files' | 'isPartial'>;

/** The files of the trees around the given paths, and the given ones that lie in no tree. */
async function filesAround(
  looked: Looked,
  { given, trees }: Surroundings,
  { cwd, exclude, configured }: Around,
): Promise<Looked & Pick<Discovery, 'texts'>> {
  // Where whole work trees were given, all there is was found already.
  const isAllGiven = looked.files.length > 0 && trees.every((tree) => given.includes(tree));
  if (trees.length === 0 || isAllGiven) return { ...looked, texts: [] };
  const isText = (path: string) => mayBeText(path) && isScript(path, {});
  const found = await discover(trees, { cwd, exclude, configured, isText });
  return { ...found, files: [...new Set([...found.files, ...looked.files])] };
}

async function kindOf(path: string): Promise<'folder' | 'file' | 'none'> {
  return stat(path).then(
    (facts) => (facts.isDirectory() ? 'folder' : 'file'),
    () => 'none',
  );
}

/** The nearest folder above a file or a glob. */
async function folderAbove(path: string): Promise<string> {
  const above = dirname(path);
  return above === path || (await kindOf(above)) === 'folder' ? above : folderAbove(above);
}
