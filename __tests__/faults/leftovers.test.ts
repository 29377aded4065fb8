import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { thisMachine } from '../../src/files/leftovers';
import { Workspace } from '../cli/workspace';
import { newPolicy, oldPolicy } from '../support/policies';

let workspace: Workspace;
let left: string;
beforeEach(() => {
  workspace = new Workspace();
  const { pid } = spawnSync(process.execPath, ['--version']);
  left = `apps/.policy.yaml.istio-migrate-${thisMachine()}-${pid}-0123456789ab.tmp`;
  workspace.write(left, oldPolicy);
});
afterEach(() => {
  workspace.remove();
});

function isThere(path: string): boolean {
  return existsSync(join(workspace.root, path));
}

test.each([[[]], [['--check']], [['--format', 'json']]])(
  'what a killed run left over is not touched, nor told of, without --write: %j',
  (words) => {
    workspace.write('apps/policy.yaml', newPolicy);
    const { stdout, stderr, status } = workspace.run(words);
    expect(status).toBe(0);
    expect(stdout + stderr).not.toContain('.tmp');
    expect(isThere(left)).toBe(true);
  },
);

test('--write removes it, though nothing is to be written there any more', () => {
  workspace.write('apps/policy.yaml', newPolicy);
  expect(workspace.run(['--write']).status).toBe(0);
  expect(isThere(left)).toBe(false);
});

test('--write removes it beside what it writes, though git ignores it', () => {
  workspace.git(['init', '-q']);
  workspace.write('.gitignore', '*.tmp\n');
  workspace.write('apps/policy.yaml', oldPolicy);
  expect(workspace.run(['--write', 'apps/policy.yaml']).status).toBe(0);
  expect(isThere(left)).toBe(false);
  expect(workspace.read('apps/policy.yaml')).toBe(newPolicy);
});

test('--write leaves what lies in folders that it was not given, or that are kept out', () => {
  workspace.write('other/policy.yaml', oldPolicy);
  expect(workspace.run(['--write', 'other']).status).toBe(0);
  expect(workspace.run(['--write', '--exclude', 'apps', '.']).status).toBe(0);
  expect(isThere(left)).toBe(true);
});
