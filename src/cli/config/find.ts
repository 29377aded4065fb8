import { lstatSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { configName } from '../../files/names';
import { isWorkTree } from '../../files/worktree';

/**
 * The nearest configuration file in a folder or one above it. The search ends at the root of a git work tree: what
 * lies around it belongs to no one who reads the repository. Outside of any, it ends at the file system's root.
 */
export function findConfig(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const path = join(at, configName);
    if (isThere(path)) return path;
    if (at === dirname(at) || isWorkTree(at)) return undefined;
  }
}

/** What cannot be looked at is there: reading it says why it cannot be read. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return true;
  }
}
