import { lstatSync, type Stats } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';

/**
 * The root of the git work tree around a folder, without links in its path; nothing where there is none. Git itself
 * is not needed. Throws if there is no such folder.
 */
export async function workTreeOf(folder: string): Promise<string | undefined> {
  for (let at = await realpath(folder); ; at = dirname(at)) {
    if (isWorkTree(at)) return at;
    if (at === dirname(at)) return undefined;
  }
}

/** A folder as the root of its work tree names it, with `/`; nothing where it is that root, or in no work tree. */
export async function folderInWorkTree(folder: string): Promise<string | undefined> {
  const root = await workTreeOf(folder);
  const path = root === undefined ? '' : relative(root, await realpath(folder));
  return path === '' ? undefined : path.replaceAll(sep, '/');
}

/**
 * Whether a folder is the root of a git work tree: a clone, a linked work tree, or a submodule. It is asked of one
 * folder after the other, and each step that another thread takes would cost more than the look.
 */
export function isWorkTree(folder: string): boolean {
  const mark = lookAt(join(folder, '.git'));
  // The repository, or a file that says where it is.
  return mark !== undefined && (mark.isFile() || lookAt(join(folder, '.git', 'HEAD')) !== undefined);
}

function lookAt(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
