import { constants as systemConstants } from 'node:os';
import { getSystemErrorMap, types } from 'node:util';
import { closeSync, constants, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { isUtf8 } from 'node:buffer';

/**
 * Why a file operation failed, in plain words and on one line: `permission denied`, `no space left on device`.
 * The system's own words, without the error code, the name of the system call and the path.
 */
export function cause(error: unknown): string {
  if (!types.isNativeError(error)) return String(error);
  return (isSystemError(error) && wordsFor(error.errno)) || error.message.replaceAll(/\s+/g, ' ');
}

function wordsFor(number: number): string | undefined {
  // Node has no words for this one.
  if (number === -systemConstants.errno.EDQUOT) return 'disk quota exceeded';
  // "illegal operation on a directory" hides what is wrong.
  if (number === -systemConstants.errno.EISDIR) return 'it is a directory';
  return getSystemErrorMap().get(number)?.[1];
}

/** Whether a file operation failed since there is nothing at the path. */
export function isMissing(error: unknown): boolean {
  return hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR');
}

/** Whether an error has this code, such as `ELOOP`. */
export function hasCode(error: unknown, code: string): boolean {
  return types.isNativeError(error) && 'code' in error && error.code === code;
}

function isSystemError(error: Error): error is Error & { readonly errno: number } {
  return 'errno' in error && typeof error.errno === 'number';
}

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

/** What reading a path gave. `gone`: nothing is there (any more). Reasons and messages are one line, for the user. */
export type ReadResult =
  | { readonly kind: 'read'; readonly file: OriginalFile }
  | { readonly kind: 'gone' }
  | { readonly kind: 'not-a-file'; readonly reason: string }
  | { readonly kind: 'fault'; readonly message: string };

// Without these flags a link would lead elsewhere, and a pipe without a writer would never answer.
const asItIs = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Reads the bytes of a regular file. Never throws; follows no link; opens no pipe or device to wait on it.
 *
 * All reading is done at once: there may be many files, and a step that another thread takes would cost more than it.
 */
export function readBytes(path: string): ReadResult {
  return withFile(path, (descriptor) => {
    const facts = fstatSync(descriptor, { bigint: true });
    if (!facts.isFile()) return facts.isDirectory() ? folder : notRegular;
    const file: OriginalFile = {
      bytes: readFileSync(descriptor),
      mode: Number(facts.mode) & 0o7777,
      uid: Number(facts.uid),
      gid: Number(facts.gid),
      dev: facts.dev,
      ino: facts.ino,
    };
    return { kind: 'read', file };
  });
}

type Unread = Exclude<ReadResult, { readonly kind: 'read' }>;

/** What became of a look at a file. */
export type LookResult = { readonly kind: 'read' } | { readonly kind: 'too-large' } | Unread;

/**
 * Looks at a regular file, as {@link readBytes} reads it otherwise, piece by piece.
 *
 * @param limit how many bytes the file may have, to be read at all
 * @param see is given one piece after the other, most files in one; its memory is taken again for the next. Where it
 *   answers `enough`, no further piece is read
 */
export function lookAt(path: string, limit: number, see: (piece: Buffer) => unknown): LookResult {
  return withFile(path, (descriptor) => {
    const facts = fstatSync(descriptor);
    if (!facts.isFile()) return facts.isDirectory() ? folder : notRegular;
    if (facts.size > limit) return { kind: 'too-large' };
    let piece: Buffer;
    // Files that the system makes up say 0.
    let left = facts.size || Infinity;
    do {
      piece = nextPiece(descriptor, left);
      left -= piece.length;
      if (see(piece) === 'enough') break;
    } while (piece.length === desk.length);
    return { kind: 'read' };
  });
}

function withFile<Result>(path: string, read: (descriptor: number) => Result): Result | Unread {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, asItIs);
    return read(descriptor);
  } catch (error) {
    return failed(error);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Most files fit. */
const desk = Buffer.allocUnsafeSlow(256 * 1024);

/** @param expected how many bytes are left, as far as is known: to ask for more would be one call more for each file */
function nextPiece(descriptor: number, expected: number): Buffer {
  let length = 0;
  for (let read = 1; read > 0 && length < desk.length && length !== expected; length += read) {
    read = readSync(descriptor, desk, length, desk.length - length, null);
  }
  return desk.subarray(0, length);
}

function failed(error: unknown): Unread {
  if (isMissing(error)) return { kind: 'gone' };
  if (hasCode(error, 'ELOOP')) return { kind: 'not-a-file', reason: 'it is a symbolic link' };
  // What opening a socket answers, or a device that is not there.
  if (hasCode(error, 'ENXIO')) return notRegular;
  return { kind: 'fault', message: cause(error) };
}

const folder: Unread = { kind: 'not-a-file', reason: 'it is a folder' };
const notRegular: Unread = { kind: 'not-a-file', reason: 'it is not a regular file' };

/** The text that bytes hold, or why they hold none that could be given back byte for byte. */
export type Decoded =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'binary' }
  | { readonly kind: 'not-utf8'; readonly reason: string };

// UTF-32 first: its little-endian mark starts with that of UTF-16.
const otherMarks = [
  { name: 'UTF-32', mark: Buffer.from([0xff, 0xfe, 0x00, 0x00]) },
  { name: 'UTF-32', mark: Buffer.from([0x00, 0x00, 0xfe, 0xff]) },
  { name: 'UTF-16', mark: Buffer.from([0xff, 0xfe]) },
  { name: 'UTF-16', mark: Buffer.from([0xfe, 0xff]) },
];

/**
 * Decodes UTF-8 such that encoding the text gives the same bytes again; a byte order mark stays in the text.
 * Never throws. Bytes with a NUL are binary, unless a byte order mark says that they are UTF-16 or UTF-32; so are those
 * that are no UTF-8 and hold what no encoding of texts does.
 */
export function decode(bytes: Buffer): Decoded {
  const other = otherMarks.find(({ mark }) => bytes.subarray(0, mark.length).equals(mark));
  if (other) return { kind: 'not-utf8', reason: `it is ${other.name}` };
  if (bytes.includes(0)) return { kind: 'binary' };
  // Valid UTF-8 has one way to write each character, so nothing is lost in decoding it.
  if (!isUtf8(bytes)) {
    return bytes.some(isInNoText)
      ? { kind: 'binary' }
      : { kind: 'not-utf8', reason: 'it is not valid UTF-8' };
  }
  try {
    return { kind: 'text', text: bytes.toString('utf8') };
  } catch {
    return { kind: 'not-utf8', reason: 'it is longer than a text may be in Node.js' };
  }
}

/** Control characters, but those for blanks and line ends, and the one with which Japanese texts change between scripts. */
function isInNoText(byte: number): boolean {
  return byte < 0x20 && !(byte >= 0x08 && byte <= 0x0d) && byte !== 0x1b;
}
