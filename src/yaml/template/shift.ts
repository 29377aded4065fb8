import { Declined } from '../declined';
import type { Edit } from '../edit';
import { nextLineStart, type Range, skipBlanks } from '../lines';
import type { Action } from './action';
import { indentationOf } from './indentation';
import type { Template } from './mask';
import { isInvisible } from './visible';

/**
 * How far a part of the text reaches if the template's lines right behind it are counted that belong to it: the rest
 * of the blocks that were opened inside, and what arrives at `column` or right of it.
 */
export function reachOf(template: Template, inside: Range, column: number): number {
  const { masked, actions } = template;
  let end = endOfOpenBlocks(template, inside, inside.end);
  for (const action of actions) {
    if (action.start < end) continue;
    if (!isInvisible(masked, end, action.end)) break;
    if (action.kind === 'silent') continue;
    const arrived = endOfArrival(template, action, column);
    if (arrived === undefined) break;
    end = endOfOpenBlocks(template, inside, arrived);
  }
  return end;
}

/** The end of the blocks that were opened inside and hold nothing more. */
function endOfOpenBlocks({ masked, blocks }: Template, inside: Range, from: number): number {
  return blocks.reduce((end, { range }) => {
    const isOpen = inside.start <= range.start && range.start < from && end < range.end;
    return isOpen && isInvisible(masked, end, range.end) ? range.end : end;
  }, from);
}

/** The end of a line, or of a block of nothing but such lines, that arrives at a column or right of it. */
function endOfArrival(
  { masked, blocks, lines }: Template,
  action: Action,
  column: number,
): number | undefined {
  const arriving = lines.filter((line) => line.column >= column);
  if (arriving.some((line) => line.start <= action.start && action.end <= line.end)) return action.end;
  const opened = blocks.find(({ range }) => range.start === action.start)?.range;
  if (!opened || !isInvisible(masked, opened.start, opened.end)) return undefined;
  const inBlock = arriving.some((line) => opened.start <= line.start && line.end <= opened.end);
  return inBlock ? opened.end : undefined;
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

/** Whether an action stands at an offset that puts nothing there itself: some languages keep the space before it. */
export function isControl(template: Template | undefined, offset: number): boolean {
  const action = template?.actions.find(({ start }) => start === offset);
  return action !== undefined && action.kind !== 'output';
}

function isIn({ start, end }: Range, action: Action): boolean {
  return start <= action.start && action.end <= end;
}
