import { spawnSync } from 'node:child_process';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { homepage } from '../../package.json';
import configSchema from '../../schemas/config.schema.json';
import { listOfTransforms } from '../../src/cli/show';
import { helpText } from '../../src/cli/help';
import { formats, optionTable } from '../../src/cli/table';
import { transforms } from '../../transforms';
import { oldPolicy } from '../support/policies';
import { workspaceOfEachTest } from './workspace';

const workspace = workspaceOfEachTest();

describe('--help', () => {
  test.each([40, 60, 80, 200])('fits a terminal of %d columns', (columns) => {
    const lines = helpText(columns).split('\n');
    // A command of an example is one line that can be copied.
    const long = lines.filter(
      (line) => line.length > Math.min(columns, 80) && !/^ {2}istio-migrate |^Documentation: /.test(line),
    );
    expect(long.filter((line) => !line.includes('istio-migrate explain ['))).toEqual([]);
  });

  test.each([40, 60, 80])('sets each description apart from its option in %d columns', (columns) => {
    const [described = ''] = helpText(columns).split('\nExit codes:');
    const lines = described.split('\n');
    const options = lines.flatMap((line, index) => (/^ {2,6}(?:-\w, )?--\w/.test(line) ? [index] : []));
    for (const index of options) {
      const next = /^ */.exec(lines[index + 1] ?? '')?.[0].length ?? 0;
      expect(options.includes(index + 1) || next === 0 || next > 6).toBe(true);
    }
  });

  test('has every option in a group, the exit codes, three examples, and where to read more', () => {
    const { status, stdout } = workspace.run(['--help']);
    expect(status).toBe(0);
    for (const name of Object.keys(optionTable)) expect(stdout).toMatch(new RegExp(`^ .*--${name}\\b`, 'm'));
    expect(stdout).toMatch(/^Exit codes:\n {2}0 .*\n {2}1 .*\n(?: {6}.*\n)+ {2}2 /m);
    expect(stdout.slice(stdout.indexOf('Examples:')).match(/^ {2}istio-migrate/gm)).toHaveLength(3);
    expect(stdout).toContain('istio-migrate explain ID');
    expect(stdout).toContain(`Documentation: ${homepage}\n`);
    expect(workspace.run(['-h', '--nonsense']).stderr).toContain('unknown option "--nonsense"');
  });
});

describe('--list', () => {
  test.each([0, 60, 80])('is readable in %d columns', (columns) => {
    const stream = { isTTY: columns > 0, columns };
    const lines = listOfTransforms(false, stream).trimEnd().split('\n');
    if (columns > 0) expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
    expect(lines.length).toBeLessThanOrEqual(3 * (transforms.length + 1));
  });

  test('has release, kind and phase', () => {
    const lines = workspace.run(['--list']).stdout.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^ID +RELEASE +KIND +PHASE +TITLE$/);
    expect(lines).toHaveLength(1 + transforms.length);
    expect(lines.find((line) => line.startsWith('seccomp-profile '))).toMatch(/ 1\.28 +hardening +\w+ +\S/);
  });

  test('as JSON', () => {
    const rows = JSON.parse(workspace.run(['--list', '--format', 'json']).stdout) as unknown[];
    expect(rows).toHaveLength(transforms.length);
    expect(rows).toContainEqual(
      expect.objectContaining({
        id: 'seccomp-profile',
        release: '1.28',
        kind: 'hardening',
        phase: transforms.find(({ id }) => id === 'seccomp-profile')?.phase,
      }),
    );
  });
});

