import type { Finding, Level } from '../../finding';
import type { Style } from '../colour';
import { groupFindings, shownPlaces } from '../group';
import { line, paragraph, type Sheet } from './sheet';

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
