import { discover, mayBeText } from '../files';
import { byPosition } from '../migrate';
import { handle } from './handle';
import { eachOf } from './parallel';
import { shownPath } from './paths';
import type { Transform } from '../manifest';
import type { RunOptions } from './options';
import type { RunResult } from './result';
import { isRewritable } from './rewritable';
import { select } from './select';
import { survey } from './survey';
import { mentionWords, sweep } from './sweep';
import { triggersOf } from './triggers';

/** The pipeline: discover, select, survey, migrate and write, sweep. */
export async function run(options: RunOptions): Promise<RunResult> {
  const started = performance.now();
  const { cwd, transforms, target } = options;
  const found = await discover(options.paths, { ...options, isText: mayBeText });
  const isManifest = (path: string) => isRewritable(path, options);
  const manifests = found.files.filter(isManifest);
  const triggers = transforms.flatMap((transform) => [
    ...triggersOf(transform),
    ...(transform.survey?.triggers ?? []),
  ]);
  const selection = await select(
    {
      manifests,
      triggers,
      texts: [...found.files.filter((path) => !isManifest(path)), ...found.texts],
      mentions: mentionWords(transforms),
    },
    options,
  );
  const surveyed = await survey(
    selection.files.map(({ manifest }) => manifest),
    manifests,
    options,
  );
  const surroundings = { facts: surveyed.facts, target };
  const settings = { mode: options.mode, transforms: surveyed.transforms };
  const handled = await eachOf(selection.files, (file) => handle(file, surroundings, settings));
  const swept = selection.texts.flatMap((text) => sweep(text, transforms));
  return {
    mode: options.mode,
    scanned: found.files.length + found.texts.length,
    parsed: selection.files.filter(({ manifest }) => matters(manifest.text, surveyed.transforms)).length,
    files: handled.flatMap(({ file }) => file ?? []),
    findings: [...selection.findings, ...handled.flatMap(({ findings }) => findings), ...swept].toSorted(
      byPosition,
    ),
    skipped: found.skipped,
    faults: [
      ...found.faults.map(({ path, message }) => ({ path: shownPath(path, cwd), message })),
      ...selection.faults,
      ...handled.flatMap(({ fault }) => fault ?? []),
    ],
    durationMs: Math.round(performance.now() - started),
  };
}

/** Whether a text holds a trigger of a transform that has a reason to run. */
function matters(text: string, transforms: readonly Transform[]): boolean {
  return transforms.some(({ triggers, survey: { triggers: surveyed = [] } = {} }) =>
    [...triggers, ...surveyed].some((word) => text.includes(word)),
  );
}
