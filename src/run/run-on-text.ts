import { ManifestFile } from '../migrate';
import type { RunOptions } from './options';
import type { RunResult } from './result';
import { type Handled, migrated } from './handle';
import { isRewritable } from './rewritable';
import { survey } from './survey';
import { sweep } from './sweep';

/** The pipeline for a text that is in no file; facts come from the repository around the working directory. */
export async function runOnText(path: string, text: string, options: RunOptions): Promise<RunResult> {
  const started = performance.now();
  const isManifest = isRewritable(path, options);
  const { file, findings, fault } = isManifest
    ? await handleText(new ManifestFile(path, text), options)
    : { findings: sweep({ path, text }, options.transforms) };
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

async function handleText(manifest: ManifestFile, options: RunOptions): Promise<Handled> {
  const { facts, transforms } = await survey([manifest], [], { ...options, paths: [options.cwd] });
  return migrated(manifest, { facts, target: options.target }, transforms, 'after');
}
