import { mkdirSync, writeFileSync } from 'node:fs';
import { workTreeOf } from '../../src/files/git';
import { withoutGitSettings, Workspace } from './workspace';

let workspace: Workspace;

beforeAll(withoutGitSettings);

beforeEach(() => {
  workspace = new Workspace();
  workspace.add('a/b/c.yaml');
});

afterEach(() => {
  workspace.remove();
});

test('there is no work tree outside of git', async () => {
  expect(await workTreeOf(workspace.path('a'))).toBeUndefined();
});

test('a folder belongs to the nearest work tree around it', async () => {
  workspace.repository();
  expect(await workTreeOf(workspace.path('a/b'))).toBe(workspace.root);
  workspace.repository('a');
  expect(await workTreeOf(workspace.path('a/b'))).toBe(workspace.path('a'));
  expect(await workTreeOf(workspace.path('a'))).toBe(workspace.path('a'));
});

test('a linked work tree is one of its own', async () => {
  workspace.repository();
  workspace.git('worktree', 'add', '-q', 'linked');
  expect(await workTreeOf(workspace.path('linked/a/b'))).toBe(workspace.path('linked'));
});

test('the path of a work tree has no links in it', async () => {
  workspace.repository();
  workspace.link('link', 'a/b');
  expect(await workTreeOf(workspace.path('link'))).toBe(workspace.root);
});

test('an empty .git folder makes no work tree', async () => {
  workspace.repository();
  mkdirSync(workspace.path('a/.git'));
  expect(await workTreeOf(workspace.path('a/b'))).toBe(workspace.root);
  writeFileSync(workspace.path('a/.git/HEAD'), 'ref: refs/heads/main\n');
  expect(await workTreeOf(workspace.path('a/b'))).toBe(workspace.path('a'));
});

test('a folder that does not exist is an error', async () => {
  await expect(workTreeOf(workspace.path('nowhere'))).rejects.toThrow('no such file or directory');
});
