import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from '../cli/workspace';
import { oldPool } from './manifests';
import { commandsIn, type Inputs, jobWorkspace, runAction } from './step';

let workspace: Workspace;
beforeEach(() => {
  workspace = jobWorkspace();
});
afterEach(() => {
  workspace.remove();
});

describe('what the action does not trust', () => {
  test.each<[string, Inputs, string]>([
    ['a path that looks like an option', { paths: '--write' }, '--write: '],
    ['a path that looks like a command', { paths: '$(touch hit); `touch hit`; touch hit #' }, 'touch hit'],
    ['standard input', { paths: '-' }, 'paths: "-" is standard input'],
    ['an unknown mode', { mode: 'check --write' }, 'mode must be check or write, not "check --write"'],
    ['a mode of two lines', { mode: 'check\n--write' }, 'mode must be a single line'],
    ['an unknown id', { only: '--write' }, 'unknown transform "--write"'],
    ['an id with a script in it', { skip: '"; touch hit; "' }, 'unknown transform'],
    ['an option as the version', { 'target-version': '--write' }, '--target-version needs a version'],
    ['a workflow command as the version', { 'target-version': '1\n::error::hit' }, 'must be a single line'],
    ['a boolean that is none', { strict: 'yes' }, 'strict must be true or false, not "yes"'],
  ])('%s ends it with exit code 2', (_, inputs, message) => {
    workspace.write('pool.yaml', oldPool);
    const { status, log, stderr } = runAction(workspace, inputs);
    expect(stderr + log).toContain(message);
    expect(status).toBe(2);
    expect(workspace.read('pool.yaml')).toBe(oldPool);
    expect(existsSync(join(workspace.root, 'hit'))).toBe(false);
  });

  test('a manifest cannot give the runner commands', () => {
    const hostile = oldPool.replace('# vLLM', '# vLLM\n  ::add-mask::8000: 1 #\r::error::hit');
    workspace.write('pool.yaml', hostile);
    workspace.write('::warning::hit.yaml', oldPool);
    const { log } = runAction(workspace, {});
    expect(log).toContain('::add-mask::');
    expect(commandsIn(log).filter((line) => !/^::(?:error|warning|notice) file=/.test(line))).toEqual([]);
  });
});
