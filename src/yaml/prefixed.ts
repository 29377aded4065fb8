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
    const [first, last] = [this.lineAt(start), this.lineAt(end)];
    const lineBreak = lineBreakAt(this.outer, first.outer);
    const lines = text.split('\n');
    // What stands behind is a line of its own, and keeps its prefix.
    const endsLine = end === last.inner && lines.at(-1) === '';
    if (endsLine && start === first.inner) {
      const isAtOpenEnd = first.outer === this.outer.length && this.outer[first.outer - 1] !== '\n';
      const whole = lines.slice(0, -1).map((line) => this.prefixed(line));
      return {
        start: first.outer,
        end: last.outer,
        text: whole.map((line) => (isAtOpenEnd ? lineBreak + line : line + lineBreak)).join(''),
      };
    }
    const [head = '', ...below] = lines;
    const missing = start === first.inner && head !== '' ? this.prefix.slice(first.prefix) : '';
    const carried = below.map((line, index) => {
      if (index < below.length - 1) return lineBreak + this.prefixed(line);
      return lineBreak + (endsLine ? '' : this.prefix + line);
    });
    return {
      start: this.toOuter(start),
      end: endsLine && carried.length > 0 ? last.outer : this.toOuter(end),
      text: missing + head + carried.join(''),
    };
  }

  /** A new line behind the prefix; an empty one has no blanks at its end. */
  private prefixed(line: string): string {
    return line === '' ? this.prefix.trimEnd() : this.prefix + line;
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
