import type { Fault, RunResult } from '../../run/result';
import { paragraph } from './sheet';
import type { Run, Sheet } from './sheet';

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
