import { isAbsolute, relative, resolve, sep } from 'node:path';

/** What paths are relative to: those of a result to the working directory, those that others read to a root. */
export interface Base {
  readonly workingDirectory: string;
  /** The root of the repository, where there is one. */
  readonly root: string;
}

/** A path of a result as seen from the root, with `/`; absolute if it lies outside. */
export function fromRoot(path: string, { workingDirectory, root }: Base): string {
  const absolute = resolve(workingDirectory, path);
  const inside = relative(root, absolute);
  if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return absolute;
  return inside === '' ? '.' : inside.split(sep).join('/');
}

/** What made a report. */
export interface Tool {
  readonly name: string;
  readonly version: string;
}
