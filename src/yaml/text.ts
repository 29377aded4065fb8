/** A stretch of a text, in UTF-16 code units: `start` included, `end` not. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A position as people and editors count it: both from 1, columns in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** How many of some things, which are in the order of the text, start before an offset. */
export function countBefore<T>(ordered: readonly T[], offset: number, startOf: (thing: T) => number): number {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const thing = ordered[middle];
    if (thing !== undefined && startOf(thing) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The stretches that start in a part of the text, of many that are in its order. */
export function startingIn<T extends Range>(ordered: readonly T[], { start, end }: Range): readonly T[] {
  return ordered.slice(countBefore(ordered, start, startOfRange), countBefore(ordered, end, startOfRange));
}

export function startOfRange({ start }: Range): number {
  return start;
}

/** Whether a stretch is a part of another, or all of it. */
export function isWithin(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The offset at which the line of `offset` starts; a byte order mark is not part of the first line. */
export function lineStart(text: string, offset: number): number {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  return start === 0 && text.startsWith('\uFEFF') ? Math.min(1, offset) : start;
}

/** The offset at which the text of the line of `offset` ends: before its `\n` or `\r\n`, or at the end of the text. */
export function lineTextEnd(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  if (newline === -1) return text.length;
  return newline > offset && text[newline - 1] === '\r' ? newline - 1 : newline;
}

/** The offset at which the line after that of `offset` starts, or the end of the text. */
export function nextLineStart(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline === -1 ? text.length : newline + 1;
}

/** The offset at which the text of the line above ends, or `start` itself if it does not start a line. */
export function textEndAbove(text: string, start: number): number {
  if (text[start - 1] !== '\n') return start;
  return text[start - 2] === '\r' ? start - 2 : start - 1;
}

/** The line break that the text uses at `offset`: that of its line, or of the text's first line. */
export function lineBreakAt(text: string, offset: number): '\n' | '\r\n' {
  let newline = text.indexOf('\n', offset);
  if (newline === -1) newline = text.indexOf('\n');
  return text[newline - 1] === '\r' ? '\r\n' : '\n';
}

/** What stands before `offset` on its line, without conditions of a template at the start of the line. */
export function beforeOnLine(text: string, offset: number): string {
  const before = text.slice(lineStart(text, offset), offset);
  return before.replace(conditionsInFront, '$1');
}

const conditionsInFront = /^([ \t]*)(?:\{\{(?:[^}]|\}(?!\}))*\}\}|\{%(?:[^%]|%(?!\}))*%\})+(?=[ \t-]*$)/;

/** Whether only spaces and tabs stand before `offset` on its line. */
export function startsItsLine(text: string, offset: number): boolean {
  const at = skipBlanksBack(text, offset);
  return at === 0 || text[at - 1] === '\n' || (at === 1 && text[0] === '\uFEFF');
}

/** The spaces and tabs with which the line of `offset` starts. */
export function indentOf(text: string, offset: number): string {
  const start = lineStart(text, offset);
  return text.slice(start, skipBlanks(text, start));
}

/** The first offset at or after `offset` that is neither a space nor a tab. */
export function skipBlanks(text: string, offset: number): number {
  let at = offset;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at;
}

/** The offset behind the last character before `offset` that is neither a space nor a tab. */
export function skipBlanksBack(text: string, offset: number): number {
  let at = offset;
  while (text[at - 1] === ' ' || text[at - 1] === '\t') at--;
  return at;
}

/** The first offset at or after `offset` that is no white space. */
export function skipSpace(text: string, offset: number): number {
  let at = offset;
  while (/\s/.test(text.charAt(at))) at++;
  return at;
}

/** Turns offsets into positions, in which a byte order mark does not count; looks through the text once, when first asked. */
export class LineIndex {
  private starts: number[] | undefined;
  /** The line that was found last, and where the one behind it starts: a long one may be asked for again and again. */
  private last = { line: 0, start: 0, end: 0 };

  constructor(private readonly text: string) {}

  at(offset: number): Position {
    if (offset < this.last.start || offset >= this.last.end) this.last = this.find(offset);
    const { line, start } = this.last;
    return { line: line + 1, column: Math.max(1, offset - start + 1) };
  }

  private find(offset: number): typeof this.last {
    const starts = (this.starts ??= this.index());
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    let line = low * stride;
    let start = starts[low] ?? 0;
    let next = this.lineAfter(start);
    for (; next !== undefined && next <= offset; next = this.lineAfter(start)) {
      line++;
      start = next;
    }
    return { line, start, end: next ?? Infinity };
  }

  private index(): number[] {
    let start = this.text.startsWith('\uFEFF') ? 1 : 0;
    const starts = [start];
    let line = 0;
    for (let next = this.lineAfter(start); next !== undefined; next = this.lineAfter(start)) {
      line++;
      start = next;
      if (line % stride === 0) starts.push(start);
    }
    return starts;
  }

  /** Where the line behind that at an offset starts. */
  private lineAfter(offset: number): number | undefined {
    const newline = this.text.indexOf('\n', offset);
    return newline === -1 ? undefined : newline + 1;
  }
}

/** The start of every so many lines is kept: those of all would take more memory than a large text. */
const stride = 64;

/**
 * Thrown where a rewrite cannot be done right. The message is a reason that the user can act on; the rewrite
 * that threw it is dropped whole, and the reason is reported at `offset`.
 */
export class Declined extends Error {
  override readonly name = 'Declined';

  /**
   * @param message the reason, without a full stop
   * @param offset where in the text the reason lies, if it is not where the rewrite as a whole is
   * @param help what to do about it, if it is not the usual
   */
  constructor(
    message: string,
    readonly offset?: number,
    readonly help?: string,
  ) {
    super(message);
  }
}

/** What is read, or undefined where that is declined: whoever needs it says so. */
export function unlessDeclined<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Declined) return undefined;
    throw error;
  }
}

/** Replaces a stretch of the original text. An insertion is an edit of an empty stretch. */
export interface Edit extends Range {
  readonly text: string;
}

/**
 * Sorts edits by place; insertions at one place keep the order they came in. Stretches that are only removed may
 * overlap, and become one.
 *
 * @throws Declined if two edits touch the same text otherwise
 */
export function arrange(edits: readonly Edit[]): Edit[] {
  const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const arranged: Edit[] = [];
  for (const edit of sorted) {
    const previous = arranged.at(-1);
    if (!previous || edit.start >= previous.end) {
      arranged.push(edit);
    } else if (edit.text === '' && previous.text === '') {
      // Neighbours that go may both take the blank lines between them.
      arranged.splice(-1, 1, { ...previous, end: Math.max(previous.end, edit.end) });
    } else {
      throw new Declined('two changes touch the same text', edit.start);
    }
  }
  return arranged;
}

/** The text with the edits made. They must be arranged. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const edit of edits) {
    pieces.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  pieces.push(text.slice(at));
  return pieces.join('');
}
