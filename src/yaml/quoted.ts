import { Declined } from './declined';
import type { Edit } from './edit';
import { lineStart } from './lines';
import type { Scalar } from './node';
import { printScalar } from './print/scalar';
import { readSpelling } from './spelling';
import { isTemplated } from './template/mask';

/** The text of a scalar in quotes, of which each character's place in the file is known. */
export class QuotedText {
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

  /** Blanks at the start of a line are none of the text, unless the first is escaped, as a tab always is. */
  private escapeBefore(text: string, at: number): string {
    if (this.style === 'single' || !text.startsWith(' ')) return '';
    return /^[ \t]*$/.test(this.outer.slice(lineStart(this.outer, at), at)) ? '\\' : '';
  }

  /** A part of the text as it stands between the quotes. */
  private written(part: string): string {
    const printed = printScalar(part, this.style, false);
    if (printed.startsWith('"') !== (this.style === 'double')) {
      throw new Declined('the text to change is in single quotes, which hold no line break', this.start);
    }
    return printed.slice(1, -1);
  }
}
