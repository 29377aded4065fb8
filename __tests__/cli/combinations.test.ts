import type { Log } from 'sarif';
import { newPolicy, oldPolicy } from '../support/policies';
import { applyReplacements, replacementsOf, resultsOf } from '../support/sarif';
import { timeless } from '../support/timeless';
import { Terminal } from './terminal';
import { Workspace } from './workspace';

const prompt = 'Apply this change [y,n,a,q,?]?';
const pool = `apiVersion: inference.networking.x-k8s.io/v1alpha2
kind: InferencePool
metadata:
  name: moved
spec:
  targetPortNumber: 8000
  selector: { app: llama }
  extensionRef:
    name: picker
`;
/** Never appears in a report. */
const kept = `# istio-migrate-ignore\n${oldPolicy.replaceAll('orders', 'kept-orders')}`;
/** What the first document becomes is longer, and the second stays. */
const mixed = `${pool}---\n${kept}---\n${oldPolicy}`;
const fenced = (text: string): string => `\`\`\`yaml\n${text}\`\`\`\n`;

let workspace: Workspace;
let terminal: Terminal | undefined;
beforeEach(() => {
  workspace = new Workspace();
  workspace.git(['init', '-q']);
});
afterEach(() => {
  terminal?.close();
  terminal = undefined;
  workspace.remove();
});

interface Report {
  readonly files: readonly { readonly path: string }[];
  readonly findings: readonly { readonly path: string; readonly line: number; readonly transform: string }[];
}

const report = (words: readonly string[]): Report =>
  JSON.parse(workspace.run(['--format', 'json', ...words]).stdout) as Report;

/** Runs with a user who accepts all. */
async function acceptAll(changes: number, words: readonly string[] = []) {
  const on = (terminal = new Terminal(workspace.root, ['--interactive', ...words]));
  for (let index = 0; index < changes; index++) {
    await on.shows(prompt);
    on.type('y\n');
  }
  return on.ends();
}

describe('what a comment keeps', () => {
  test.each(['text', 'json', 'sarif', 'github', 'markdown'])(
    'appears in no report of the form %s',
    (format) => {
      workspace.write('kept-orders.yaml', kept);
      workspace.write('kept-orders.md', fenced(kept));
      workspace.write('moved.yaml', pool);
      const { stdout } = workspace.run(['--format', format, '--markdown']);
      expect(stdout).toContain('moved.yaml');
      expect(stdout).not.toContain('kept-orders');
    },
  );

  test('is in no fix of SARIF, and all fixes give what --write gives', () => {
    workspace.write('mixed.yaml', mixed);
    const log = JSON.parse(workspace.run(['--format', 'sarif']).stdout) as Log;
    const fixes = replacementsOf(resultsOf(log)).get('mixed.yaml') ?? [];
    workspace.run(['--write']);
    const written = workspace.read('mixed.yaml');
    expect(written.endsWith(`---\n${kept}---\n${newPolicy}`)).toBe(true);
    expect(applyReplacements(mixed, fixes)).toBe(written);
  });

  test('is asked about by no --interactive', async () => {
    workspace.write('mixed.yaml', mixed);
    const { status, screen } = await acceptAll(2);
    expect({ status, asked: screen.split(prompt).length - 1 }).toEqual({ status: 0, asked: 2 });
    const written = workspace.read('mixed.yaml');
    expect(written.endsWith(`---\n${kept}---\n${newPolicy}`)).toBe(true);
  });

  test('stays in a fenced block, whatever the blocks around it become', () => {
    workspace.write('guide.md', fenced(kept) + fenced(oldPolicy));
    expect(workspace.run(['--write', '--markdown']).status).toBe(0);
    expect(workspace.read('guide.md')).toBe(fenced(kept) + fenced(newPolicy));
  });
});

test.each([['--dry-run'], ['--write']])(
  'with %s, positions behind an ignored document are those of the file as the run leaves it',
  (mode) => {
    workspace.write('mixed.yaml', mixed);
    const { findings } = report([mode]);
    const lines = workspace.read('mixed.yaml').split('\n');
    const starts = lines.flatMap((line, index) => (line.startsWith('apiVersion:') ? [index + 1] : []));
    const at = (id: string) =>
      new Set(findings.filter((each) => each.transform === id).map(({ line }) => line));
    expect(at('inference-pool')).toEqual(new Set([starts[0]]));
    expect(at('backend-tls-policy')).toEqual(new Set([starts[2]]));
  },
);

