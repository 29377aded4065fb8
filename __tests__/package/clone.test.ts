import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { formats } from '../../src/cli/table';
import { Workspace } from '../cli/workspace';
import { newPolicy, oldPolicy } from '../support/policies';

/** What of a clone the command needs: no packages are installed, in it or above it. */
const needed = ['bin', 'dist', '.github', 'package.json'];
const root = join(__dirname, '../..');

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace();
  for (const name of needed)
    cpSync(join(root, name), join(workspace.root, 'clone', name), { recursive: true });
  workspace.write('tree/policy.yaml', oldPolicy);
  workspace.write('tree/guide.md', `\`\`\`yaml\n${oldPolicy}\`\`\`\n`);
  workspace.write('tree/broken.yaml', `${oldPolicy}  broken: [\n`);
  workspace.write('tree/.istio-migrate.yaml', 'exclude: [/vendor]\n');
  workspace.git(['-C', 'tree', 'init', '-q']);
});
afterEach(() => {
  workspace.remove();
});

/** Runs the command of the clone in the tree. */
function run(
  words: readonly string[],
  input = '',
): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [join(workspace.root, 'clone/bin/istio-migrate.js'), ...words], {
    cwd: join(workspace.root, 'tree'),
    encoding: 'utf8',
    input,
    env: { ...process.env, NODE_PATH: '', NO_COLOR: '1', DEBUG: '1' },
  });
}

/** What is given to the options that take something. */
const values: Readonly<Record<string, readonly string[]>> = {
  only: ['backend-tls-policy'],
  skip: ['inference-pool'],
  exclude: ['vendor/**'],
  'target-version': ['1.28'],
  to: ['1.28'],
  from: ['1.27'],
  config: ['.istio-migrate.yaml'],
  'stdin-filepath': ['policy.yaml'],
  'output-file': ['report.txt'],
  format: formats,
};

/** Each option of the help, with each value that it may have. */
function optionsOf(help: string): string[][] {
  const described = help.slice(help.indexOf('Modes:')).split(/\n(?= *(?:-\w, )?--\w)/);
  return described.flatMap((text) => {
    const name = /--([a-z-]+)/.exec(text)?.[1] ?? '';
    const given = values[name] ?? [];
    return given.length === 0 ? [[`--${name}`]] : given.map((value) => [`--${name}`, value]);
  });
}

test('every option and every format runs', () => {
  const options = optionsOf(run(['--help']).stdout);
  expect(options.length).toBeGreaterThan(15);
  for (const words of options) {
    const { status, stderr } = run(words);
    // To ask, it wants a terminal.
    if (words[0] !== '--interactive')
      expect({ words, status, stderr }).toMatchObject({ status: expect.any(Number) as number });
    expect({ words, stderr }).not.toMatchObject({ stderr: expect.stringMatching(lost) as string });
  }
});

/** How a module that is missing shows. */
const lost = /MODULE_NOT_FOUND|Cannot find|ENOENT|internal error|^\s+at /m;

test.each<[string, string[], number]>([
  // The file that is broken remains.
  ['a folder', ['.', '--write'], 1],
  ['a glob', ['**/*.yaml', '-w'], 1],
  ['a file', ['policy.yaml', '-w'], 0],
])('it writes %s', (_, words, expected) => {
  const { status, stderr } = run(words);
  expect({ status, lost: lost.test(stderr) }).toEqual({ status: expected, lost: false });
  expect(workspace.read('tree/policy.yaml')).toBe(newPolicy);
});

test('it reads standard input', () => {
  expect(run(['-'], oldPolicy)).toMatchObject({ status: 0, stdout: newPolicy });
});

test('it explains', () => {
  expect(run(['explain', 'backend-tls-policy'])).toMatchObject({ status: 0, stderr: '' });
});

test.each([
  ['an option that is unknown', ['--nonsense'], 'unknown option "--nonsense"'],
  ['options that are unknown', ['--non', '--sense'], 'unknown option "--non"'],
  ['a missing value', ['--format'], '--format needs a value: --format FORMAT'],
  ['options that exclude each other', ['--write', '--check'], '--write and --check are mutually exclusive'],
])('the parser says what is wrong, whatever the language of the machine: %s', (_, words, message) => {
  for (const language of ['C', 'de_DE.UTF-8']) {
    process.env['LC_ALL'] = language;
    try {
      expect(run(words)).toMatchObject({ status: 2, stderr: expect.stringContaining(message) as string });
    } finally {
      delete process.env['LC_ALL'];
    }
  }
});

test('the action runs', () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(workspace.root, 'clone/.github/action/main.js')],
    {
      cwd: join(workspace.root, 'tree'),
      encoding: 'utf8',
      env: {
        ...process.env,
        INPUT_MODE: 'write',
        INPUT_PATHS: 'policy.yaml',
        RUNNER_TEMP: workspace.root,
        GITHUB_OUTPUT: join(workspace.root, 'output'),
        GITHUB_STEP_SUMMARY: join(workspace.root, 'summary'),
      },
    },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(workspace.read('tree/policy.yaml')).toBe(newPolicy);
});

test('the bundle requires nothing but what Node brings', () => {
  const text = readFileSync(join(root, 'dist/main.js'), 'utf8');
  const required = [
    ...new Set(Array.from(text.matchAll(/\brequire\("([^"]+)"\)/g), ([, name = '']) => name)),
  ];
  expect(required.length).toBeGreaterThan(10);
  expect(required.filter((name) => !builtinModules.includes(name.replace(/^node:/, '')))).toEqual([]);
  expect(text.includes('createRequire')).toBe(false);
});

test('what is built is ASCII, and names no folder of the machine that built it', () => {
  for (const name of ['main.js', 'index.js', 'browser.mjs']) {
    const text = readFileSync(join(root, 'dist', name), 'utf8');
    expect(Buffer.byteLength(text)).toBe(text.length);
    expect(text.includes(root)).toBe(false);
  }
});
