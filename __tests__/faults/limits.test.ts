import * as fs from 'node:fs';
import { join } from 'node:path';
import { workspaceOfEachTest } from '../cli/workspace';
import { newPolicy, oldPolicy } from '../support/policies';
import { Manifests } from './support/kill';
import { isRoot, runBehind, runUnprivileged } from './support/start';

const workspace = workspaceOfEachTest();

const path = (name: string): string => join(workspace.root, name);
const large = `# ${'.'.repeat(80_000)}\n`;
const asRoot = isRoot ? test : test.skip;
const onLinux = process.platform === 'linux' ? test : test.skip;

test('a file that would grow beyond the limit of the process is told with the cause; the rest is done', () => {
  workspace.write('large.yaml', oldPolicy + large);
  workspace.write('small.yaml', oldPolicy);
  const { status, stderr } = runBehind('ulimit -f 8; exec "$@"', ['-w'], workspace.root);
  expect(status).toBe(2);
  expect(stderr).toContain('failed large.yaml: file too large\n');
  expect(fs.readdirSync(workspace.root)).toEqual(['large.yaml', 'small.yaml']);
  expect(workspace.read('large.yaml')).toBe(oldPolicy + large);
  expect(workspace.read('small.yaml')).toBe(newPolicy);
});

describe('on a full disk', () => {
  /** Copies the workspace to a small disk of its own, fills that but for some pages, runs, and copies back. */
  function runOnDisk(options: string, freePages: number): { status: number | null; stderr: string } {
    const disk = fs.mkdtempSync(join(workspace.root, '../istio-migrate-disk-'));
    const line = `set -e
      mount -t tmpfs -o ${options} tmpfs "${disk}"
      cp -a . "${disk}/tree"
      ${freePages === 0 ? '' : `dd if=/dev/zero of="${disk}/reserve" bs=4k count=${freePages} status=none`}
      cat /dev/zero > "${disk}/filler" 2>/dev/null || true
      rm -f "${disk}/reserve"
      status=0; (cd "${disk}/tree" && "$@") || status=$?
      rm "${disk}/filler"
      rm -rf ./*; cp -a "${disk}/tree/." .
      exit $status`;
    try {
      return runBehind(
        `unshare --mount --propagation private bash -c '${line}' bash "$@"`,
        ['-w'],
        workspace.root,
      );
    } finally {
      fs.rmSync(disk, { recursive: true });
    }
  }

  asRoot('what does not fit is told with the cause; the rest is done (needs root, to mount a disk)', () => {
    const names = Array.from({ length: 12 }, (_, index) => `${index}.yaml`);
    workspace.write('a-large.yaml', oldPolicy + large);
    for (const name of names) workspace.write(name, oldPolicy);
    const { status, stderr } = runOnDisk('size=500k', 12);
    expect(stderr).toContain('failed a-large.yaml: no space left on device\n');
    expect(status).toBe(2);
    expect(fs.readdirSync(workspace.root)).toEqual(['a-large.yaml', ...names].toSorted());
    expect(workspace.read('a-large.yaml')).toBe(oldPolicy + large);
    // While the large one takes all the space there is, others may find none.
    const left = names.filter((name) => workspace.read(name) !== newPolicy);
    expect(left.length).toBeLessThan(names.length);
    for (const name of left) {
      expect(stderr).toContain(`failed ${name}: no space left on device\n`);
      expect(workspace.read(name)).toBe(oldPolicy);
    }
  });

  asRoot('that takes no more files, every file stays as it was (needs root, to mount a disk)', () => {
    for (const name of ['a.yaml', 'b.yaml']) workspace.write(name, oldPolicy);
    // Its root, the tree, two files and the filler: none is left.
    const { status, stderr } = runOnDisk('size=1m,nr_inodes=5', 0);
    expect(status).toBe(2);
    for (const name of ['a.yaml', 'b.yaml']) {
      expect(stderr).toContain(`failed ${name}: no space left on device\n`);
      expect(workspace.read(name)).toBe(oldPolicy);
    }
    expect(fs.readdirSync(workspace.root)).toEqual(['a.yaml', 'b.yaml']);
  });
});

describe('a process that may open few files', () => {
  const fewest = fewestFiles();

  test.each(
    ['outside of git', 'in a repository'].flatMap((where) =>
      [2, 6, 20].map((more) => [where, more] as const),
    ),
  )('does what it can and tells the rest, %s, with %d more than it takes to start', (where, more) => {
    const manifests = new Manifests(workspace.root, 100);
    manifests.lay();
    if (where === 'in a repository') workspace.git(['init', '-q']);
    const { status, stderr } = runBehind(`ulimit -n ${fewest + more}; exec "$@"`, ['-w'], workspace.root);
    const { before, after, broken, others } = manifests.look();
    const failures = stderr.match(/^failed .*$/gm) ?? [];
    expect(stderr).not.toMatch(/internal error|^\s+at /m);
    expect(failures.filter((line) => !line.endsWith(': too many open files'))).toEqual([]);
    expect({ broken, others, all: before + after }).toEqual({ broken: [], others: [], all: 100 });
    expect(status).toBe(before === 0 ? 0 : 2);
    const told = new Set(failures.map((line) => line.split(/^failed |: /)[1]));
    const untold = [...manifests.before].filter(
      ([name, text]) =>
        workspace.read(name) === text && !told.has(name) && !told.has(name.replace(/\/[^/]*$/, '')),
    );
    expect(untold.map(([name]) => name)).toEqual([]);
  });

  /** With how many open files the command just starts: that is for Node to say. */
  function fewestFiles(): number {
    const line =
      'ulimit -c 0; for n in {16..64}; do (ulimit -n $n; exec "$@") >/dev/null 2>&1 && break; done; echo $n';
    return Number(runBehind(line, ['--list'], '/').stdout);
  }
});

