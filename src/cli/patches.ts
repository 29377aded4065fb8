import { relative, resolve } from 'node:path';
import { workTreeOf } from '../files/worktree';
import type { RunResult } from '../run/result';

/** The changes of a run as unified diffs, one for each file; together they are a patch. */
export async function patchesOf({ files }: RunResult): Promise<string[]> {
  if (files.length === 0) return [];
  const { editsOf, unifiedDiff } = await import('../report/diff');
  const cwd = process.cwd();
  // `git apply` reads paths from the root of the work tree, wherever it is called.
  const root = (await workTreeOf(cwd)) ?? cwd;
  return files.map(({ path, before, after, fixes }) =>
    unifiedDiff(relative(root, resolve(cwd, path)), before, after, editsOf(fixes)),
  );
}
