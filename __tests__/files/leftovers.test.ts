import { spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { basename, dirname } from 'node:path';
import { makerOf, removeLeftovers, temporaryName, thisMachine } from '../../src/files/leftovers';
import { withoutPrivileges, workspaceOfEachTest } from './workspace';

const workspace = workspaceOfEachTest();

const isRoot = process.getuid?.() === 0;
const random = '0123456789ab';

function nameBy(number: number | string, machine = thisMachine()): string {
  return `.a.yaml.istio-migrate-${machine}-${number}-${random}.tmp`;
}

/** The number of a process that has ended. */
function gone(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}

/** Whether the file is still there once what is left over beside it was removed. */
async function staysAt(path: string): Promise<boolean> {
  await removeLeftovers([path], []);
  return fs.lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function makeOld(path: string): void {
  const time = new Date(Date.now() - 2 * 60 * 60 * 1000);
  fs.lutimesSync(path, time, time);
}

describe('what a killed run left over is removed', () => {
  test('if its process has ended', async () => {
    expect(await staysAt(workspace.write(nameBy(gone()), 'half'))).toBe(false);
  });

  test('if it is an hour old, whoever made it and wherever', async () => {
    const path = workspace.write(nameBy(process.pid, '00000000'), 'half');
    makeOld(path);
    expect(await staysAt(path)).toBe(false);
  });

  test('beside a file that may be written, though no search has come across it', async () => {
    const left = workspace.write(`folder/${nameBy(gone())}`, 'half');
    await removeLeftovers([], [workspace.write('folder/a.yaml', 'a: 1\n')]);
    expect(fs.readdirSync(dirname(left))).toEqual(['a.yaml']);
  });

  test('whatever the file was called that it was made for', async () => {
    for (const name of ['a.yaml', 'a\nb', '-rf', 'ü'.repeat(90), '{{ a }}', '$(id)']) {
      const made = temporaryName(name).replace(`-${process.pid}-`, `-${gone()}-`);
      expect(Buffer.byteLength(temporaryName(name + 'ü'.repeat(37)))).toBeLessThanOrEqual(255);
      expect(await staysAt(workspace.write(made, 'half'))).toBe(false);
    }
  });

  (isRoot ? test : test.skip)('as root, whosever it is (needs root)', async () => {
    const path = workspace.write(nameBy(gone()), 'half');
    fs.chownSync(path, 1234, 1234);
    expect(await staysAt(path)).toBe(false);
  });
});

describe('it stays', () => {
  test('if its process runs', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    try {
      expect(await staysAt(workspace.write(nameBy(other.pid ?? 0), 'half'))).toBe(true);
    } finally {
      other.kill('SIGKILL');
    }
  });

  test('if it is of this very process', async () => {
    expect(await staysAt(workspace.write(temporaryName('a.yaml'), 'half'))).toBe(true);
  });

  test('if its process ran in another machine or container, where numbers mean other processes', async () => {
    expect(await staysAt(workspace.write(nameBy(gone(), '00000000'), 'half'))).toBe(true);
  });

  test('if it is a folder, a link or a pipe, however old', async () => {
    const name = nameBy(gone());
    const make = [
      (path: string) => {
        fs.mkdirSync(path);
      },
      (path: string) => {
        fs.symlinkSync(workspace.write('precious', 'text'), path);
      },
      (path: string) => {
        spawnSync('mkfifo', [path]);
      },
    ];
    for (const [index, made] of make.entries()) {
      const path = workspace.path(`${index}-${name}`.replace(/^.*?-/, `.${index}`));
      made(path);
      makeOld(path);
      expect(makerOf(path)).toBeDefined();
      expect(await staysAt(path)).toBe(true);
    }
    expect(fs.readFileSync(workspace.path('precious'), 'utf8')).toBe('text');
  });

  test.each([
    [`a.yaml.istio-migrate-${thisMachine()}-1-${random}.tmp`],
    [`.istio-migrate-${thisMachine()}-1-${random}.tmp`],
    [`.a.yaml.istio-migrate-${thisMachine()}-1-${random}.tmp.yaml`],
    [`.a.yaml.istio-migrate-${thisMachine()}-1-${random}`],
    [`.a.yaml.istio-migrate-${thisMachine()}-0-${random}.tmp`],
    [`.a.yaml.istio-migrate-${thisMachine()}--1-${random}.tmp`],
    [`.a.yaml.istio-migrate-${thisMachine()}-1-${random}0.tmp`],
    [`.a.yaml.istio-migrate-${thisMachine()}-1-${random.toUpperCase()}.tmp`],
    ['.a.yaml.istio-migrate-1-0123456789ab.tmp'],
    ['.a.yaml.tmp'],
  ])('if its name is not exactly of the shape: %s', async (name) => {
    const path = workspace.write(name, 'half');
    makeOld(path);
    expect(await staysAt(path)).toBe(true);
  });

  (isRoot ? test : test.skip)('if it is of another user (needs root, to act as two users)', async () => {
    const path = workspace.write(nameBy(gone()), 'half');
    fs.chmodSync(workspace.root, 0o777);
    makeOld(path);
    expect(await withoutPrivileges(() => staysAt(path))).toBe(true);
  });

  test('if a link leads to its folder', async () => {
    const path = workspace.write(`elsewhere/${nameBy(gone())}`, 'half');
    workspace.link('folder', workspace.path('elsewhere'));
    await removeLeftovers([workspace.path(`folder/${basename(path)}`)], []);
    expect(fs.existsSync(path)).toBe(true);
  });
});

test('a folder that is gone, or may not be read, is nobody’s trouble', async () => {
  await removeLeftovers([workspace.path('nowhere/.x')], [workspace.path('nowhere/a.yaml')]);
  fs.mkdirSync(workspace.path('closed'), { mode: 0o000 });
  await withoutPrivileges(() => removeLeftovers([workspace.path('closed/.x')], []));
});
