import type { Edit } from '../../yaml';
import { countLineEnds, toLines } from './lines';

/** The same stretch of a text before and after, in whole lines. */
export interface Window {
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** How many lines stand before it. */
  readonly above: { readonly before: number; readonly after: number };
  readonly isAtStart: boolean;
  readonly isAtEnd: boolean;
  /** How many lines at its end are behind all edits, and so the same in both texts. */
  readonly tail: number;
}

interface Stretch {
  readonly before: { readonly start: number; readonly end: number };
  readonly after: { readonly start: number; readonly end: number };
  /** Where its last edit ends in the text before. */
  readonly edited: number;
}

/** How many characters around edits are looked at: enough to see that lines there are alike by no shift. */
const around = 64 * 1024;

/**
 * Cuts out of two texts what lies around the edits that make one of the other. What lies between is compared, but not
 * in lines.
 *
 * @param isOne whether one window is to hold all edits
 * @returns undefined where the edits are not all that differs
 */
export function windowsAround(
  before: string,
  after: string,
  edits: readonly Edit[],
  isOne: boolean,
): Window[] | undefined {
  const apart = stretchesAround(before, edits);
  const stretches = isOne ? hull(apart) : apart;
  let at = { before: 0, after: 0 };
  for (const { before: old, after: made } of stretches) {
    if (before.slice(at.before, old.start) !== after.slice(at.after, made.start)) return undefined;
    at = { before: old.end, after: made.end };
  }
  if (before.slice(at.before) !== after.slice(at.after)) return undefined;
  return cutOut(before, after, stretches);
}

/** The window that holds all of two texts. */
export function wholeWindow(before: string, after: string): Window {
  const ends = { isAtStart: true, isAtEnd: true, tail: 0 };
  return { before: toLines(before), after: toLines(after), above: { before: 0, after: 0 }, ...ends };
}

function stretchesAround(before: string, edits: readonly Edit[]): Stretch[] {
  const stretches: Stretch[] = [];
  let shift = 0;
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    const start = lineStart(before, Math.max(0, edit.start - around));
    const end = nextLine(before, edit.end + around);
    const shifted = shift + edit.text.length - (edit.end - edit.start);
    const last = stretches.at(-1);
    const isNear = last !== undefined && start <= last.before.end;
    if (isNear) stretches.pop();
    stretches.push({
      before: { start: isNear ? last.before.start : start, end },
      after: { start: isNear ? last.after.start : start + shift, end: end + shifted },
      edited: edit.end,
    });
    shift = shifted;
  }
  return stretches;
}

function hull(stretches: readonly Stretch[]): Stretch[] {
  const [first] = stretches;
  const last = stretches.at(-1);
  if (!first || !last) return [];
  return [
    {
      before: { start: first.before.start, end: last.before.end },
      after: { start: first.after.start, end: last.after.end },
      edited: last.edited,
    },
  ];
}

function cutOut(before: string, after: string, stretches: readonly Stretch[]): Window[] {
  let at = 0;
  let above = { before: 0, after: 0 };
  return stretches.map((stretch) => {
    const { start, end } = stretch.before;
    const between = countLineEnds(before, at, start);
    above = { before: above.before + between, after: above.after + between };
    const window = {
      before: toLines(before.slice(start, end)),
      after: toLines(after.slice(stretch.after.start, stretch.after.end)),
      above,
      isAtStart: start === 0,
      isAtEnd: end === before.length,
      tail: countLineEnds(before, nextLine(before, stretch.edited), end),
    };
    at = end;
    above = { before: above.before + window.before.length, after: above.after + window.after.length };
    return window;
  });
}

function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

function nextLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline === -1 ? text.length : newline + 1;
}
