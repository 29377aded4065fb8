import { chmodSync } from 'node:fs';
import { newPolicy, oldPolicy } from '../support/policies';
import { workspaceOfEachTest } from './workspace';

const wrongPolicy = newPolicy.replace('    hostname: orders.shop.example\n', '');

const workspace = workspaceOfEachTest();

describe('without a mode', () => {
  test('the diff goes to stdout, the report to stderr, and the file stays', () => {
    workspace.write('policy.yaml', oldPolicy);
    const { status, stdout, stderr } = workspace.run([]);
    expect(status).toBe(0);
    expect(stdout).toContain('--- a/policy.yaml\n+++ b/policy.yaml\n');
    expect(stdout).toContain(
      '-apiVersion: gateway.networking.k8s.io/v1alpha3\n+apiVersion: gateway.networking.k8s.io/v1\n',
    );
    expect(stderr).toContain('1 file would change');
    expect(workspace.read('policy.yaml')).toBe(oldPolicy);
  });

  test('nothing to do is said in one line', () => {
    workspace.write('policy.yaml', newPolicy);
    const { status, stdout, stderr } = workspace.run([]);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toMatch(/^Nothing to change: 1 file scanned in .*\.\n$/);
  });

  test.each([
    ['a CRLF file', 'policy.yaml', oldPolicy.replaceAll('\n', '\r\n')],
    ['a file without a final line break', 'policy.yaml', oldPolicy.trimEnd()],
    ['a name with spaces', 'my policies/the policy.yaml', oldPolicy],
    ['a name that is not ASCII', 'prüfung/政策.yaml', oldPolicy],
    ['a name with quotes and a tab', 'a"b\tc.yaml', oldPolicy],
    ['a file with a byte order mark', 'policy.yaml', `\uFEFF${oldPolicy}`],
  ])('git apply makes of the diff what --write writes: %s', (_, path, text) => {
    workspace.git(['init', '-q']);
    workspace.write(path, text);
    const { stdout } = workspace.run([]);
    workspace.git(['apply', '-'], stdout);
    const applied = workspace.read(path);
    expect(applied).toBe(text.replace('v1alpha3', 'v1'));
    workspace.git(['apply', '-R', '-'], stdout);
    expect(workspace.read(path)).toBe(text);
    expect(workspace.run(['--write']).status).toBe(0);
    expect(workspace.read(path)).toBe(applied);
  });

  test('git apply takes the diff in a folder below the root as well', () => {
    workspace.git(['init', '-q']);
    workspace.write('apps/shop/policy.yaml', oldPolicy);
    const { stdout } = workspace.run([], { folder: 'apps' });
    workspace.git(['-C', 'apps', 'apply', '-'], stdout);
    expect(workspace.read('apps/shop/policy.yaml')).toBe(newPolicy);
  });
});

describe('--write', () => {
  test('the file is rewritten, a second run finds nothing, and stdout stays empty', () => {
    workspace.write('policy.yaml', oldPolicy);
    const { status, stdout, stderr } = workspace.run(['-w']);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toContain('1 file changed');
    expect(workspace.read('policy.yaml')).toBe(newPolicy);
    expect(workspace.run(['-w']).stderr).toMatch(/^Nothing to change/);
  });

  test('--diff shows the diff as well', () => {
    workspace.write('policy.yaml', oldPolicy);
    expect(workspace.run(['-w', '--diff']).stdout).toContain('+apiVersion: gateway.networking.k8s.io/v1\n');
  });

  test('a file that cannot be written is a fault, and the rest is done', () => {
    workspace.write('a.yaml', oldPolicy);
    workspace.write('b.yaml', oldPolicy);
    workspace.git(['init', '-q']);
    chmodSync(`${workspace.root}/a.yaml`, 0o444);
    const { status, stderr } = workspace.run(['-w']);
    expect(status).toBe(2);
    expect(stderr).toContain('a.yaml: it is read-only');
    expect(workspace.read('a.yaml')).toBe(oldPolicy);
    expect(workspace.read('b.yaml')).toBe(newPolicy);
  });
});

describe('--check and --strict', () => {
  test.each([
    ['a due rewrite', oldPolicy, ['--check'], 1],
    ['nothing due', newPolicy, ['--check'], 0],
    ['an error that remains', wrongPolicy, ['--check'], 1],
    ['an error that remains after writing', wrongPolicy, ['--write'], 1],
    ['an error in a dry run', wrongPolicy, [], 0],
    ['an error in a strict dry run', wrongPolicy, ['--strict'], 0],
    ['an error that is left, strictly', wrongPolicy, ['--check', '--strict'], 1],
    ['an error that is left after writing, strictly', wrongPolicy, ['--write', '--strict'], 1],
    ['nothing at all, strictly', newPolicy, ['--strict'], 0],
  ])('%s', (_, text, words, status) => {
    workspace.write('policy.yaml', text);
    const outcome = workspace.run(words);
    expect(outcome.status).toBe(status);
    if (words[0]?.startsWith('--')) expect(outcome.stdout).toBe('');
    expect(workspace.read('policy.yaml')).toBe(text);
  });
});

