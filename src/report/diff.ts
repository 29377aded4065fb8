import { diffArrays, formatPatch, type StructuredPatchHunk } from 'diff';
import type { Edit } from '../yaml';
import { context, lineEnds, type Window, windowsAround } from './windows';

/** A comparison that would take longer shows its lines as replaced. */
const mostDifferences = 400;

/** Lines of a text, counted from 0: `start` included, `end` not. */
interface LineRange {
  readonly start: number;
  readonly end: number;
}

/** Lines that are replaced by others; either side may be empty. */
interface Change {
  readonly before: LineRange;
  readonly after: LineRange;
}

/**
 * A unified diff as `git diff` prints it. `git apply` makes exactly the text after of the one before with it, and
 * `git apply -R` the reverse.
 *
 * @param path the name of the file in the diff, with `/`. `git apply` looks such names up from the root of the work
 *   tree, not from the working directory, and skips files that it does not find there.
 * @param change the text after; or the edits that make it, where they are known: only the lines that they touch are
 *   compared
 * @returns an empty string if nothing changes
 */
export function unifiedDiff(path: string, before: string, change: string | readonly Edit[]): string {
  const windows: readonly Window[] =
    typeof change === 'string' ? [{ line: 0, before, after: change }] : windowsAround(before, change);
  let grown = 0;
  const hunks = windows.flatMap((window) => {
    const old = linesOf(window.before);
    const made = linesOf(window.after);
    const all = { before: { start: 0, end: old.length }, after: { start: 0, end: made.length } };
    const parts = window.edits ? touchedLines(window.before, window.after, window.edits, all) : [all];
    const changes = parts.flatMap((part) => changesIn(old, made, part));
    const above = { old: window.line, made: window.line + grown };
    grown += made.length - old.length;
    return nearOnes(changes).map((near) => hunkOf(old, made, near, above));
  });
  if (hunks.length === 0) return '';
  const patch = formatPatch({
    isGit: true,
    oldFileName: `a/${path}`,
    newFileName: `b/${path}`,
    oldHeader: undefined,
    newHeader: undefined,
    hunks,
  });
  return asGitPrints(patch, path);
}

/** All edits of a file's fixes. */
export function editsOf(fixes: readonly { readonly edits: readonly Edit[] }[]): Edit[] {
  return fixes.flatMap(({ edits }) => edits);
}

/** Lines with their `\n`, which alone ends a line for git. */
function linesOf(text: string): string[] {
  const lines: string[] = [];
  let start = 0;
  for (let end = text.indexOf('\n') + 1; end > 0; end = text.indexOf('\n', start) + 1) {
    lines.push(text.slice(start, end));
    start = end;
  }
  if (start < text.length) lines.push(text.slice(start));
  return lines;
}

/** The lines that edits touch, before and after. */
function touchedLines(before: string, after: string, edits: readonly Edit[], whole: Change): Change[] {
  const touched: Change[] = [];
  let offset = 0;
  let line = 0;
  let shift = 0;
  let grown = 0;
  const lineAt = (to: number): number => {
    line += lineEnds(before, offset, to);
    offset = to;
    return line;
  };
  for (const edit of edits.toSorted((one, other) => one.start - other.start)) {
    const first = lineAt(edit.start);
    const last = lineAt(edit.end);
    const previous = touched.at(-1);
    const joined = previous && first <= previous.before.end ? touched.pop() : undefined;
    const start = joined?.before.start ?? first;
    const afterStart = joined?.after.start ?? first + shift;
    grown += edit.text.length - (edit.end - edit.start);
    // The line behind stays where it starts a line in both texts.
    const isLeft = isLineStart(before, edit.end) && isLineStart(after, edit.end + grown);
    const end = Math.max(joined?.before.end ?? 0, isLeft ? last : last + 1);
    shift += lineEnds(edit.text, 0, edit.text.length) - (last - first);
    touched.push(
      end < whole.before.end
        ? { before: { start, end }, after: { start: afterStart, end: end + shift } }
        : { before: { start, end: whole.before.end }, after: { start: afterStart, end: whole.after.end } },
    );
  }
  return touched;
}

function isLineStart(text: string, offset: number): boolean {
  return offset === 0 || text[offset - 1] === '\n';
}

/** What differs within a part of two texts; between two changes at least one line stays. */
function changesIn(old: readonly string[], made: readonly string[], part: Change): Change[] {
  const { before, after } = part;
  const steps = diffArrays(old.slice(before.start, before.end), made.slice(after.start, after.end), {
    maxEditLength: mostDifferences,
  });
  if (!steps) return [part];
  const changes: Change[] = [];
  let at = { before: before.start, after: after.start };
  for (const { added, removed, count } of steps) {
    const from = at;
    at = { before: from.before + (added ? 0 : count), after: from.after + (removed ? 0 : count) };
    if (!added && !removed) continue;
    const last = changes.at(-1);
    const touches = last?.before.end === from.before && last.after.end === from.after;
    if (touches) changes.pop();
    const start = touches ? { before: last.before.start, after: last.after.start } : from;
    changes.push({
      before: { start: start.before, end: at.before },
      after: { start: start.after, end: at.after },
    });
  }
  return changes;
}

/** Changes whose context would overlap or touch belong in one hunk. */
function nearOnes(changes: readonly Change[]): Change[][] {
  const groups: Change[][] = [];
  for (const change of changes) {
    const near = groups.at(-1);
    const last = near?.at(-1);
    if (near && last && change.before.start - last.before.end <= 2 * context) near.push(change);
    else groups.push([change]);
  }
  return groups;
}

function hunkOf(
  old: readonly string[],
  made: readonly string[],
  changes: readonly Change[],
  above: { readonly old: number; readonly made: number },
): StructuredPatchHunk {
  const first = changes[0]?.before.start ?? 0;
  const start = Math.max(0, first - context);
  const end = Math.min(old.length, (changes.at(-1)?.before.end ?? 0) + context);
  const grown = changes.reduce((sum, { before, after }) => sum + lengthOf(after) - lengthOf(before), 0);
  const lines: string[] = [];
  let at = start;
  for (const { before, after } of changes) {
    lines.push(
      ...marked(' ', old.slice(at, before.start)),
      ...marked('-', old.slice(before.start, before.end)),
      ...marked('+', made.slice(after.start, after.end)),
    );
    at = before.end;
  }
  lines.push(...marked(' ', old.slice(at, end)));
  return {
    oldStart: above.old + start + 1,
    oldLines: end - start,
    newStart: above.made + (changes[0]?.after.start ?? 0) - (first - start) + 1,
    newLines: end - start + grown,
    lines,
  };
}

function lengthOf({ start, end }: LineRange): number {
  return end - start;
}

function marked(sign: string, lines: readonly string[]): string[] {
  return lines.flatMap((line) =>
    line.endsWith('\n') ? [sign + line.slice(0, -1)] : [sign + line, '\\ No newline at end of file'],
  );
}

/** Git leaves out a length of one, and puts a tab behind a name with a space: older gits take the rest for a date. */
function asGitPrints(patch: string, path: string): string {
  const printed = patch.replaceAll(/(?<=\n)@@ .* @@(?=\n)/g, (header) => header.replaceAll(/,1(?= )/g, ''));
  return path.includes(' ') ? printed.replace(/(?<=\n)--- .*\n\+\+\+ .*(?=\n)/, tabbed) : printed;
}

function tabbed(names: string): string {
  return `${names.replace('\n', '\t\n')}\t`;
}
