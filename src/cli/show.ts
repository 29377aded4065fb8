import { writeFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import type { RunResult } from '../run/decide';
import { cause } from '../files/read';
import { workTreeOf } from '../files/git';
import { transforms } from '../../transforms';
import { painter } from '../report/colour';
import { printJson } from '../report/escape';
import { explanation } from '../report/explain';
import { paragraph } from '../report/text/findings';
import type { Transform } from '../transform';
import { hasColour, hasColourInDiff } from './terminal';
import type { Options } from './options';
import { reportIn, terminalReport } from './reports';
import { transformCalled, UsageError } from './arguments';

/** Whether the migrated text is printed in the place of standard input. */
export function replacesInput({ format, outputFile, mode, showDiff }: Options): boolean {
  return (format === undefined || outputFile !== undefined) && mode !== 'check' && !showDiff;
}

/**
 * Prints what a run found: a diff or the migrated standard input on stdout and the report on stderr. With a format, the
 * report alone on stdout, or in a file beside all of that.
 *
 * @param text what takes the place of standard input, if that was read
 */
export async function show(
  result: RunResult,
  options: Options,
  text: string | Buffer | undefined,
): Promise<void> {
  const { format, outputFile, mode, showDiff } = options;
  if (format !== undefined) {
    const report = await reportIn(format, result, options);
    if (outputFile === undefined) {
      process.stdout.write(report);
      return;
    }
    await writeReport(outputFile, report);
  }
  if (text !== undefined && replacesInput(options)) process.stdout.write(text);
  else if (mode === 'dry-run' || showDiff) await showDiffs(result, options);
  process.stderr.write(await terminalReport(result, options, process.stderr, showDiff));
}

async function writeReport(path: string, report: string): Promise<void> {
  try {
    await writeFile(path, report);
  } catch (error) {
    throw new UsageError(`cannot write the report ${path}: ${cause(error)}`);
  }
}

async function showDiffs(result: RunResult, options: Options): Promise<void> {
  const shown = await diffShower(options);
  for await (const patch of patchesOf(result)) process.stdout.write(shown(patch));
}

/** On a terminal control characters are escaped; in a pipe the diff has to stay a patch. */
async function diffShower({ colour }: Options): Promise<(diff: string) => string> {
  if (hasColourInDiff(colour, process.stdout)) return (await import('../report/colour')).colourDiff;
  if (process.stdout.isTTY) return (await import('../report/escape')).escapeLines;
  return (diff) => diff;
}

/** The changes of a run as unified diffs, one for each file; together they are a patch. */
export async function* patchesOf({ files }: RunResult): AsyncGenerator<string> {
  if (files.length === 0) return;
  const { editsOf, unifiedDiff } = await import('../report/diff');
  const cwd = process.cwd();
  // `git apply` reads paths from the root of the work tree, wherever it is called.
  const root = (await workTreeOf(cwd)) ?? cwd;
  for (const { path, before, fixes } of files)
    yield unifiedDiff(relative(root, resolve(cwd, path)), before, editsOf(fixes));
}

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
