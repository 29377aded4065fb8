import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runUnprivileged } from '../../faults/support/start';
import { workspaceOfEachTest } from '../workspace';

const oldPolicy = [
  'apiVersion: gateway.networking.k8s.io/v1alpha3',
  'kind: BackendTLSPolicy',
  'metadata: { name: backend }',
  'spec:',
  "  targetRefs: [{ group: '', kind: Service, name: backend }]",
  '  validation: { hostname: backend.example.com, wellKnownCACertificates: System }',
  '',
].join('\n');
const newPolicy = oldPolicy.replace('v1alpha3', 'v1');
const fenced = `\`\`\`yaml\n${oldPolicy}\`\`\`\n`;

const workspace = workspaceOfEachTest();

/** Writes the configuration and one policy beside it. */
function prepare(config: string): void {
  workspace.write('.istio-migrate.yaml', config);
  workspace.write('apps/policy.yaml', oldPolicy);
}

describe('each key is honoured', () => {
  test.each([
    ['only', 'only: [inference-pool]'],
    ['skip', 'skip: [backend-tls-policy]'],
    ['exclude', 'exclude: [/apps]'],
    ['targetVersion', 'targetVersion: 1.27'],
  ])('%s', (_, config) => {
    prepare(config);
    expect(workspace.run(['--write']).status).toBe(0);
    expect(workspace.read('apps/policy.yaml')).toBe(oldPolicy);
  });

  test('strict', () => {
    prepare('strict: true');
    expect(workspace.run(['--write']).status).toBe(1);
  });

  test('markdown', () => {
    prepare('markdown: true');
    workspace.write('guide.md', fenced);
    workspace.run(['--write']);
    expect(workspace.read('guide.md')).toContain('/v1\n');
  });
});

describe('the command line wins', () => {
  test.each([
    ['--only over only', 'only: [inference-pool]', ['--only', 'backend-tls-policy']],
    ['--only over skip', 'skip: [backend-tls-policy]', ['--only', 'backend-tls-policy']],
    ['--skip over skip', 'skip: [backend-tls-policy]', ['--skip', 'inference-pool']],
    ['--target-version over targetVersion', 'targetVersion: 1.27', ['--target-version', '1.28']],
    ['--no-config over the file', 'only: [inference-pool]', ['--no-config']],
  ])('%s', (_, config, words) => {
    prepare(config);
    workspace.run(['--write', ...words, '.']);
    expect(workspace.read('apps/policy.yaml')).toBe(newPolicy);
  });

  test('--skip leaves the only of the file', () => {
    prepare('only: [backend-tls-policy]');
    workspace.run(['--write', '--skip', 'backend-tls-policy', '.']);
    expect(workspace.read('apps/policy.yaml')).toBe(oldPolicy);
  });

  test('--exclude adds to exclude', () => {
    prepare('exclude: [/apps]');
    workspace.write('other/policy.yaml', oldPolicy);
    expect(workspace.run(['--exclude', 'other']).stdout).toBe('');
  });

  test.each([
    ['--no-strict', 'strict: true', 0],
    ['--no-strict, but for --check', 'strict: true', 1],
  ])('%s', (title, config, status) => {
    prepare(config);
    expect(workspace.run(['--no-strict', ...(title.includes('--check') ? ['--check'] : [])]).status).toBe(
      status,
    );
  });

  test('--no-markdown', () => {
    prepare('markdown: true');
    workspace.write('guide.md', fenced);
    workspace.run(['--write', '--no-markdown']);
    expect(workspace.read('guide.md')).toBe(fenced);
  });
});

describe('where it is found', () => {
  test('the nearest one upwards counts, and its globs refer to its folder', () => {
    workspace.write('.istio-migrate.yaml', 'only: [inference-pool]');
    workspace.write('deploy/.istio-migrate.yaml', 'exclude: [/apps/old.yaml]');
    workspace.write('deploy/apps/old.yaml', oldPolicy);
    workspace.write('deploy/apps/policy.yaml', oldPolicy);
    expect(workspace.run(['--write'], { folder: 'deploy/apps' }).status).toBe(0);
    expect(workspace.read('deploy/apps/old.yaml')).toBe(oldPolicy);
    expect(workspace.read('deploy/apps/policy.yaml')).toBe(newPolicy);
  });

  test('the search ends at the root of the work tree', () => {
    workspace.write('.istio-migrate.yaml', 'only: [inference-pool]');
    workspace.write('repository/policy.yaml', oldPolicy);
    workspace.git(['init', '-q', 'repository']);
    workspace.run(['--write'], { folder: 'repository' });
    expect(workspace.read('repository/policy.yaml')).toBe(newPolicy);
  });

  test('--config names another, whose globs refer to its own folder', () => {
    prepare('only: [inference-pool]');
    workspace.write('ci/migrate.yaml', 'exclude: [../apps/old.yaml]');
    workspace.write('apps/old.yaml', oldPolicy);
    expect(workspace.run(['--write', '--config', 'ci/migrate.yaml']).status).toBe(0);
    expect(workspace.read('apps/policy.yaml')).toBe(newPolicy);
    expect(workspace.read('apps/old.yaml')).toBe(oldPolicy);
  });

  test('a link is followed, and its globs refer to the folder that the link is in', () => {
    workspace.write('shared.yaml', 'exclude: [/old.yaml]');
    workspace.write('apps/old.yaml', oldPolicy);
    symlinkSync('../shared.yaml', join(workspace.root, 'apps/.istio-migrate.yaml'));
    expect(workspace.run(['--check'], { folder: 'apps' }).status).toBe(0);
  });

  test('a file named on the command line is left out too, with the reason', () => {
    prepare('exclude: [/apps]');
    const { status, stderr } = workspace.run(['--write', 'apps/policy.yaml']);
    expect({ status, text: workspace.read('apps/policy.yaml') }).toEqual({ status: 0, text: oldPolicy });
    expect(stderr).toContain('exclude in .istio-migrate.yaml matches it');
  });

  test('the configuration itself is not searched for what it names', () => {
    prepare('# PILOT: inference.networking.x-k8s.io is on purpose\nexclude: [/apps]\n');
    expect(workspace.run(['--strict']).status).toBe(0);
  });
});

