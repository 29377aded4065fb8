import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { cause, type OriginalFile, readBytes } from './read';
import { HeldFolder } from './held-folder';
import { temporaryName } from './leftovers';

/** Lets only so many things happen at a time; the others wait, first come, first served. */
class Turns {
  private readonly waiting: (() => void)[] = [];

  constructor(private free: number) {}

  /** Does the work when it is its turn, and answers what the work answers, or throws what it throws. */
  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free += 1;
    }
  }
}

// As many as Node has threads for files: more would not be faster, but hold more files open, and leave more temporary
// files behind if the process is killed.
const turns = new Turns(4);

/** Whether a file was written; if not, it is as it was. The message is one line, for the user. */
type WriteOutcome = { readonly ok: true } | { readonly ok: false; readonly message: string };

/**
 * Replaces the text of a file in one step: whatever fails, the old file or the new one is there, whole. Mode, owner
 * and group stay; a file of several names (hard links) is written under this one, and stays as it was under the others.
 * Never throws. A process that is killed in between leaves a temporary file, for {@link removeLeftovers} to clean up.
 *
 * @param path absolute, without links; where a link takes the place of a folder in it, nothing is written
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
  try {
    return await turns.take(() => replace(path, newText, original));
  } catch (error) {
    return refused(cause(error));
  }
}

async function replace(path: string, newText: string, original: OriginalFile): Promise<WriteOutcome> {
  const folder = await HeldFolder.open(dirname(path));
  try {
    return await replaceIn(folder, basename(path), newText, original);
  } finally {
    await folder.close();
  }
}

async function replaceIn(
  folder: HeldFolder,
  name: string,
  newText: string,
  original: OriginalFile,
): Promise<WriteOutcome> {
  const path = folder.pathTo(name);
  const temporary = folder.pathTo(temporaryName(name));
  // Nobody else may read the text before it has the mode of the original.
  const handle = await open(temporary, 'wx', 0o600);
  try {
    await fill(handle, newText, original);
    const change = changeSince(path, original);
    if (change !== undefined) return refused(change);
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
  await folder.sync();
  return { ok: true };
}

function refused(message: string): WriteOutcome {
  return { ok: false, message };
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
function changeSince(path: string, original: OriginalFile): string | undefined {
  const now = readBytes(path);
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
