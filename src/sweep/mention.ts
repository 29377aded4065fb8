import type { Facts } from '../facts';
import type { Level } from '../finding';
import { countBefore, type Position, type Range } from '../yaml';
import { type TextKind, textKindOf } from '../files/names';

/**
 * Names something that a release removed or renamed. What still holds one after the migration, in any text file, is
 * reported, unless a finding about that very line is there already. `transforms/shared/mentions.ts` makes them from rows.
 */
export interface Mention {
  /** A text without any of these is not searched. ASCII. */
  readonly words: readonly string[];
  /** What the path or the text has to match, too: where neither does, the text is not searched. */
  readonly about?: RegExp;
  /** Where the thing is named; by default wherever one of the words is. Has the flag `g`. */
  readonly pattern?: RegExp;
  /**
   * What is removed, where a row has a name of its own: a finding of the line that says this name is enough. Without it,
   * any finding of the same transform is.
   */
  readonly name?: string;
  /** One sentence without a full stop. */
  readonly message: string;
  /** What to do. */
  readonly help: string;
  /** How much it matters where it is run; `warning` by default. In docs and comments it is a note. */
  readonly level?: Level;
  /** Whether the tree gives a reason to look for it; without it, there always is one. */
  readonly isDue?: (facts: Facts) => boolean;
  /** Tells the removed thing from one that stays; without it, every place counts. */
  readonly isMeant?: (place: MentionPlace, facts: Facts) => boolean;
  /** The release that it is due with, where that depends on the place; without it, that of the transform. */
  readonly releaseOf?: (place: MentionPlace, facts: Facts) => string | undefined;
}

/** Answers which of many ranges hold an offset, for offsets that never go back: each range is looked at once or twice. */
export class Covers<R extends Range> {
  private readonly ahead: R[];
  private open: R[] = [];

  constructor(ranges: readonly R[]) {
    this.ahead = ranges.toSorted((one, other) => other.start - one.start);
  }

  at(offset: number): readonly R[] {
    if (this.open.some(({ end }) => end <= offset)) this.open = this.open.filter(({ end }) => end > offset);
    for (let next = this.ahead.at(-1); next && next.start <= offset; next = this.ahead.at(-1)) {
      this.ahead.pop();
      if (next.end > offset) this.open.push(next);
    }
    return this.open;
  }
}

/** How many lines above and below a word can be seen. */
export const surroundingLines = 40;

/** How much of a line can be seen, on either side of a word: what lies further away on one line says nothing of it. */
const seenAtMost = 400;

/** A text with an index of its lines, and what is asked of it again and again. */
export class SearchedText {
  private readonly starts: number[] = [];
  private readonly answers = new Map<RegExp, boolean>();
  readonly kind: TextKind;

  constructor(
    readonly path: string,
    readonly text: string,
  ) {
    this.kind = textKindOf(path);
    // A byte order mark is not part of the first line.
    for (let at = text.startsWith('\uFEFF') ? 1 : 0; ;) {
      this.starts.push(at);
      const newline = text.indexOf('\n', at);
      if (newline === -1) return;
      at = newline + 1;
    }
  }

  /** The number of the line that holds an offset, from 0. */
  lineOf(offset: number): number {
    return Math.max(0, countBefore(this.starts, offset + 1, (start) => start) - 1);
  }

  /** The position as people count it. */
  positionOf(offset: number): Position {
    const line = this.lineOf(offset);
    return { line: line + 1, column: Math.max(1, offset - (this.starts[line] ?? 0) + 1) };
  }

  /** Where a line starts and ends, without its line break; undefined outside of the text. */
  rangeOf(line: number): Range | undefined {
    const start = this.starts[line];
    if (start === undefined) return undefined;
    const next = this.starts[line + 1];
    const end = next === undefined ? this.text.length : next - 1;
    return { start, end: end > start && this.text[end - 1] === '\r' ? end - 1 : end };
  }

  /** Whether the whole text or its path matches a pattern without the flag `g`. */
  matches(pattern: RegExp): boolean {
    let answer = this.answers.get(pattern);
    if (answer === undefined)
      this.answers.set(pattern, (answer = pattern.test(this.path) || pattern.test(this.text)));
    return answer;
  }
}

/** A CustomResourceDefinition, which transforms do not see. */
export interface Definition extends Range {
  /** The full name: `plural.group`. */
  readonly name: string | undefined;
}

/** Where something is named, and what is around it. */
export class MentionPlace {
  private readonly line: number;
  private readonly own: Range;

  constructor(
    readonly source: SearchedText,
    private readonly range: Range,
    /** What it is a part of, if that is a definition. */
    readonly definition: Definition | undefined,
  ) {
    this.line = source.lineOf(range.start);
    this.own = source.rangeOf(this.line) ?? range;
  }

  get word(): string {
    return this.source.text.slice(this.range.start, this.range.end);
  }

  /** The number of its line, from 1. */
  get lineNumber(): number {
    return this.line + 1;
  }

  /** The line before the word, or as much of it as matters. */
  get before(): string {
    const { start } = this.range;
    return this.source.text.slice(Math.max(this.own.start, start - seenAtMost), start);
  }

  /** The line behind the word. */
  get after(): string {
    const { end } = this.range;
    return this.source.text.slice(end, Math.min(Math.max(this.own.end, end), end + seenAtMost));
  }

  get ownLine(): string {
    return `${this.before}${this.word}${this.after}`;
  }

  /** The line so many lines below, or above if negative; undefined where there is none. */
  at(distance: number): string | undefined {
    const range = this.source.rangeOf(this.line + distance);
    return range && this.source.text.slice(range.start, Math.min(range.end, range.start + seenAtMost));
  }

  /** The lines above, nearest first. */
  above(count: number): string[] {
    return this.lines(count, -1);
  }

  below(count: number): string[] {
    return this.lines(count, 1);
  }

  /** Whether the line is a comment up to the word. */
  get isInComment(): boolean {
    // A marker of kubebuilder is a comment that manifests are made from.
    if (this.ownLine.includes('+kubebuilder:')) return false;
    return /(?:^|\s)(?:#|\/\/)|^\s*(?:\/\*|\*\s)|<!--/.test(this.before);
  }

  private lines(count: number, step: 1 | -1): string[] {
    const lines: string[] = [];
    for (let away = 1; away <= count; away++) {
      const line = this.at(away * step);
      if (line === undefined) break;
      lines.push(line);
    }
    return lines;
  }
}
