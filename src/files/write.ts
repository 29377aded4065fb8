import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { cause } from './cause';
import { type OriginalFile, readBytes } from './read';

/** Whether a file was written; if not, it is as it was. The message is one line, for a person. */
export type WriteOutcome = { readonly ok: true } | { readonly ok: false; readonly message: string };

/**
 * Replaces the text of a file in one step: whatever fails, the old file or the new one is there, whole. Mode, owner
 * and group stay. Never throws.
 *
 * @param original what reading the file gave; a file that is not the same any more is not written
 */
export async function writeAtomically(
  path: string,
  newText: string,
  original: OriginalFile,
): Promise<WriteOutcome> {
  // A rename asks only for permission on the folder, and root has every permission: nothing but this look at the
  // mode protects a file that someone made read-only.
  if ((original.mode & 0o200) === 0) return refused('it is read-only');
  const temporary = join(dirname(path), temporaryName(basename(path)));
  try {
    // Nobody else may read the text before it has the mode of the original.
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await fill(handle, newText, original);
      const change = await changeSince(path, original);
      if (change !== undefined) return refused(change);
      await rename(temporary, path);
    } finally {
      await rm(temporary, { force: true });
    }
  } catch (error) {
    return refused(cause(error));
  }
  await keepFolder(dirname(path));
  return { ok: true };
}

function refused(message: string): WriteOutcome {
  return { ok: false, message };
}

/** A name beside the target that says where it comes from; file systems allow 255 bytes. */
function temporaryName(name: string): string {
  const ending = `.istio-migrate-${process.pid}-${randomBytes(6).toString('hex')}.tmp`;
  const characters = Array.from(name);
  while (Buffer.byteLength(`.${characters.join('')}${ending}`) > 255) characters.pop();
  return `.${characters.join('')}${ending}`;
}

/** Writes and closes the temporary file. */
async function fill(handle: FileHandle, text: string, original: OriginalFile): Promise<void> {
  try {
    await handle.writeFile(text);
    await keepOwner(handle, original);
    // After the owner: changing that clears setuid and setgid.
    await handle.chmod(original.mode);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function keepOwner(handle: FileHandle, { uid, gid }: OriginalFile): Promise<void> {
  const facts = await handle.stat();
  if (facts.uid === uid && facts.gid === gid) return;
  try {
    await handle.chown(uid, gid);
  } catch (error) {
    throw new Error(`its owner and group cannot be kept: ${cause(error)}`, { cause: error });
  }
}

/** What happened to the file since it was read, if something did. */
async function changeSince(path: string, original: OriginalFile): Promise<string | undefined> {
  const now = await readBytes(path);
  if (now.kind === 'gone') return 'it vanished since it was read';
  if (now.kind === 'fault') return now.message;
  const isSame =
    now.kind === 'read' &&
    now.file.dev === original.dev &&
    now.file.ino === original.ino &&
    now.file.mode === original.mode &&
    now.file.bytes.equals(original.bytes);
  return isSame ? undefined : 'it changed on disk since it was read';
}

/** Brings the rename itself to the disk, where the system can do that for a folder; the file is written either way. */
async function keepFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    // Not every system can.
  }
}
