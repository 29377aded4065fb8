/** Looks for words in the bytes of a file, before anything is decoded. */
export class TriggerWords {
  private readonly utf8: readonly Buffer[];
  /** Both byte orders, found at any offset: what comes before a character's low byte does not matter to a search. */
  private readonly utf16: readonly Buffer[];

  constructor(words: readonly string[]) {
    const distinct = [...new Set(words)];
    this.utf8 = distinct.map((word) => Buffer.from(word));
    // The last byte of the little-endian form is the zero that the big-endian form starts with.
    this.utf16 = distinct.map((word) => Buffer.from(word, 'utf16le').subarray(0, -1));
  }

  isIn(bytes: Buffer): boolean {
    if (this.utf8.some((word) => bytes.includes(word))) return true;
    return hasWideMark(bytes) && this.utf16.some((word) => bytes.includes(word));
  }
}

/** A byte order mark of UTF-16. */
function hasWideMark(bytes: Buffer): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}
