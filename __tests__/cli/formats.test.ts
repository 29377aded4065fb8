import Ajv from 'ajv/dist/2020';
import { chmodSync } from 'node:fs';
import schema from '../../schemas/report.schema.json';
import { sarifProblems } from '../support/sarif-schema';
import { formats } from '../../src/cli/table';
import { workspaceOfEachTest } from './workspace';
import { controlsIn } from '../support/controls';

const oldPolicy = `apiVersion: gateway.networking.k8s.io/v1alpha3
kind: BackendTLSPolicy
metadata:
  name: orders
spec:
  targetRefs:
    - {group: "", kind: Service, name: orders}
  validation:
    hostname: orders.example
    wellKnownCACertificates: System
`;
const newPolicy = oldPolicy.replace('v1alpha3', 'v1');
const wrongPolicy = oldPolicy.replace('    hostname: orders.example\n', '');

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
const validate = ajv.compile(schema);

/** What the report's schema finds wrong. */
function reportProblems(text: string): string[] {
  if (validate(JSON.parse(text))) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

const workspace = workspaceOfEachTest();

/** A tree in which everything happens: rewrites, findings of all levels, a broken file, and one that is ignored. */
function writeTree(): void {
  workspace.git(['init', '-q']);
  workspace.write('apps/policy.yaml', oldPolicy);
  workspace.write('apps/wrong.yaml', wrongPolicy);
  workspace.write('apps/broken.yaml', 'kind: BackendTLSPolicy\nspec: [unclosed\n');
  workspace.write('apps/ignored.yaml', oldPolicy);
  workspace.write('.istiomigrateignore', 'apps/ignored.yaml\n');
  workspace.write('install.sh', 'kubectl get backendtlspolicies.v1alpha3.gateway.networking.k8s.io\n');
  workspace.write('README.md', 'It has an InferencePool of inference.networking.x-k8s.io/v1alpha2.\n');
  workspace.write('locked.yaml', oldPolicy);
  chmodSync(`${workspace.root}/locked.yaml`, 0o444);
}

describe('schemas/report.schema.json holds for what --format json prints', () => {
  test.each([
    ['a dry run', []],
    ['a check', ['--check']],
    ['a run that writes, with a file that it cannot write', ['--write']],
    ['a path that is not there, and one that is ignored', ['missing.yaml', 'apps/ignored.yaml', 'apps']],
    ['quietly', ['--quiet']],
  ])('%s', (_, words) => {
    writeTree();
    const { stdout, stderr } = workspace.run([...words, '--format', 'json']);
    expect(stderr).toBe('');
    expect(reportProblems(stdout)).toEqual([]);
  });

  test('standard input, valid, broken, and no text at all', () => {
    for (const input of [oldPolicy, newPolicy, 'kind: BackendTLSPolicy\na: [\n', Buffer.from([0x42, 0xff])]) {
      const { stdout } = workspace.run(['-', '--format', 'json'], { input });
      expect(reportProblems(stdout)).toEqual([]);
    }
  });

  test('what is promised cannot be left out, and further keys may come', () => {
    writeTree();
    const report = JSON.parse(workspace.run(['--format', 'json']).stdout) as Record<string, unknown>;
    for (const key of Object.keys(report)) {
      expect(reportProblems(JSON.stringify({ ...report, [key]: undefined }))).not.toEqual([]);
    }
    expect(reportProblems(JSON.stringify({ ...report, further: 1 }))).toEqual([]);
  });
});

describe('with --format the report alone goes to stdout', () => {
  test.each(formats)('%s, for files', (format) => {
    writeTree();
    const { status, stdout, stderr } = workspace.run(['--format', format, 'apps']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('policy.yaml');
    expect(stdout).not.toMatch(/^diff --git/m);
  });

  test.each(formats)('%s, for standard input, whose positions count in the input as it is', (format) => {
    const input = `apiVersion: inference.networking.x-k8s.io/v1alpha2
kind: InferencePool
metadata: {name: a}
spec:
  selector:
    app: a
  targetPortNumber: 8000
  extensionRef:
    name: picker
---
${wrongPolicy}`;
    const words = ['-', '--format', format, '--stdin-filepath', 'apps/it.yaml'];
    const { status, stdout, stderr } = workspace.run(words, { input });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('apps/it.yaml');
    const place = {
      text: ':18:3',
      concise: 'apps/it.yaml:18:3: error backend-tls-policy ',
      json: '"line": 18',
      sarif: '"startLine": 18',
      github: ',line=18,col=3,',
      gitlab: '"begin": 18',
      junit: ':18:3: ',
      markdown: ':18`',
      html: '"line":18',
    };
    expect(stdout).toContain(place[format]);
    expect(input.split('\n')[17]).toBe('  validation:');
  });

  test.each(formats)('%s: exit codes are the same', (format) => {
    workspace.write('policy.yaml', wrongPolicy);
    expect(workspace.run(['--format', format, '--check']).status).toBe(1);
    expect(workspace.run(['--format', format, '--check', '--strict']).status).toBe(1);
    expect(workspace.run(['--format', format, 'missing']).status).toBe(2);
  });

  test('what --write has done is no open problem', () => {
    workspace.write('policy.yaml', oldPolicy);
    expect(workspace.run(['--format', 'github']).stdout).toContain('::error file=policy.yaml,line=1,');
    expect(workspace.run(['--format', 'github', '--write']).stdout).not.toContain('::error');
    expect(workspace.read('policy.yaml')).toBe(newPolicy);
  });
});

describe('paths', () => {
  test.each([
    ['sarif', '"uri": "apps/shop/policy.yaml"'],
    ['github', '::error file=apps/shop/policy.yaml,line=1,'],
    ['markdown', '`apps/shop/policy.yaml:1`'],
  ])('of %s are relative to the root of the work tree, wherever the command runs', (format, expected) => {
    workspace.git(['init', '-q']);
    workspace.write('apps/shop/policy.yaml', oldPolicy);
    expect(workspace.run(['--format', format, 'shop'], { folder: 'apps' }).stdout).toContain(expected);
  });

  test("without git they are relative to GitHub's workspace", () => {
    workspace.write('apps/shop/policy.yaml', oldPolicy);
    const run = (environment: NodeJS.ProcessEnv) =>
      workspace.run(['--format', 'github', 'shop'], { folder: 'apps', environment }).stdout;
    expect(run({ GITHUB_WORKSPACE: workspace.root })).toContain('::error file=apps/shop/policy.yaml,');
    expect(run({ GITHUB_WORKSPACE: '/elsewhere' })).toContain('::error file=shop/policy.yaml,');
    expect(run({})).toContain('::error file=shop/policy.yaml,');
  });
});

describe('nothing drives the terminal', () => {
  const evil = 'a\u001B[31m\u0007b\u009B.yaml';

  test.each(formats)('a name of a file in %s', (format) => {
    workspace.write(evil, oldPolicy);
    const { stdout } = workspace.run(['--format', format]);
    // The script of the page holds a tab of its own.
    expect(controlsIn(stdout.replaceAll('\t', ''))).toEqual([]);
    expect(stdout).toContain('b');
  });

  test('an option that cannot be', () => {
    const { status, stderr } = workspace.run(['--only', 'a\u001B[31m\u009B']);
    expect(status).toBe(2);
    expect(controlsIn(stderr)).toEqual([]);
  });
});

test('a large report goes through a pipe in full', () => {
  workspace.write('policies.yaml', Array.from({ length: 400 }, () => wrongPolicy).join('---\n'));
  for (const format of ['json', 'sarif'] as const) {
    const { status, stdout } = workspace.run(['--format', format]);
    expect(status).toBe(0);
    expect(stdout.length).toBeGreaterThan(200_000);
    if (format === 'json') expect(reportProblems(stdout)).toEqual([]);
    else expect(sarifProblems(JSON.parse(stdout))).toEqual([]);
  }
  const markdown = workspace.run(['--format', 'markdown']).stdout;
  expect(markdown.length).toBeLessThanOrEqual(65_536);
});

describe('a report that is saved in the tree is not searched by the next run', () => {
  test.each([
    ['report.json', ['--format', 'json']],
    ['report.sarif', ['--format', 'sarif']],
    ['report.sarif.json', ['--format', 'sarif']],
    ['gl-code-quality-report.json', ['--format', 'gitlab']],
    ['junit.xml', ['--format', 'junit']],
    ['report.md', ['--format', 'markdown']],
    ['report.html', ['--format', 'html']],
    ['report.txt', ['--format', 'text']],
    ['findings.txt', ['--format', 'text', 'apps/wrong.yaml']],
    ['report.log', ['--format', 'concise']],
    ['annotations.txt', ['--format', 'github']],
    ['plan.txt', ['plan']],
    ['plan.md', ['plan', '--format', 'markdown']],
    ['plan.json', ['plan', '--format', 'json']],
  ])('%s', (name, words) => {
    writeTree();
    const before = workspace.run(['--format', 'concise']).stdout;
    workspace.write(name, workspace.run(words).stdout);
    expect(workspace.read(name)).toContain('backend-tls-policy');
    expect(workspace.run(['--format', 'concise']).stdout).toBe(before);
  });

  test('a baseline that the next run does not name', () => {
    writeTree();
    const before = workspace.run(['--format', 'concise']).stdout;
    workspace.run(['--baseline', 'accepted.json', '--write-baseline']);
    expect(workspace.run(['--format', 'concise']).stdout).toBe(before);
  });

  test('another file that names the tool is searched', () => {
    workspace.write('notes.md', '# istio-migrate\n\nOld: inference.networking.x-k8s.io\n');
    expect(workspace.run(['--format', 'concise']).stdout).toContain('notes.md:3:6: note inference-pool');
  });
});
