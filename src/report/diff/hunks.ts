import type { Change, LineRange } from './change';
import type { Window } from './windows';

/** How many lines are shown around changes. */
export const context = 3;

/** The hunks of a unified diff: the changes with three lines around, in one hunk where these would overlap or touch. */
export function hunks(window: Window, changes: readonly Change[]): string {
  return group(changes)
    .map((near) => hunk(window, near))
    .join('');
}

function group(changes: readonly Change[]): Change[][] {
  const groups: Change[][] = [];
  for (const change of changes) {
    const near = groups.at(-1);
    const last = near?.at(-1);
    if (near && last && change.before.start - last.before.end <= 2 * context) near.push(change);
    else groups.push([change]);
  }
  return groups;
}

function hunk({ before, after, above }: Window, changes: readonly Change[]): string {
  const first = changes[0];
  const last = changes.at(-1);
  if (!first || !last) return '';
  const lead = Math.min(context, first.before.start);
  const trail = Math.min(context, before.length - last.before.end);
  const oldRange = { start: first.before.start - lead, end: last.before.end + trail };
  const newRange = { start: first.after.start - lead, end: last.after.end + trail };
  let body = '';
  let kept = oldRange.start;
  for (const change of changes) {
    body += marked(' ', before, { start: kept, end: change.before.start });
    body += marked('-', before, change.before);
    body += marked('+', after, change.after);
    kept = change.before.end;
  }
  body += marked(' ', before, { start: kept, end: oldRange.end });
  return `@@ -${shown(oldRange, above.before)} +${shown(newRange, above.after)} @@\n${body}`;
}

/** An empty range is named by the line before it, and a length of one is left out. */
function shown({ start, end }: LineRange, above: number): string {
  const count = end - start;
  const first = above + start + 1;
  if (count === 0) return `${first - 1},0`;
  return count === 1 ? `${first}` : `${first},${count}`;
}

function marked(sign: string, lines: readonly string[], range: LineRange): string {
  let text = '';
  for (const line of lines.slice(range.start, range.end)) {
    text += sign + line;
    if (!line.endsWith('\n')) text += '\n\\ No newline at end of file\n';
  }
  return text;
}
