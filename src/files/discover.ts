import { lstat, realpath } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { isMarkdown } from '../markdown/blocks';
import { type Discovery, Found, ignoredByGit } from './listing';
import { isManifest, isOwn } from './names';
import { expand, isWithin, type Match, outermost } from './glob';
import { type Excluded, type Exclusion, readExclusion, Rules } from './ignorefiles';
import { Sweep, type Wanted } from './sweep';
import { makerOf } from './leftovers';
import { workTreeOf } from './git';
import { cause, isMissing } from './read';

export interface DiscoveryOptions {
  /** The working directory, which paths, globs and exclusions refer to. */
  readonly cwd: string;
  /** Patterns with the syntax of a `.gitignore` in the working directory. */
  readonly exclude: readonly string[];
  /** What a configuration keeps out besides. */
  readonly configured?: Exclusion | undefined;
  /** Whether to find what the user excludes as well: then no exclusion counts, nor ignore files of this tool. */
  readonly alsoExcluded?: boolean;
  /** Which other files of folders to list, as `texts`; by default none. */
  readonly isText?: (path: string) => boolean;
  /** Whether Markdown counts as manifests too. */
  readonly markdown?: boolean;
}

/**
 * Finds the files that paths, folders and globs stand for: a file whatever it is called, a folder for the `.yaml`,
 * `.yml`, `.json`, `.tpl` and `.gotmpl` files in it (and Markdown, if asked for), a glob for the files and folders that
 * it matches. Ignore rules and exclusions hold for all of them; a file that git tracks counts even where a rule of git's
 * matches it. Links are not followed, and `.git`, `node_modules` and
 * Go's `vendor` are not entered.
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
  const excluded = options.alsoExcluded ? undefined : excludedBy(options, cwd);
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

/** A file or folder that was asked for. */
interface Target {
  /** The path or glob that asked for it. */
  readonly given: string;
  /** Absolute, without links. */
  readonly path: string;
  readonly isFolder: boolean;
  /** Whether only a glob asked for it. */
  readonly isMatch: boolean;
}

/** Finds what a path or glob stands for. A path that exists is never read as a glob. */
async function targetsOf(given: string, cwd: string, found: Found): Promise<Target[]> {
  try {
    // Resolved, an empty path would be the working directory, which nobody asked for.
    if (given === '') throw new Error('the path is empty');
    return await named(given, cwd, found);
  } catch (error) {
    if (isMissing(error)) {
      const matches = await expand(given, cwd, found);
      if (matches) return matched(given, matches, found);
    }
    found.fault(given, cause(error));
    return [];
  }
}

async function named(given: string, cwd: string, found: Found): Promise<Target[]> {
  const path = resolve(cwd, given);
  const facts = await lstat(path);
  if (facts.isSymbolicLink()) found.skipped(given, 'it is a symbolic link');
  else if (!facts.isFile() && !facts.isDirectory()) found.fault(given, 'it is not a regular file');
  else return [{ given, path: await realpath(path), isFolder: facts.isDirectory(), isMatch: false }];
  return [];
}

async function matched(given: string, matches: readonly Match[], found: Found): Promise<Target[]> {
  if (matches.length === 0) found.fault(given, 'no files match');
  const targets = matches.map(async ({ path, isFolder }): Promise<Target[]> => {
    try {
      return [{ given, path: await realpath(path), isFolder, isMatch: true }];
    } catch {
      // It has vanished again.
      return [];
    }
  });
  return (await Promise.all(targets)).flat();
}

/** Targets that the same ignore files rule. */
interface Area {
  /** The work tree that the targets lie in, and in no other within it. */
  readonly workTree: string | undefined;
  /** The highest folder whose ignore files count. */
  readonly base: string;
  readonly targets: Target[];
}

/** Groups targets by what rules them, such that git can be asked about many at a time. */
async function areasOf(targets: readonly Target[], cwd: string): Promise<Area[]> {
  const here = await workTreeOf(cwd);
  const workTrees = new Map<string, string | undefined>();
  const areas = new Map<string, Area>();
  for (const target of targets) {
    const folder = target.isFolder ? target.path : dirname(target.path);
    if (!workTrees.has(folder)) workTrees.set(folder, await workTreeIfAny(folder));
    const workTree = workTrees.get(folder);
    const base = baseOf(folder, [here, cwd, workTree]);
    const key = workTree ?? base;
    const area = areas.get(key) ?? { workTree, base, targets: [] };
    area.targets.push(target);
    areas.set(key, area);
  }
  return [...areas.values()];
}

async function workTreeIfAny(folder: string): Promise<string | undefined> {
  // A folder that has just vanished holds nothing to find.
  return workTreeOf(folder).catch(() => undefined);
}

/**
 * Ignore files count from the top of the user's project down, also in a submodule, so that naming a file decides as
 * searching everything does. Outside of the project they count from the named folder.
 */
function baseOf(folder: string, tops: readonly (string | undefined)[]): string {
  const around = tops.filter((top) => top !== undefined).filter((top) => isWithin(folder, top));
  return around.sort((one, other) => one.length - other.length)[0] ?? folder;
}

/** Targets of an area that no rule keeps out, and the reasons for the others. */
interface Admission {
  readonly admitted: readonly Target[];
  readonly refused: readonly { readonly target: Target; readonly reason: string }[];
}

/** Asks all rules about the targets of an area; git only once. */
async function admit({ targets, workTree }: Area, rules: Rules): Promise<Admission> {
  const own = reasonsFor(targets, ({ path, isFolder }) => rules.refusal(path, isFolder));
  const rest = targets.filter((target) => !own.has(target.path));
  const paths = rest.map(({ path }) => path);
  const git =
    (workTree === undefined ? undefined : await ignoredByGit(workTree, paths)) ??
    reasonsFor(rest, ({ path, isFolder }) => rules.gitRefusal(path, isFolder));
  const reasons = new Map([...own, ...git]);
  const refused = targets.flatMap((target) => {
    const reason = reasons.get(target.path);
    return reason === undefined ? [] : [{ target, reason }];
  });
  return { admitted: targets.filter(({ path }) => !reasons.has(path)), refused };
}

/** The reasons by path, for those targets that there is a reason against. */
function reasonsFor(
  targets: readonly Target[],
  reasonOf: (target: Target) => string | undefined,
): Map<string, string> {
  const reasons = new Map<string, string>();
  for (const target of targets) {
    const reason = reasonOf(target);
    if (reason !== undefined) reasons.set(target.path, reason);
  }
  return reasons;
}
