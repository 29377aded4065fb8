import { Declined } from './declined';
import type { Edit } from './edit';
import type { Scalar } from './node';
import { printScalar } from './print/scalar';
import { isTemplated } from './template/mask';

/** The text of a scalar in quotes on one line, of which each character's place in the file is known. */
export class QuotedText {
  private constructor(
    readonly text: string,
    private readonly start: number,
    private readonly style: 'single' | 'double',
  ) {}

  /** Sees a scalar's text; undefined unless it is written exactly as this tool would write it. */
  static of(outer: string, { value, style, content, alias }: Scalar): QuotedText | undefined {
    if (alias || typeof value !== 'string' || isTemplated(value)) return undefined;
    if (style !== 'single' && style !== 'double') return undefined;
    const isExact = outer.slice(content.start, content.end) === printScalar(value, style, false);
    return isExact ? new QuotedText(value, content.start + 1, style) : undefined;
  }

  toOuter(offset: number): number {
    return this.start + this.written(this.text.slice(0, offset)).length;
  }

  /** @throws Declined if the quotes cannot hold what the edit brings */
  carryOut({ start, end, text }: Edit): Edit {
    return { start: this.toOuter(start), end: this.toOuter(end), text: this.written(text) };
  }

  /** A part of the text as it stands between the quotes. */
  private written(part: string): string {
    const printed = printScalar(part, this.style, false);
    if (printed.startsWith('"') !== (this.style === 'double')) {
      throw new Declined('the text to change is in single quotes, which hold no line break', this.start - 1);
    }
    return printed.slice(1, -1);
  }
}
