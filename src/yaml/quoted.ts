import { Declined, type Edit, lineStart } from './text';
import type { Scalar } from './node';
import { printScalar } from './style/scalar';
import { isTemplated } from './template/mask';

/** The text of a scalar in quotes, of which each character's place in the file is known. */
export class QuotedText {
  readonly margin = 0;

  private constructor(
    readonly text: string,
    private readonly outer: string,
    private readonly start: number,
    private readonly style: 'single' | 'double',
    private readonly places: readonly number[],
  ) {}

  /** Sees a scalar's text; undefined where it is in no quotes. */
  static of(outer: string, { value, style, content, alias }: Scalar): QuotedText | undefined {
    if (alias || typeof value !== 'string' || isTemplated(value)) return undefined;
    if (style !== 'single' && style !== 'double') return undefined;
    const { start, end } = content;
    const { text, places } = readSpelling(outer.slice(start, end), style);
    return text === value ? new QuotedText(text, outer, start, style, places) : undefined;
  }

  toOuter(offset: number): number {
    return this.start + (this.places[offset] ?? 0);
  }

  /** @throws Declined if the quotes cannot hold what the edit brings */
  carryOut({ start, end, text }: Edit): Edit {
    const at = this.toOuter(start);
    return { start: at, end: this.toOuter(end), text: this.escapeBefore(text, at) + this.written(text) };
  }

  /** Blanks at the start of a line do not belong to the text, unless the first is escaped, as a tab always is. */
  private escapeBefore(text: string, at: number): string {
    if (this.style === 'single' || !text.startsWith(' ')) return '';
    return /^[ \t]*$/.test(this.outer.slice(lineStart(this.outer, at), at)) ? '\\' : '';
  }

  /** A part of the text as it is between the quotes. */
  private written(part: string): string {
    const printed = printScalar(part, this.style, false);
    if (printed.startsWith('"') !== (this.style === 'double')) {
      throw new Declined('the text to change is in single quotes, which hold no line break', this.start);
    }
    return printed.slice(1, -1);
  }
}

/** A text in quotes, and how it is written. */
interface Spelling {
  readonly text: string;
  /** Of each UTF-16 code unit of the text, and of its end, the offset where it is written. */
  readonly places: readonly number[];
}

/**
 * Reads a text in quotes, on one line or folded over several, and remembers where each character of it is written. Text
 * that is not valid YAML is read as if it were.
 *
 * Source: YAML 1.2.2, sections 5.7 (escaped characters), 6.5 (line folding), 7.3.1 and 7.3.2 (quoted styles).
 *
 * @param source with both quotes
 */
export function readSpelling(source: string, style: 'single' | 'double'): Spelling {
  const places: number[] = [];
  let text = '';
  const add = (more: string, at: number): void => {
    text += more;
    for (let unit = 0; unit < more.length; unit++) places.push(at);
  };
  const inner = source.slice(0, -1);
  const piece = pieces[style];
  piece.lastIndex = 1;
  for (let match = piece.exec(inner); match; match = piece.exec(inner)) {
    const { index } = match;
    const { plain = '', blanks = '', x, u, U, letter } = match.groups ?? {};
    const code = x ?? u ?? U;
    if (code !== undefined) add(String.fromCodePoint(parseInt(code, 16)), index);
    else if (letter !== undefined) add(escapes.get(letter) ?? letter, index);
    else if (blanks.includes('\n')) add('\n'.repeat(breaksIn(blanks) - 1) || ' ', index);
    else for (const [unit, character] of (plain + blanks).split('').entries()) add(character, index + unit);
  }
  places.push(inner.length);
  return { text, places };
}

/** What stands for itself; blanks and line breaks; what is escaped: a line break, characters by number, by letter. */
const pieces = {
  single: /(?<plain>[^' \t\r\n]+)|(?<blanks>[ \t\r\n]+)|'(?<letter>')/y,
  double:
    /(?<plain>[^\\ \t\r\n]+)|(?<blanks>[ \t\r\n]+)|\\(?:\r?\n[ \t]*|x(?<x>[\da-fA-F]{2})|u(?<u>[\da-fA-F]{4})|U(?<U>00(?:0[\da-fA-F]|10)[\da-fA-F]{4})|(?<letter>[\s\S]))/y,
};

function breaksIn(text: string): number {
  return text.split('\n').length - 1;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['0', '\0'],
  ['a', '\u0007'],
  ['b', '\b'],
  ['t', '\t'],
  ['n', '\n'],
  ['v', '\v'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\u001B'],
  ['N', '\u0085'],
  ['_', '\u00A0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
]);
