import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Tree } from './fixtures';
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

/** What kustomize builds in a folder of a tree; undefined where it refuses to. */
export function kustomized(tree: Tree, folder = 'build'): string | undefined {
  const root = mkdtempSync(join(tmpdir(), 'kustomized-'));
  try {
    for (const [path, text] of Object.entries(tree)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const { status, stdout } = spawnSync('kubectl', ['kustomize', join(root, folder)], { encoding: 'utf8' });
    return status === 0 ? stdout : undefined;
  } finally {
    rmSync(root, { recursive: true });
  }
}
