import type { RunResult } from '../run/result';
import { painter } from './colour';
import { changeBlocks } from './text/changes';
import type { Labels } from './text/changes';
import { failureBlock, failures, skippedBlock } from './text/failures';
import { findingBlocks } from './text/findings';
import { paragraph } from './text/sheet';
import type { Sheet } from './text/sheet';
import { summary } from './text/summary';

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
