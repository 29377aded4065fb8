import { type Dirent, readdir } from 'node:fs';
import { resolve } from 'node:path';
import glob from 'fast-glob';
import { cause, isMissing } from './cause';
import type { Found } from './found';

/** A file or folder that a glob matches. */
export interface Match {
  readonly path: string;
  readonly isFolder: boolean;
}

/** Whether a path that does not exist can be read as a glob. */
export const isGlob = glob.isDynamicPattern;

/**
 * Expands a glob as a shell does, but with names that start with a dot, and with `**` for folders of any depth. Links
 * neither match nor lead on.
 *
 * @param found told of each folder that cannot be read
 */
export async function expand(pattern: string, cwd: string, found: Found): Promise<Match[]> {
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

/** What the library calls to read a folder; told of an error, it would drop all that it has found. */
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
