import { diffArrays } from 'diff';
import { anchors } from './anchors';
import type { Change, LineRange } from './change';

type Lines = readonly string[];

/** The exact search takes time with the square of the lines that differ: so many are always worth it. */
export const cheap = 100;
/** So many are worth it where nothing else helps. */
const affordable = 1000;

/** What differs between two lists of lines, in order; between two changes at least one line stays. */
export function changedLines(before: Lines, after: Lines): Change[] {
  return joined(compare(before, after, wholeOf(before, after)));
}

/** Two lists of lines as one change. */
export function wholeOf(before: Lines, after: Lines): Change {
  return { before: { start: 0, end: before.length }, after: { start: 0, end: after.length } };
}

function compare(before: Lines, after: Lines, within: Change): Change[] {
  const part = withoutCommonEnds(before, after, within);
  if (isEmpty(part.before) && isEmpty(part.after)) return [];
  if (isEmpty(part.before) || isEmpty(part.after)) return [part];
  const exact = shortest(before, after, part, cheap);
  if (exact) return exact;
  const cuts = anchors(before, after, part);
  if (cuts.length === 0) return shortest(before, after, part, affordable) ?? [part];
  return [...cuts, { before: part.before.end, after: part.after.end }].flatMap((end, index) => {
    const start = cuts[index - 1] ?? { before: part.before.start, after: part.after.start };
    return compare(before, after, {
      before: { start: start.before, end: end.before },
      after: { start: start.after, end: end.after },
    });
  });
}

/** What is left of a part without the lines that both sides start and end with. */
export function withoutCommonEnds(before: Lines, after: Lines, { before: old, after: made }: Change): Change {
  let { start: oldStart } = old;
  let { start: newStart } = made;
  while (oldStart < old.end && newStart < made.end && before[oldStart] === after[newStart]) {
    oldStart++;
    newStart++;
  }
  const left = { before: { ...old, start: oldStart }, after: { ...made, start: newStart } };
  return withoutCommonEnd(before, after, left);
}

/** What is left of a part without the lines that both sides end with. */
export function withoutCommonEnd(before: Lines, after: Lines, { before: old, after: made }: Change): Change {
  let { end: oldEnd } = old;
  let { end: newEnd } = made;
  while (old.start < oldEnd && made.start < newEnd && before[oldEnd - 1] === after[newEnd - 1]) {
    oldEnd--;
    newEnd--;
  }
  return { before: { ...old, end: oldEnd }, after: { ...made, end: newEnd } };
}

/** The shortest list of changes, or nothing if more than `limit` lines differ. */
export function shortest(before: Lines, after: Lines, part: Change, limit: number): Change[] | undefined {
  const oldLines = before.slice(part.before.start, part.before.end);
  const newLines = after.slice(part.after.start, part.after.end);
  const steps = diffArrays(oldLines, newLines, { maxEditLength: limit });
  if (!steps) return undefined;
  const changes: Change[] = [];
  let oldLine = part.before.start;
  let newLine = part.after.start;
  for (const step of steps) {
    const oldStart = oldLine;
    const newStart = newLine;
    if (!step.added) oldLine += step.count;
    if (!step.removed) newLine += step.count;
    if (step.added || step.removed)
      changes.push({ before: { start: oldStart, end: oldLine }, after: { start: newStart, end: newLine } });
  }
  return changes;
}

/** Makes one change of changes that touch. */
export function joined(changes: readonly Change[]): Change[] {
  const result: Change[] = [];
  for (const change of changes) {
    const last = result.at(-1);
    if (last?.before.end === change.before.start && last.after.end === change.after.start)
      result[result.length - 1] = {
        before: { start: last.before.start, end: change.before.end },
        after: { start: last.after.start, end: change.after.end },
      };
    else result.push(change);
  }
  return result;
}

function isEmpty(range: LineRange): boolean {
  return range.start === range.end;
}
