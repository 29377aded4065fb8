import { discover } from '../files';
import type { Transform, Version } from '../manifest';
import { byPosition } from '../migrate';
import { handle } from './handle';
import { eachOf } from './parallel';
import { shownPath } from './paths';
import type { Mode, RunResult } from './result';
import { select } from './select';
import { survey } from './survey';
import { triggersOf } from './triggers';

/** What to run, and on what. */
export interface RunOptions {
  readonly cwd: string;
  /** Files, directories and globs. */
  readonly paths: readonly string[];
  readonly exclude: readonly string[];
  readonly transforms: readonly Transform[];
  readonly target: Version;
  readonly mode: Mode;
  /** Called as files are looked at. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** The pipeline: discover, select, survey, migrate and write. */
export async function run(options: RunOptions): Promise<RunResult> {
  const started = performance.now();
  const { cwd, transforms, target } = options;
  const found = await discover(options.paths, options);
  const triggers = transforms.flatMap((transform) => [
    ...triggersOf(transform),
    ...(transform.survey?.triggers ?? []),
  ]);
  const selection = await select(found.files, triggers, options);
  const facts = await survey(
    selection.files.map(({ manifest }) => manifest),
    options,
  );
  const handled = await eachOf(selection.files, (file) => handle(file, { facts, target }, options));
  return {
    mode: options.mode,
    scanned: found.files.length,
    parsed: selection.files.length,
    files: handled.flatMap(({ file }) => file ?? []),
    findings: [...selection.findings, ...handled.flatMap(({ findings }) => findings)].toSorted(byPosition),
    skipped: found.skipped,
    faults: [
      ...found.faults.map(({ path, message }) => ({ path: shownPath(path, cwd), message })),
      ...selection.faults,
      ...handled.flatMap(({ fault }) => fault ?? []),
    ],
    durationMs: Math.round(performance.now() - started),
  };
}
