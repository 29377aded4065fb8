import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { migrateText } from '../../src';
import { usualTarget } from '../../src/migrate';
import { run } from '../../src/run/run';
import { transforms } from '../../transforms';

const fixtures = join(__dirname, '../../__fixtures__');

/**
 * Every folder is a tree whose folder `build` is a kustomization. To add a case, add a folder: migrating the tree and
 * building it must give what building it and migrating the result gives.
 */
const shapes = join(fixtures, 'kustomize');

/**
 * Every folder is a tree in which something cannot follow. `findings.txt` has what is told, one line a finding, in the
 * order of paths and places: `error build/kustomization.yaml:5:7 message`. Files with an error stay as they are.
 */
const left = join(fixtures, 'kustomize-left');

const kustomize = spawnSync('kubectl', ['kustomize', '--help']);
const canBuild = kustomize.status === 0;

function build(folder: string): string {
  const { status, stdout, stderr } = spawnSync('kubectl', ['kustomize', folder], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`kubectl kustomize ${folder}: ${stderr}`);
  return stdout;
}

/** The objects of a text as plain data, in an order of their own. */
function objectsOf(text: string): unknown[] {
  const name = (object: unknown) => {
    const { kind, metadata } = object as { kind: string; metadata: { name: string } };
    return `${kind}/${metadata.name}`;
  };
  const objects = parseAllDocuments(text).map((document) => document.toJS() as unknown);
  return objects.toSorted((a, b) => (name(a) < name(b) ? -1 : 1));
}

/** Works on a copy of a tree, which is gone afterwards. */
async function inCopyOf(tree: string, work: (root: string) => Promise<void>): Promise<void> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'kustomize-')));
  try {
    // What is expected of the tree is no part of it.
    cpSync(tree, root, { recursive: true, filter: (path) => !path.endsWith('findings.txt') });
    await work(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function migrateTree(cwd: string, mode: 'write' | 'check') {
  return run({ cwd, paths: ['.'], exclude: [], transforms, target: usualTarget, mode });
}

describe('migrating a kustomize tree and building it gives what building it and migrating the result gives', () => {
  if (!canBuild) {
    test.skip('skipped: these tests need "kubectl kustomize", which is not installed here', () => undefined);
    return;
  }

  test.each(readdirSync(shapes))('%s', async (shape) => {
    await inCopyOf(join(shapes, shape), async (root) => {
      const folder = join(root, 'build');
      const before = build(folder);
      const { findings, faults } = await migrateTree(root, 'write');
      expect(faults).toEqual([]);
      expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
      expect(objectsOf(build(folder))).toEqual(objectsOf(migrateText(before, 'built.yaml').text));
      expect((await migrateTree(root, 'check')).files).toEqual([]);
    });
  });
});

describe('what cannot follow in a kustomize tree is left as it is and told', () => {
  test.each(readdirSync(left))('%s', async (tree) => {
    await inCopyOf(join(left, tree), async (root) => {
      const { findings, files } = await migrateTree(root, 'check');
      const lines = findings.map(
        ({ level, path, line, column, message }) => `${level} ${path}:${line}:${column} ${message}\n`,
      );
      expect(lines.join('')).toBe(readFileSync(join(left, tree, 'findings.txt'), 'utf8'));
      const errors = new Set(findings.filter(({ level }) => level === 'error').map(({ path }) => path));
      expect(files.filter(({ path }) => errors.has(path))).toEqual([]);
    });
  });
});