describe('init', () => {
  test('creates a configuration that changes nothing, and whose every setting is valid', () => {
    expect(workspace.run(['init'])).toMatchObject({ status: 0, stderr: '' });
    const text = workspace.read('.istio-migrate.yaml');
    expect(text).toMatch(/^# yaml-language-server: \$schema=https:\/\/\S+\/schemas\/config\.schema\.json\n/);
    expect(parse(text)).toBeNull();
    expect(workspace.run(['--show-config']).stdout).toContain('# Configuration file: .istio-migrate.yaml\n');
    const settings = text.replaceAll(/^# (?=\w+: ?\S| +- |exclude:)/gm, '').replace(/^only: .*\n/m, '');
    workspace.write('.istio-migrate.yaml', settings);
    expect(new Ajv({ allowUnionTypes: true }).compile(configSchema)(parse(settings))).toBe(true);
    expect(workspace.run(['--show-config'])).toMatchObject({ status: 0, stderr: '' });
    expect(workspace.run(['--show-config']).stdout).toContain('skip: ["hardening"]\nexclude: ["/vendor"]\n');
  });

  test('never overwrites one', () => {
    workspace.write('.istio-migrate.yaml', 'strict: true\n');
    const { status, stderr } = workspace.run(['init']);
    expect(status).toBe(2);
    expect(stderr).toContain('.istio-migrate.yaml exists already');
    expect(workspace.read('.istio-migrate.yaml')).toBe('strict: true\n');
  });
});

test('--show-config prints what is in effect, as a configuration', () => {
  workspace.write('.istio-migrate.yaml', 'strict: true\nskip: [cleanup]\nexclude: ["*.golden"]\n');
  const { stdout } = workspace.run([
    '--show-config',
    '--no-strict',
    '--exclude',
    '/vendor',
    '--only',
    'hardening',
    '--to',
    '1.28',
  ]);
  expect(stdout).toBe(`# Configuration file: .istio-migrate.yaml
only: ["hardening"]
skip: []
exclude: ["*.golden", "/vendor"]
markdown: false
strict: false
from: # the oldest that the files pin
to: "1.28"
pinDefaults: false
modernize: false
`);
  expect(workspace.run(['--show-config', '--no-config']).stdout).toContain(
    '# Configuration file: none\nonly: # all\n',
  );
});

describe('completion', () => {
  const complete = (...words: readonly string[]): string[] => {
    const script = `source /dev/stdin <<<"$SCRIPT"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _istio_migrate; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', script, 'bash', 'istio-migrate', ...words], {
      cwd: workspace.root,
      encoding: 'utf8',
      env: { ...process.env, SCRIPT: workspace.run(['completion']).stdout },
    });
    expect(stderr).toBe('');
    return stdout.trimEnd().split('\n');
  };

  test.each([
    [['--che'], ['--check']],
    [['--no-c'], ['--no-color', '--no-config']],
    [
      ['--format', 'j'],
      ['json', 'junit'],
    ],
    [['--only', 'seccomp'], ['seccomp-profile']],
    [['--skip', 'hard'], ['hardening']],
    [['explain', 'metric'], ['metric-eviction']],
    [['expl'], ['explain']],
    [['--check', 'pol'], ['policy.yaml']],
  ])('%j', (words, expected) => {
    workspace.write('policy.yaml', oldPolicy);
    expect(complete(...words)).toEqual(expected);
  });
});

describe('--output-file', () => {
  test.each(formats)('holds the report in the format %s, beside the usual output', (format) => {
    workspace.write('policy.yaml', oldPolicy);
    const { status, stdout, stderr } = workspace.run([
      '--check',
      '--diff',
      '--format',
      format,
      '--output-file',
      'out',
    ]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^diff --git/);
    expect(stderr).toContain('1 file needs changes');
    expect(workspace.read('out')).toContain('policy.yaml');
    expect(workspace.read('out')).not.toMatch(/^diff --git/m);
  });

  test('that cannot be written is exit code 2', () => {
    workspace.write('policy.yaml', oldPolicy);
    const { status, stderr } = workspace.run(['--output-file', 'missing/out']);
    expect(status).toBe(2);
    expect(stderr).toContain('cannot write the report missing/out: no such file or directory');
  });
});
