import { writeFileSync } from 'node:fs';
import { workspaceOfEachTest } from '../cli/workspace';
import { runBehind } from '../faults/support/start';
import { differences, fixtureTree, lay, read } from './tree';

const workspace = workspaceOfEachTest();

const fixtures = fixtureTree();
/** Of each form and each folder some. */
const some = new Map([...fixtures].filter((_, index) => index % 5 === 0));

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
  ['all fixtures, in a git repository', fixtures, '.', ['.'], true, '.'],
  ['in a folder of a git repository', some, 'crlf', ['.'], true, 'crlf'],
  // In a folder, git passes over what a patch says about files elsewhere.
  ['in a folder of a git repository, for files elsewhere', some, 'no end', ['../crlf', '../mark'], true, '.'],
  ['outside of git', some, '.', ['.'], false, '.'],
])('%s', (_, tree, folder, paths, isRepository, applied) => {
  test('what --write did, git apply -R takes back byte for byte, and git apply does the same', () => {
    lay(workspace.root, tree);
    if (isRepository) workspace.git(['init', '-q']);
    // In a file, as a user keeps it: what is printed is bytes, not text.
    const { stdout: patch, status } = workspace.run(['--dry-run', '--markdown', ...paths], { folder });
    expect(status).toBe(0);
    expect(differences(workspace.root, tree)).toEqual([]);

    // Some of the fixtures hold what stays as an error, or are broken.
    expect(workspace.run(['--write', '--markdown', ...paths], { folder }).status).toBe(1);
    const written = read(workspace.root, tree);
    expect(differences(workspace.root, tree).length).toBeGreaterThan(10);

    apply(['-R'], patch, applied);
    expect(differences(workspace.root, tree)).toEqual([]);

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
  lay(workspace.root, some);
  workspace.git(['init', '-q']);
  const { stdout: patch } = workspace.run(['--dry-run']);
  expect(workspace.run(['--write', '--diff']).stdout).toBe(patch);
});
