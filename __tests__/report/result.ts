import type { Finding } from '../../src/finding';
import { upgrade } from '../support/upgrade';
import type { FileResult, RunResult } from '../../src/run/decide';

/** A result of which a test names only what it is about. */
export function resultOf(parts: Partial<RunResult>): RunResult {
  return {
    mode: 'dry-run',
    range: upgrade.range,
    scanned: 1204,
    parsed: 40,
    files: [],
    findings: [],
    skipped: [],
    faults: [],
    durationMs: 812,
    ...parts,
  };
}

export function changedFile(path: string, parts: Partial<FileResult> = {}): FileResult {
  const rewrites = [{ transform: 'inference-pool', line: 1, column: 1, summary: 'a becomes b' }];
  return {
    path,
    status: 'changed',
    before: 'a\n',
    after: 'b\n',
    rewrites,
    fixes: [{ rewrites, edits: [{ start: 0, end: 1, text: 'b' }] }],
    transforms: ['inference-pool'],
    kinds: ['required'],
    ...parts,
  };
}

export function failedFile(path: string, error: string): FileResult {
  return changedFile(path, { status: 'failed', after: 'a\n', rewrites: [], fixes: [], error });
}

export function finding(level: Finding['level'], message: string, parts: Partial<Finding> = {}): Finding {
  return { transform: 'inference-pool', level, path: 'a.yaml', line: 1, column: 1, message, ...parts };
}
