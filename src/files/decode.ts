import { isUtf8 } from 'node:buffer';

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
 * Never throws. Bytes with a NUL are binary, unless a byte order mark says that they are UTF-16 or UTF-32.
 */
export function decode(bytes: Buffer): Decoded {
  const other = otherMarks.find(({ mark }) => bytes.subarray(0, mark.length).equals(mark));
  if (other) return { kind: 'not-utf8', reason: `it is ${other.name}` };
  if (bytes.includes(0)) return { kind: 'binary' };
  // Valid UTF-8 has one way to write each character, so nothing is lost in decoding it.
  if (!isUtf8(bytes)) return { kind: 'not-utf8', reason: 'it is not valid UTF-8' };
  try {
    return { kind: 'text', text: bytes.toString('utf8') };
  } catch {
    return { kind: 'not-utf8', reason: 'it is longer than a text may be in Node.js' };
  }
}
