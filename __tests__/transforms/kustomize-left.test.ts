import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectSentences } from '../support/sentences';
import { inCopyOf, migrateFolder } from '../support/kustomize-tree';

/**
 * Every folder is a tree in which something cannot follow. `findings.txt` has what is reported, one line a finding, in the
 * order of paths and places: `error build/kustomization.yaml:5:7 message`. Files with an error stay as they are, also once
 * the rest of the tree is migrated.
 */
const left = join(__dirname, '../../__fixtures__/kustomize-left');

describe('what cannot follow in a kustomize tree is left as it is and told', () => {
  test.each(readdirSync(left))('%s', async (tree) => {
    await inCopyOf(join(left, tree), async (root) => {
      const { findings, files } = await migrateFolder(root, 'check');
      const lines = findings.map(
        ({ level, path, line, column, message }) => `${level} ${path}:${line}:${column} ${message}\n`,
      );
      expectSentences(findings, []);
      expect(lines.join('')).toBe(readFileSync(join(left, tree, 'findings.txt'), 'utf8'));
      const errors = new Set(findings.filter(({ level }) => level === 'error').map(({ path }) => path));
      expect(files.filter(({ path }) => errors.has(path))).toEqual([]);
      await migrateFolder(root, 'write');
      expect((await migrateFolder(root, 'check')).files).toEqual([]);
    });
  });
});
