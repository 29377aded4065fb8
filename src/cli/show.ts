import type { RunResult } from '../run/result';
import { hasColourInDiff } from './colour';
import type { Options } from './options';
import { patchesOf } from './patches';
import { reportIn, terminalReport } from './report';

/** Whether the migrated text is printed in the place of the standard input. */
export function replacesInput({ format, mode }: Pick<Options, 'format' | 'mode'>): boolean {
  return format === undefined && mode !== 'check';
}

/**
 * Prints what a run found out: a diff or the migrated standard input on stdout and the report on stderr; or, where a
 * format was asked for, the report alone on stdout.
 *
 * @param text what takes the place of the standard input, if that was read
 */
export async function show(
  result: RunResult,
  options: Options,
  text: string | Buffer | undefined,
): Promise<void> {
  const { format, mode, showDiff } = options;
  if (format !== undefined) {
    process.stdout.write(await reportIn(format, result, options));
    return;
  }
  if (text !== undefined && replacesInput(options)) process.stdout.write(text);
  else if (mode === 'dry-run' || showDiff) await showDiffs(result, options);
  process.stderr.write(await terminalReport(result, options, process.stderr));
}

async function showDiffs(result: RunResult, options: Options): Promise<void> {
  const shown = await diffShower(options);
  for (const patch of await patchesOf(result)) process.stdout.write(shown(patch));
}

/** On a terminal nothing may drive it; in a pipe the diff has to stay a patch. */
async function diffShower({ colour }: Options): Promise<(diff: string) => string> {
  if (hasColourInDiff(colour, process.stdout)) return (await import('../report/colour-diff')).colourDiff;
  if (process.stdout.isTTY) return (await import('../report/escape')).escapeLines;
  return (diff) => diff;
}
