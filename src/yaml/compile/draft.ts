import {
  beforeOnLine,
  type Edit,
  lineBreakAt,
  lineStart,
  nextLineStart,
  type Range,
  skipBlanks,
  textEndAbove,
  lineTextEnd,
} from '../text';
import type { Element, YamlDocument } from '../node';
import { Layout } from '../style/block';
import { breakBefore } from '../template/joined';
import { isControl, isPlacedByAction, moveActions, reachOf } from '../template/lines';

/** An edit, and where it belongs: if that place is shifted, the lines that the edit brings are shifted with it. */
interface DraftEdit extends Edit {
  readonly owner: number;
}

/** Lines of a part of the text are indented further, or less far if `by` is negative. */
interface Shift {
  readonly inside: Range;
  readonly by: number;
  /** Where the starts of these lines lie: they are all but the part's first line, if nothing else is said. */
  readonly lines?: Range;
  /** What lines are indented with. */
  readonly fill?: string;
  /** Comments that stand left of this column stay where they are, and so do blocks of a template that open there. */
  readonly margin?: number;
  /** Whether an action in it may show several lines. */
  readonly holdsLines?: boolean;
}

/** Removes the lines between a line's start and the line of `offset`. */
export function removeAbove(draft: Draft, start: number, offset: number): void {
  const line = lineStart(draft.text, offset);
  draft.replace(textEndAbove(draft.text, start), textEndAbove(draft.text, line), '');
}

/** Collects what the operations do to the text of one document, and brings it together at the end. */
export class Draft {
  readonly text: string;
  readonly layout: Layout;
  private readonly edits: DraftEdit[] = [];
  private readonly shifts: Shift[] = [];

  constructor(
    readonly document: YamlDocument,
    /** The elements that go and leave their place to no other. */
    readonly gone: ReadonlySet<Element>,
  ) {
    this.text = document.text;
    this.layout = new Layout(document);
  }

  replace(start: number, end: number, text: string, owner = start): void {
    if (start < end || text !== '') this.edits.push({ start, end, text, owner });
  }

  insert(at: number, text: string, owner = at): void {
    const before = /^\r?\n/.test(text) ? breakBefore(this.document, at) : '';
    this.replace(at, at, before + text, owner);
  }

  shift(shift: Shift): void {
    const { template } = this.document;
    const end = template ? reachOf(template, shift.inside, shift.margin ?? 0) : shift.inside.end;
    this.shifts.push({ ...shift, inside: { ...shift.inside, end } });
  }

  lineBreak(at: number): string {
    return lineBreakAt(this.text, at);
  }

  /** Whether something is written right before a part of the text. */
  touches({ start }: Range): boolean {
    return this.edits.some((edit) => edit.start === start);
  }

  /** Whether text from an offset on is replaced. */
  replacesFrom(offset: number): boolean {
    return this.edits.some(({ start, end }) => start === offset && end > start);
  }

  /** All edits. At one place, what belongs to an inner part comes before what belongs to an outer one. */
  finish(): Edit[] {
    const inward = this.edits.toSorted((a, b) => b.owner - a.owner);
    const starting = this.shifts.toSorted((a, b) => b.inside.end - a.inside.end);
    let [next, around]: [number, Shift[]] = [0, []];
    const owned = inward.map(({ start, end, text, owner }): Edit => {
      for (; owner < (starting[next]?.inside.end ?? 0); next++)
        around.push(...starting.slice(next, next + 1));
      around = around.filter(({ inside }) => inside.start <= owner);
      return { start, end, text: shiftedText(text, around) };
    });
    return [...this.lineEdits(), ...this.indentationEdits(), ...owned];
  }

