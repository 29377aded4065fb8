import { Facts } from '../facts';
import { ManifestFile } from '../migrate/manifest-file';
import { triggersOf } from '../migrate/triggers';
import type { RunOptions } from './options';
import type { RunResult } from './result';
import { type Handled, migrated } from './handle';
import { judgeOf, sweepPlainly } from './ignores';
import { isRewritable } from './rewritable';
import { manifestOf, open } from './open';
import { resolve } from 'node:path';
import type { Hit } from './scan';
import { survey } from './survey';
import { surveyWordsOf } from './triggers';
import { Words } from '../words';

/**
 * The pipeline for a text that is in no file; facts come from the repository around the working directory.
 *
 * @param positions whether positions count in that text, or in the migrated one
 */
export async function runOnText(
  path: string,
  text: string,
  options: RunOptions,
  positions: 'before' | 'after',
): Promise<RunResult> {
  const started = performance.now();
  const isManifest = isRewritable(path, options);
  const { file, findings, fault } = isManifest
    ? await handleText(new ManifestFile(path, text), options, positions)
    : { findings: sweepPlainly({ path, text }, options.transforms, judgeOf(options), new Facts()) };
  return {
    mode: options.mode,
    scanned: 1,
    parsed: isManifest ? 1 : 0,
    files: file ? [file] : [],
    findings,
    skipped: [],
    faults: fault ? [fault] : [],
    durationMs: Math.round(performance.now() - started),
  };
}

async function handleText(
  manifest: ManifestFile,
  options: RunOptions,
  positions: 'before' | 'after',
): Promise<Handled> {
  const { cwd, transforms, target } = options;
  const { path, text } = manifest;
  const words = transforms.flatMap((transform) => [...triggersOf(transform), ...surveyWordsOf(transform)]);
  const given: Hit = { absolute: resolve(cwd, path), path, words: Words.of(words).in(text) };
  const surveyed = await survey([given], [], { ...options, paths: [cwd] }, (hit) => {
    return hit === given ? manifest : manifestOf(open(hit.absolute, hit.path));
  });
  return migrated(manifest, positions, {
    ...surveyed,
    chosen: transforms,
    judge: judgeOf(options),
    target,
  });
}
