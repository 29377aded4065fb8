import { Declined } from '../declined';
import type { Edit } from '../edit';
import { nextLineStart, type Range, skipBlanks } from '../lines';
import type { Action } from './action';
import { indentationOf } from './indentation';
import type { Template } from './mask';

/**
 * How far a part of the text reaches if the template's lines right behind it are counted that belong to it: what
 * closes a block that was opened inside, and what arrives at `column` or right of it.
 */
export function reachOf({ masked, actions, blocks, lines }: Template, inside: Range, column: number): number {
  let { end } = inside;
  for (const action of actions) {
    if (action.start < end) continue;
    if (/\S/.test(masked.slice(end, action.end))) break;
    const closes = blocks.some(({ range }) => range.end === action.end && range.start >= inside.start);
    const arrives = lines.some(
      (line) => line.start <= action.start && action.end <= line.end && line.column >= column,
    );
    const opens = blocks.find(({ range }) => range.start === action.start);
    const wraps =
      opens &&
      lines.some(
        (line) => opens.range.start <= line.start && line.end <= opens.range.end && line.column >= column,
      ) &&
      !/\S/.test(masked.slice(opens.range.start, opens.range.end));
    if (!closes && !arrives && !wraps) break;
    end = wraps ? opens.range.end : action.end;
  }
  return end;
}

/** The edits that have actions put their lines where the lines around them go. */
export function moveActions(
  text: string,
  { actions, lines }: Template,
  shifts: readonly { readonly inside: Range; readonly by: number }[],
): Edit[] {
  return actions.flatMap((action) => {
    const by = shifts.reduce((sum, { inside, by: one }) => sum + (isIn(inside, action) ? one : 0), 0);
    if (by === 0 || action.kind !== 'output') return [];
    const indentation = indentationOf(text, action);
    if (indentation) return [{ ...indentation.number, text: String(indentation.column + by) }];
    const isWhole = lines.some((line) => line.start <= action.start && action.end <= line.end);
    // Without a trim marker its first line moves with the text around it; it has no others, or they never fitted.
    if (isWhole && text.startsWith('{{-', action.start)) {
      throw new Declined(
        'nobody can tell how the lines that a template brings here are indented',
        action.start,
      );
    }
    return [];
  });
}

/** Whether a line's start is none of the text's business: it lies inside an action, or `indent` alone moves the line. */
export function isPlacedByAction(text: string, template: Template | undefined, lineStart: number): boolean {
  if (!template) return false;
  const visible = skipBlanks(text, lineStart);
  const action = template.actions.find(({ end }) => end > lineStart);
  if (!action || action.start >= nextLineStart(text, lineStart)) return false;
  if (action.start < lineStart) return true;
  const indentation = action.start === visible ? indentationOf(text, action) : undefined;
  return indentation !== undefined && !indentation.startsLine;
}

function isIn({ start, end }: Range, action: Action): boolean {
  return start <= action.start && action.end <= end;
}
