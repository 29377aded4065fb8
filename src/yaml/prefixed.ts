import type { Edit } from './edit';
import { lineBreakAt, lineTextEnd, nextLineStart, type Range } from './lines';

/** A line of the inner text, where it starts in both texts, and how long the prefix is that it has in the outer one. */
export interface PrefixedLine {
  readonly inner: number;
  readonly outer: number;
  readonly prefix: number;
}

/** A text whose lines are lines of an outer text behind a prefix. It has `\n` for every line break of the outer one. */
export class PrefixedText {
  /**
   * @param lines of the inner text; where it ends with a line break, the last one is empty and starts behind it
   * @param prefix what new lines get; empty lines get it without the blanks at its end
   */
  constructor(
    readonly outer: string,
    readonly text: string,
    private readonly lines: readonly PrefixedLine[],
    private readonly prefix: string,
  ) {}

  /** Where an offset of the inner text lies in the outer one. */
  toOuter(offset: number): number {
    const line = this.lineAt(offset);
    return line.outer + line.prefix + (offset - line.inner);
  }

  /** An edit of the inner text as one of the outer text. */
  carryOut({ start, end, text }: Edit): Edit {
    const lineBreak = lineBreakAt(this.outer, this.lineAt(start).outer);
    const forEmptyLine = this.prefix.trimEnd();
    const pieces = text.split('\n');
    if (this.startsLine(start) && this.startsLine(end) && pieces.at(-1) === '') {
      const at = this.lineAt(start).outer;
      const lines = pieces.slice(0, -1).map((piece) => (piece === '' ? forEmptyLine : this.prefix + piece));
      const isAtOpenEnd = at === this.outer.length && this.outer[at - 1] !== '\n';
      return {
        start: at,
        end: this.lineAt(end).outer,
        text: lines.map((line) => (isAtOpenEnd ? lineBreak + line : line + lineBreak)).join(''),
      };
    }
    const { inner, prefix } = this.lineAt(start);
    const missing = start === inner && pieces[0] !== '' ? this.prefix.slice(prefix) : '';
    const prefixed = pieces.map((piece, index) => {
      if (index === 0) return missing + piece;
      const isEmpty = piece === '' && index < pieces.length - 1;
      return lineBreak + (isEmpty ? forEmptyLine : this.prefix) + piece;
    });
    return { start: this.toOuter(start), end: this.toOuter(end), text: prefixed.join('') };
  }

  private startsLine(offset: number): boolean {
    return offset === 0 || this.text[offset - 1] === '\n';
  }

  private lineAt(offset: number): PrefixedLine {
    const line = this.lines.findLast(({ inner }) => inner <= offset);
    return line ?? { inner: 0, outer: 0, prefix: 0 };
  }
}

/**
 * Reads lines of an outer text as a text of their own.
 *
 * @param range starts at the start of a line
 * @param prefixOf how long the prefix is of a line, which is given without its line break
 */
export function readPrefixedLines(
  outer: string,
  { start, end }: Range,
  prefixOf: (line: string) => number,
): { text: string; lines: readonly PrefixedLine[] } {
  const lines: PrefixedLine[] = [];
  const pieces: string[] = [];
  let inner = 0;
  let at = start;
  for (; at < end; at = nextLineStart(outer, at)) {
    const raw = outer.slice(at, lineTextEnd(outer, at));
    const prefix = prefixOf(raw);
    lines.push({ inner, outer: at, prefix });
    pieces.push(`${raw.slice(prefix)}\n`);
    inner += raw.length - prefix + 1;
  }
  // What is added at the very end comes on a line of its own.
  lines.push({ inner, outer: Math.min(at, end), prefix: 0 });
  return { text: pieces.join(''), lines };
}
