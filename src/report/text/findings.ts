import type { Finding, Level } from '../../finding';
import { levels } from '../count';
import type { Style } from '../colour';
import { line, paragraph, type Sheet } from './sheet';

/** How many places are shown. Every error has to be dealt with; a note rarely needs all its places. */
const limits: Record<Level, number> = { error: Infinity, warning: 20, note: 5 };

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
export function shownPlaces(same: readonly Finding[]): readonly Finding[] {
  const limit = limits[same[0]?.level ?? 'error'];
  // A line that says "and 1 more" could as well be that one.
  return same.length <= limit + 1 ? same : same.slice(0, limit);
}

/** How the levels look. */
export const levelStyles: Record<Level, Style> = {
  error: 'boldRed',
  warning: 'boldYellow',
  note: 'boldCyan',
};

/** What needs you: the same message once, with all its places; errors come last, where a terminal shows them. */
export function findingBlocks(sheet: Sheet, findings: readonly Finding[]): string[] {
  const groups = groupFindings(findings);
  return levels
    .toReversed()
    .flatMap((level) => groups.filter(([first]) => first?.level === level))
    .map((same) => block(sheet, same));
}

function block(sheet: Sheet, same: readonly Finding[]): string {
  const first = same[0];
  if (!first) return '';
  const label = `${first.level}[${first.transform}]`;
  const shown = shownPlaces(same);
  const hidden = same.length - shown.length;
  return [
    paragraph(sheet, 4, { text: label, style: levelStyles[first.level] }, { text: `: ${first.message}` }),
    ...groupByHelp(shown).flatMap((group, index, groups) => [
      ...group.map((finding) => line(sheet, { text: `  ${finding.path}:${finding.line}:${finding.column}` })),
      ...(hidden > 0 && index === groups.length - 1
        ? [
            line(sheet, {
              text: `  and ${hidden.toLocaleString('en-US')} more (--format json has all)`,
              style: 'dim',
            }),
          ]
        : []),
      ...(group[0]?.help === undefined ? [] : [helpLine(sheet, group[0].help)]),
    ]),
  ].join('\n');
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
