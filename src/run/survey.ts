import { discover } from '../files/discover';
import { isWithin } from '../files/path';
import { workTreeOf } from '../files/worktree';
import { Facts, givenFile } from '../facts';
import type { Survey, Transform } from '../transform';
import { Words } from '../words';
import type { ManifestFile } from '../migrate/manifest-file';
import { surveyFile } from '../migrate/migrate';
import { surveysOf, withOccasion } from '../migrate/choose';
import { triggersOf } from '../migrate/triggers';
import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { shownPath } from './paths';
import { counter, type RunOptions } from './options';
import { type Hit, scan } from './scan';
import { holdsOneOf, surveyWordsOf } from './triggers';

type SurveyOptions = Pick<
  RunOptions,
  'cwd' | 'paths' | 'exclude' | 'configured' | 'transforms' | 'onProgress'
>;

/** What the tree says, and the transforms that have a reason to run on it. */
export interface Surveyed {
  readonly facts: Facts;
  readonly transforms: readonly Transform[];
}

/**
 * Collects the facts that the transforms need. The repository around the given paths is read only if one of the
 * given files triggers a transform that surveys; a hook that passes three files then decides as a full run would.
 *
 * @param given the given files that hold words of the transforms
 * @param looked absolute paths of the files that were searched already: but for those given, they hold no such word
 * @param open gives a file's manifest, if there is one
 */
export async function survey(
  given: readonly Hit[],
  looked: readonly string[],
  options: SurveyOptions,
  open: (hit: Hit) => ManifestFile | undefined,
): Promise<Surveyed> {
  const facts = new Facts();
  for (const { path } of given) facts.add(givenFile, path);
  const triggered = options.transforms.filter((transform) => {
    const triggers = triggersOf(transform);
    return given.some((hit) => holdsOneOf(hit, triggers));
  });
  if (surveysOf(triggered).length === 0) return { facts, transforms: triggered };
  const hits = [...given, ...(await hitsAround(given, looked, triggered, options))];
  const words = new Set(hits.flatMap((hit) => [...hit.words]));
  const transforms = withOccasion(triggered, (word) => words.has(word));
  const surveys = surveysOf(transforms);
  const surveyed = hits.filter((each) => isSurveyed(each, surveys)).toSorted(byPath);
  const onFile = counter(options, 'reading', surveyed.length);
  for (const hit of surveyed) {
    onFile();
    const manifest = open(hit);
    if (manifest) surveyFile(manifest, transforms, facts);
  }
  return { facts, transforms };
}

/** Whether a survey wants to know what a file says. */
function isSurveyed(hit: Hit, surveys: readonly Survey[]): boolean {
  return surveys.some(({ triggers, files }) => holdsOneOf(hit, triggers) || files?.(hit.path));
}

function byPath(one: Hit, other: Hit): number {
  return one.path < other.path ? -1 : 1;
}

/** The files that were not given, or hold no trigger, and that a survey may want to see. */
async function hitsAround(
  given: readonly Hit[],
  looked: readonly string[],
  transforms: readonly Transform[],
  options: SurveyOptions,
): Promise<Hit[]> {
  const { cwd } = options;
  const known = new Set(given.map(({ absolute }) => absolute));
  const searched = new Set(looked);
  const others = (await filesAround(looked, options)).filter((path) => !known.has(path));
  const unread = others.filter((path) => !searched.has(path));
  const onFile = counter(options, 'searching', unread.length);
  const { hits } = scan(unread, Words.of(transforms.flatMap(surveyWordsOf)), { cwd, onFile });
  const found = new Set(hits.map(({ absolute }) => absolute));
  const surveys = surveysOf(transforms);
  const wanted = others
    .filter((absolute) => !found.has(absolute))
    .map((absolute): Hit => ({ absolute, path: shownPath(absolute, cwd), words: new Set() }))
    .filter(({ path }) => surveys.some(({ files }) => files?.(path)));
  return [...hits, ...wanted];
}

/** The files of the work trees that hold the given paths; outside of git, those of the working directory. */
async function filesAround(
  looked: readonly string[],
  { paths, cwd, exclude, configured }: SurveyOptions,
): Promise<readonly string[]> {
  const roots: string[] = [];
  const given = paths.map((path) => resolve(cwd, path));
  for (const path of given) {
    if (!roots.some((root) => isWithin(path, root)))
      roots.push((await workTreeOf(await folderOf(path))) ?? cwd);
  }
  // Where whole work trees were given, all there is was found already.
  if (looked.length > 0 && roots.every((root) => given.includes(root))) return looked;
  return (await discover(roots, { cwd, exclude, configured })).files;
}

/** The nearest folder that exists: the path itself, or one above a file or glob. */
async function folderOf(path: string): Promise<string> {
  const isFolder = await stat(path).then(
    (facts) => facts.isDirectory(),
    () => false,
  );
  return isFolder || path === dirname(path) ? path : folderOf(dirname(path));
}
