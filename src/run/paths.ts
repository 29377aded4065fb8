import { isAbsolute, relative, sep } from 'node:path';

/** A path as reports show it: relative to the working directory, with `/`. */
export function shownPath(given: string, cwd: string): string {
  const path = isAbsolute(given) ? relative(cwd, given) || '.' : given;
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
