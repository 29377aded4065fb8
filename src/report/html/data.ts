import type { Finding, RewriteOutcome } from '../../finding';
import type { FileResult, Mode, RunResult } from '../../run/result';
import { printVersion } from '../../version';
import { editsOf, unifiedDiff } from '../diff';
import type { Tool } from '../base';
import { type Plan, type TransformInfo, upgradePlan } from '../plan';

/** What a page is made for. */
export interface HtmlOptions {
  readonly tool: Tool;
  readonly transforms: readonly TransformInfo[];
}

/** A file that changes, or that failed. */
export interface FileData {
  readonly path: string;
  readonly status: FileResult['status'];
  readonly diff: string;
  readonly rewrites: readonly RewriteOutcome[];
  readonly error?: string;
}

/** All that a page shows, as plain data: the report holds it as JSON. */
export interface ReportData {
  readonly tool: Tool;
  /** The Istio that runs now, and the one to upgrade to. */
  readonly from: string;
  readonly to: string;
  /** Whether where the upgrade starts was given or is pinned in the tree; otherwise it is only assumed. */
  readonly isFromKnown: boolean;
  readonly mode: Mode;
  readonly scanned: number;
  readonly durationMs: number;
  readonly transforms: readonly TransformInfo[];
  readonly plan: Plan;
  readonly files: readonly FileData[];
  readonly findings: readonly Finding[];
  readonly skipped: RunResult['skipped'];
  readonly faults: RunResult['faults'];
}

/** Picks what a page shows out of all that a run found out. */
export function reportData(result: RunResult, { tool, transforms }: HtmlOptions): ReportData {
  const { range, mode, scanned, durationMs, files, findings, skipped, faults } = result;
  return {
    tool,
    from: printVersion(range.from),
    to: printVersion(range.to),
    isFromKnown: range.isFromKnown,
    mode,
    scanned,
    durationMs: Math.round(durationMs),
    transforms: transforms.map(({ id, title, release, kind, docs, phase }) => {
      return { id, title, release, phase, kind, docs };
    }),
    plan: upgradePlan(files, findings, transforms),
    files: files.map(fileData),
    findings,
    skipped,
    faults,
  };
}

function fileData({ path, status, before, after, rewrites, fixes, error }: FileResult): FileData {
  const diff = unifiedDiff(path, before, after, editsOf(fixes));
  return { path, status, diff, rewrites, ...(error !== undefined && { error }) };
}
