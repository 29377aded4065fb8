import type { Finding, Level } from '../../finding';
import { levels } from '../count';
import type { Style } from '../colour';
import { line, paragraph, type Sheet } from './sheet';

type Limits = Readonly<Record<Level, number>>;

/** How many places are shown. Every error has to be dealt with; a note rarely needs all its places. */
const limits: Limits = { error: Infinity, warning: 20, note: 5 };

/** With more findings than this, the report shows only so many places, so that it can be read at all. */
const crowd = 60;
const crowdedLimits: Limits = { error: 3, warning: 1, note: 1 };

/** Findings that say the same, in the order of their first places; errors come first. */
export function groupFindings(findings: readonly Finding[]): Finding[][] {
  return levels.flatMap((level) =>
    groupBy(
      findings.filter((finding) => finding.level === level),
      ({ transform, message }) => JSON.stringify([transform, message]),
    ),
  );
}

/** Findings that say the same, by what to do about them: a help may name a value of its place. */
export function groupByHelp(same: readonly Finding[]): Finding[][] {
  return groupBy(same, ({ help = '' }) => help);
}

function groupBy(findings: readonly Finding[], keyOf: (finding: Finding) => string): Finding[][] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = keyOf(finding);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()];
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
  return `${hidden.toLocaleString('en-US')} more`;
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
