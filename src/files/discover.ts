import { realpath } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { isMarkdown } from '../markdown/blocks';
import { admit, type Area, areasOf } from './area';
import { type Discovery, Found } from './listing';
import { isManifest, isOwn } from './names';
import { isWithin, outermost } from './glob';
import { type Excluded, type Exclusion, readExclusion, Rules } from './ignorefiles';
import { Sweep, type Wanted } from './sweep';
import { type Target, targetsOf } from './write';
import { makerOf } from './leftovers';
import { workTreeOf } from './git';

export interface DiscoveryOptions {
  /** The working directory, which paths, globs and exclusions refer to. */
  readonly cwd: string;
  /** Patterns with the syntax of a `.gitignore` in the working directory. */
  readonly exclude: readonly string[];
  /** What a configuration keeps out besides. */
  readonly configured?: Exclusion | undefined;
  /** Which other files of folders to list, as `texts`; by default none. */
  readonly isText?: (path: string) => boolean;
  /** Whether Markdown counts as manifests too. */
  readonly markdown?: boolean;
}

/**
 * Finds the files that paths, folders and globs stand for: a file whatever it is called, a folder for the `.yaml`,
 * `.yml`, `.json`, `.tpl` and `.gotmpl` files in it (and Markdown, if asked for), a glob for the files and folders that
 * it matches. Ignore rules and exclusions hold for all of them; a file that git tracks counts even where a rule of git's
 * matches it. Links are not followed, and `.git` and `node_modules` are not entered.
 *
 * Throws only if the working directory does not exist.
 */
export async function discover(paths: readonly string[], options: DiscoveryOptions): Promise<Discovery> {
  const cwd = await realpath(options.cwd);
  const found = new Found();
  const targets = (await Promise.all(paths.map((path) => targetsOf(path, cwd, found)))).flat();
  const { isText = () => false, markdown = false } = options;
  const kindOf = (path: string): Wanted => {
    if (makerOf(path) !== undefined) return 'temporary';
    if (isOwn(path)) return undefined;
    if (isManifest(path) || (markdown && isMarkdown(path))) return 'manifest';
    return isText(path) ? 'text' : undefined;
  };
  const excluded = excludedBy(options, cwd);
  const areas = await areasOf(targets, cwd);
  const searched = await Promise.all(
    areas.map((area) => search(area, new Rules(cwd, area.base, excluded, found), found, kindOf)),
  );
  const answered = new Set(searched.flat().map(({ given }) => given));
  for (const { given, isMatch } of targets) {
    // One line for a glob, not one for each match.
    if (isMatch && !answered.has(given))
      found.skipped(given, 'ignore rules exclude everything that it matches');
  }
  return found.discovery();
}

/**
 * Why a path is left out that is not searched for; nothing if it is not. Git's own ignore files do not count for it.
 *
 * @param path relative to the working directory; nothing need be there
 */
export async function whyExcluded(path: string, options: DiscoveryOptions): Promise<string | undefined> {
  const cwd = await realpath(options.cwd);
  const absolute = resolve(cwd, path);
  const base = (await workTreeOf(cwd)) ?? cwd;
  const around = isWithin(absolute, base) ? base : dirname(absolute);
  return new Rules(cwd, around, excludedBy(options, cwd), new Found()).refusal(absolute, false);
}

function excludedBy({ exclude, configured }: DiscoveryOptions, cwd: string): Excluded[] {
  const given: Exclusion = { patterns: exclude, folder: cwd, source: '--exclude' };
  return [given, ...(configured ? [configured] : [])]
    .filter(({ patterns }) => patterns.length > 0)
    .map(readExclusion);
}

/** Searches an area, and returns the targets in it that no rule keeps out. */
async function search(
  area: Area,
  rules: Rules,
  found: Found,
  kindOf: (path: string) => Wanted,
): Promise<readonly Target[]> {
  const { admitted, refused } = await admit(area, rules);
  for (const { target, reason } of refused) if (!target.isMatch) found.skipped(target.given, reason);
  for (const { path, isFolder } of admitted) if (!isFolder) found.file(path);
  const folders = admitted.filter(({ isFolder }) => isFolder).map(({ path }) => path);
  if (folders.length > 0) await new Sweep(rules, found, kindOf).search(outermost(folders), area.workTree);
  return admitted;
}
