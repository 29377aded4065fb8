import { grouped } from '../../grouped';
import type { Paint, Style } from '../colour';
import { escapeControls } from '../escape';
import type { Finding, Level } from '../../finding';
import { levels, withCommas } from '../summary';

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

type Limits = Readonly<Record<Level, number>>;

/** How many places are shown. Every error has to be dealt with; a note rarely needs all its places. */
const limits: Limits = { error: Infinity, warning: 20, note: 5 };

/** With more findings than this, the report shows only so many places, so that it can be read at all. */
const crowd = 60;
const crowdedLimits: Limits = { error: 3, warning: 1, note: 1 };

/** Findings that say the same, in the order of their first places; errors come first. */
export function groupFindings(findings: readonly Finding[]): Finding[][] {
  return levels.flatMap((level) => [
    ...grouped(
      findings.filter((finding) => finding.level === level),
      ({ transform, message }) => JSON.stringify([transform, message]),
    ).values(),
  ]);
}

/** Findings that say the same, by what to do about them: a help may name a value of its place. */
export function groupByHelp(same: readonly Finding[]): Finding[][] {
  return [...grouped(same, ({ help = '' }) => help).values()];
}

/** As many findings of a group as are worth reading. */
export function shownPlaces(same: readonly Finding[], most: Limits = limits): readonly Finding[] {
  const limit = most[same[0]?.level ?? 'error'];
  // A line that says "and 1 more" could as well be that one.
  return same.length <= limit + 1 ? same : same.slice(0, limit);
}

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
  const groups = groupFindings(findings);
  const ofLevel = (level: Level) => groups.filter(([first]) => first?.level === level);
  const [errors, warnings, notes] = [ofLevel('error'), ofLevel('warning'), ofLevel('note')];
  if (findings.length <= crowd)
    return [...notes, ...warnings, ...errors].map((same) => block(sheet, same, limits));
  return [
    notes.map((same) => shortBlock(sheet, same)).join('\n'),
    ...[...warnings, ...errors].map((same) => block(sheet, same, crowdedLimits)),
  ];
}

/** Where everything is that is not shown of a crowd of findings. */
export function crowdHint(findings: readonly Finding[]): string {
  return findings.length > crowd
    ? 'All places: --format concise. What to do about each note: --format markdown.'
    : '';
}

function block(sheet: Sheet, same: readonly Finding[], most: Limits): string {
  const shown = shownPlaces(same, most);
  const hidden = same.length - shown.length;
  const isCrowded = most === crowdedLimits;
  const more = hidden === 0 ? '' : `and ${moreThan(hidden)}`;
  const placeLine = (finding: Finding): string => {
    const isLast = isCrowded && finding === shown.at(-1);
    return line(sheet, { text: `  ${placeOf(finding)}${isLast && more !== '' ? ` ${more}` : ''}` });
  };
  return [
    title(sheet, same),
    ...groupByHelp(shown).flatMap((group, index, groups) => [
      ...group.map(placeLine),
      ...(!isCrowded && more !== '' && index === groups.length - 1
        ? [line(sheet, { text: `  ${more} (--format concise lists all)`, style: 'dim' })]
        : []),
      ...(group[0]?.help === undefined ? [] : [helpLine(sheet, group[0].help)]),
    ]),
  ].join('\n');
}

/** The message and its first place. */
function shortBlock(sheet: Sheet, same: readonly Finding[]): string {
  const [first] = same;
  const more = same.length > 1 ? ` and ${moreThan(same.length - 1)}` : '';
  return title(sheet, same, first ? ` (${placeOf(first)}${more})` : '');
}

function title(sheet: Sheet, [first]: readonly Finding[], behind = ''): string {
  if (!first) return '';
  const label = `${first.level}[${first.transform}]`;
  return paragraph(
    sheet,
    4,
    { text: label, style: levelStyles[first.level] },
    { text: `: ${first.message}${behind}` },
  );
}

function placeOf({ path, line: number, column }: Finding): string {
  return `${path}:${number}:${column}`;
}

function moreThan(hidden: number): string {
  return `${withCommas(hidden)} more`;
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
