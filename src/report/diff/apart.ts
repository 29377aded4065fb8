import type { Change } from './change';
import {
  changedLines,
  cheap,
  joined,
  shortest,
  wholeOf,
  withoutCommonEnd,
  withoutCommonEnds,
} from './changes';
import { context } from './hunks';
import type { Window } from './windows';

/**
 * The changes in windows of two texts, if they are sure to be those that a comparison of the whole texts finds: the
 * same lines, and the same choice where several would do.
 */
export function changesIn(windows: readonly Window[]): Change[][] | undefined {
  const [only, other] = windows;
  if (!only) return undefined;
  const found = other ? changesApart(windows) : changesOf(only);
  const isShown = found?.every((changes, index) => hasContext(windows[index], changes));
  return isShown ? found : undefined;
}

/** Whether what is to be shown around changes lies in their window. */
function hasContext(window: Window | undefined, changes: readonly Change[]): boolean {
  const [first] = changes;
  const last = changes.at(-1);
  if (!window || !first || !last) return true;
  return (
    (window.isAtStart || first.before.start >= context) &&
    (window.isAtEnd || window.before.length - last.before.end >= context)
  );
}

/** In one window that is as in the whole, if what both texts start with ends in it. */
function changesOf({ before, after, isAtEnd }: Window): Change[][] | undefined {
  const { before: old, after: made } = withoutCommonEnds(before, after, wholeOf(before, after));
  const isPassed = old.start === before.length || made.start === after.length;
  return isPassed && !isAtEnd ? undefined : [changedLines(before, after)];
}

/**
 * In several windows the shortest list of changes is searched for as in the whole: from the start, once the end that
 * both texts have in common is taken off. As long as few lines differ, the search cannot pass the tail of a window but
 * where its lines are the same, so what it finds behind does not hang on what it found before.
 */
function changesApart(windows: readonly Window[]): Change[][] | undefined {
  const found: Change[][] = [];
  let limit = cheap;
  for (const window of windows) {
    const { before, after } = window;
    const isLast = window === windows.at(-1);
    if (!isLast && !hasOwnLines(window)) return undefined;
    const whole = wholeOf(before, after);
    const part = isLast ? withoutCommonEnd(before, after, whole) : whole;
    if (part.before.end === 0 || part.after.end === 0) return undefined;
    const changes = shortest(before, after, part, limit);
    if (!changes) return undefined;
    for (const change of changes) limit -= lengthOf(change);
    found.push(joined(changes));
  }
  return found;
}

/**
 * Whether so many lines of a window's tail stand only once in it that to pass them at a shift, all of them going and
 * coming again, would be more than the search may change. Near the ends a shift may lead out of the tail.
 */
function hasOwnLines({ before, tail }: Window): boolean {
  const lines = before.slice(before.length - tail);
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  const farthest = 2 * cheap;
  return lines.slice(farthest, -farthest).filter((line) => counts.get(line) === 1).length > cheap;
}

function lengthOf({ before, after }: Change): number {
  return before.end - before.start + (after.end - after.start);
}
