import type { RunResult, Fault } from '../run/result';
import { painter } from './colour';
import { changeBlocks, type Labels } from './text/changes';
import { findingBlocks } from './text/findings';
import { paragraph, type Sheet, type Run } from './text/sheet';
import { countLevels, levels, count, duration, verbs } from './count';

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
 * The report that a person reads: what changes and why, what needs a person, what failed, and a summary.
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
  const failed = failures(result);
  return [
    ...changeBlocks(sheet, result.mode, changed, labels),
    ...findingBlocks(sheet, result.findings),
    skippedBlock(sheet, result.skipped),
    failureBlock(sheet, failed),
    paragraph(sheet, 0, { text: summary(result, failed.length) }),
  ];
}

function quietBlocks(sheet: Sheet, result: RunResult): string[] {
  const errors = result.findings.filter((finding) => finding.level === 'error');
  return [...findingBlocks(sheet, errors), failureBlock(sheet, failures(result))];
}

/** The last line: what came of it, how much was looked at, and what to do next. */
export function summary(result: RunResult, failureCount: number): string {
  const changed = result.files.filter((file) => file.status === 'changed').length;
  const counts = countLevels(result.findings);
  const { leftByChoice = 0 } = result;
  const parts: string[] = [];
  if (changed > 0) parts.push(`${count(changed, 'file')} ${verbs[result.mode]}`);
  else if (failureCount === 0 && leftByChoice === 0) parts.push('Nothing to change');
  if (leftByChoice > 0) parts.push(`${count(leftByChoice, 'rewrite')} left by choice`);
  if (failureCount > 0) parts.push(count(failureCount, 'failure'));
  for (const level of levels) if (counts[level] > 0) parts.push(count(counts[level], level));
  const isAllQuiet = parts.length === 1 && changed + failureCount + leftByChoice === 0;
  const scanned = `${count(result.scanned, 'file')} scanned in ${duration(result.durationMs)}.`;
  const hint = changed > 0 && result.mode !== 'write' ? ' Run with --write to make the changes.' : '';
  return `${parts.join(', ')}${isAllQuiet ? ':' : ';'} ${scanned}${hint}`;
}

/** What could not be done: failed files and faults, each said once. */
export function failures(result: RunResult): Fault[] {
  const failed = result.files
    .filter((file) => file.status === 'failed')
    .map((file) => ({ path: file.path, message: file.error ?? 'failed for an unknown reason' }));
  const known = new Set(failed.map(key));
  return [...failed, ...result.faults.filter((fault) => !known.has(key(fault)))];
}

function key({ path, message }: Fault): string {
  return JSON.stringify([path, message]);
}

export function failureBlock(sheet: Sheet, failed: readonly Fault[]): string {
  return failed
    .map(({ path, message }) => cause(sheet, { text: 'failed', style: 'boldRed' }, path, message))
    .join('\n');
}

/** Paths that were asked for and passed over. */
export function skippedBlock(sheet: Sheet, skipped: RunResult['skipped']): string {
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
