import { execFileSync } from 'node:child_process';
import { lookAt } from '../../src/files';
import { Workspace } from './workspace';

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace();
});
afterEach(() => {
  workspace.remove();
});

test('a file is read up to the limit, and not at all beyond it', () => {
  const path = workspace.write('a.txt', 'four');
  expect(lookAt(path, 4)).toEqual({ kind: 'read', bytes: Buffer.from('four') });
  expect(lookAt(path, 3)).toEqual({ kind: 'too-large' });
});

test('links, folders and pipes are not followed, read or waited for', () => {
  workspace.write('folder/a.txt', '');
  workspace.link('link', 'folder/a.txt');
  execFileSync('mkfifo', [workspace.path('pipe')]);
  for (const name of ['link', 'folder', 'pipe']) {
    expect(lookAt(workspace.path(name), 9)).toMatchObject({ kind: 'not-a-file' });
  }
  expect(lookAt(workspace.path('missing'), 9)).toEqual({ kind: 'gone' });
});
