import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { readBytes } from '../../src/files/read';
import { withoutPrivileges, workspaceOfEachTest } from './workspace';

const workspace = workspaceOfEachTest();

test('a file gives its bytes, and what a write must keep', () => {
  const bytes = Buffer.from([0, 1, 0xff, 10]);
  const path = workspace.write('a b\n.yaml', bytes);
  chmodSync(path, 0o2751);
  const { uid, gid } = statSync(path);
  const { dev, ino } = statSync(path, { bigint: true });
  const file = { bytes, mode: 0o2751, uid, gid, dev, ino };
  expect(readBytes(path)).toEqual({ kind: 'read', file });
});

test('a file that is not there is gone', () => {
  workspace.add('a.yaml');
  expect(readBytes(workspace.path('nowhere.yaml'))).toEqual({ kind: 'gone' });
  expect(readBytes(workspace.path('nowhere/b.yaml'))).toEqual({ kind: 'gone' });
  expect(readBytes(workspace.path('a.yaml/b.yaml'))).toEqual({ kind: 'gone' });
});

test('links, folders, pipes, sockets and devices are no files, and are not waited for', async () => {
  workspace.add('a.yaml');
  workspace.link('link.yaml', 'a.yaml');
  workspace.link('loop.yaml', 'loop.yaml');
  workspace.link('dead.yaml', 'nowhere');
  for (const name of ['link.yaml', 'loop.yaml', 'dead.yaml']) {
    const result = { kind: 'not-a-file', reason: 'it is a symbolic link' };
    expect(readBytes(workspace.path(name))).toEqual(result);
  }
  mkdirSync(workspace.path('folder.yaml'));
  const folder = { kind: 'not-a-file', reason: 'it is a folder' };
  expect(readBytes(workspace.path('folder.yaml'))).toEqual(folder);
  execFileSync('mkfifo', [workspace.path('pipe.yaml')]);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(workspace.path('socket.yaml'), resolve));
  const other = { kind: 'not-a-file', reason: 'it is not a regular file' };
  for (const path of [workspace.path('pipe.yaml'), workspace.path('socket.yaml'), '/dev/null', '/dev/zero']) {
    expect(readBytes(path)).toEqual(other);
  }
  await new Promise((resolve) => server.close(resolve));
});

test('a file that may not be read is a fault, in plain words', async () => {
  const path = workspace.write('a.yaml', '');
  chmodSync(path, 0);
  const result = await withoutPrivileges(() => readBytes(path));
  expect(result).toEqual({ kind: 'fault', message: 'permission denied' });
});
