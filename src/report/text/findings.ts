import type { Paint, Style } from '../colour';
import { escapeControls } from '../escape';
import type { Finding, Level } from '../../finding';
import { entriesOf, type GroupedFinding, groupByHelp, type Limits, limits, shownPlaces } from '../groups';
import { withCommas } from '../summary';

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

/** With more findings than this, the report shows only so many places, so that it can be read at all. */
const crowd = 60;
const crowdedLimits: Limits = { error: 3, warning: 1, note: 1 };

/** How the levels look. */
export const levelStyles: Record<Level, Style> = {
  error: 'boldRed',
  warning: 'boldYellow',
  note: 'boldCyan',
};

/**
 * What needs you: the same message once, with all its places; errors come last, where a terminal shows them. Where there
 * is a crowd of findings, each shows its first places, and notes are a line each.
 */
export function findingBlocks(sheet: Sheet, findings: readonly Finding[]): string[] {
  const isCrowded = findings.length > crowd;
  const entries = entriesOf(findings);
  const blocksOf = (level: Level) =>
    entries.filter((entry) => entry.level === level).map((entry) => block(sheet, entry, isCrowded));
  const notes = blocksOf('note');
  return [...(isCrowded ? [notes.join('\n')] : notes), ...blocksOf('warning'), ...blocksOf('error')];
}

/** Where everything is that is not shown of a crowd of findings. */
export function crowdHint(findings: readonly Finding[]): string {
  return findings.length > crowd
    ? 'All places: --format concise. What to do about each note: --format markdown.'
    : '';
}

/** What is said, where, and what to do about each place. */
function block(sheet: Sheet, entry: GroupedFinding, isCrowded: boolean): string {
  if (isCrowded && entry.level === 'note') return shortBlock(sheet, entry);
  const { shown, hidden } = shownPlaces(entry, isCrowded ? crowdedLimits : limits);
  const more = hidden === 0 ? '' : `and ${withCommas(hidden)} more`;
  const placeLine = (place: Finding): string => {
    const isLast = isCrowded && more !== '' && place === shown.at(-1);
    return line(sheet, { text: `  ${placeOf(place)}${isLast ? ` ${more}` : ''}` });
  };
  const groups = groupByHelp(shown).flatMap((group, index, all) => [
    ...group.map(placeLine),
    ...(!isCrowded && more !== '' && index === all.length - 1
      ? [line(sheet, { text: `  ${more} (--format concise lists all)`, style: 'dim' })]
      : []),
    ...entry.defaults.flatMap(({ message, pin = '' }) => [changeLine(sheet, message), pinLine(sheet, pin)]),
    ...(group[0]?.help === undefined ? [] : [helpLine(sheet, group[0].help)]),
  ]);
  return [title(sheet, entry), ...groups].join('\n');
}

/** The message and its first place; of several changed defaults, a line each. */
function shortBlock(sheet: Sheet, entry: GroupedFinding): string {
  const { shown, hidden } = shownPlaces(entry, crowdedLimits, 1);
  const place = shown.map(placeOf).join('');
  const more = hidden === 0 ? '' : ` and ${withCommas(hidden)} more`;
  const lines = entry.defaults.map(({ message }) => changeLine(sheet, message));
  return [title(sheet, entry, ` (${place}${more})`), ...lines].join('\n');
}

function changeLine(sheet: Sheet, message: string): string {
  return paragraph(sheet, 4, { text: '  - ', whole: true }, { text: message });
}

function pinLine(sheet: Sheet, pin: string): string {
  return paragraph(sheet, 9, { text: '    pin: ', whole: true }, { text: pin });
}

/** What is said, and by which transforms. */
function title(sheet: Sheet, { level, ids, message }: GroupedFinding, more = ''): string {
  const label = `${level}[${ids.join(', ')}]`;
  return paragraph(sheet, 4, { text: label, style: levelStyles[level] }, { text: `: ${message}${more}` });
}

function placeOf({ path, line: number, column }: Finding): string {
  return `${path}:${number}:${column}`;
}

/** What to do. */
export function helpLine(sheet: Sheet, help: string): string {
  return paragraph(
    sheet,
    8,
    { text: '  ', whole: true },
    { text: 'help:', style: 'bold' },
    { text: ` ${help}` },
  );
}
