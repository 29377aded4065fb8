import { relative, resolve } from 'node:path';
import { transforms } from '../../transforms';
import { workTreeOf } from '../files';
import { colourDiff } from '../report/colour-diff';
import { escapeLines } from '../report/escape';
import { jsonReport } from '../report/json';
import { textReport } from '../report/text';
import type { RunResult } from '../run/result';
import { hasColour, hasColourInDiff } from './colour';
import type { Options } from './options';
import { toolVersion } from './version';

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
  if (format === 'json') {
    process.stdout.write(jsonReport(result, { name: 'istio-migrate', version: toolVersion() }));
    return;
  }
  if (format === 'text') {
    process.stdout.write(report(result, options, process.stdout));
    return;
  }
  if (text !== undefined && mode !== 'check') process.stdout.write(text);
  else if (mode === 'dry-run' || showDiff) await showDiffs(result, options);
  process.stderr.write(report(result, options, process.stderr));
}

async function showDiffs({ files }: RunResult, options: Options): Promise<void> {
  if (files.length === 0) return;
  const { unifiedDiff } = await import('../report/diff');
  const cwd = process.cwd();
  // `git apply` reads paths from the root of the work tree, wherever it is called.
  const root = (await workTreeOf(cwd)) ?? cwd;
  const isColoured = hasColourInDiff(options.colour, process.stdout);
  // On a terminal nothing may drive it; in a pipe the diff has to stay a patch.
  const shown = isColoured ? colourDiff : process.stdout.isTTY ? escapeLines : (diff: string) => diff;
  for (const { path, before, after } of files) {
    process.stdout.write(shown(unifiedDiff(relative(root, resolve(cwd, path)), before, after)));
  }
}

function report(result: RunResult, options: Options, stream: NodeJS.WriteStream): string {
  const labels = new Map(transforms.map(({ id, title, kind }) => [id, { title, kind }]));
  const width = stream.isTTY ? stream.columns : 0;
  return textReport(result, {
    colour: hasColour(options.colour, stream),
    quiet: options.quiet,
    width,
    transforms: labels,
  });
}
