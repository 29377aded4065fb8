import type { RunResult } from '../run/result';
import { hasColourInDiff } from './terminal';
import type { Options } from './options';
import { reportIn, terminalReport } from './reports';
import { writeFile } from 'node:fs/promises';
import { cause } from '../files/cause';
import { UsageError } from './errors';
import { relative, resolve } from 'node:path';
import { workTreeOf } from '../files/worktree';

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
  process.stderr.write(await terminalReport(result, options, process.stderr));
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
  for (const patch of await patchesOf(result)) process.stdout.write(shown(patch));
}

/** On a terminal control characters are escaped; in a pipe the diff has to stay a patch. */
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