describe('permissions', () => {
  test('a read-only file and a folder that may not be written to are told; the rest is done', () => {
    for (const name of ['a/policy.yaml', 'b/policy.yaml', 'c/policy.yaml']) workspace.write(name, oldPolicy);
    fs.chmodSync(path('a/policy.yaml'), 0o444);
    fs.chmodSync(path('b'), 0o555);
    const { status, stderr } = runUnprivileged(['-w'], workspace.root);
    expect(status).toBe(2);
    expect(stderr).toContain('failed a/policy.yaml: it is read-only\n');
    expect(stderr).toContain('failed b/policy.yaml: permission denied\n');
    expect([workspace.read('a/policy.yaml'), workspace.read('b/policy.yaml')]).toEqual([
      oldPolicy,
      oldPolicy,
    ]);
    expect(fs.readdirSync(path('b'))).toEqual(['policy.yaml']);
    expect(workspace.read('c/policy.yaml')).toBe(newPolicy);
  });

  test.each(['outside of git', 'in a repository'])(
    'what may not be read is told; the rest is done, %s',
    (where) => {
      for (const name of ['a/policy.yaml', 'b/policy.yaml', 'c/policy.yaml'])
        workspace.write(name, oldPolicy);
      fs.chmodSync(path('a/policy.yaml'), 0o000);
      fs.chmodSync(path('b'), 0o000);
      if (where === 'in a repository') {
        workspace.git(['init', '-q']);
      }
      const { status, stderr } = runUnprivileged(['-w'], workspace.root);
      expect(status).toBe(2);
      expect(stderr).toContain('failed a/policy.yaml: permission denied\n');
      expect(stderr).toContain('failed b: permission denied\n');
      expect(workspace.read('c/policy.yaml')).toBe(newPolicy);
      fs.chmodSync(path('b'), 0o755);
      fs.chmodSync(path('a/policy.yaml'), 0o644);
      expect([workspace.read('a/policy.yaml'), workspace.read('b/policy.yaml')]).toEqual([
        oldPolicy,
        oldPolicy,
      ]);
    },
  );

  test('a folder that may be entered and written to, but not listed, is no obstacle to a file that is named', () => {
    workspace.write('a/policy.yaml', oldPolicy);
    fs.chmodSync(path('a'), 0o333);
    const { status, stderr } = runUnprivileged(['-w', 'a/policy.yaml'], workspace.root);
    fs.chmodSync(path('a'), 0o755);
    expect({ status, failed: stderr.includes('failed') }).toEqual({ status: 0, failed: false });
    expect(workspace.read('a/policy.yaml')).toBe(newPolicy);
  });
});

onLinux('a file that the system cannot read is told with the cause (needs /proc)', () => {
  workspace.write('policy.yaml', oldPolicy);
  const { status, stderr } = workspace.run(['-w', '/proc/self/mem', 'policy.yaml']);
  expect(status).toBe(2);
  expect(stderr).toMatch(/^failed .*proc\/(?:self|\d+)\/mem: i\/o error$/m);
  expect(workspace.read('policy.yaml')).toBe(newPolicy);
});

describe('output that cannot be written is told, with exit code 2', () => {
  const cannot = 'istio-migrate: cannot write standard output: no space left on device\n';

  onLinux.each([
    [[]],
    [['--check', '--diff']],
    [['--format', 'json']],
    [['--list']],
    [['--help']],
    [['--version']],
  ])('on standard output: %j (needs /dev/full)', (words) => {
    workspace.write('policy.yaml', oldPolicy);
    const { status, stderr } = runBehind('exec "$@" > /dev/full', words, workspace.root);
    expect(status).toBe(2);
    expect(stderr).toContain(cannot);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  onLinux('on both (needs /dev/full), and what was to be written is written', () => {
    workspace.write('policy.yaml', oldPolicy);
    expect(runBehind('exec "$@" > /dev/full 2>&1', ['-w', '--diff'], workspace.root).status).toBe(2);
    expect(workspace.read('policy.yaml')).toBe(newPolicy);
  });

  test('nobody reads it: that is no fault', () => {
    for (let count = 0; count < 50; count += 1) workspace.write(`policy ${count}.yaml`, oldPolicy);
    for (const line of ['"$@" | true', '"$@" 2>&1 | true', '{ "$@" 2>&1 >&3 | true; } 3>/dev/null'])
      expect(runBehind(`set -o pipefail; ${line}`, [], workspace.root)).toMatchObject({ status: 0 });
  });

  test('a closed standard output or error does no harm', () => {
    for (const closed of ['>&-', '2>&-', '<&-', '>&- 2>&- <&-']) {
      workspace.write('policy.yaml', oldPolicy);
      runBehind(`exec "$@" ${closed}`, ['-w', '--diff'], workspace.root);
      expect([closed, workspace.read('policy.yaml')]).toEqual([closed, newPolicy]);
    }
  });
});
