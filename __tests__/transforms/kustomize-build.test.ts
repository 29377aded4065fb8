import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { migrateText } from '../../src/api';
import { inCopyOf, migrateFolder } from '../support/kustomize-tree';

/**
 * Every folder is a tree whose folder `build` is a kustomization. To add a case, add a folder: migrating the tree and
 * building it must give what building it and migrating the result gives.
 */
const shapes = join(__dirname, '../../__fixtures__/kustomize');

const kustomize = spawnSync('kubectl', ['kustomize', '--help']);
const canBuild = kustomize.status === 0;
if (!canBuild && process.env['CI']) throw new Error('kubectl is missing, which .ci/run installs');

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

describe('migrating a kustomize tree and building it gives what building it and migrating the result gives', () => {
  if (!canBuild) {
    test.skip('skipped: these tests need "kubectl kustomize", which is not installed here', () => undefined);
    return;
  }

  test.each(readdirSync(shapes))('%s', async (shape) => {
    await inCopyOf(join(shapes, shape), async (root) => {
      const folder = join(root, 'build');
      const before = build(folder);
      const { findings, faults } = await migrateFolder(root, 'write');
      expect(faults).toEqual([]);
      expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
      expect(objectsOf(build(folder))).toEqual(objectsOf(migrateText(before, 'built.yaml').text));
      expect((await migrateFolder(root, 'check')).files).toEqual([]);
    });
  });
});
