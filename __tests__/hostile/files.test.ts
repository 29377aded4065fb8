import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Workspace } from '../cli/workspace';
import { command } from '../faults/support/start';
import { newPolicy, oldPolicy } from '../support/policies';
import { hostileFiles } from './cases';

/** Most take a second. The bound is for a machine that has much else to do: what grows with the square takes hours. */
const eachMs = 90_000;

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace();
  workspace.write('good.yaml', oldPolicy);
});
afterEach(() => {
  workspace.remove();
});

test.each(hostileFiles.map((hostile) => [hostile.what, hostile] as const))(
  'a file with %s ends no run, and is exact or stays',
  (_, { path = 'hostile.yaml', bytes, isMigrated }) => {
    const before = Buffer.from(bytes());
    writeFileSync(join(workspace.root, path), before);
    const { status, signal, stderr } = run(['--write']);
    expect({ status, signal, stderr: stderr.match(/internal error.*|^\s+at .*/gm) }).toEqual({
      // What cannot be read is an error that remains; what is binary is nobody's business.
      status: isMigrated || isBinary(before) ? 0 : 1,
      signal: null,
      stderr: null,
    });
    expect(stderr).not.toMatch(/[^\P{Cc}\n]|\u202E/u);
    expect(workspace.read('good.yaml')).toBe(newPolicy);
    const after = isMigrated ? Buffer.from(before.toString().replace('v1alpha3', 'v1')) : before;
    expect(readFileSync(join(workspace.root, path)).equals(after)).toBe(true);
    // What stays is reported, unless it is no text.
    if (!isMigrated && !isBinary(before)) expect(stderr).toContain(path);
  },
  eachMs * 2,
);

/** Bytes that are no text in any encoding that the tool knows. */
function isBinary(bytes: Buffer): boolean {
  const isMarked = ['fffe', 'feff'].includes(bytes.subarray(0, 2).toString('hex'));
  return bytes.includes(0) && !isMarked;
}

describe('names', () => {
  test('with escape codes and line ends reach no terminal as they are', () => {
    const names = [
      '\u001B[2J\u001B]0;owned\u0007.yaml',
      'a\nfailed good.yaml: x.yaml',
      'a\rb.yaml',
      '\u202Elmay.yaml',
    ];
    for (const name of names) writeFileSync(join(workspace.root, name), oldPolicy);
    for (const words of [['--check'], ['--format', 'text'], ['--format', 'json'], ['--write', ...names]]) {
      const { status, stdout, stderr } = run(words);
      expect(status).toBe(words[0] === '--check' ? 1 : 0);
      expect(stdout + stderr).not.toMatch(/[^\P{Cc}\n]/u);
      expect(stderr).not.toMatch(/^failed/m);
    }
    for (const name of names) expect(workspace.read(name)).toBe(newPolicy);
  });

  test('that look like options are files behind "--", and in folders anyway', () => {
    const names = ['--version', '-w', '--config=x.yaml', '-rf.yaml'];
    for (const name of names) workspace.write(name, oldPolicy);
    expect(run(['--write', '--', ...names]).status).toBe(0);
    for (const name of names) expect(workspace.read(name)).toBe(newPolicy);
  });
});

test.each(['outside of git', 'in a repository'])(
  'ignore files of megabytes are read, %s',
  (where) => {
    workspace.write('.gitignore', `${'nothing-that-is-there/**/*.x\n'.repeat(40_000)}ignored/\n`);
    workspace.write('.istiomigrateignore', '*[a-z]?.nothing\n'.repeat(20_000));
    workspace.write('ignored/policy.yaml', oldPolicy);
    if (where === 'in a repository') workspace.git(['init', '-q']);
    expect(run(['--write']).status).toBe(0);
    expect([workspace.read('good.yaml'), workspace.read('ignored/policy.yaml')]).toEqual([
      newPolicy,
      oldPolicy,
    ]);
  },
  eachMs * 2,
);

function run(words: readonly string[]): {
  status: number | null;
  signal: string | null;
  stdout: string;
  stderr: string;
} {
  return spawnSync(process.execPath, [command, ...words], {
    cwd: workspace.root,
    encoding: 'utf8',
    timeout: eachMs,
    maxBuffer: 1 << 28,
    env: { ...process.env, NO_COLOR: '1', DEBUG: '' },
  });
}
