import { dirname, resolve, sep } from 'node:path';
import { type Dirent, readdir } from 'node:fs';
import { cause, isMissing } from './read';
import type { Found } from './listing';

/** Whether an absolute path is a folder or lies anywhere in it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** These folders, each once, without those that lie in another of them. */
export function outermost(folders: readonly string[]): string[] {
  const all = new Set(folders);
  return [...all].filter((folder) => !foldersAround(folder).some((outer) => all.has(outer)));
}

function foldersAround(path: string): string[] {
  const folder = dirname(path);
  return folder === path ? [] : [folder, ...foldersAround(folder)];
}

/** The lowest folder that holds all these folders, of which there is at least one. */
export function commonFolder(folders: readonly string[]): string {
  let common = folders[0] ?? sep;
  while (!folders.every((folder) => isWithin(folder, common))) common = dirname(common);
  return common;
}

/** The order of the bytes of UTF-8, which is that of the code points and does not depend on the language of the machine. */
export function byBytes(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  let at = 0;
  while (at < length && one.charCodeAt(at) === other.charCodeAt(at)) at++;
  // Where the second halves of two surrogate pairs differ, so do the pairs, in the same order.
  return (one.codePointAt(at) ?? -1) - (other.codePointAt(at) ?? -1);
}

/** A file or folder that a glob matches. */
export interface Match {
  readonly path: string;
  readonly isFolder: boolean;
}

/**
 * Expands a glob as a shell does, but with names that start with a dot, and with `**` for folders of any depth. Links
 * neither match nor lead on.
 *
 * @param found called with each folder that cannot be read
 * @returns undefined where the pattern is no glob
 */
export async function expand(pattern: string, cwd: string, found: Found): Promise<Match[] | undefined> {
  // Loaded only when needed: most commands name files and folders.
  const { default: glob } = await import('fast-glob');
  if (!glob.isDynamicPattern(pattern)) return undefined;
  const entries = await glob(pattern, {
    cwd,
    dot: true,
    onlyFiles: false,
    objectMode: true,
    followSymbolicLinks: false,
    ignore: ['**/.git', '**/node_modules'],
    fs: { readdir: readerThatGoesOn(found) },
  });
  return entries
    .filter(({ dirent }) => dirent.isFile() || dirent.isDirectory())
    .map(({ path, dirent }) => ({ path: resolve(cwd, path), isFolder: dirent.isDirectory() }));
}

type Answer<Entry> = (error: NodeJS.ErrnoException | null, entries: Entry[]) => void;

/** What the library calls to read a folder. An error would make it drop all that it has found. */
function readerThatGoesOn(found: Found) {
  return (path: string, options: { withFileTypes: true } | Answer<string>, answer?: Answer<Dirent>): void => {
    // The library's types allow to ask for bare names, too.
    if (typeof options === 'function') readdir(path, options);
    else {
      readdir(path, options, (error, entries) => {
        if (error && !isMissing(error)) found.fault(resolve(path), cause(error));
        answer?.(null, error ? [] : entries);
      });
    }
  };
}