describe('standard input', () => {
  test('"-" prints the migrated text', () => {
    const { status, stdout } = workspace.run(['-'], { input: oldPolicy });
    expect({ status, stdout }).toEqual({ status: 0, stdout: newPolicy });
  });

  test('what is not due is printed byte for byte', () => {
    const input = Buffer.from('\uFEFFa: 1\r\n\tbroken: [\n');
    expect(workspace.run(['-'], { input }).stdout).toBe(input.toString());
  });

  test('--check says by the exit code whether it is due, and prints nothing', () => {
    const { status, stdout } = workspace.run(['-', '--check', '--stdin-filepath', 'apps/policy.yaml'], {
      input: oldPolicy,
    });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  });

  test('what is not UTF-8 comes out unchanged, with exit code 2', () => {
    const { status, stderr } = workspace.run(['-'], { input: Buffer.from([0x42, 0xff, 0xfe]) });
    expect(status).toBe(2);
    expect(stderr).toContain('stdin.yaml: it is not valid UTF-8');
  });
});

describe('--format json', () => {
  test('one object on stdout tells everything, with positions in the file as it is left', () => {
    workspace.write(
      'policy.yaml',
      wrongPolicy.replace('/v1\n', '/v1alpha2\n').replace('validation:', 'tls:'),
    );
    const { status, stdout } = workspace.run(['--format', 'json', '--write']);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      tool: { name: 'istio-migrate' },
      mode: 'write',
      summary: { scanned: 1, parsed: 1, changed: 1, failed: 0, findings: { error: 1 } },
      files: [
        { path: 'policy.yaml', status: 'changed', transforms: ['backend-tls-policy'], kinds: ['required'] },
      ],
      findings: expect.arrayContaining([
        {
          transform: 'backend-tls-policy',
          level: 'error',
          path: 'policy.yaml',
          line: 11,
          column: 3,
          message: 'v1 refuses a policy without a hostname',
          help: expect.any(String) as unknown,
        },
      ]) as unknown,
    });
  });
});

describe('broken input', () => {
  test('the file is named with line and cause and stays as it is; the rest is done; the exit code is 1', () => {
    const broken = `${oldPolicy}---\nkind: BackendTLSPolicy\nspec: [unclosed\n`;
    workspace.write('broken.yaml', broken);
    workspace.write('good.yaml', oldPolicy);
    const { status, stderr } = workspace.run(['--write']);
    expect(status).toBe(1);
    expect(stderr).toMatch(/broken\.yaml:17:\d+/);
    expect(workspace.read('broken.yaml')).toBe(broken);
    expect(workspace.read('good.yaml')).toBe(newPolicy);
  });

  test('a document without a trigger word may be as broken as it likes', () => {
    workspace.write('policy.yaml', `a: [unclosed\n---\n${oldPolicy}`);
    expect(workspace.run(['--write']).status).toBe(0);
    expect(workspace.read('policy.yaml')).toBe(`a: [unclosed\n---\n${newPolicy}`);
  });
});

describe('choosing transforms', () => {
  test.each([
    [['--only', 'inference-pool', '.'], ''],
    [['--skip', 'backend-tls-policy', '.'], ''],
    [['--target-version', '1.27'], ''],
  ])('%j leaves the policy alone', (words, stdout) => {
    workspace.write('policy.yaml', oldPolicy);
    expect(workspace.run(words).stdout).toBe(stdout);
  });

  test('--list names each with its kind and title', () => {
    expect(workspace.run(['--list']).stdout).toContain('inference-pool');
  });
});

describe('usage errors are one clear line and exit code 2', () => {
  test.each([
    [['--write', '--check'], 'mutually exclusive'],
    [['--only', 'nonsense'], 'unknown transform "nonsense"'],
    [['--target-version', 'new'], '--target-version needs a version'],
    [['--nonsense'], 'unknown option "--nonsense"'],
    [['-', 'other.yaml'], '"-" cannot be combined with other paths'],
    [['--format', 'xml'], 'unknown format "xml"'],
  ])('%j', (words, message) => {
    const { status, stdout, stderr } = workspace.run(words);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stderr.trimEnd().split('\n')).toHaveLength(2);
  });

  test('a path that does not exist is a fault, and the rest is done', () => {
    workspace.write('policy.yaml', oldPolicy);
    const { status, stderr } = workspace.run(['--write', 'missing.yaml', 'policy.yaml']);
    expect(status).toBe(2);
    expect(stderr).toContain('missing.yaml: no such file or directory');
    expect(workspace.read('policy.yaml')).toBe(newPolicy);
  });
});

describe('facts of the tree', () => {
  const flag = 'pilot:\n  env:\n    PILOT_ENABLE_ALPHA_GATEWAY_API: "true"\n';

  test.each([
    ['the whole tree', ['.']],
    ['one file, as a hook passes it', ['apps/policy.yaml']],
  ])('decide the same for %s', (_, paths) => {
    workspace.git(['init', '-q']);
    workspace.write('apps/policy.yaml', oldPolicy);
    expect(workspace.run(paths).stderr).toContain('Istio 1.27 ignored this policy');
    workspace.write('istio/values.yaml', flag);
    expect(workspace.run(paths).stderr).not.toContain('Istio 1.27 ignored this policy');
  });
});
