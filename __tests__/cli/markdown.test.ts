import { fence } from '../support/fence';
import { newGroup, oldGroup as group, routeTo } from '../support/pools';
import { workspaceOfEachTest } from './workspace';

const before = `# Pools of ${group}\r\n${fence(routeTo(group), '> ', '\r\n')}`;
const after = `# Pools of ${group}\r\n${fence(routeTo(newGroup), '> ', '\r\n')}`;
/** Where the route names the group. */
const line = 12;

const workspace = workspaceOfEachTest();

interface Report {
  readonly files: { readonly path: string; readonly transforms: string[] }[];
  readonly findings: {
    readonly level: string;
    readonly path: string;
    readonly line: number;
    readonly message: string;
  }[];
}

function report(words: readonly string[]): { changed: string[]; told: string[] } {
  const { status, stdout, stderr } = workspace.run(['--format', 'json', ...words]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const { files, findings } = JSON.parse(stdout) as Report;
  return {
    changed: files.map(({ path }) => path),
    told: findings.map((finding) => `${finding.level} ${finding.path}:${finding.line}`),
  };
}

test.each([[['.']], [['docs/guide.md']], [['docs/*.md']]])(
  'without --markdown a document in %j is swept and never rewritten',
  (paths) => {
    workspace.write('docs/guide.md', before);
    expect(report(['--write', ...paths])).toEqual({
      changed: [],
      told: ['note docs/guide.md:1', `note docs/guide.md:${line}`],
    });
    expect(workspace.read('docs/guide.md')).toBe(before);
  },
);

test.each([[['.']], [['docs/guide.md']], [['docs/*.md']]])(
  'with --markdown its blocks are rewritten in %j, and what is left is swept',
  (paths) => {
    workspace.write('docs/guide.md', before);
    workspace.git(['init', '-q']);
    expect(report(['--markdown', '--write', ...paths])).toEqual({
      changed: ['docs/guide.md'],
      told: ['note docs/guide.md:1'],
    });
    expect(workspace.read('docs/guide.md')).toBe(after);
    expect(report(['--markdown', '--check', ...paths]).changed).toEqual([]);
  },
);

test('with --markdown only files that are called so are rewritten', () => {
  for (const path of ['a.md', 'B.MARKDOWN', 'c.mdx', 'd.txt', 'e.rst']) workspace.write(path, before);
  expect(report(['--markdown', '--write']).changed).toEqual(['B.MARKDOWN', 'a.md']);
  expect(workspace.read('c.mdx')).toBe(before);
});

test('the diff of a document can be applied', () => {
  workspace.write('docs/guide.md', before);
  workspace.git(['init', '-q']);
  workspace.git(['apply'], workspace.run(['--markdown']).stdout);
  expect(workspace.read('docs/guide.md')).toBe(after);
});

test('a block that cannot be read leaves only itself alone, and nothing fails', () => {
  workspace.write('guide.md', `${before}${fence(`kind: InferencePool\ngroup: [${group}\n`)}`);
  const { status, stderr } = workspace.run(['--markdown', '--write', '--strict']);
  expect(status).toBe(0);
  expect(stderr).toContain('note[manifest]: this block is not valid YAML');
  expect(stderr).toMatch(/guide\.md:2[0-9]:/);
  expect(workspace.read('guide.md').startsWith(after)).toBe(true);
});

test('what an example shows is no fact of the tree', () => {
  workspace.write(
    'flag.yaml',
    'apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec:\n  values:\n    pilot:\n      env:\n        PILOT_ENABLE_ALPHA_GATEWAY_API: "true"\n',
  );
  workspace.write('guide.md', fence('apiVersion: gateway.networking.k8s.io/v1\nkind: BackendTLSPolicy\n'));
  expect(report(['--markdown', '--only', 'alpha-gateway-flag']).changed).toEqual([]);
});

test('a document on standard input is rewritten with --markdown, and else only swept', () => {
  const words = ['-', '--stdin-filepath', 'guide.md'];
  expect(workspace.run(['--markdown', ...words], { input: before }).stdout).toBe(after);
  const swept = workspace.run(words, { input: before });
  expect(swept.stdout).toBe(before);
  expect(swept.stderr).toContain(`guide.md:${line}:`);
});
