import type { RunResult } from '../run/result';
import { hasColourInDiff } from './terminal';
import type { Options } from './options';
import { reportIn, terminalReport } from './reports';
import { relative, resolve } from 'node:path';
import { workTreeOf } from '../files/worktree';

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
  if (hasColourInDiff(colour, process.stdout)) return (await import('../report/colour')).colourDiff;
  if (process.stdout.isTTY) return (await import('../report/escape')).escapeLines;
  return (diff) => diff;
}

/** The changes of a run as unified diffs, one for each file; together they are a patch. */
export async function patchesOf({ files }: RunResult): Promise<string[]> {
  if (files.length === 0) return [];
  const { editsOf, unifiedDiff } = await import('../report/diff');
  const cwd = process.cwd();
  // `git apply` reads paths from the root of the work tree, wherever it is called.
  const root = (await workTreeOf(cwd)) ?? cwd;
  return files.map(({ path, before, after, fixes }) =>
    unifiedDiff(relative(root, resolve(cwd, path)), before, after, editsOf(fixes)),
  );
}
