import { newPool, oldPool } from '../ci/manifests';
import { bundleForBrowsers, runInPage } from '../support/browser';
import { newPolicy, oldPolicy } from '../support/policies';

test('it imports nothing', () => {
  expect(/\bimport\s*[\w{*"'(]|\brequire\(/.exec(bundleForBrowsers)?.[0]).toBeUndefined();
});

test('a text is migrated without Node', () => {
  const { text } = runInPage("text = migrateText(old, 'pool.yaml').text;", { old: oldPool });
  expect(text).toBe(newPool);
});

test('a tree is migrated without Node', () => {
  const files = { 'a/policy.yaml': oldPolicy, 'b/pool.yaml': oldPool, 'notes.txt': 'InferencePool' };
  const script = 'texts = [...migrateFiles(files).changed].map(([path, { text }]) => [path, text]);';
  expect(runInPage(script, { files })['texts']).toEqual([
    ['a/policy.yaml', newPolicy],
    ['b/pool.yaml', newPool],
  ]);
});
