import { execFileSync } from 'node:child_process';
import { lookAt } from '../../src/files/read';
import { workspaceOfEachTest } from './workspace';

const workspace = workspaceOfEachTest();

/** How many bytes one piece has at most. */
const desk = 256 * 1024;

function look(path: string, limit: number): object & { readonly pieces: readonly string[] } {
  const pieces: string[] = [];
  const result = lookAt(path, limit, (piece) => pieces.push(piece.toString()));
  return { ...result, pieces };
}

test('a file is read up to the limit, and not at all beyond it', () => {
  const path = workspace.write('a.txt', 'four');
  expect(look(path, 4)).toEqual({ kind: 'read', pieces: ['four'] });
  expect(look(path, 3)).toEqual({ kind: 'too-large', pieces: [] });
});

test('an empty file is one empty piece', () => {
  expect(look(workspace.write('a.txt', ''), 9)).toEqual({ kind: 'read', pieces: [''] });
});

test.each([1, desk - 1, desk, desk + 1, 2 * desk, 2 * desk + 7])('all of %d bytes are seen', (length) => {
  const text = '0123456789'.repeat(length / 10 + 1).slice(0, length);
  const { pieces } = look(workspace.write('a.txt', text), Infinity);
  expect(pieces.join('') === text).toBe(true);
});

test('links, folders and pipes are not followed, read or waited for', () => {
  workspace.write('folder/a.txt', '');
  workspace.link('link', 'folder/a.txt');
  execFileSync('mkfifo', [workspace.path('pipe')]);
  for (const name of ['link', 'folder', 'pipe']) {
    expect(look(workspace.path(name), 9)).toMatchObject({ kind: 'not-a-file', pieces: [] });
  }
  expect(look(workspace.path('missing'), 9)).toEqual({ kind: 'gone', pieces: [] });
});
