import { isAbsolute, relative, sep } from 'node:path';

/** A path as reports show it: relative to the working directory, with `/`. */
export function shownPath(given: string, cwd: string): string {
  const path = isAbsolute(given) ? relative(cwd, given) || '.' : given;
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

/** Whether a path is a folder or lies in it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