describe('standard input', () => {
  test('goes by the configuration', () => {
    workspace.write('.istio-migrate.yaml', 'skip: [backend-tls-policy]');
    expect(workspace.run(['-'], { input: oldPolicy }).stdout).toBe(oldPolicy);
  });

  test('comes out as it is where it stands for a file that is excluded', () => {
    workspace.write('.istio-migrate.yaml', 'exclude: [/apps]');
    const { status, stdout, stderr } = workspace.run(['-', '--stdin-filepath', 'apps/policy.yaml'], {
      input: oldPolicy,
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: oldPolicy });
    expect(stderr).toContain('exclude in .istio-migrate.yaml matches it');
    expect(workspace.run(['-', '--stdin-filepath', 'lib/policy.yaml'], { input: oldPolicy }).stdout).toBe(
      newPolicy,
    );
  });
});

describe('what cannot be followed is exit code 2, before anything is written', () => {
  function refused(words: readonly string[] = []): string {
    const { status, stdout, stderr } = workspace.run(['--write', ...words]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(workspace.read('apps/policy.yaml')).toBe(oldPolicy);
    return stderr;
  }

  test('each problem with file, line and column', () => {
    prepare('strict: yes\nskpi: []\n');
    expect(refused()).toBe(
      'istio-migrate: .istio-migrate.yaml:1:9: "strict" must be true or false, not the string "yes"; write one of them\n' +
        '.istio-migrate.yaml:2:1: unknown key "skpi"; did you mean "skip"?\n',
    );
  });

  test('what could drive a terminal is spelled out', () => {
    prepare('skip: ["\\e[31m"]\n');
    expect(refused()).toContain('unknown transform "\\u001b[31m"');
  });

  test('a file that is not there', () => {
    prepare('');
    expect(refused(['--config', 'none.yaml'])).toBe(
      'istio-migrate: none.yaml: no such file or directory; pass another file with --config, or run with --no-config\n',
    );
  });

  test('a link that leads nowhere', () => {
    workspace.write('apps/policy.yaml', oldPolicy);
    symlinkSync('nowhere', join(workspace.root, '.istio-migrate.yaml'));
    expect(refused()).toContain('.istio-migrate.yaml: no such file or directory');
  });

  test('a folder', () => {
    workspace.write('apps/policy.yaml', oldPolicy);
    mkdirSync(join(workspace.root, '.istio-migrate.yaml'));
    expect(refused()).toContain('.istio-migrate.yaml: it is a folder; make it a readable file');
  });

  test.each([
    ['binary', Buffer.from([0x61, 0, 0x62]), 'it is binary; save it as text in UTF-8'],
    ['no UTF-8', Buffer.from([0x23, 0xff]), 'it is not valid UTF-8; save it as text in UTF-8'],
    ['UTF-16', Buffer.from('\uFEFFstrict: true', 'utf16le'), 'it is UTF-16; save it as text in UTF-8'],
  ])('a file that is %s', (_, bytes, message) => {
    prepare('');
    writeFileSync(join(workspace.root, '.istio-migrate.yaml'), bytes);
    expect(refused()).toBe(`istio-migrate: .istio-migrate.yaml: ${message}\n`);
  });

  test('a file that may not be read', () => {
    prepare('');
    chmodSync(join(workspace.root, '.istio-migrate.yaml'), 0);
    const { status, stdout, stderr } = runUnprivileged([], workspace.root);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('.istio-migrate.yaml: permission denied');
  });

  test.each([[['--config', 'a', '--no-config']], [['--config', 'a', '--config', 'b']]])('%j', (words) => {
    prepare('');
    expect(refused(words)).toContain('--config can be given only once');
  });

  test.each([
    [['--list']],
    [['--version']],
    [['--help']],
    [['explain']],
    [['explain', 'inference-pool']],
    [['--list', '--config', 'none.yaml']],
  ])('%j does not ask for it', (words) => {
    prepare('nonsense');
    expect(workspace.run(words)).toMatchObject({ status: 0, stderr: '' });
  });

  test('a folder named with --config', () => {
    prepare('');
    expect(refused(['--config', 'apps'])).toBe(
      'istio-migrate: apps: it is a folder; make it a readable file, or run with --no-config\n',
    );
  });

  test('a link out of the repository, unless --config names it', () => {
    workspace.write('mine.yaml', 'only: [inference-pool]\n');
    workspace.write('repository/policy.yaml', oldPolicy);
    workspace.git(['init', '-q', 'repository']);
    symlinkSync('../mine.yaml', join(workspace.root, 'repository/.istio-migrate.yaml'));
    const run = (words: string[]) => workspace.run(['--check', ...words], { folder: 'repository' });
    expect(run([])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('it is a link that leads out of the repository') as unknown,
    });
    expect(run(['--config', '.istio-migrate.yaml'])).toMatchObject({ status: 0 });
  });
});