  private lineEdits(): Edit[] {
    const lines = [...this.shiftedLines()].sort(([a], [b]) => a - b);
    const replaced = this.edits.toSorted((a, b) => a.start - b.start);
    const edits: Edit[] = [];
    let next = 0;
    for (const [at, { by, fill }] of lines) {
      while ((replaced[next]?.end ?? Infinity) < at) next++;
      // What is replaced from the start of a line on, behind its indentation if it has one, is shifted all the same.
      if ((replaced[next]?.start ?? Infinity) < at) continue;
      if (by > 0) edits.push({ start: at, end: at, text: fill.repeat(by) });
      const blanks = Math.min(-by, skipBlanks(this.text, at) - at);
      if (blanks > 0) edits.push({ start: at, end: at + blanks, text: '' });
    }
    return edits;
  }

  /** What an action puts there moves with the lines around it. */
  private indentationEdits(): Edit[] {
    const { template } = this.document;
    return template ? moveActions(this.text, template, this.shifts) : [];
  }

  private shiftedLines(): Map<number, { by: number; fill: string }> {
    const lines = new Map<number, { by: number; fill: string }>();
    const { template } = this.document;
    for (const { inside, by, lines: range, fill = ' ', margin = 0 } of this.shifts) {
      const { start, end } = range ?? { ...inside, start: nextLineStart(this.text, inside.start) };
      for (let at = start; at < end; at = nextLineStart(this.text, at)) {
        const visible = skipBlanks(this.text, at);
        if (/[\r\n]/.test(this.text.charAt(at)) || isPlacedByAction(this.text, template, at)) continue;
        const staysLeft = this.text[visible] === '#' || isControl(template, visible);
        if (staysLeft && visible - at < margin) continue;
        lines.set(at, { by: (lines.get(at)?.by ?? 0) + by, fill });
      }
    }
    return lines;
  }
}

/** The lines of a text as the shifts around it put them. */
function shiftedText(text: string, shifts: readonly Shift[]): string {
  if (!text.includes('\n')) return text;
  return shifts.reduce(
    (shifted, { by, fill = ' ' }) =>
      by > 0
        ? shifted.replace(/\n(?=[^\r\n])/g, `\n${fill.repeat(by)}`)
        : shifted.replace(new RegExp(`\\n[ \\t]{0,${-by}}`, 'g'), '\n'),
    text,
  );
}

/**
 * The start of the lines of an element with the comment lines right above it, at the same column: they belong to
 * what they stand above.
 *
 * @param floor where the element before it ends
 */
export function startWithComments(text: string, element: Element, floor: number): number {
  let start = lineStart(text, element.range.start);
  const column = beforeOnLine(text, element.range.start).length;
  for (;;) {
    const above = lineStart(text, start - 1);
    const visible = skipBlanks(text, above);
    if (above < floor || visible - above !== column || text[visible] !== '#') return start;
    start = above;
  }
}

/**
 * Where the line after an element starts, and after the comments below it that are indented further: they belong
 * to what they stand below.
 */
export function endWithComments(text: string, { range }: Pick<Element, 'range'>): number {
  const column = beforeOnLine(text, range.start).length;
  // A block scalar ends with the line break that belongs to it.
  let end = text[range.end - 1] === '\n' ? range.end : nextLineStart(text, range.end);
  for (let at = end; at < text.length; at = nextLineStart(text, at)) {
    const visible = skipBlanks(text, at);
    if (isLineEnd(text, visible)) continue;
    if (text[visible] !== '#' || visible - at <= column) break;
    end = nextLineStart(text, at);
  }
  return end;
}

/** Whether nothing but a comment is between `offset` and the end of its line. */
export function isLineFree(text: string, offset: number): boolean {
  const visible = skipBlanks(text, offset);
  return isLineEnd(text, visible) || text[visible] === '#';
}

/** The start of the first line at or after a line's start that is not blank. */
export function skipBlankLines(text: string, start: number): number {
  let at = start;
  while (at < text.length && isLineEnd(text, skipBlanks(text, at))) at = nextLineStart(text, at);
  return at;
}

/** Whether the line at a line's start is blank. */
export function isBlankLine(text: string, start: number): boolean {
  return isLineEnd(text, skipBlanks(text, start));
}

function isLineEnd(text: string, offset: number): boolean {
  return lineTextEnd(text, offset) === offset;
}
