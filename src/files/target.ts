import { lstat, realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { cause, isMissing } from './cause';
import type { Found } from './found';
import type { Match } from './glob';

/** A file or folder that was asked for. */
export interface Target {
  /** The path or glob that asked for it. */
  readonly given: string;
  /** Absolute, without links. */
  readonly path: string;
  readonly isFolder: boolean;
  /** Whether only a glob asked for it. */
  readonly isMatch: boolean;
}

/** Finds what a path or glob stands for. A path that exists is never read as a glob. */
export async function targetsOf(given: string, cwd: string, found: Found): Promise<Target[]> {
  try {
    // Resolved, an empty path would be the working directory, which nobody asked for.
    if (given === '') throw new Error('the path is empty');
    return await named(given, cwd, found);
  } catch (error) {
    if (isMissing(error)) {
      // Loaded only when needed: most commands name files and folders.
      const { expand, isGlob } = await import('./glob');
      if (isGlob(given)) return matched(given, await expand(given, cwd, found), found);
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
