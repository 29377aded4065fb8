import { closeSync, constants, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { cause, hasCode, isMissing } from './cause';

/** A regular file as it was when it was read: what a later write must find unchanged, and keep. */
export interface OriginalFile {
  readonly bytes: Buffer;
  /** Permission bits, with setuid, setgid and sticky. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Device and inode: together, the identity of the file. */
  readonly dev: bigint;
  readonly ino: bigint;
}

/** What reading a path gave. `gone`: nothing is there (any more). Reasons and messages are one line, for a person. */
export type ReadResult =
  | { readonly kind: 'read'; readonly file: OriginalFile }
  | { readonly kind: 'gone' }
  | { readonly kind: 'not-a-file'; readonly reason: string }
  | { readonly kind: 'fault'; readonly message: string };

// Without these flags a link would lead elsewhere, and a pipe without a writer would never answer.
const asItIs = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Reads the bytes of a regular file. Never throws; follows no link; opens no pipe or device to wait on it. */
export async function readBytes(path: string): Promise<ReadResult> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, asItIs);
    return await readHandle(handle);
  } catch (error) {
    return failed(error);
  } finally {
    await handle?.close();
  }
}

/** What only needs to be looked at: the bytes are there until the next look. */
export type LookResult =
  | { readonly kind: 'read'; readonly bytes: Buffer }
  | { readonly kind: 'too-large' }
  | Exclude<ReadResult, { readonly kind: 'read' }>;

/**
 * Reads a regular file at once, as {@link readBytes} does otherwise, into memory that the next look takes again. There
 * may be many such files: a step that another thread takes would cost more than the reading, and so would new memory.
 *
 * @param limit how many bytes the file may have, to be read at all
 */
export function lookAt(path: string, limit: number): LookResult {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, asItIs);
    const facts = fstatSync(descriptor);
    if (!facts.isFile()) return notRegular;
    if (facts.size > limit) return { kind: 'too-large' };
    return { kind: 'read', bytes: contentOf(descriptor) };
  } catch (error) {
    return failed(error);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Most files fit. */
const desk = Buffer.allocUnsafeSlow(256 * 1024);

function contentOf(descriptor: number): Buffer {
  let length = 0;
  for (let read = 1; read > 0 && length < desk.length; length += read) {
    read = readSync(descriptor, desk, length, desk.length - length, null);
  }
  const start = desk.subarray(0, length);
  return length < desk.length ? start : Buffer.concat([start, readFileSync(descriptor)]);
}

function failed(error: unknown): Exclude<ReadResult, { readonly kind: 'read' }> {
  if (isMissing(error)) return { kind: 'gone' };
  if (hasCode(error, 'ELOOP')) return { kind: 'not-a-file', reason: 'it is a symbolic link' };
  // What opening a socket answers, or a device that is not there.
  if (hasCode(error, 'ENXIO')) return notRegular;
  return { kind: 'fault', message: cause(error) };
}

const notRegular: Exclude<ReadResult, { readonly kind: 'read' }> = {
  kind: 'not-a-file',
  reason: 'it is not a regular file',
};

async function readHandle(handle: FileHandle): Promise<ReadResult> {
  const facts = await handle.stat({ bigint: true });
  if (facts.isDirectory()) return { kind: 'not-a-file', reason: 'it is a folder' };
  if (!facts.isFile()) return notRegular;
  const file: OriginalFile = {
    bytes: await handle.readFile(),
    mode: Number(facts.mode) & 0o7777,
    uid: Number(facts.uid),
    gid: Number(facts.gid),
    dev: facts.dev,
    ino: facts.ino,
  };
  return { kind: 'read', file };
}
