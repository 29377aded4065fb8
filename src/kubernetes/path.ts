import { posix } from 'node:path';

/** The folder of a file's path as reports show it; `.` for the working directory. */
export const folderOf = (path: string): string => posix.dirname(path);

/** What a file is called. */
export const fileNameOf = (path: string): string => posix.basename(path);

/** A path that a file gives, relative to its folder, as reports show it. */
export function resolveFrom(folder: string, path: string): string {
  return posix.normalize(posix.join(folder, path));
}

/** Whether a path that counts from the repository's root, wherever that is, can mean a file or folder. */
export function canMean(fromRoot: string, path: string): boolean {
  const wanted = posix.normalize(fromRoot).replace(/^\/+|(?<!\/)\/+$/g, '');
  return path === wanted || path.endsWith(`/${wanted}`);
}
