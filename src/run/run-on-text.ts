import { ManifestFile } from '../migrate';
import type { RunOptions } from './options';
import type { RunResult } from './result';
import { migrated } from './handle';
import { survey } from './survey';

/** The pipeline for a text that is in no file; facts come from the repository around the working directory. */
export async function runOnText(path: string, text: string, options: RunOptions): Promise<RunResult> {
  const started = performance.now();
  const manifest = new ManifestFile(path, text);
  const { facts, transforms } = await survey([manifest], { ...options, paths: [options.cwd] });
  const { file, findings, fault } = migrated(
    manifest,
    { facts, target: options.target },
    transforms,
    'after',
  );
  return {
    mode: options.mode,
    scanned: 1,
    parsed: 1,
    files: file ? [file] : [],
    findings,
    skipped: [],
    faults: fault ? [fault] : [],
    durationMs: Math.round(performance.now() - started),
  };
}
