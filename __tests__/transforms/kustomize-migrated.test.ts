import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readTexts } from '../support/fixtures';
import { expectSentences } from '../support/sentences';
import { inCopyOf, migrateFolder } from '../support/kustomize-tree';

const folder = join(__dirname, '../../__fixtures__');

/**
 * What the trees of `__fixtures__/kustomize` become, byte for byte: the files that change, under the same paths. That
 * this is right is what building the trees shows; this test needs no program for it.
 */
describe('a kustomize tree becomes', () => {
  test.each(readdirSync(join(folder, 'kustomize')))('%s', async (shape) => {
    const tree = join(folder, 'kustomize', shape);
    const before = readTexts(tree);
    const changed = readTexts(join(folder, 'kustomize-migrated', shape));
    await inCopyOf(tree, async (root) => {
      const { files, findings } = await migrateFolder(root, 'write');
      expectSentences(
        findings,
        files.flatMap(({ rewrites }) => rewrites),
      );
      const after = readTexts(root);
      expect(
        Object.fromEntries(Object.entries(after).filter(([path, text]) => text !== before[path])),
      ).toEqual(changed);
    });
  });
});
