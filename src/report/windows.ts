import { applyEdits, type Edit, nextLineStart } from '../yaml';

/** How many lines a diff shows around changes. */
export const context = 3;

/** A part of two texts that starts with the same line of both, and ends so; far from all other changes. */
export interface Window {
  /** How many lines of the text before are above it. */
  readonly line: number;
  readonly before: string;
  readonly after: string;
  /** Offsets count in the window; undefined where they are not known. */
  readonly edits?: readonly Edit[];
}

/**
 * The parts of two texts around the edits that make one of the other: of a large text, most lines need not be looked at.
 */
export function windowsAround(before: string, edits: readonly Edit[]): Window[] {
  const groups: { start: number; end: number; readonly edits: Edit[] }[] = [];
  for (const edit of edits.toSorted((one, other) => one.start - other.start)) {
    const last = groups.at(-1);
    if (last && linesUp(before, edit.start) <= last.end) {
      last.edits.push(edit);
      last.end = linesDown(before, edit.end);
    } else {
      groups.push({ start: linesUp(before, edit.start), end: linesDown(before, edit.end), edits: [edit] });
    }
  }
  let [line, counted] = [0, 0];
  return groups.map(({ start, end, edits: own }) => {
    line += lineEnds(before, counted, start);
    counted = start;
    const part = before.slice(start, end);
    const moved = own.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
    return { line, before: part, after: applyEdits(part, moved), edits: moved };
  });
}

/** Where the line starts that is one more above an offset than a diff shows. */
function linesUp(text: string, offset: number): number {
  let start = lineOf(text, offset);
  for (let count = 0; count <= context && start > 0; count++) start = lineOf(text, start - 1);
  return start;
}

/** Where the line of an offset starts, with a byte order mark. */
function lineOf(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

function linesDown(text: string, offset: number): number {
  let end = offset;
  for (let count = 0; count <= context + 1; count++) end = nextLineStart(text, end);
  return end;
}

/** How many lines end in a part of a text. */
export function lineEnds(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', start); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
