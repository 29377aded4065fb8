import { realpath } from 'node:fs/promises';
import { admit } from './admission';
import { type Area, areasOf } from './area';
import { type Discovery, Found } from './found';
import { isManifest } from './names';
import { outermost } from './path';
import { exclusions, Rules } from './rules';
import { Sweep } from './sweep';
import { type Target, targetsOf } from './target';

export interface DiscoveryOptions {
  /** The working directory, which paths, globs and exclusions refer to. */
  readonly cwd: string;
  /** Patterns with the syntax of a `.gitignore` in the working directory. */
  readonly exclude: readonly string[];
  /** Which other files of folders to list, as `texts`; by default none. */
  readonly isText?: (path: string) => boolean;
}

/**
 * Finds the files that paths, folders and globs stand for: a file whatever it is called, a folder for the `.yaml`,
 * `.yml`, `.json`, `.tpl` and `.gotmpl` files in it, a glob for the files and folders that it matches. Ignore rules and exclusions hold
 * for all of them; a file that git tracks counts even where a rule of git's matches it. Links are not followed, and
 * `.git` and `node_modules` are not entered.
 *
 * Throws only if the working directory does not exist.
 */
export async function discover(paths: readonly string[], options: DiscoveryOptions): Promise<Discovery> {
  const cwd = await realpath(options.cwd);
  const found = new Found();
  const targets = (await Promise.all(paths.map((path) => targetsOf(path, cwd, found)))).flat();
  const isText = options.isText ?? (() => false);
  const isWanted = (path: string): boolean => isManifest(path) || isText(path);
  const excluded = exclusions(options.exclude, cwd);
  const areas = await areasOf(targets, cwd);
  const searched = await Promise.all(
    areas.map((area) => search(area, new Rules(cwd, area.base, excluded, found), found, isWanted)),
  );
  const answered = new Set(searched.flat().map(({ given }) => given));
  for (const { given, isMatch } of targets) {
    // One line for a glob, not one for each match.
    if (isMatch && !answered.has(given)) found.skipped(given, 'ignore rules keep out all that it matches');
  }
  return found.discovery();
}

/** Searches an area, and returns the targets in it that no rule keeps out. */
async function search(
  area: Area,
  rules: Rules,
  found: Found,
  isWanted: (path: string) => boolean,
): Promise<readonly Target[]> {
  const { admitted, refused } = await admit(area, rules);
  for (const { target, reason } of refused) if (!target.isMatch) found.skipped(target.given, reason);
  for (const { path, isFolder } of admitted) if (!isFolder) found.file(path);
  const folders = admitted.filter(({ isFolder }) => isFolder).map(({ path }) => path);
  if (folders.length > 0) await new Sweep(rules, found, isWanted).search(outermost(folders), area.workTree);
  return admitted;
}
