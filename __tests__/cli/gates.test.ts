import { execFileSync, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { newPolicy, oldPolicy } from '../support/policies';
import { command, workspaceOfEachTest } from './workspace';

const wrongPolicy = newPolicy.replace(/ +hostname: .*\n/, '');
const broken = 'kind: BackendTLSPolicy\nspec: [unclosed\n';

const workspace = workspaceOfEachTest();

describe('what would switch a gate off is a usage error', () => {
  test.each([
    [['--check=1'], '--check is a switch: its value can only be true or false, not "1"'],
    [['--check', '--strict=yes'], '--strict is a switch: its value can only be true or false, not "yes"'],
    [['--check=', '.'], '--check is a switch: its value can only be true or false, not ""'],
    [['-c=1'], '-c is a switch: its value can only be true or false, not "1"'],
    [['-qc=yes'], '-c is a switch: its value can only be true or false, not "yes"'],
    [['-x=1'], 'unknown option "-x"'],
    [['--check', '--only='], '--only needs a value: --only ID..'],
    [['--check', '--only', ''], '--only needs a value: --only ID..'],
    [['--check', '--only', ','], '--only needs an id or a kind, not ","'],
    [['--check', '--skip='], '--skip needs a value'],
    [['--only', '--check'], '--only needs a value'],
    [['--check', '--show-confg'], 'unknown option "--show-confg"; did you mean "--show-config"?'],
    [['--chekc'], 'unknown option "--chekc"; did you mean "--check"?'],
    [['--no-only'], 'unknown option "--no-only"'],
    [['--format', 'json', '--format', 'sarif'], '--format can be given only once'],
    [['explian'], 'unknown command "explian"; did you mean "explain"?'],
    [['intt'], 'unknown command "intt"; did you mean "init"?'],
    [['help'], 'unknown command "help"; did you mean "--help"?'],
    [['show-config'], 'unknown command "show-config"; did you mean "--show-config"?'],
    [
      ['explain', 'hardening'],
      '"hardening" is a kind, not a transform; "istio-migrate --list" shows the kind of each',
    ],
    [['--list', '--only', 'required'], '--list does not take --only: it lists all transforms'],
    [['--list', 'deploy'], '--list does not take deploy: it lists all transforms'],
    [['--list', '--format', 'sarif'], '--list has no format "sarif"; available: text, json'],
    [['--write-baseline'], '--write-baseline needs --baseline FILE'],
  ])('%j', (words, message) => {
    workspace.write('policy.yaml', oldPolicy);
    const { status, stdout, stderr } = workspace.run(words);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(`istio-migrate: ${message}`);
    expect(stderr.trimEnd().split('\n')).toHaveLength(2);
  });

  test.each([
    [['--check=true'], 1],
    [['-c=true'], 1],
    [['-qc=true'], 1],
    [['--check=false'], 0],
    [['--check', '--no-check'], 0],
  ])('%j is understood', (words, status) => {
    workspace.write('policy.yaml', oldPolicy);
    expect(workspace.run(words).status).toBe(status);
  });

  test('a path that looks like a command can be given', () => {
    workspace.write('explian', oldPolicy);
    workspace.write('init/policy.yaml', oldPolicy);
    expect(workspace.run(['explian']).stderr).toContain('would change explian');
    expect(workspace.run(['./init']).stdout).toContain('+++ b/init/policy.yaml');
    expect(workspace.run(['--', 'init']).stdout).toContain('+++ b/init/policy.yaml');
  });
});

test.each([
  ['a dry run, whatever there is', [], [oldPolicy, wrongPolicy, broken], 0],
  ['a dry run of a path that is not there', ['missing'], [], 2],
  ['--check, nothing left', ['--check'], [newPolicy], 0],
  ['--check, a due rewrite', ['--check'], [oldPolicy], 1],
  ['--check, an error that remains', ['--check'], [wrongPolicy], 1],
  ['--check, a file with a trigger that is not YAML', ['--check'], [broken], 1],
  ['--write, all is done', ['--write'], [oldPolicy], 0],
  ['--write, an error that remains', ['--write'], [wrongPolicy], 1],
  ['--write, a file with a trigger that is not YAML', ['--write'], [broken], 1],
  ['--write, a broken file without a trigger', ['--write'], ['a: [\n'], 0],
] as const)('exit code: %s', (_, words, texts, status) => {
  texts.forEach((text, index) => workspace.write(`${index}.yaml`, text));
  expect(workspace.run(words).status).toBe(status);
});

test('a reader that stops early does not change the exit code', () => {
  for (let index = 0; index < 300; index++) workspace.write(`${index}.yaml`, oldPolicy);
  const command = join(__dirname, '../../bin/istio-migrate.js');
  const script = `"${process.execPath}" "${command}" --check --diff 2>/dev/null | head -1; echo "\${PIPESTATUS[0]}"`;
  const printed = execFileSync('bash', ['-c', script], { cwd: workspace.root, encoding: 'utf8' });
  expect(printed).toBe('diff --git a/0.yaml b/0.yaml\n1\n');
});

test.each([
  ...['text', 'concise', 'json', 'sarif', 'github', 'gitlab', 'junit', 'markdown', 'html'].map(
    (format) => `--format ${format} | head -c 1`,
  ),
  '2>&1 >/dev/null | head -c 1',
  '>&- 2>&-',
])('nor does one of a report, or none: %s', (rest) => {
  for (let index = 0; index < 20; index++) workspace.write(`${index}.yaml`, oldPolicy);
  const command = join(__dirname, '../../bin/istio-migrate.js');
  const script = `"${process.execPath}" "${command}" --check ${rest}; code="\${PIPESTATUS[0]}"; echo; echo "$code"`;
  const printed = execFileSync('bash', ['-c', script], {
    cwd: workspace.root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  expect(printed).toMatch(/\n1\n$/);
});

describe('a failed file is the same story everywhere', () => {
  test.each([
    ['broken YAML', broken],
    ['text that is not UTF-8', Buffer.from(`${oldPolicy}# \u00ff`, 'latin1')],
  ])('%s', (_, text) => {
    workspace.write('bad.yaml', text);
    workspace.write('policy.yaml', oldPolicy);
    const report = (format: string) => workspace.run(['--format', format]).stdout;
    const json = JSON.parse(report('json')) as {
      summary: { failed: number };
      files: { path: string }[];
      findings: { path: string; transform: string }[];
    };
    expect(json.summary.failed).toBe(1);
    expect(json.files.find(({ path }) => path === 'bad.yaml')).toMatchObject({
      status: 'failed',
      line: expect.any(Number) as number,
      column: expect.any(Number) as number,
      help: expect.stringContaining('run again') as string,
    });
    expect(json.findings.filter(({ transform }) => transform === 'manifest')).toEqual([]);
    const sarif = JSON.parse(report('sarif')) as {
      runs: {
        invocations: { executionSuccessful: boolean; toolExecutionNotifications: unknown[] }[];
        results: { ruleId: string }[];
      }[];
    };
    expect(sarif.runs[0]?.results.filter(({ ruleId }) => ruleId === 'manifest')).toEqual([]);
    expect(sarif.runs[0]?.invocations[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [
        {
          level: 'error',
          locations: [{ physicalLocation: { region: { startLine: expect.any(Number) as number } } }],
        },
      ],
    });
    expect(report('gitlab').match(/"path": "bad\.yaml"/g)).toHaveLength(1);
    expect(report('junit').match(/<testcase classname="[^"]*" name="bad\.yaml/g)).toHaveLength(1);
    expect(report('html')).not.toContain('"transform":"manifest"');
    const asText = report('text');
    expect(asText).toMatch(/^failed bad\.yaml:\d+:\d+: (?:invalid YAML|cannot be read as text)/m);
    expect(asText).toMatch(/, 1 failure, .*; 2 files scanned/);
    expect(asText.match(/bad\.yaml/g)).toHaveLength(1);
    expect(report('markdown')).not.toContain('`manifest`');
    expect(report('markdown')).toMatch(
      /### What failed\n\n- `bad\.yaml:\d+`: (?:invalid YAML|cannot be read as text).*\n {2}- help: .* run again/,
    );
    expect(report('github')).toMatch(/^::error file=bad\.yaml,line=\d+,col=\d+,title=istio-migrate::/);
    expect(report('concise')).toMatch(
      /^bad\.yaml:\d+:\d+: error istio-migrate (?:invalid YAML|cannot be read as text)/,
    );
    expect(workspace.run(['--check', '--only', 'hardening']).status).toBe(0);
  });
});

test('a plan of what cannot be read says so', () => {
  const { status, stdout } = workspace.run(['plan', 'none.yaml']);
  expect(status).toBe(2);
  expect(stdout).toContain('Not in this plan: what could not be handled\n\n- none.yaml: no such file');
});

describe('kinds beside ids', () => {
  test.each([
    [['--skip', 'required'], 0],
    [['--only', 'hardening'], 0],
    [['--only', 'required'], 1],
    [['--only', 'hardening', 'required'], 1],
    [['--skip', 'hardening,cleanup'], 1],
    [['--only', 'modernize'], 0],
  ])('%j', (words, status) => {
    workspace.write('policy.yaml', oldPolicy);
    expect(workspace.run(['--check', ...words]).status).toBe(status);
  });

  test('in the configuration', () => {
    workspace.write('policy.yaml', oldPolicy);
    workspace.write('.istio-migrate.yaml', 'skip: [required]\n');
    expect(workspace.run(['--check']).status).toBe(0);
  });

  test('the report says of which kind a change is', () => {
    workspace.write('policy.yaml', oldPolicy);
    const { stderr } = workspace.run(['--check']);
    expect(stderr).toContain('needs changes: policy.yaml (required)\n');
    expect(stderr).toMatch(/^1 file needs changes \(1 required change\)/m);
  });
});

describe('it says what it does not do', () => {
  const lines = (words: readonly string[], input?: string) =>
    workspace.run(words, input === undefined ? {} : { input }).stderr;

  test.each([
    [['--to', '1.0'], 'no changes are known for Istio 1.0: the oldest release with changes is'],
    [
      ['--only', 'hardening', '--to', '1.27'],
      'nothing was checked: --only hardening leaves no transform for Istio 1.27',
    ],
    [
      ['--only', 'hardening,inference-pool,backend-tls-policy,native-sidecars', '--to', '1.27'],
      'inference-pool is not checked: it is for Istio 1.28 and later, and --to is 1.27',
    ],
    [
      ['--exclude', '*', '--no-config'],
      'no files were checked: the paths hold no text files, or ignore files',
    ],
    [['--from', '1.12'], 'changes of Istio 1.13 to 1.19 are not known: read the upgrade notes'],
    [['--from', '1.18', '--to', '1.28'], 'changes of Istio 1.19 are not known: read the upgrade notes'],
    [
      ['--to', '1.28'],
      'the files pin Istio 1.29.1 or newer, but --to is 1.28: only what 1.28 and older releases removed is checked',
    ],
    [['--to', '9.1'], 'Istio 9.1 is not known yet: only changes up to'],
    [['--to', '2.0'], 'Istio 2.0 is not known yet: only changes up to'],
    [['--stdin-filepath', 'a.yaml'], '--stdin-filepath has no effect without "-"'],
    [['--strict'], '--strict has no effect in a dry run; add --check or --write'],
  ])('%j', (words, line) => {
    workspace.write('policy.yaml', `${oldPolicy}---\nimage: docker.io/istio/pilot:1.29.1\n`);
    expect(lines(words)).toContain(`istio-migrate: ${line}`);
    expect(lines([...words, '--quiet'])).not.toContain(line);
  });

  test('one line for a target that is not known, and no releases that make no sense', () => {
    workspace.write('policy.yaml', oldPolicy);
    for (const target of ['1.33', '2.0', '9.1'])
      expect(lines(['--to', target]).match(/^istio-migrate: .*/gm)).toHaveLength(1);
  });

  test('nothing of 1.19, since the changes of all later releases are known', () => {
    workspace.write('policy.yaml', oldPolicy);
    expect(lines(['--from', '1.19', '--to', '1.28'])).not.toContain('are not known');
  });

  test.each(['.istio-migrate.yml', '.istio-migrate.json', 'istio-migrate.yaml'])(
    'a configuration called %s',
    (name) => {
      workspace.write(name, 'strict: true\n');
      expect(lines([])).toContain(`istio-migrate: ${name} is not read: rename it to .istio-migrate.yaml`);
    },
  );

  test.each([
    '# istio-migrate: ignore',
    '# istio-migrate ignore',
    '# istio-migrate-ignore-next-line',
    '# istio-migrate-ignore: backend-tls-policy',
    '# istio-migrate:ignore-file',
    '# istio_migrate_ignore',
    '# istio-migrate-disable',
  ])('a comment that only looks like an ignore: %s', (comment) => {
    workspace.write('policy.yaml', `${comment}\n${oldPolicy}`);
    const { stderr, stdout } = workspace.run([]);
    expect(stdout).toContain('+apiVersion');
    expect(stderr).toContain(
      'this comment has no effect, but looks like an ignore comment\n  policy.yaml:1:1\n',
    );
  });

  test.each([
    '# istio-migrate ignores this file',
    '# run istio-migrate --skip hardening',
    '# istio-migrate-ignore',
  ])('but nothing of %s', (comment) => {
    workspace.write('policy.yaml', `${comment}\n${oldPolicy}`);
    expect(lines([])).not.toContain('looks like an ignore comment');
  });

  test('standard input is never told to run with --write, and --diff shows its diff', () => {
    expect(lines(['-'], oldPolicy)).not.toContain('--write');
    expect(lines(['-', '--check'], oldPolicy)).not.toContain('--write');
    const sarif = workspace.run(['-', '--format', 'sarif'], { input: oldPolicy }).stdout;
    expect(sarif).not.toContain('istio-migrate --write to make');
    const { stdout } = workspace.run(['--diff', '-', '--stdin-filepath', 'a.yaml'], { input: oldPolicy });
    expect(stdout).toMatch(/^diff --git a\/a\.yaml b\/a\.yaml\n/);
    expect(workspace.run(['--diff', '--check', '-'], { input: oldPolicy }).stdout).toMatch(/^diff --git/);
  });
});

test('a check that fails says why, quietly too', () => {
  workspace.write('policy.yaml', oldPolicy);
  const { status, stdout } = workspace.run(['--check', '--quiet', '--format', 'text']);
  expect({ status, stdout }).toEqual({ status: 1, stdout: 'needs changes: policy.yaml (required)\n' });
});

test.each([
  ['--check', 1, 'istio-migrate: failed for 1 warning (--strict); run without --quiet for details\n'],
  ['--write', 1, 'istio-migrate: failed for 1 warning (--strict); run without --quiet for details\n'],
  ['--dry-run', 0, ''],
])('a strict run that fails for warnings says so, quietly too: %s', (mode, status, stderr) => {
  workspace.write('deploy.sh', 'kubectl get inferencepools.inference.networking.x-k8s.io\n');
  expect(workspace.run([mode, '--strict', '--quiet'])).toMatchObject({ status, stdout: '', stderr });
  expect(workspace.run([mode, '--no-strict', '--quiet'])).toMatchObject({
    status: 0,
    stdout: '',
    stderr: '',
  });
});

describe('a baseline', () => {
  test('accepts what is there, and gates what is new', () => {
    workspace.git(['init', '-q']);
    workspace.write('policy.yaml', oldPolicy);
    workspace.write('wrong.yaml', wrongPolicy);
    expect(workspace.run(['--check', '--baseline', 'base.json']).stderr).toContain(
      'istio-migrate: cannot read the baseline base.json: no such file; create it with --write-baseline',
    );
    const made = workspace.run(['--check', '--baseline', 'base.json', '--write-baseline']);
    expect(made.status).toBe(0);
    expect(made.stderr).toMatch(/base\.json now accepts \d+ problems/);
    workspace.write('policy.yaml', `# moved\n\n${oldPolicy}`);
    const again = workspace.run(['--check', '--diff', '--baseline', 'base.json']);
    expect({ status: again.status, stdout: again.stdout }).toEqual({ status: 0, stdout: '' });
    expect(again.stderr).toMatch(/problems accepted by the baseline/);
    workspace.write('new.yaml', oldPolicy.replace('name: orders', 'name: stock'));
    const more = workspace.run(['--check', '--diff', '--baseline', 'base.json']);
    expect(more.status).toBe(1);
    expect(more.stdout).toContain('+++ b/new.yaml');
    expect(more.stdout).not.toContain('policy.yaml');
  });

  test.each(['base.json', 'gates/my base#1.json', '../base.json'])(
    'and a report are not searched themselves: %s',
    (path) => {
      workspace.write('tree/policy.yaml', oldPolicy);
      workspace.write('tree/gates/.keep', '');
      const words = [
        '--check',
        '--strict',
        '--baseline',
        path,
        '--output-file',
        'report.md',
        '--format',
        'markdown',
      ];
      const run = (more: readonly string[]) =>
        workspace.run([...words, ...more, '..'], { folder: 'tree' }).status;
      expect([run(['--write-baseline']), run([]), run([])]).toEqual([0, 0, 0]);
      expect(workspace.run([...words, '--no-strict'], { folder: 'tree' }).stderr).toContain(
        '2 files scanned',
      );
    },
  );

  test('lets --write pass where only an accepted error remains, and is told where it is out of date', () => {
    workspace.write('wrong.yaml', wrongPolicy);
    workspace.run(['--baseline', 'base.json', '--write-baseline']);
    expect(workspace.run(['--write']).status).toBe(1);
    expect(workspace.run(['--write', '--baseline', 'base.json']).status).toBe(0);
    workspace.write('wrong.yaml', newPolicy);
    expect(workspace.run(['--write', '--baseline', 'base.json']).stderr).toContain('no longer occur');
  });

  test('is out of date only in what a run looks at: a hook is given a few files', () => {
    workspace.write('wrong.yaml', wrongPolicy);
    workspace.write('new.yaml', newPolicy);
    workspace.run(['--baseline', 'base.json', '--write-baseline']);
    const remarks = (...words: string[]) =>
      /\d+ of the problems/.exec(workspace.run(['--baseline', 'base.json', ...words]).stderr)?.[0];
    expect([remarks(), remarks('new.yaml'), remarks('--only=inference-pool')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    rmSync(join(workspace.root, 'wrong.yaml'));
    expect(remarks('new.yaml')).toBeUndefined();
    expect(remarks()).toMatch(/^\d/);
  });

  describe('of a tree', () => {
    const pool = `apiVersion: inference.networking.x-k8s.io/v1alpha2
kind: InferencePool
metadata: { name: llama }
spec: { targetPortNumber: 8000, selector: { app: llama }, extensionRef: { name: picker } }
`;
    const route = `kind: HTTPRoute
apiVersion: gateway.networking.k8s.io/v1
metadata: { name: chat }
spec:
  rules:
    - backendRefs: [{ group: inference.networking.x-k8s.io, kind: InferencePool, name: llama }]
`;
    const base = ['--baseline', 'base.json'];
    const acceptedIn = (path: string): string[] => {
      const { accepted } = JSON.parse(workspace.read('base.json')) as {
        accepted: { path: string; message: string }[];
      };
      return accepted.filter((each) => each.path === path).map(({ message }) => message);
    };

    beforeEach(() => {
      workspace.git(['init', '-q']);
      workspace.write('route.yaml', route);
    });

    test.each(['pool.yaml', 'route.yaml'])(
      'accepts the error that a hook reports instead of a rewrite, since it is given only %s',
      (path) => {
        workspace.write('pool.yaml', pool);
        expect(workspace.run(['--write', path]).stderr).toContain('files that were not given');
        expect(workspace.run([...base, '--write-baseline']).status).toBe(0);
        for (const mode of ['--check', '--write']) {
          const { status, stderr } = workspace.run([mode, ...base, path]);
          expect(status).toBe(0);
          expect(stderr).toContain('1 problem accepted by the baseline');
          expect(stderr).not.toContain('no longer occur');
        }
        expect(workspace.run(['--check', ...base]).status).toBe(0);
      },
    );

    test('accepts the error of another file that keeps what a hook is given where it is', () => {
      workspace.write('pool.yaml', pool);
      workspace.write('kustomization.yaml', 'resources: [pool.yaml]\n');
      workspace.write(
        'overlay/kustomization.yaml',
        `resources: [..]
patches:
  - target: { kind: InferencePool }
    patch: |-
      - { op: test, path: /spec/targetPortNumber/x, value: 1 }
`,
      );
      const checked = (path: string) => workspace.run(['--check', ...base, path]);
      expect(workspace.run(['--check', 'pool.yaml']).stderr).toContain('(overlay/kustomization.yaml:5)');
      workspace.run([...base, '--write-baseline']);
      expect([acceptedIn('pool.yaml'), acceptedIn('overlay/kustomization.yaml')]).toEqual([
        [],
        [expect.any(String)],
      ]);
      for (const path of ['pool.yaml', 'overlay', '.']) expect(checked(path)).toMatchObject({ status: 0 });
      rmSync(join(workspace.root, 'base.json'));
      workspace.run([...base, '--write-baseline', 'pool.yaml']);
      expect(acceptedIn('overlay/kustomization.yaml')).toHaveLength(1);
      expect(checked('.')).toMatchObject({ status: 0 });
    });

    test('accepts the same where a hook writes it', () => {
      workspace.write('pool.yaml', pool);
      for (const path of ['pool.yaml', 'route.yaml']) workspace.run([...base, '--write-baseline', path]);
      const ofParts = workspace.read('base.json');
      expect(workspace.run(['--check', ...base])).toMatchObject({ status: 0 });
      workspace.run([...base, '--write-baseline']);
      expect(acceptedIn('route.yaml')).toEqual(
        (JSON.parse(ofParts) as { accepted: { path: string; message: string }[] }).accepted
          .filter(({ path }) => path === 'route.yaml')
          .map(({ message }) => message),
      );
    });

    test('is written for the files that were given; what it accepts elsewhere stays', () => {
      workspace.write('wrong.yaml', wrongPolicy);
      workspace.write('gone.yaml', wrongPolicy.replace('orders', 'gone'));
      workspace.write('kept/wrong.yaml', wrongPolicy.replace('orders', 'kept'));
      workspace.run([...base, '--write-baseline']);
      const before = { kept: acceptedIn('kept/wrong.yaml'), route: acceptedIn('route.yaml') };
      rmSync(join(workspace.root, 'gone.yaml'));
      workspace.write('wrong.yaml', newPolicy);
      const { stderr } = workspace.run([...base, '--write-baseline', 'wrong.yaml', '.', '--exclude', 'kept']);
      expect(stderr).toMatch(/base\.json now accepts \d+ problems, \d+ of them from before/);
      expect(acceptedIn('wrong.yaml')).toEqual([]);
      expect(acceptedIn('gone.yaml')).toEqual([]);
      expect(before.kept).not.toEqual([]);
      expect({ kept: acceptedIn('kept/wrong.yaml'), route: acceptedIn('route.yaml') }).toEqual(before);
      workspace.run([...base, '--write-baseline', '--only', 'artifacts']);
      expect(acceptedIn('kept/wrong.yaml')).toEqual(before.kept);
    });

    test('is not written over a file that is none', () => {
      workspace.write('package.json', '{}');
      const { status } = workspace.run(['--baseline', 'package.json', '--write-baseline']);
      expect(status).toBe(2);
      expect(workspace.read('package.json')).toBe('{}');
    });
  });

  test.each(['', '[]', '{"version": 2}', '{"version": 1, "accepted": [1]}'])(
    'that is none is an error: %s',
    (text) => {
      workspace.write('base.json', text);
      const { status, stderr } = workspace.run(['--baseline', 'base.json']);
      expect(status).toBe(2);
      expect(stderr).toContain('base.json is not a baseline of this tool');
    },
  );
});

test('a Node that is too old is one clear line, before anything is loaded', () => {
  const preload = workspace.write(
    'old.cjs',
    "Object.defineProperty(process, 'versions', { value: { node: '18.20.4' } });\n",
  );
  const { status, stdout, stderr } = workspace.run(['--version'], {
    environment: { NODE_OPTIONS: `--require ${preload}` },
  });
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: '',
    stderr: 'istio-migrate: Node 20.19 or newer is required, but this is 18.20.4\n',
  });
});

test.each([
  [['.'], 2, ''],
  [['--check', '/'], 2, ''],
  [['-'], 2, ''],
  [['--version'], 0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string],
])('in a folder that was deleted: %j', (words, status, stdout) => {
  workspace.write('gone/a.yaml', '');
  const script = 'cd gone && rm -r "$PWD" && exec "$@"';
  const run = spawnSync('sh', ['-c', script, 'sh', process.execPath, command, ...words], {
    cwd: workspace.root,
    encoding: 'utf8',
    input: '',
  });
  const stderr = 'istio-migrate: the working directory is gone: change to one that exists, and run again\n';
  expect(run).toMatchObject({ status, stdout, stderr: status === 0 ? '' : stderr });
});
