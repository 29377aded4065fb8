import { writeFileSync } from 'node:fs';
import { workspaceOfEachTest } from '../cli/workspace';
import { runBehind } from '../faults/support/start';
import { differences, fixtureTree, lay, read } from './tree';

const workspace = workspaceOfEachTest();

const fixtures = fixtureTree();

/** Applies a patch as a user does, from a file outside of the tree. */
function apply(words: readonly string[], patch: string, folder: string): void {
  const file = `${workspace.root}.patch`;
  writeFileSync(file, patch);
  try {
    workspace.git(['-C', folder, 'apply', '--whitespace=nowarn', ...words, file]);
  } finally {
    runBehind(`rm "${file}"`, [], '/');
  }
}

describe.each([
  ['in a git repository', '.', ['.'], true, '.'],
  ['in a folder of a git repository', 'crlf', ['.'], true, 'crlf'],
  // In a folder, git passes over what a patch says about files elsewhere.
  ['in a folder of a git repository, for files elsewhere', 'no end', ['../crlf', '../mark'], true, '.'],
  ['outside of git', '.', ['.'], false, '.'],
])('all fixtures, %s', (_, folder, paths, isRepository, applied) => {
  test('what --write did, git apply -R takes back byte for byte, and git apply does the same', () => {
    lay(workspace.root, fixtures);
    if (isRepository) workspace.git(['init', '-q']);
    // In a file, as a user keeps it: what is printed is bytes, not text.
    const { stdout: patch, status } = workspace.run(['--dry-run', '--markdown', ...paths], { folder });
    expect(status).toBe(0);
    expect(differences(workspace.root, fixtures)).toEqual([]);

    // Some of the fixtures hold what stays as an error, or are broken.
    expect(workspace.run(['--write', '--markdown', ...paths], { folder }).status).toBe(1);
    const written = read(workspace.root, fixtures);
    expect(differences(workspace.root, fixtures).length).toBeGreaterThan(50);

    apply(['-R'], patch, applied);
    expect(differences(workspace.root, fixtures)).toEqual([]);

    apply([], patch, applied);
    expect(differences(workspace.root, written)).toEqual([]);
  });
});

test('with the endings of lines that git is told to convert, the patch still gives the exact bytes', () => {
  const tree = new Map([...fixtures].filter(([path]) => path.startsWith('crlf/plain')));
  lay(workspace.root, tree);
  workspace.git(['init', '-q']);
  workspace.git(['config', 'core.autocrlf', 'input']);
  const { stdout: patch } = workspace.run(['--dry-run']);
  workspace.run(['--write']);
  apply(['-R'], patch, '.');
  expect(differences(workspace.root, tree)).toEqual([]);
});

test('--write --diff prints the same patch as --dry-run', () => {
  lay(workspace.root, fixtures);
  workspace.git(['init', '-q']);
  const { stdout: patch } = workspace.run(['--dry-run']);
  expect(workspace.run(['--write', '--diff']).stdout).toBe(patch);
});
