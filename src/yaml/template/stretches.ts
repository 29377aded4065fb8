import {
  countBefore,
  lineStart,
  nextLineStart,
  type Range,
  skipBlanks,
  skipBlanksBack,
  startOfRange,
  startsItsLine,
} from '../text';
import { trimsBefore, trimsBehind } from './joined';
import { indentationOf, likelyHoldsLines, mayHoldLines } from './indentation';
import { type Action, insertsText } from './actions';
import { Guards } from './guards';

/** Actions with nothing but blanks between them. */
export interface Stretch extends Range {
  readonly actions: readonly Action[];
}

/** Where the lines arrive that actions put there. */
export interface Arrival {
  /** That of `nindent`, or else where the action is. */
  readonly column: number;
  /** Whether they may arrive further right as well: lines with an indentation of their own, left of what follows. */
  readonly orRight: boolean;
}

/** The actions of a text, those together that are on one line with nothing else between them. */
export function stretchesOf(text: string, actions: readonly Action[]): Stretch[] {
  const stretches: { start: number; end: number; actions: Action[] }[] = [];
  for (const action of actions) {
    const last = stretches.at(-1);
    if (last && skipBlanks(text, last.end) === action.start) {
      last.actions.push(action);
      last.end = action.end;
    } else stretches.push({ start: action.start, end: action.end, actions: [action] });
  }
  return stretches;
}

/** Whether nothing else is on the lines of a stretch, a comment behind it aside. */
export function isAlone(text: string, { start, end }: Range): boolean {
  return startsItsLine(text, start) && endsItsLine(text, end);
}

/** Whether only blanks and a comment stand behind `offset` on its line. */
export function endsItsLine(text: string, offset: number): boolean {
  const at = skipBlanks(text, offset);
  return at === text.length || /^(?:#|\r?\n)/.test(text.slice(at, at + 2));
}

/**
 * Where the lines of a stretch arrive that has lines to itself.
 *
 * @param all the actions of the text
 */
export function arrivalOf(
  text: string,
  all: readonly Action[],
  { actions }: Stretch,
  margin: number,
): Arrival | undefined {
  const action = actions.find(insertsText);
  if (!action) return undefined;
  const place = columnOfShown(text, all, action);
  const indentation = indentationOf(text, action);
  if (indentation && indentation.first !== 'inPlace') {
    return { column: Math.max(0, indentation.column - margin), orRight: false };
  }
  if (indentation || !mayHoldLines(action)) return { column: place, orRight: false };
  // What is left of the lines that follow can only be their neighbour with an indentation of its own.
  const below = columnBelow(text, action.end);
  if (below > place) return { column: below, orRight: true };
  // At the start of a line a helper may bring keys of the document, or lines of what is above.
  return { column: place, orRight: place === 0 && margin === 0 && likelyHoldsLines(action) };
}

/**
 * The column of the entries or items below a stretch behind a key or dash. The stretch is not the value then: its
 * conditions are around these (`- {{- with .matches }}`), or it puts others above them (`labels: {{ … | nindent 4 }}`).
 *
 * @param masked the text in which the stretch looks like a value
 */
export function columnOfMore(
  text: string,
  masked: string,
  { start, end, actions }: Stretch,
  margin: number,
): number | undefined {
  const holder = endsItsLine(text, end) ? holderOf(text, start) : undefined;
  const below = holder && elementBelow(masked, end);
  if (!below) return undefined;
  const column = columnOf(text, below.start);
  const isDeeper = holder.isKey && below.isItem ? column >= holder.column : column > holder.column;
  if (!isDeeper) return undefined;
  const output = actions.findLast(insertsText);
  if (!output) return column;
  const indentation = indentationOf(text, output);
  if (indentation?.first === 'indented') return undefined;
  const lands = indentation ? indentation.column - margin : holder.isKey ? column : columnOf(text, start);
  return lands === column ? column : undefined;
}

/** The key or dash that an offset is right behind, and its column; in a comment none is (`key: # see: {{ … }}`). */
function holderOf(text: string, offset: number): { column: number; isKey: boolean } | undefined {
  if (new Guards(text).over(offset)) return undefined;
  const last = skipBlanksBack(text, offset) - 1;
  const line = lineStart(text, last);
  const dashes = /[ \t]*(?:-[ \t]+)*/y;
  dashes.lastIndex = line;
  dashes.test(text);
  if (text[last] === '-') return dashes.lastIndex > last ? { column: last - line, isKey: false } : undefined;
  const isKey = text[last] === ':' && dashes.lastIndex < last;
  return isKey ? { column: dashes.lastIndex - line, isKey } : undefined;
}

/** What is on the next line of a masked text, if that is an item or an entry. */
function elementBelow(masked: string, from: number): { start: number; isItem: boolean } | undefined {
  const invisible = /(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*/y;
  invisible.lastIndex = nextLineStart(masked, from);
  invisible.test(masked);
  const start = invisible.lastIndex;
  const element = /(-)(?=\s|$)|[^\s#][^\n#]*?:(?=\s|$)/y;
  element.lastIndex = start;
  const [found, dash] = element.exec(masked) ?? [];
  return found === undefined ? undefined : { start, isItem: dash !== undefined };
}

function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/**
 * The column where an action's text arrives. Of those before it on its line nothing is left but the blanks between them,
 * and a trim marker takes these, too, with the line break among them.
 */
function columnOfShown(text: string, all: readonly Action[], action: Action): number {
  let { start } = action;
  let blanks = 0;
  for (let index = countBefore(all, start, startOfRange) - 1; ; index--) {
    const before = all[index];
    const gap = before && text.slice(before.end, start);
    if (!before || gap === undefined || gap.trim() !== '') break;
    const isTrimmed =
      trimsBehind.test(text.slice(before.start, before.end)) ||
      trimsBefore.test(text.slice(start, start + 3));
    if (!isTrimmed && gap.includes('\n')) break;
    if (!isTrimmed) blanks += gap.length;
    start = before.start;
    if (insertsText(before)) break;
  }
  return columnOf(text, start) + blanks;
}

/** The column of the next line that is neither an action's nor a comment; -1 where none follows. */
function columnBelow(text: string, from: number): number {
  const next = /(?:[ \t]*(?:(?:\{[{%]|%\{|<%).*[}>][ \t]*|#.*)?\r?\n)*([ \t]*)(?=[^\s{#])/y;
  next.lastIndex = nextLineStart(text, from);
  return next.exec(text)?.[1]?.length ?? -1;
}
