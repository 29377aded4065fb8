import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Workspace } from '../cli/workspace';
import { isRoot, runBehind } from '../faults/support/start';
import { newPolicy, oldPolicy } from '../support/policies';

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace();
  workspace.write('policy.yaml', oldPolicy);
  workspace.git(['init', '-q']);
});
afterEach(() => {
  workspace.remove();
});

const canTrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;
if (!canTrace && process.env['CI']) throw new Error('strace is missing, which .ci/run installs');

/** The calls of the system by which a run speaks to others or starts programs. */
function callsOf(words: readonly string[]): string[] {
  const trace = join(workspace.root, '.trace');
  const line = `exec strace -f -qq -e signal=none -e trace=network,execve -s 4096 -o '${trace}' "$@"`;
  expect(runBehind(line, words, workspace.root).status).toBeLessThan(2);
  // Calls that another process interrupted come in two parts; the first has all that matters.
  return readFileSync(trace, 'utf8')
    .split('\n')
    .map((call) => call.replace(/^\d+ +/, ''))
    .filter((call) => !call.startsWith('<...') && call !== '');
}

describe.each([[[]], [['-w']], [['--check', 'policy.yaml']], [['--format', 'json', '.']]])('%j', (words) => {
  (canTrace ? test : test.skip)('starts git and nothing else, and opens no socket (needs strace)', () => {
    const calls = callsOf(words);
    const programs = calls
      .filter((call) => call.startsWith('execve('))
      .map((call) => basename(call.split('"')[1] ?? ''));
    expect([...new Set(programs)].toSorted()).toEqual(['git', basename(process.execPath)].toSorted());
    const commands = calls.filter((call) => / "(?:ls-files|check-ignore)"/.test(call));
    expect(commands).toHaveLength(programs.length - 1);
    // Node speaks to git over pairs of local sockets, and asks what its own standard streams are: no address, no name.
    const network = calls.filter(
      (call) => !/^(?:execve|socketpair\(AF_UNIX|shutdown|getsockname|getsockopt)\b/.test(call),
    );
    expect(network).toEqual([]);
  });
});

(isRoot ? test : test.skip)(
  'runs the same where there is no network at all (needs root, for a namespace of its own)',
  () => {
    expect(runBehind('exec unshare --net "$@"', ['-w'], workspace.root)).toMatchObject({
      status: 0,
      stdout: '',
    });
    expect(workspace.read('policy.yaml')).toBe(newPolicy);
  },
);

test('a configuration can name no program: the command reads no module of the tree', () => {
  for (const name of [
    '.istio-migraterc.js',
    'istio-migrate.config.js',
    '.istio-migrate.js',
    'index.js',
    'node_modules/yaml/index.js',
  ])
    workspace.write(name, `require('fs').writeFileSync('${workspace.root}/executed', '')`);
  workspace.write(
    'package.json',
    '{"name": "x", "main": "index.js", "istio-migrate": {"extends": "./index.js"}}',
  );
  expect(workspace.run(['-w']).status).toBe(0);
  expect(() => workspace.read('executed')).toThrow('ENOENT');
});
