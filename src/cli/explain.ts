import { transforms } from '../../transforms';
import { painter } from '../report/colour';
import { printJson } from '../report/escape';
import { explanation } from '../report/explain';
import { paragraph } from '../report/text/sheet';
import type { Transform } from '../transform';
import { transformCalled } from './names';
import { hasColour } from './terminal';

/** Longer lines are hard to read, however wide the terminal is. */
const widestColumns = 100;
/** Where less is left for it, a title has lines of its own. */
const narrowestTitle = 24;

/** What is known of the stream that is printed to. */
type Screen = Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>;

/** What `--list` prints: the transforms with release, kind and phase, a row each or as JSON. */
export function listOfTransforms(isJson: boolean, stream: Screen): string {
  const rows = transforms.map(rowOf);
  if (isJson) return printJson(rows);
  const columns = ['id', 'release', 'kind', 'phase'] as const;
  const widths = columns.map((column) => Math.max(column.length, ...rows.map((row) => row[column].length)));
  const lineOf = (row: Readonly<Record<(typeof columns)[number] | 'title', string>>): string => {
    const lead = columns.map((column, index) => row[column].padEnd((widths[index] ?? 0) + 2)).join('');
    const sheet = { paint: painter(false), width: widthOf(stream) };
    const isNarrow = sheet.width > 0 && sheet.width < lead.length + narrowestTitle;
    const start = isNarrow ? 4 : lead.length;
    const title = paragraph(
      sheet,
      start,
      { text: isNarrow ? ' '.repeat(start) : lead, whole: true },
      { text: row.title },
    );
    return isNarrow ? `${lead.trimEnd()}\n${title}` : title;
  };
  const heading = { id: 'ID', release: 'RELEASE', kind: 'KIND', phase: 'PHASE', title: 'TITLE' };
  return `${[heading, ...rows].map(lineOf).join('\n')}\n`;
}

function rowOf({ id, release, kind, phase, title, docs }: Transform) {
  return { id, release, kind, phase, title, docs };
}

/**
 * What `explain` prints: the details of some transforms, or the list of all.
 *
 * @param colour undefined where the stream decides
 * @param stream where it is going to be printed
 * @throws UsageError if an id is unknown
 */
export async function explain(
  ids: readonly string[],
  colour: boolean | undefined,
  stream: NodeJS.WriteStream,
): Promise<string> {
  if (ids.length === 0)
    return `${listOfTransforms(false, stream)}\nRun "istio-migrate explain ID" for details.\n`;
  const sheet = { colour: hasColour(colour, stream), width: widthOf(stream) };
  const texts = [...new Set(ids)]
    .map(transformCalled)
    .map(async (each) => explanation(each, await each.about(), sheet));
  return (await Promise.all(texts)).join('\n\n');
}

function widthOf({ isTTY, columns }: Screen): number {
  return isTTY ? Math.min(columns, widestColumns) : 0;
}
