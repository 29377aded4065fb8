import type { Finding, RewriteOutcome } from '../../finding';
import type { FileResult, Mode, RunResult } from '../../run/decide';
import { printVersion } from '../../version';
import { editsOf, unifiedDiff } from '../diff';
import type { Tool, TransformInfo } from '../problem';
import { type OrderedPlan, orderedPlan } from '../plan/plan';
import { type Failure, failuresOf, findingsBesideFailures, rangeText } from '../summary';

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
  /** The same in words, with what says where it starts. */
  readonly range: string;
  readonly mode: Mode;
  readonly scanned: number;
  readonly durationMs: number;
  readonly transforms: readonly TransformInfo[];
  readonly plan: OrderedPlan;
  readonly files: readonly FileData[];
  /** Without those that only say why a file failed. */
  readonly findings: readonly Finding[];
  readonly skipped: RunResult['skipped'];
  readonly failures: readonly Failure[];
}

/** Picks what a page shows out of all that a run found out. */
export function reportData(result: RunResult, { tool, transforms }: HtmlOptions): ReportData {
  const { range, mode, scanned, durationMs, files, skipped } = result;
  return {
    tool,
    from: printVersion(range.from),
    to: printVersion(range.to),
    isFromKnown: range.isFromKnown,
    range: rangeText(result),
    mode,
    scanned,
    durationMs: Math.round(durationMs),
    transforms: transforms.map(({ id, title, release, kind, docs, phase }) => {
      return { id, title, release, phase, kind, docs };
    }),
    plan: orderedPlan(result, transforms),
    files: files.map(fileData),
    findings: findingsBesideFailures(result),
    skipped,
    failures: failuresOf(result),
  };
}

function fileData({ path, status, before, rewrites, fixes, error }: FileResult): FileData {
  const diff = unifiedDiff(path, before, editsOf(fixes));
  return { path, status, diff, rewrites, ...(error !== undefined && { error }) };
}
