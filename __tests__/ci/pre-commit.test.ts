import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { type Checkout, checkout } from './checkout';
import { newPolicy } from '../support/policies';
import { newPool, oldPool } from './manifests';

const isInstalled = spawnSync('pre-commit', ['--version']).status === 0;
if (!isInstalled && process.env['CI']) throw new Error('pre-commit is missing, which .ci/run installs');

/** Hooks are installed into one place for all tests, as pre-commit does for all repositories of the user. */
const home = mkdtempSync(join(tmpdir(), 'istio-migrate-pre-commit-'));
const environment = {
  ...process.env,
  PRE_COMMIT_HOME: home,
  PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'test',
  GIT_AUTHOR_EMAIL: 'test@example.com',
  GIT_COMMITTER_NAME: 'test',
  GIT_COMMITTER_EMAIL: 'test@example.com',
};

/** A repository of manifests whose hooks come from the checkout under test. */
class Repository {
  readonly root = mkdtempSync(join(tmpdir(), 'istio-migrate-hooks-'));

  constructor({ path, revision }: Checkout, hooks: string) {
    this.run('git', ['init', '--quiet']);
    const hook = hooks.replaceAll(/^/gm, '      ');
    this.stage(
      '.pre-commit-config.yaml',
      `repos:\n  - repo: ${path}\n    rev: ${revision}\n    hooks:\n${hook}\n`,
    );
  }

