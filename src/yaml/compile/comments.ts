import { lineStart, lineTextEnd, nextLineStart, skipBlanks } from '../lines';
import type { Element } from '../node';

/**
 * The start of the lines of an element with the comment lines right above it, at the same column: they belong to
 * what they stand above.
 *
 * @param floor where the element before it ends
 */
export function startWithComments(text: string, element: Element, floor: number): number {
  let start = lineStart(text, element.range.start);
  const column = element.range.start - start;
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
  const column = range.start - lineStart(text, range.start);
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

/** Whether nothing but a comment stands between `offset` and the end of its line. */
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
