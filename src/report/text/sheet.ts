import type { Paint, Style } from '../colour';
import { escapeControls } from '../escape';

/** What is written on: how to colour, and how many columns there are (0: no end). */
export interface Sheet {
  readonly paint: Paint;
  readonly width: number;
}

/** A stretch of text in one style; never broken at its spaces if it is `whole`. */
export interface Run {
  readonly text: string;
  readonly style?: Style;
  readonly whole?: boolean;
}

/** Runs on one line, however long. */
export function line(sheet: Sheet, ...runs: readonly Run[]): string {
  return paragraph({ ...sheet, width: 0 }, 0, ...runs);
}

/**
 * Runs as lines that fit the sheet, broken at spaces. Whatever a run holds, it cannot drive the terminal.
 *
 * @param hang how far to indent all lines but the first
 */
export function paragraph({ paint, width }: Sheet, hang: number, ...runs: readonly Run[]): string {
  let text = '';
  let column = 0;
  for (const [index, word] of toWords(runs).entries()) {
    const length = columns(word);
    const isBreak = width > 0 && index > 0 && column + 1 + length > width;
    if (isBreak) text += `\n${' '.repeat(hang)}`;
    else if (index > 0) text += ' ';
    column = (isBreak ? hang : column + Math.min(index, 1)) + length;
    for (const piece of word) text += piece.style ? paint(piece.style, piece.text) : piece.text;
  }
  return text;
}

/** Words may have parts in several styles. */
function toWords(runs: readonly Run[]): Run[][] {
  const words: Run[][] = [[]];
  for (const run of runs) {
    const escaped = escapeControls(run.text);
    for (const [index, text] of (run.whole ? [escaped] : escaped.split(' ')).entries()) {
      if (index > 0) words.push([]);
      words.at(-1)?.push({ ...run, text });
    }
  }
  return words;
}

function columns(word: readonly Run[]): number {
  return word.reduce((sum, { text }) => sum + columnsOf(text), 0);
}

/** Marks that sit on the character before them, and characters that are not seen. */
const narrowest = /\p{Mn}|\p{Me}|\p{Cf}/u;

/** Characters of East Asian scripts in their full width, and emoji. */
const wide =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}/u;

/**
 * How many columns of a terminal a text takes up, as most terminals have it.
 *
 * Source: Unicode Standard Annex 11, East Asian Width.
 */
export function columnsOf(text: string): number {
  // Nearly all of our text is ASCII.
  if (/^[ -~]*$/.test(text)) return text.length;
  let columns = 0;
  for (const character of text) {
    if (wide.test(character)) columns += 2;
    else if (!narrowest.test(character)) columns += 1;
  }
  return columns;
}
