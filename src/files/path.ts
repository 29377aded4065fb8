import { dirname, sep } from 'node:path';

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
