import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Workspace } from '../cli/workspace';

const root = join(__dirname, '../..');
const examples = join(root, 'docs/examples');
const oldPolicy = `apiVersion: gateway.networking.k8s.io/v1alpha3
kind: BackendTLSPolicy
metadata: {name: orders}
spec:
  targetRefs: [{group: "", kind: Service, name: orders}]
  validation: {hostname: orders.shop.example, wellKnownCACertificates: System}
`;
const newPolicy = oldPolicy.replace('v1alpha3', 'v1');

let repository: Workspace;
beforeEach(() => {
  repository = new Workspace();
  repository.git(['init', '-q']);
  repository.write('apps/policy.yaml', oldPolicy);
  repository.write('README.md', '# shop\n');
  repository.git(['add', '.']);
});
afterEach(() => {
  repository.remove();
});

function read(name: string): unknown {
  return parse(readFileSync(join(examples, name), 'utf8'));
}

function runHere(command: string, words: readonly string[], more: NodeJS.ProcessEnv = {}) {
  const environment: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: '1', ...more };
  const { status, stdout, stderr } = spawnSync(command, words, {
    cwd: repository.root,
    encoding: 'utf8',
    env: environment,
  });
  return { status, stdout, stderr };
}

describe('multi-gitter', () => {
  const script = join(examples, 'multi-gitter.sh');
  const launcher = { ISTIO_MIGRATE: join(root, 'bin/istio-migrate.js'), REPOSITORY: 'example-org/shop' };

  test('the script changes a repository in place and leaves a report', () => {
    const { status, stdout, stderr } = runHere(script, [], launcher);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '== example-org/shop\n' });
    expect(stderr).toContain('changed apps/policy.yaml');
    expect(repository.read('apps/policy.yaml')).toBe(newPolicy);
    expect(repository.git(['diff', '--name-only'])).toBe('apps/policy.yaml\n');
  });

  test('where nothing is due, nothing changes, so that no pull request is opened', () => {
    repository.write('apps/policy.yaml', newPolicy);
    repository.git(['add', '.']);
    expect(runHere(script, [], launcher).status).toBe(0);
    expect(repository.git(['diff', '--name-only'])).toBe('');
  });

  test('a launcher that is not named is told of, and the repository counts as failed', () => {
    const { status, stderr } = runHere(script, [], { ISTIO_MIGRATE: '' });
    expect(status).not.toBe(0);
    expect(stderr).toContain('ISTIO_MIGRATE');
  });

  test('the configuration has only keys that multi-gitter knows', () => {
    // Source: lindell/multi-gitter, README.md at v0.63.1, "All available run options"; of those, what we may need.
    const known =
      'author-email author-name base-branch base-url branch clone-dir code-search commit-message concurrent conflict-strategy draft dry-run fetch-depth fork git-type group labels log-level org output platform pr-body pr-title project repo repo-exclude repo-include repo-search reviewers skip-forks skip-pr skip-repo ssh-auth team-reviewers topic user';
    const config = read('multi-gitter.yaml') as Record<string, unknown>;
    expect(Object.keys(config).filter((key) => !known.split(' ').includes(key))).toEqual([]);
    expect(config).toMatchObject({ org: [expect.any(String)], draft: true, 'conflict-strategy': 'replace' });
  });
});

describe('Sourcegraph', () => {
  interface Step {
    readonly run: string;
    readonly mount: readonly { readonly path: string; readonly mountpoint: string }[];
  }
  const spec = read('sourcegraph-batch-spec.yaml') as {
    readonly steps: readonly Step[];
    readonly changesetTemplate: Record<string, unknown>;
  };

  test('the spec has only keys that the schema knows, and those that it requires', () => {
    // Source: sourcegraph/src-cli, lib/batches/schema/batch_spec_stringdata.go at 7.6.0.
    const sections: readonly [unknown, readonly string[]][] = [
      [spec, ['version', 'name', 'description', 'on', 'steps', 'changesetTemplate']],
      [spec.steps[0], ['run', 'container', 'mount', 'outputs']],
      [spec.steps[0]?.mount[0], ['path', 'mountpoint']],
      [spec.changesetTemplate, ['title', 'body', 'branch', 'commit', 'published']],
      [spec.changesetTemplate['commit'], ['message']],
    ];
    for (const [section, keys] of sections) expect(Object.keys(section as object)).toEqual(keys);
    expect(spec).toMatchObject({ version: 2, name: expect.stringMatching(/^[\w.-]+$/) as unknown });
  });

  test('the command of the step changes a repository in place and leaves a report', () => {
    const [step] = spec.steps;
    const command = step?.run.replace(step.mount[0]?.mountpoint ?? '', root) ?? '';
    const { status, stderr } = runHere('sh', ['-c', command]);
    expect(status).toBe(0);
    expect(stderr).toContain('changed apps/policy.yaml');
    expect(repository.read('apps/policy.yaml')).toBe(newPolicy);
  });
});
