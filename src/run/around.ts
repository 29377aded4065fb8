import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { discover } from '../files/discover';
import { mayBeText } from '../files/names';
import { isWithin } from '../files/path';
import { workTreeOf } from '../files/worktree';
import { scriptWordsOf, surveysOf, surveyWordsOf } from '../migrate/choose';
import type { Hit } from '../migrate/pipeline';
import type { Transform } from '../transform';
import { Words } from '../words';
import { isScript } from './memory';
import { counter, type RunOptions } from './options';
import { scan, shownPath } from './scan';

type Around = Pick<RunOptions, 'cwd' | 'paths' | 'exclude' | 'configured' | 'onProgress'>;

/** What there is to read around the given files. */
export interface HitsAround {
  readonly hits: readonly Hit[];
  /** Scripts: see the pipeline’s source. */
  readonly scripts: readonly Hit[];
}

export const nothing: HitsAround = { hits: [], scripts: [] };

/**
 * The files around the given ones that surveys of the transforms want to see.
 *
 * @param known absolute paths of the given files that hold a word of the transforms
 * @param looked absolute paths of all files that were searched already
 */
export async function hitsAround(
  known: ReadonlySet<string>,
  looked: readonly string[],
  transforms: readonly Transform[],
  options: Around,
): Promise<HitsAround> {
  const { cwd } = options;
  const searched = new Set(looked);
  const around = await filesAround(looked, options);
  const others = around.files.filter((path) => !known.has(path));
  const unread = others.filter((path) => !searched.has(path));
  const count = counter(options);
  const onFile = (): void => {
    count('searching', unread.length);
  };
  const { hits } = scan(unread, Words.of(transforms.flatMap(surveyWordsOf)), { cwd, onFile });
  const found = new Set(hits.map(({ absolute }) => absolute));
  const surveys = surveysOf(transforms);
  const wanted = others
    .filter((absolute) => !found.has(absolute))
    .map((absolute): Hit => ({ absolute, path: shownPath(absolute, cwd), words: new Set() }))
    .filter(({ path }) => surveys.some(({ files }) => files?.(path)));
  const scripts = scan(around.texts, Words.of(scriptWordsOf(transforms)), { cwd });
  return { hits: [...hits, ...wanted], scripts: scripts.hits };
}

/** The files of the work trees that hold the given paths; outside of git, those of the working directory. */
async function filesAround(
  looked: readonly string[],
  { paths, cwd, exclude, configured }: Around,
): Promise<{ readonly files: readonly string[]; readonly texts: readonly string[] }> {
  const roots: string[] = [];
  const given = paths.map((path) => resolve(cwd, path));
  for (const path of given) {
    if (!roots.some((root) => isWithin(path, root)))
      roots.push((await workTreeOf(await folderOf(path))) ?? cwd);
  }
  // Where whole work trees were given, all there is was found already.
  if (looked.length > 0 && roots.every((root) => given.includes(root))) return { files: looked, texts: [] };
  const isText = (path: string) => mayBeText(path) && isScript(path, {});
  return discover(roots, { cwd, exclude, configured, isText });
}

/** The nearest folder that exists: the path itself, or one above a file or glob. */
async function folderOf(path: string): Promise<string> {
  const isFolder = await stat(path).then(
    (facts) => facts.isDirectory(),
    () => false,
  );
  return isFolder || path === dirname(path) ? path : folderOf(dirname(path));
}
