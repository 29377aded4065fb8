import { textKindOf, type TextKind } from '../files/names';
import type { Position, Range } from '../yaml';
import { lastAtMost } from './offsets';

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
    return Math.max(
      0,
      lastAtMost(this.starts.length, offset, (at) => this.starts[at] ?? 0),
    );
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

/** Where something is named, and what stands around it. */
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
