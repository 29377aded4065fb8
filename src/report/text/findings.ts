import type { Finding, Level } from '../../finding';
import { levels } from '../count';
import type { Style } from '../colour';
import { line, paragraph, type Sheet } from './sheet';

/** How many places are shown. Every error has to be dealt with; a note rarely needs all its places. */
const limits: Record<Level, number> = { error: Infinity, warning: 20, note: 5 };

/** Findings that say the same, in the order of their first places; what breaks comes first. */
export function groupFindings(findings: readonly Finding[]): Finding[][] {
  return levels.flatMap((level) => sameOnes(findings.filter((finding) => finding.level === level)));
}

function sameOnes(findings: readonly Finding[]): Finding[][] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.transform, finding.message, finding.help]);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()];
}

/** As many findings of a group as a person reads. */
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

/** What needs a person: the same message once, with all its places; what breaks comes first. */
export function findingBlocks(sheet: Sheet, findings: readonly Finding[]): string[] {
  return groupFindings(findings).map((same) => block(sheet, same));
}

function block(sheet: Sheet, same: readonly Finding[]): string {
  const first = same[0];
  if (!first) return '';
  const label = `${first.level}[${first.transform}]`;
  const lines = [
    paragraph(sheet, 4, { text: label, style: levelStyles[first.level] }, { text: `: ${first.message}` }),
    ...places(sheet, same),
  ];
  if (first.help !== undefined)
    lines.push(
      paragraph(
        sheet,
        8,
        { text: '  ', whole: true },
        { text: 'help:', style: 'bold' },
        { text: ` ${first.help}` },
      ),
    );
  return lines.join('\n');
}

function places(sheet: Sheet, same: readonly Finding[]): string[] {
  const shown = shownPlaces(same);
  const lines = shown.map((finding) =>
    line(sheet, { text: `  ${finding.path}:${finding.line}:${finding.column}` }),
  );
  const hidden = same.length - shown.length;
  if (hidden > 0)
    lines.push(
      line(sheet, {
        text: `  and ${hidden.toLocaleString('en-US')} more (--format json has all)`,
        style: 'dim',
      }),
    );
  return lines;
}
