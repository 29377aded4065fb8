import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { dirname } from 'node:path';
import { type OriginalFile, readBytes } from '../../src/files/read';
import { writeAtomically } from '../../src/files/write';
import { giveAway, withoutPrivileges, workspaceOfEachTest } from './workspace';

const workspace = workspaceOfEachTest();

function read(path: string): OriginalFile {
  const result = readBytes(path);
  if (result.kind !== 'read') throw new Error(`${path} is ${result.kind}`);
  return result.file;
}

function content(path: string): string {
  return fs.readFileSync(path, 'utf8');
}

/** What lies beside the file: nothing but it, as long as no temporary file is left over. */
function neighbours(path: string): string[] {
  return fs.readdirSync(dirname(path));
}

const isRoot = process.getuid?.() === 0;

describe('a write', () => {
  test('gives exactly the bytes of the text', async () => {
    for (const text of ['', 'a: b', '\uFEFFa: b\r\n\r\n', 'ü: \u{1F600}\n', ' \t\n'.repeat(100_000)]) {
      const path = workspace.write('a.yaml', 'old');
      expect(await writeAtomically(path, text, read(path))).toEqual({ ok: true });
      expect(fs.readFileSync(path).equals(Buffer.from(text))).toBe(true);
      expect(neighbours(path)).toEqual(['a.yaml']);
    }
  });

  test.each([0o644, 0o600, 0o755, 0o664, 0o4711, 0o2666])('keeps mode %o', async (mode) => {
    const path = workspace.write('a.yaml', 'old');
    fs.chmodSync(path, mode);
    expect(await writeAtomically(path, 'new', read(path))).toEqual({ ok: true });
    expect(fs.statSync(path).mode & 0o7777).toBe(mode);
  });

  (isRoot ? test : test.skip)('keeps owner and group', async () => {
    const path = workspace.write('a.yaml', 'old');
    fs.chownSync(path, 1234, 5678);
    fs.chmodSync(path, 0o4755);
    expect(await writeAtomically(path, 'new', read(path))).toEqual({ ok: true });
    expect(fs.statSync(path)).toMatchObject({ uid: 1234, gid: 5678 });
    expect(fs.statSync(path).mode & 0o7777).toBe(0o4755);
  });

  test('copes with names of every kind, up to the longest', async () => {
    for (const name of ['-rf', 'a\nb', '"', 'x'.repeat(255), 'ü'.repeat(127), '\u{1F600}'.repeat(63)]) {
      const path = workspace.write(`folder/${name}`, 'old');
      expect(await writeAtomically(path, 'new', read(path))).toEqual({ ok: true });
      expect(content(path)).toBe('new');
      expect(neighbours(path)).toEqual([name]);
      fs.rmSync(path);
    }
  });
});

describe('a write is refused, with the file left as it is and nothing beside it,', () => {
  let path: string;
  let original: OriginalFile;

  beforeEach(() => {
    path = workspace.write('folder/a.yaml', 'old');
    original = read(path);
  });

  const changed = { ok: false, message: 'it changed on disk since it was read' };

  test.each([
    [
      'its text was changed',
      () => {
        fs.writeFileSync(path, 'odd');
      },
    ],
    [
      'its text grew',
      () => {
        fs.appendFileSync(path, '!');
      },
    ],
    [
      'its mode was changed',
      () => {
        fs.chmodSync(path, 0o600);
      },
    ],
    [
      'another file of the same text has taken its place',
      () => {
        fs.writeFileSync(`${path}.new`, 'old');
        fs.renameSync(`${path}.new`, path);
      },
    ],
    [
      'a link has taken its place',
      () => {
        fs.renameSync(path, workspace.path('moved.yaml'));
        fs.symlinkSync(workspace.path('moved.yaml'), path);
      },
    ],
    [
      'a folder has taken its place',
      () => {
        fs.rmSync(path);
        fs.mkdirSync(path);
      },
    ],
  ])('if %s', async (_what, change) => {
    change();
    const before = fs.lstatSync(path, { bigint: true });
    expect(await writeAtomically(path, 'new', original)).toEqual(changed);
    expect(fs.lstatSync(path, { bigint: true })).toMatchObject({ ino: before.ino, mtimeNs: before.mtimeNs });
    expect(neighbours(path)).toEqual(['a.yaml']);
  });

  test('if the file vanished', async () => {
    fs.rmSync(path);
    const vanished = { ok: false, message: 'it vanished since it was read' };
    expect(await writeAtomically(path, 'new', original)).toEqual(vanished);
    expect(neighbours(path)).toEqual([]);
  });

  test('if its folder vanished', async () => {
    fs.rmSync(dirname(path), { recursive: true });
    const vanished = { ok: false, message: 'no such file or directory' };
    expect(await writeAtomically(path, 'new', original)).toEqual(vanished);
  });

  test('if it is read-only, for root as well', async () => {
    fs.chmodSync(path, 0o444);
    const refusal = { ok: false, message: 'it is read-only' };
    expect(await writeAtomically(path, 'new', read(path))).toEqual(refusal);
    expect(content(path)).toBe('old');
    expect(neighbours(path)).toEqual(['a.yaml']);
  });

  test('if its folder may not be written to', async () => {
    fs.chmodSync(dirname(path), 0o555);
    const outcome = await withoutPrivileges(() => writeAtomically(path, 'new', original));
    expect(outcome).toEqual({ ok: false, message: 'permission denied' });
    expect(content(path)).toBe('old');
    expect(neighbours(path)).toEqual(['a.yaml']);
    fs.chmodSync(dirname(path), 0o755);
  });

  (isRoot ? test : test.skip)('if its owner cannot be kept', async () => {
    giveAway(dirname(path));
    fs.chownSync(path, 1234, 1234);
    const file = read(path);
    const outcome = await withoutPrivileges(() => writeAtomically(path, 'new', file));
    const message = 'its owner and group cannot be kept: operation not permitted';
    expect(outcome).toEqual({ ok: false, message });
    expect(content(path)).toBe('old');
    expect(neighbours(path)).toEqual(['a.yaml']);
  });

  test('if the disk is full', async () => {
    if (!mountSmallDisk(dirname(path))) return;
    try {
      fs.writeFileSync(path, 'old');
      const outcome = await writeAtomically(path, 'x'.repeat(1 << 20), read(path));
      expect(outcome).toEqual({ ok: false, message: 'no space left on device' });
      expect(content(path)).toBe('old');
      expect(neighbours(path)).toEqual(['a.yaml']);
    } finally {
      execFileSync('umount', [dirname(path)]);
    }
  });
});

/** Whether that was possible: it needs permission to mount. */
function mountSmallDisk(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