describe('--interactive goes by the configuration', () => {
  test('only, exclude and markdown say what is asked about', async () => {
    workspace.write(
      '.istio-migrate.yaml',
      'only: [backend-tls-policy]\nexclude: [/vendor]\nmarkdown: true\n',
    );
    for (const path of ['policy.yaml', 'vendor/policy.yaml']) workspace.write(path, oldPolicy);
    workspace.write('pool.yaml', pool);
    workspace.write('guide.md', fenced(oldPolicy));
    const { status } = await acceptAll(2);
    expect(status).toBe(0);
    const paths = ['policy.yaml', 'guide.md', 'vendor/policy.yaml', 'pool.yaml'];
    expect(paths.map((path) => workspace.read(path))).toEqual([
      newPolicy,
      fenced(newPolicy),
      oldPolicy,
      pool,
    ]);
  });

  test('strict decides the exit code', async () => {
    workspace.write('.istio-migrate.yaml', 'strict: true\n');
    workspace.write('policy.yaml', oldPolicy);
    expect((await acceptAll(1)).status).toBe(1);
  });

  test('what is wrong in it ends the run before a question', async () => {
    workspace.write('.istio-migrate.yaml', 'strict: maybe\n');
    workspace.write('policy.yaml', oldPolicy);
    const { status, screen } = await acceptAll(0);
    expect(status).toBe(2);
    expect(screen).toMatch(/^istio-migrate: \.istio-migrate\.yaml:1:9: .+\n$/);
  });
});

describe('standard input goes by the configuration', () => {
  test.each([
    [
      'markdown',
      'markdown: true',
      ['-', '--stdin-filepath', 'guide.md'],
      fenced(oldPolicy),
      fenced(newPolicy),
      0,
    ],
    // A dry run, and this is one, fails for nothing that is found.
    ['strict', 'strict: true', ['-'], oldPolicy, newPolicy, 0],
    ['targetVersion', 'targetVersion: 1.27', ['-'], oldPolicy, oldPolicy, 0],
    ['only', 'only: [inference-pool]', ['-'], oldPolicy, oldPolicy, 0],
  ])('%s', (_, config, words, input, stdout, status) => {
    workspace.write('.istio-migrate.yaml', `${config}\n`);
    expect(workspace.run(words, { input })).toMatchObject({ status, stdout });
  });
});

describe('--format, --diff and --quiet together', () => {
  test.each(['text', 'json', 'sarif', 'github', 'markdown'])(
    '--format %s is the report alone, whether --diff is given or not',
    (format) => {
      workspace.write('policy.yaml', oldPolicy);
      const run = (words: readonly string[]) => {
        const { stdout, stderr, status } = workspace.run(['--check', '--format', format, ...words]);
        return { stdout: timeless(stdout), stderr, status };
      };
      expect(run(['--diff'])).toEqual(run([]));
      expect(run([]).stderr).toBe('');
    },
  );

  test('--quiet leaves the diff, and the exit code', () => {
    workspace.write('policy.yaml', oldPolicy);
    const { status, stdout, stderr } = workspace.run(['--check', '--diff', '--quiet']);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toContain('+apiVersion: gateway.networking.k8s.io/v1\n');
  });
});

test('files that steer the tool are searched where they are named, and not rewritten', () => {
  const config = '# inference.networking.x-k8s.io is for later\nstrict: true\n';
  const ignores = '# InferencePool of inference.networking.x-k8s.io\n/vendor\n';
  workspace.write('.istio-migrate.yaml', config);
  workspace.write('.istiomigrateignore', ignores);
  const named = ['.istio-migrate.yaml', '.istiomigrateignore'];
  expect(report(['--write']).findings).toEqual([]);
  expect(report(['--write', ...named])).toMatchObject({ files: [] });
  expect(named.map((path) => workspace.read(path))).toEqual([config, ignores]);
});
