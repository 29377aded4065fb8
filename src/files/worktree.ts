import { lstat, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * The root of the git work tree around a folder, without links in its path; nothing where there is none. Git itself
 * is not needed. Throws if there is no such folder.
 */
export async function workTreeOf(folder: string): Promise<string | undefined> {
  for (let at = await realpath(folder); ; at = dirname(at)) {
    if (await isWorkTree(at)) return at;
    if (at === dirname(at)) return undefined;
  }
}

/** Whether a folder is the root of a git work tree: a clone, a linked work tree, or a submodule. */
export async function isWorkTree(folder: string): Promise<boolean> {
  const mark = join(folder, '.git');
  // The repository, or a file that says where it is.
  return (await exists(join(mark, 'HEAD'))) || (await isFile(mark));
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

async function isFile(path: string): Promise<boolean> {
  return lstat(path).then(
    (facts) => facts.isFile(),
    () => false,
  );
}
