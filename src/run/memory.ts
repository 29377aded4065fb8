import { isHelmLock, isSample, textKindOf } from '../files/names';
import { isMarkdown } from '../markdown/blocks';
import { ManifestFile } from '../migrate/manifest-file';
import { byPosition } from '../migrate/outcome';
import { type MigratedFile, migrateStages, prepared } from '../migrate/pipeline';
import { type Hit, type Source, wordsOf } from '../migrate/survey';
import { wordsOfScripts } from '../migrate/triggers';
import { Words } from '../words';
import { judgeOf, type RunResult, sweepPlainly } from './decide';
import type { RunOptions } from './open';
import { type Handled, internalError, reported, type Reporting } from './reported';

/** What a run on texts in memory is given. */
export interface MemoryOptions extends Pick<
  RunOptions,
  'transforms' | 'knownIds' | 'from' | 'target' | 'pinDefaults' | 'markdown'
> {
  /** In which text positions count: the one before, or by default the migrated one. */
  readonly positions?: 'before' | 'after';
  /** The paths that may be rewritten; by default all. The others are only read. */
  readonly given?: readonly string[];
  /** Whether to search for what still names a removed thing, as the command does; by default it is. */
  readonly isSwept?: boolean;
  /** What else there is to read beside the texts. */
  readonly around?: Pick<Source, 'around' | 'scripts' | 'open' | 'folderInRepository'>;
}

/** The pipeline over a tree in memory, by path: it decides as the command does, and touches no file. */
export function runInMemory(texts: ReadonlyMap<string, string>, options: MemoryOptions): RunResult {
  const started = performance.now();
  const { positions = 'after', given = [...texts.keys()], around } = options;
  const transforms = prepared(options.transforms, { from: options.from, to: options.target });
  const judge = judgeOf(options);
  const { isSwept = true } = options;
  // Whether an ignore is needed shows only when the text is searched as well.
  const reporting = { positions, isSwept, judge: isSwept ? judge : { ...judge, ran: [] } };
  const folders = ['', commonStart(given)];
  const words = wordsOf(transforms);
  const scriptWords = wordsOfScripts(transforms);
  const hits = [...texts.keys()]
    .filter((path) => isRewritable(path, options))
    .map((path) => ({ ...hitIn(texts, path, words), isSample: isSample(path, folders) }));
  const isGiven = new Set(given);
  const source: Source = {
    given: hits.filter(({ path }) => isGiven.has(path)),
    around: [...hits.filter(({ path }) => !isGiven.has(path)), ...(around?.around ?? [])],
    scripts: [
      ...[...texts.keys()]
        .filter((path) => isScript(path, options))
        .map((path) => ({ ...hitIn(texts, path, scriptWords), isSample: isSample(path, folders) })),
      ...(around?.scripts ?? []),
    ],
    folderInRepository: around?.folderInRepository,
    open(hit) {
      const text = texts.get(hit.absolute);
      return text === undefined ? around?.open(hit) : new ManifestFile(hit.path, text, { searched: hit });
    },
  };
  const { to, from, pinDefaults } = { ...options, to: options.target };
  const stages = migrateStages(source, transforms, { to, from, pinDefaults }, () => true);
  const handled: Handled[] = [];
  let step = stages.next();
  for (; step.done !== true; step = stages.next()) {
    if (step.value.kind === 'migrated') handled.push(handledOf(step.value, reporting));
  }
  const { range, searched } = step.value;
  for (const path of given) {
    const text = texts.get(path);
    if (text !== undefined && !isRewritable(path, options))
      handled.push({
        findings: sweepPlainly({ path, text }, isSwept ? searched : [], reporting.judge, step.value),
      });
  }
  return {
    mode: 'dry-run',
    range,
    scanned: given.length,
    parsed: source.given.length,
    files: handled.flatMap(({ file }) => file ?? []),
    findings: handled.flatMap(({ findings }) => findings).toSorted(byPosition),
    skipped: [],
    faults: handled.flatMap(({ fault }) => fault ?? []),
    durationMs: Math.round(performance.now() - started),
  };
}

/** The folder that holds all these paths; empty where that is the root of the tree. */
function commonStart(paths: readonly string[]): string {
  const folders = paths.map((path) => path.split('/').slice(0, -1));
  const [first = []] = folders;
  const end = first.findIndex((name, at) => folders.some((folder) => folder[at] !== name));
  return first
    .slice(0, end === -1 ? first.length : end)
    .map((name) => `${name}/`)
    .join('');
}

/** A text of a tree in memory, and the words that it holds. */
export function hitIn(texts: ReadonlyMap<string, string>, path: string, words: readonly string[]): Hit {
  const by = Words.of(words);
  return { absolute: path, path, by, words: by.in(texts.get(path) ?? '') };
}

function handledOf({ hit, file, migration, fault, ...known }: MigratedFile, reporting: Reporting): Handled {
  if (fault !== undefined) return { findings: [], fault: { path: hit.path, message: internalError(fault) } };
  return file && migration ? reported(file, migration, known, reporting) : { findings: [] };
}

/** Whether a file may be rewritten: not scripts, documents and lock files, which are only swept; Markdown where that is asked for. */
export function isRewritable(
  path: string,
  { markdown = false }: { readonly markdown?: boolean | undefined },
): boolean {
  if (isMarkdown(path)) return markdown;
  return !isHelmLock(path) && !['documentation', 'program'].includes(textKindOf(path));
}

/** Whether a text that is no manifest may hold commands: documents only show some. */
export function isScript(path: string, options: { readonly markdown?: boolean | undefined }): boolean {
  const isOther = isHelmLock(path) || textKindOf(path) === 'documentation' || isMarkdown(path);
  return !isRewritable(path, options) && !isOther;
}
