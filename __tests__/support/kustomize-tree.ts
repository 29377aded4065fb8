import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { upgrade } from './upgrade';
import type { RunResult } from '../../src/run/decide';
import { run } from '../../src/run/run';
import { transforms } from '../../transforms';

/** Works on a copy of a tree, which is gone afterwards. */
export async function inCopyOf(tree: string, work: (root: string) => Promise<void>): Promise<void> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'kustomize-')));
  try {
    // What is expected of the tree is no part of it.
    cpSync(tree, root, { recursive: true, filter: (path) => !path.endsWith('findings.txt') });
    await work(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Runs all transforms over a whole folder. */
export function migrateFolder(cwd: string, mode: 'write' | 'check'): Promise<RunResult> {
  return run({ cwd, paths: ['.'], exclude: [], transforms, ...upgrade, mode });
}
