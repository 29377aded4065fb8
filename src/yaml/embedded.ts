import { Declined } from './declined';
import { applyEdits, type Edit } from './edit';
import { lineBreakAt, lineTextEnd, nextLineStart } from './lines';
import type { Scalar, YamlDocument } from './node';
import { maskTemplate } from './template/mask';

/** A text that a scalar holds, seen as a text of its own. */
export interface EmbeddedText {
  readonly text: string;
  /** Where an offset of the inner text lies in the outer one; where the two cannot be matched, where the scalar starts. */
  toOuter(offset: number): number;
}

/** What a scalar stands in. */
type Outer = Pick<YamlDocument, 'text' | 'template'>;

/** Sees the text that a scalar of a file holds, with the actions of a template; undefined where it holds no text. */
export function viewEmbeddedText(outer: Outer, scalar: Scalar): EmbeddedText | undefined {
  if (typeof scalar.value !== 'string') return undefined;
  const { start } = scalar.alias ?? scalar.content;
  return LiteralBlock.of(outer, scalar) ?? { text: scalar.value, toOuter: () => start };
}

/**
 * Carries edits of the text that a scalar holds out to the file.
 *
 * @param edits of the inner text, arranged
 * @throws Declined if the scalar is no literal block
 */
export function carryOut(outer: Outer, scalar: Scalar, edits: readonly Edit[]): Edit[] {
  const block = LiteralBlock.of(outer, scalar);
  if (!block) {
    const message =
      scalar.style === 'literal'
        ? 'an action of the template goes over several lines of the text to change'
        : 'the text to change is written in quotes or folded; write it as a block with "|"';
    throw new Declined(message, (scalar.alias ?? scalar.content).start);
  }
  return edits.map((edit) => block.carryOut(edit));
}

/** What a scalar says after edits of the text that it holds, as a parser sees it. */
export function editedValue(outer: Outer, scalar: Scalar, edits: readonly Edit[]): string {
  const value = String(scalar.value);
  const edited = applyEdits(viewEmbeddedText(outer, scalar)?.text ?? value, edits);
  const masked = outer.template && maskTemplate(edited)?.masked;
  // A line of actions at the end is none for the parser, and is chomped.
  return masked === undefined ? edited : masked.replace(/\n*$/, '') + (/\n*$/.exec(value)?.[0] ?? '');
}

/** A line of the inner text, and where it starts in both texts; the outer line may lack some of the indentation. */
interface Line {
  readonly inner: number;
  readonly outer: number;
  readonly indent: number;
}

/** A literal block scalar (`|`): each of its lines is a line of the file without the indentation. */
class LiteralBlock implements EmbeddedText {
  private constructor(
    private readonly outer: string,
    readonly text: string,
    private readonly lines: readonly Line[],
    private readonly indent: number,
  ) {}

  static of({ text: outer, template }: Outer, scalar: Scalar): LiteralBlock | undefined {
    const { value, style, content } = scalar;
    if (style !== 'literal' || typeof value !== 'string') return undefined;
    const parsed = template?.masked ?? outer;
    const first = nextLineStart(parsed, content.start);
    // With an indentation indicator, the first line may be indented further than the block.
    const deepest = /^(?:[ \t]*\r?\n)*( *)/.exec(parsed.slice(first, content.end))?.[1]?.length ?? 0;
    for (let indent = deepest; indent >= 0; indent--) {
      const { text } = readLines(parsed, first, content.end, indent);
      // What the block's chomping leaves out at the end is line breaks.
      if (text.startsWith(value) && /^\n*$/.test(text.slice(value.length))) {
        const written = readLines(outer, first, content.end, indent);
        return new LiteralBlock(outer, chompedAs(value, written.text), written.lines, indent);
      }
    }
    return undefined;
  }

  toOuter(offset: number): number {
    const line = this.lineAt(offset);
    return line.outer + line.indent + (offset - line.inner);
  }

  carryOut({ start, end, text }: Edit): Edit {
    const lineBreak = lineBreakAt(this.outer, this.lineAt(start).outer);
    const margin = ' '.repeat(this.indent);
    const pieces = text.split('\n');
    if (this.startsLine(start) && this.startsLine(end) && pieces.at(-1) === '') {
      const at = this.lineAt(start).outer;
      const lines = pieces.slice(0, -1).map((piece) => (piece === '' ? '' : margin + piece));
      const isAtOpenEnd = at === this.outer.length && this.outer[at - 1] !== '\n';
      return {
        start: at,
        end: this.lineAt(end).outer,
        text: lines.map((line) => (isAtOpenEnd ? lineBreak + line : line + lineBreak)).join(''),
      };
    }
    const { inner, indent } = this.lineAt(start);
    const missing = start === inner && pieces[0] !== '' ? margin.slice(indent) : '';
    const indented = pieces.map((piece, index) => {
      if (index === 0) return missing + piece;
      return lineBreak + (piece === '' && index < pieces.length - 1 ? '' : margin) + piece;
    });
    return { start: this.toOuter(start), end: this.toOuter(end), text: indented.join('') };
  }

  private startsLine(offset: number): boolean {
    return offset === 0 || this.text[offset - 1] === '\n';
  }

  private lineAt(offset: number): Line {
    const line = this.lines.findLast(({ inner }) => inner <= offset);
    return line ?? { inner: 0, outer: 0, indent: 0 };
  }
}

/** The text of a block as it is written, without the line breaks at its end that are no part of its value. */
function chompedAs(value: string, written: string): string {
  const isOpen = /^\n*$/.test(written.slice(value.length));
  return isOpen ? written.slice(0, value.length) : written.replace(/\n*$/, value.endsWith('\n') ? '\n' : '');
}

function readLines(
  outer: string,
  from: number,
  to: number,
  indent: number,
): { text: string; lines: readonly Line[] } {
  const lines: Line[] = [];
  let text = '';
  let at = from;
  for (; at < to; at = nextLineStart(outer, at)) {
    const raw = outer.slice(at, lineTextEnd(outer, at));
    const blanks = Math.min(indent, /^ */.exec(raw)?.[0].length ?? 0);
    lines.push({ inner: text.length, outer: at, indent: blanks });
    text += `${raw.slice(blanks)}\n`;
  }
  // What is added at the very end comes on a line of its own.
  lines.push({ inner: text.length, outer: Math.min(at, to), indent: 0 });
  return { text, lines };
}
