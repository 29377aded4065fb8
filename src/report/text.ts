import type { Finding } from '../finding';
import type { RunResult } from '../run/result';
import { painter } from './colour';
import { count, duration } from './count';
import {
  canBeWritten,
  type Failure,
  failuresOf,
  findingsBesideFailures,
  nothingToChange,
  outcomeParts,
} from './summary';
import { changeBlocks, type Labels } from './text/changes';
import { crowdHint, findingBlocks, helpLine } from './text/findings';
import { rangeText } from './range';
import { paragraph, type Run, type Sheet } from './text/sheet';

export interface TextOptions {
  readonly colour: boolean;
  /** Says only what breaks and what failed. */
  readonly quiet: boolean;
  /** Columns to wrap at; 0 never wraps. */
  readonly width: number;
  /** Titles and kinds of the transforms by id, in their order. */
  readonly transforms: Labels;
}

/**
 * The report for people: what changes and why, then what needs you, the most urgent last, then a summary. On a terminal
 * the end is what is seen.
 *
 * @returns whole lines, or an empty string if there is nothing to say.
 */
export function textReport(result: RunResult, options: TextOptions): string {
  const sheet = { paint: painter(options.colour), width: options.width };
  const blocks = options.quiet ? quietBlocks(sheet, result) : fullBlocks(sheet, result, options.transforms);
  const said = blocks.filter((block) => block !== '');
  return said.length === 0 ? '' : `${said.join('\n\n')}\n`;
}

function fullBlocks(sheet: Sheet, result: RunResult, labels: Labels): string[] {
  const changed = result.files.filter((file) => file.status === 'changed');
  const findings = findingsBesideFailures(result);
  return [
    ...changeBlocks(sheet, result.mode, changed, labels),
    skippedBlock(sheet, result.skipped),
    ...findingBlocks(sheet, findings),
    failureBlock(sheet, failuresOf(result)),
    paragraph(sheet, 0, { text: crowdHint(findings) }),
    paragraph(sheet, 0, { text: details(findings, labels) }),
    paragraph(sheet, 0, { text: summary(result, labels) }),
  ];
}

function quietBlocks(sheet: Sheet, result: RunResult): string[] {
  const errors = result.findings.filter((finding) => finding.level === 'error');
  return [...findingBlocks(sheet, errors), failureBlock(sheet, failuresOf(result))];
}

/** The last line: what came of it, how much was looked at, and what to do next. */
function summary(result: RunResult, labels: Labels): string {
  const parts = outcomeParts(result, (id) => labels.get(id)?.kind);
  const scanned = `${count(result.scanned, 'file')} scanned in ${duration(result.durationMs)}. ${rangeText(result)}.`;
  const hint = canBeWritten(result) ? ' Run with --write to make the changes.' : '';
  const isAll = parts.length === 1 && parts[0] === nothingToChange;
  return `${parts.join(', ')}${isAll ? ':' : ';'} ${scanned}${hint}`;
}

/** Where to read more about the transforms that need you. */
function details(findings: readonly Finding[], labels: Labels): string {
  const ids = [...labels.keys()].filter((id) =>
    findings.some(({ transform, level }) => transform === id && level !== 'note'),
  );
  return ids.length === 0 ? '' : `Details: istio-migrate explain ${ids.join(' ')}`;
}

function failureBlock(sheet: Sheet, failed: readonly Failure[]): string {
  return failed
    .map(({ path, line, column, message, help }, index) => {
      const place = line === undefined ? path : `${path}:${line}:${column ?? 1}`;
      const text = cause(sheet, { text: 'failed', style: 'boldRed' }, place, message);
      // The same help is said once, below the last of its failures.
      return help === undefined || help === failed[index + 1]?.help
        ? text
        : `${text}\n${helpLine(sheet, help)}`;
    })
    .join('\n');
}

/** Paths that were given and that a rule excludes. */
function skippedBlock(sheet: Sheet, skipped: RunResult['skipped']): string {
  return skipped.map(({ path, reason }) => cause(sheet, { text: 'skipped' }, path, reason)).join('\n');
}

function cause(sheet: Sheet, label: Run, path: string, reason: string): string {
  return paragraph(
    sheet,
    4,
    label,
    { text: ' ', whole: true },
    { text: path, style: 'bold', whole: true },
    { text: `: ${reason}` },
  );
}