  stage(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
    this.run('git', ['add', '--all']);
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  run(command: string, words: readonly string[], folder = '.'): { status: number | null; output: string } {
    const options = { cwd: join(this.root, folder), encoding: 'utf8', env: environment } as const;
    const { status, stdout, stderr } = spawnSync(command, words, options);
    return { status, output: stdout + stderr };
  }
}

const pool = 'my manifests/the pool.yaml';
let tool: Checkout;
const repositories: Repository[] = [];

function repositoryWith(hooks: string, path: string, text: string = oldPool): Repository {
  const repository = new Repository(tool, hooks);
  repositories.push(repository);
  repository.stage(path, text);
  return repository;
}

(isInstalled ? describe : describe.skip)('with pre-commit', () => {
  beforeAll(() => {
    tool = checkout();
    const repository = repositoryWith('- id: istio-migrate\n- id: istio-migrate-check', pool);
    const { status, output } = repository.run('pre-commit', ['install-hooks']);
    if (status !== 0) throw new Error(output);
  }, 600_000);
  afterEach(() => {
    for (const { root } of repositories.splice(0)) rmSync(root, { recursive: true, force: true });
  });
  afterAll(() => {
    tool.remove();
    rmSync(home, { recursive: true, force: true });
  });

  test('istio-migrate-check fails, shows the diff and writes nothing', () => {
    const repository = repositoryWith('- id: istio-migrate-check', pool);
    const { status, output } = repository.run('pre-commit', ['run']);
    expect(status).toBe(1);
    expect(output).toContain('- hook id: istio-migrate-check\n- exit code: 1\n');
    expect(output).toContain(
      '-  targetPortNumber: 8000 # vLLM\n+  targetPorts:\n+    - number: 8000 # vLLM\n',
    );
    expect(repository.read(pool)).toBe(oldPool);
  });

  test('istio-migrate fails the first time, when it fixes, and passes the second time', () => {
    const repository = repositoryWith('- id: istio-migrate', pool);
    const first = repository.run('pre-commit', ['run']);
    expect(first.status).toBe(1);
    expect(first.output).toContain('- files were modified by this hook\n');
    expect(repository.read(pool)).toBe(newPool);
    repository.run('git', ['add', '--all']);
    const second = repository.run('pre-commit', ['run']);
    expect(second.status).toBe(0);
    expect(second.output).toMatch(/^istio-migrate\.+Passed\n$/);
    expect(repository.read(pool)).toBe(newPool);
  });

  test('a commit is stopped, and passes with what the hook has fixed', () => {
    const repository = repositoryWith('- id: istio-migrate', pool);
    expect(repository.run('pre-commit', ['install']).status).toBe(0);
    const stopped = repository.run('git', ['commit', '--message', 'Add a pool']);
    expect(stopped.status).toBe(1);
    expect(stopped.output).toContain('istio-migrate');
    expect(repository.run('git', ['rev-parse', '--verify', '--quiet', 'HEAD']).status).toBe(1);
    expect(repository.run('git', ['commit', '--all', '--message', 'Add a pool'])).toMatchObject({
      status: 0,
    });
    expect(repository.run('git', ['show', `HEAD:${pool}`]).output).toBe(newPool);
    expect(repository.read(pool)).toBe(newPool);
  });

  test('a commit with istio-migrate-check passes after the tool was run by hand', () => {
    const repository = repositoryWith('- id: istio-migrate-check', pool);
    repository.run('pre-commit', ['install']);
    expect(repository.run('git', ['commit', '--message', 'Add a pool']).status).toBe(1);
    expect(
      repository.run(process.execPath, [join(__dirname, '../../bin/istio-migrate.js'), '--write']).status,
    ).toBe(0);
    expect(repository.run('git', ['commit', '--all', '--message', 'Add a pool'])).toMatchObject({
      status: 0,
    });
  });

  test('with --all-files, what is committed already is fixed too', () => {
    const repository = repositoryWith('- id: istio-migrate', pool);
    repository.run('git', ['commit', '--message', 'Add a pool']);
    expect(repository.run('pre-commit', ['run']).output).toMatch(
      /^istio-migrate\.+\(no files to check\)Skipped\n$/,
    );
    expect(repository.run('pre-commit', ['run', '--all-files']).status).toBe(1);
    expect(repository.read(pool)).toBe(newPool);
  });

  test('it works from a folder below the root', () => {
    const repository = repositoryWith('- id: istio-migrate', pool);
    expect(repository.run('pre-commit', ['run'], 'my manifests').status).toBe(1);
    expect(repository.read(pool)).toBe(newPool);
  });

  test.each([
    'pool.yml',
    'pool.YAML',
    'templates/_pool.tpl',
    'pool.gotmpl',
    'a "quoted" $name.yaml',
    'prüfung/政策.yaml',
  ])('it is given %s', (path) => {
    const repository = repositoryWith('- id: istio-migrate', path);
    expect(repository.run('pre-commit', ['run']).status).toBe(1);
    expect(repository.read(path)).toBe(newPool);
  });

  test('Markdown is rewritten where args say so, and only then', () => {
    const markdown = (text: string) => `# Pool\n\n\`\`\`yaml\n${text}\`\`\`\n`;
    const plain = repositoryWith('- id: istio-migrate', 'README.md', markdown(oldPool));
    expect(plain.run('pre-commit', ['run']).status).toBe(0);
    const asked = repositoryWith('- id: istio-migrate\n  args: [--markdown]', 'README.md', markdown(oldPool));
    expect(asked.run('pre-commit', ['run']).status).toBe(1);
    expect(asked.read('README.md')).toBe(markdown(newPool));
  });

  test('an error that remains blocks the commit; an ignore comment or a baseline lets it pass', () => {
    const wrong = newPolicy.replace(/ +hostname: .*\n/, '');
    const path = 'policy.yaml';
    const repository = repositoryWith('- id: istio-migrate', path, wrong);
    const blocked = repository.run('pre-commit', ['run']);
    expect(blocked.status).toBe(1);
    expect(blocked.output).toContain('v1 refuses a policy without a hostname');
    repository.stage(path, `# istio-migrate-ignore\n${wrong}`);
    expect(repository.run('pre-commit', ['run']).status).toBe(0);

    const hook = '- id: istio-migrate\n  args: [--baseline, baseline.json]';
    const accepting = repositoryWith(hook, path, wrong);
    const command = join(__dirname, '../../bin/istio-migrate.js');
    accepting.run(process.execPath, [command, '--baseline', 'baseline.json', '--write-baseline']);
    accepting.run('git', ['add', '--all']);
    expect(accepting.run('pre-commit', ['run']).status).toBe(0);
  });

  test('files that hold no manifests pass it by', () => {
    const repository = repositoryWith('- id: istio-migrate', 'main.go', '// inference.networking.x-k8s.io\n');
    const { status, output } = repository.run('pre-commit', ['run', '--files', 'main.go']);
    expect(status).toBe(0);
    expect(output).toMatch(/^istio-migrate\.+\(no files to check\)Skipped\n$/);
  });
});
