import { discover, isWithin, workTreeOf } from '../files';
import { Facts, givenFile, type Transform } from '../manifest';
import { type ManifestFile, surveyFile, withOccasion } from '../migrate';
import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { shownPath } from './paths';
import type { RunOptions } from './options';
import { select } from './select';
import { triggersOf } from './triggers';

type SurveyOptions = Pick<RunOptions, 'cwd' | 'paths' | 'exclude' | 'transforms'>;

/** What the tree says, and the transforms that have a reason to run on it. */
export interface Surveyed {
  readonly facts: Facts;
  readonly transforms: readonly Transform[];
}

/**
 * Collects the facts that the transforms need. The repository around the given paths is read only if one of the
 * given files triggers a transform that surveys; a hook that passes three files then decides as a full run would.
 *
 * @param looked absolute paths of the files that were searched already: but for those given, they hold no trigger
 */
export async function survey(
  given: readonly ManifestFile[],
  looked: readonly string[],
  options: SurveyOptions,
): Promise<Surveyed> {
  const facts = new Facts();
  for (const { path } of given) facts.add(givenFile, path);
  const triggered = options.transforms.filter((transform) =>
    given.some(({ text }) => triggersOf(transform).some((word) => text.includes(word))),
  );
  if (!triggered.some((transform) => transform.survey)) return { facts, transforms: triggered };
  const { cwd } = options;
  const known = new Set(given.map(({ path }) => path));
  const words = triggered.flatMap((transform) => transform.survey?.triggers ?? []);
  const isWanted = (path: string) => triggered.some((transform) => transform.survey?.files?.(path));
  const searched = new Set(looked);
  const unread = (await filesAround(looked, options)).filter((path) => {
    const shown = shownPath(path, cwd);
    return !known.has(shown) && (!searched.has(path) || isWanted(shown));
  });
  const others = await select({ manifests: unread, triggers: words, isWanted }, { cwd });
  const files = [...given, ...others.files.map(({ manifest }) => manifest)];
  const texts = files.map(({ text }) => text);
  const transforms = withOccasion(triggered, texts);
  for (const file of files.toSorted((a, b) => (a.path < b.path ? -1 : 1)))
    surveyFile(file, transforms, facts);
  return { facts, transforms };
}

/** The files of the work trees that hold the given paths; outside of git, those of the working directory. */
async function filesAround(
  looked: readonly string[],
  { paths, cwd, exclude }: SurveyOptions,
): Promise<readonly string[]> {
  const roots: string[] = [];
  const given = paths.map((path) => resolve(cwd, path));
  for (const path of given) {
    if (!roots.some((root) => isWithin(path, root)))
      roots.push((await workTreeOf(await folderOf(path))) ?? cwd);
  }
  // Where whole work trees were given, all there is was found already.
  if (looked.length > 0 && roots.every((root) => given.includes(root))) return looked;
  return (await discover(roots, { cwd, exclude })).files;
}

/** The nearest folder that exists: the path itself, or one above a file or glob. */
async function folderOf(path: string): Promise<string> {
  const isFolder = await stat(path).then(
    (facts) => facts.isDirectory(),
    () => false,
  );
  return isFolder || path === dirname(path) ? path : folderOf(dirname(path));
}
