import * as fs from 'node:fs';
import { join } from 'node:path';
import { workspaceOfEachTest } from '../cli/workspace';
import { isRoot } from '../faults/support/start';
import { newPolicy, oldPolicy } from '../support/policies';

const workspace = workspaceOfEachTest();

const path = (name: string): string => join(workspace.root, name);

test.each([0o755, 0o600, 0o640, 0o664, 0o777])('--write keeps the permissions %o of a file', (mode) => {
  fs.chmodSync(workspace.write('policy.yaml', oldPolicy), mode);
  workspace.run(['--write']);
  expect(workspace.read('policy.yaml')).toBe(newPolicy);
  expect(fs.statSync(path('policy.yaml')).mode & 0o7777).toBe(mode);
});

test('git sees a change of text alone, and none of the mode', () => {
  workspace.git(['init', '-q']);
  fs.chmodSync(workspace.write('script.yaml', oldPolicy), 0o755);
  workspace.git(['add', '.']);
  workspace.git(['commit', '-qm', 'first']);
  workspace.run(['--write']);
  expect(workspace.git(['diff', '--summary'])).toBe('');
  expect(workspace.git(['diff', '--numstat'])).toBe('1\t1\tscript.yaml\n');
});

(isRoot ? test : test.skip)('--write keeps owner and group (needs root, to give a file away)', () => {
  fs.chownSync(workspace.write('policy.yaml', oldPolicy), 1234, 5678);
  workspace.run(['--write']);
  expect(workspace.read('policy.yaml')).toBe(newPolicy);
  expect(fs.statSync(path('policy.yaml'))).toMatchObject({ uid: 1234, gid: 5678 });
});

describe('a file of several names (hard links)', () => {
  test('is rewritten under the name in the tree; a copy outside of it stays as it was', () => {
    workspace.write('tree/policy.yaml', oldPolicy);
    fs.linkSync(path('tree/policy.yaml'), path('backup.yaml'));
    workspace.run(['--write', 'tree']);
    expect([workspace.read('tree/policy.yaml'), workspace.read('backup.yaml')]).toEqual([
      newPolicy,
      oldPolicy,
    ]);
  });

  test('is rewritten under each name in the tree', () => {
    workspace.write('a.yaml', oldPolicy);
    fs.linkSync(path('a.yaml'), path('b.yaml'));
    expect(workspace.run(['--write']).status).toBe(0);
    expect([workspace.read('a.yaml'), workspace.read('b.yaml')]).toEqual([newPolicy, newPolicy]);
  });
});

test('a link in the tree is not followed, and stays a link', () => {
  workspace.write('elsewhere/policy.yaml', oldPolicy);
  fs.mkdirSync(path('tree'));
  fs.symlinkSync('../elsewhere/policy.yaml', path('tree/policy.yaml'));
  fs.symlinkSync('../elsewhere', path('tree/folder'));
  workspace.run(['--write', 'tree', 'tree/policy.yaml']);
  expect(workspace.read('elsewhere/policy.yaml')).toBe(oldPolicy);
  expect(fs.readlinkSync(path('tree/policy.yaml'))).toBe('../elsewhere/policy.yaml');
});
