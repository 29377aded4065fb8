/**
 * What the core asks of `node:path`, for browsers: paths of a tree in memory are those of POSIX, and the tree is the
 * working directory.
 */
export const sep = '/';

export function isAbsolute(path: string): boolean {
  return path.startsWith('/');
}

export function normalize(path: string): string {
  const isRooted = isAbsolute(path);
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (!isRooted) parts.push(part);
  }
  const inner = parts.join('/');
  const end = inner !== '' && path.endsWith('/') ? '/' : '';
  return isRooted
    ? `/${inner}${end}`
    : `${inner === '' ? `.${path.endsWith('/') && path !== '' ? '/' : ''}` : inner}${end}`;
}

export function join(...paths: readonly string[]): string {
  const given = paths.filter((path) => path !== '');
  return given.length === 0 ? '.' : normalize(given.join('/'));
}

export function resolve(...paths: readonly string[]): string {
  const start = paths.findLastIndex(isAbsolute);
  const joined = normalize(`/${paths.slice(Math.max(0, start)).join('/')}`);
  return joined === '/' ? joined : joined.replace(/\/$/, '');
}

export function relative(from: string, to: string): string {
  const [start, end] = [from, to].map((path) =>
    resolve(path)
      .split('/')
      .filter((part) => part !== ''),
  );
  if (!start || !end) return '';
  const differs = start.findIndex((part, index) => part !== end[index]);
  const shared = differs === -1 ? start.length : differs;
  return [...start.slice(shared).map(() => '..'), ...end.slice(shared)].join('/');
}

export function dirname(path: string): string {
  const trimmed = path.replace(/(?<=.)\/+$/s, '');
  const end = trimmed.lastIndexOf('/');
  if (end < 1) return isAbsolute(path) ? '/' : '.';
  return isAbsolute(path) && end === 1 ? '//' : trimmed.slice(0, end);
}

export function basename(path: string): string {
  const trimmed = path.replace(/\/+$/, '');
  return trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

export const posix = { sep, isAbsolute, normalize, join, resolve, relative, dirname, basename };
