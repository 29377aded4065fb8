import {
  Declined,
  applyEdits,
  beforeOnLine,
  countBefore,
  type Edit,
  lineStart,
  nextLineStart,
  skipSpace,
  lineBreakAt,
  lineTextEnd,
  type Range,
} from './text';
import type { Scalar, YamlDocument } from './node';
import { QuotedText } from './quoted';
import { reachOf } from './template/lines';
import { maskTemplate } from './template/mask';

/** A text that a scalar holds, seen as a text of its own. */
export interface EmbeddedText {
  readonly text: string;
  /** How far each of its lines is indented in the outer one. */
  readonly margin: number;
  /** Where an offset of the inner text lies in the outer one; where the two cannot be matched, where the scalar starts. */
  toOuter(offset: number): number;
}

/** What a scalar is in. */
type Outer = Pick<YamlDocument, 'text' | 'template'>;

/** Sees the text that a scalar of a file holds, with the actions of a template; undefined where it holds no text. */
export function viewEmbeddedText(outer: Outer, scalar: Scalar): EmbeddedText | undefined {
  if (typeof scalar.value !== 'string') return undefined;
  const { start } = scalar.alias ?? scalar.content;
  return viewExactly(outer, scalar) ?? { text: scalar.value, margin: 0, toOuter: () => start };
}

/**
 * Carries edits of the text that a scalar holds out to the file.
 *
 * @param edits of the inner text, arranged
 * @throws Declined if the scalar is neither a literal block nor quoted
 */
export function carryOut(outer: Outer, scalar: Scalar, edits: readonly Edit[]): Edit[] {
  const view = certainView(outer, scalar);
  return edits.map((edit) => view.carryOut(edit));
}

/** What a scalar says after edits of the text that it holds, as a parser sees it. */
export function editedValue(outer: Outer, scalar: Scalar, edits: readonly Edit[]): string {
  const edited = applyEdits(certainView(outer, scalar).text, edits);
  const masked = outer.template && maskTemplate(edited, outer.template)?.masked;
  const value = String(scalar.value);
  // A line of actions at the end is none for the parser, and is chomped.
  return masked === undefined
    ? edited
    : withoutBreaksAtEnd(masked) + value.slice(withoutBreaksAtEnd(value).length);
}

function certainView(outer: Outer, scalar: Scalar): PrefixedText | QuotedText {
  const view = viewExactly(outer, scalar);
  // Of an action over several lines, the parser sees the indentation too, and nobody can prove what it will see.
  if (view && view.text.length >= String(scalar.value).length) return view;
  const message =
    scalar.style === 'literal'
      ? 'an action of the template goes over several lines of the text to change'
      : 'the text to change is folded, or in quotes with actions in it; write it as a block with "|"';
  throw new Declined(message, (scalar.alias ?? scalar.content).start);
}

/** Sees a text of which it is known where in the file each of its characters is. */
function viewExactly(outer: Outer, scalar: Scalar): PrefixedText | QuotedText | undefined {
  return viewLiteralBlock(outer, scalar) ?? QuotedText.of(outer.text, scalar);
}

/** Sees a literal block scalar (`|`): each of its lines is a line of the file without the indentation. */
function viewLiteralBlock({ text: outer, template }: Outer, scalar: Scalar): PrefixedText | undefined {
  const { value, style, content } = scalar;
  if (style !== 'literal' || typeof value !== 'string') return undefined;
  const parsed = template?.masked ?? outer;
  const range = { start: nextLineStart(parsed, content.start), end: endOfBlock(outer, template, scalar) };
  // With an indentation indicator, the first line may be indented further than the block.
  const visible = skipSpace(parsed, range.start);
  for (let indent = visible - lineStart(parsed, visible); indent >= 0; indent--) {
    const blanksOf = (line: string): number => Math.min(indent, line.search(/[^ ]|$/));
    const { text } = readPrefixedLines(parsed, range, blanksOf);
    // What the block's chomping leaves out at the end is line breaks.
    if (text.startsWith(value) && hasOnlyBreaks(text.slice(value.length))) {
      const written = readPrefixedLines(outer, range, blanksOf);
      const isOpen = written.text.length === text.length && hasOnlyBreaks(written.text.slice(value.length));
      const shown = isOpen ? written.text.slice(0, value.length) : chompedAs(value, written.text);
      return new PrefixedText(outer, shown, written.lines, ' '.repeat(indent));
    }
  }
  return undefined;
}

/** Where a block's lines end, with those at its end that a template inserts: a parser sees none of them. */
function endOfBlock(text: string, template: Outer['template'], { content, parent }: Scalar): number {
  if (!template || !parent) return content.end;
  const column = beforeOnLine(text, parent.range.start).length;
  const end = reachOf(template, content, column + 1);
  return end > content.end ? nextLineStart(text, end) : content.end;
}

function hasOnlyBreaks(text: string): boolean {
  return !/[^\n]/.test(text);
}

/** The text of a block as it is written, with an action at its end for which the parser sees nothing. */
function chompedAs(value: string, written: string): string {
  return withoutBreaksAtEnd(written) + (value.endsWith('\n') ? '\n' : '');
}

function withoutBreaksAtEnd(text: string): string {
  return text.replace(/(?<!\n)\n+$/, '');
}

/** A line of the inner text, where it starts in both texts, and how long the prefix is that it has in the outer one. */
interface PrefixedLine {
  readonly inner: number;
  readonly outer: number;
  readonly prefix: number;
}

/** A text that is made of another one, or is a part of it. */
export interface WithinText {
  readonly outer: string;
  /** Where an offset of the text lies in the outer one. */
  toOuter(offset: number): number;
}

/** A text whose lines are lines of an outer text behind a prefix. It has `\n` for every line break of the outer one. */
export class PrefixedText implements WithinText {
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

  /** How far the lines are indented in the outer text. */
  get margin(): number {
    return this.prefix.length;
  }

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
    // What is behind is a line of its own, and keeps its prefix.
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
    const line = this.lines[countBefore(this.lines, offset + 1, ({ inner }) => inner) - 1];
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
