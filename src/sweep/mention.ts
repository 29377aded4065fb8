import type { Facts } from '../facts';
import type { Finding, Level } from '../finding';
import type { Phase } from '../finding';
import { LineIndex, lineStart, lineTextEnd, type Position, type Range, textEndAbove } from '../yaml';
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
  /**
   * Where the thing is named; by default wherever one of the words is. Has the flag `g`. There are many: one that is put
   * together of parts is made once a text holds one of the words.
   */
  readonly pattern?: RegExp | (() => RegExp);
  /**
   * What is removed, where a row has a name of its own: a finding of the line that says this name is enough. Without it,
   * any finding of the same transform is.
   */
  readonly name?: string;
  /** How findings start that are about something else on the line, and do not say this. */
  readonly beside?: string;
  /** One sentence without a full stop. */
  readonly message: string;
  /** What to do. */
  readonly help: string;
  /** How much it matters where it is run; `warning` by default. In docs and comments it is a note. */
  readonly level?: Level;
  /** When to act on it, where that is another phase than the transform's. */
  readonly phase?: Phase;
  /** Whether the tree gives a reason to look for it; without it, there always is one. */
  readonly isDue?: (facts: Facts) => boolean;
  /** Tells the removed thing from one that stays; without it, every place counts. */
  readonly isMeant?: (place: MentionPlace, facts: Facts) => boolean;
  /** The release that it is due with, where that is another one than the transform's. */
  readonly release?: string;
  /** What is said otherwise than above, once or more often, where that depends on the place and on the tree. */
  readonly says?: (place: MentionPlace, facts: Facts) => readonly Said[];
}

/** What a mention says of one place; the settings that keep the old behaviour of a changed default. */
export type Said = {
  readonly [Name in 'level' | 'message' | 'help' | 'release' | 'phase']?: Mention[Name] | undefined;
} & Pick<Finding, 'pin'>;

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

/** A text, its lines, and what is asked of it again and again. */
export class SearchedText {
  private readonly lines: LineIndex;
  private readonly answers = new Map<RegExp, boolean>();
  private last: Range | undefined;
  private lastDocument: (Range & { readonly answers: Map<RegExp, boolean> }) | undefined;
  readonly kind: TextKind;

  constructor(
    readonly path: string,
    readonly text: string,
  ) {
    this.kind = textKindOf(path);
    this.lines = new LineIndex(text);
  }

  /** The position as people count it. */
  positionOf(offset: number): Position {
    return this.lines.at(offset);
  }

  /** The line that holds an offset, without its line break. Of a long one, many places are asked for. */
  lineOf(offset: number): Range {
    const { last, text } = this;
    if (last && last.start <= offset && offset <= last.end) return last;
    return (this.last = { start: lineStart(text, offset), end: lineTextEnd(text, offset) });
  }

  lineAbove({ start }: Range): Range | undefined {
    const end = textEndAbove(this.text, start);
    return end === start ? undefined : { start: lineStart(this.text, end), end };
  }

  lineBelow({ end }: Range): Range | undefined {
    const newline = this.text.indexOf('\n', end);
    if (newline === -1) return undefined;
    return { start: newline + 1, end: lineTextEnd(this.text, newline + 1) };
  }

  /** Whether the whole text or its path matches a pattern without the flag `g`. */
  matches(pattern: RegExp): boolean {
    let answer = this.answers.get(pattern);
    if (answer === undefined)
      this.answers.set(pattern, (answer = pattern.test(this.path) || pattern.test(this.text)));
    return answer;
  }

  /** The same for the YAML document that holds an offset. Of a long one, many places are asked for. */
  documentMatches(offset: number, pattern: RegExp): boolean {
    const { text } = this;
    if (!this.lastDocument || offset < this.lastDocument.start || this.lastDocument.end < offset) {
      const end = text.indexOf('\n---', offset);
      const start = text.lastIndexOf('\n---', offset) + 1;
      this.lastDocument = { start, end: end === -1 ? text.length : end, answers: new Map() };
    }
    const { start, end, answers } = this.lastDocument;
    const answer = answers.get(pattern) ?? pattern.test(text.slice(start, end));
    answers.set(pattern, answer);
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
  private readonly own: Range;

  constructor(
    readonly source: SearchedText,
    private readonly range: Range,
    /** What it is a part of, if that is a definition. */
    readonly definition: Definition | undefined,
  ) {
    this.own = source.lineOf(range.start);
  }

  /** Where it starts in the text. */
  get offset(): number {
    return this.range.start;
  }

  get word(): string {
    return this.source.text.slice(this.range.start, this.range.end);
  }

  /** The number of its line, from 1. */
  get lineNumber(): number {
    return this.source.positionOf(this.range.start).line;
  }

  /** Whether the YAML document around it matches a pattern without the flag `g`. */
  isInDocumentWith(pattern: RegExp): boolean {
    return this.source.documentMatches(this.range.start, pattern);
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
    const count = Math.abs(distance);
    return count === 0 ? this.seen(this.own) : this.lines(count, distance < 0 ? 'above' : 'below')[count - 1];
  }

  /** The lines above, nearest first. */
  above(count: number): string[] {
    return this.lines(count, 'above');
  }

  below(count: number): string[] {
    return this.lines(count, 'below');
  }

  /** Whether the line is a comment up to the word. */
  get isInComment(): boolean {
    // A marker of kubebuilder is a comment that manifests are made from.
    if (this.ownLine.includes('+kubebuilder:')) return false;
    // So is an attribute of Rust to those who do not know the language.
    if (/^\s*#!?\[/.test(this.before) && /\.(?:rs|php)$/.test(this.source.path)) return false;
    return /(?:^|\s)(?:#|\/\/)|^\s*(?:\/\*|\*\s)|<!--/.test(this.before);
  }

  private lines(count: number, side: 'above' | 'below'): string[] {
    const { source } = this;
    const lines: string[] = [];
    let line: Range | undefined = this.own;
    while (lines.length < count) {
      line = side === 'above' ? source.lineAbove(line) : source.lineBelow(line);
      if (!line) break;
      lines.push(this.seen(line));
    }
    return lines;
  }

  private seen({ start, end }: Range): string {
    return this.source.text.slice(start, Math.min(end, start + seenAtMost));
  }
}
