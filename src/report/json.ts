import type { Finding } from '../finding';
import type { FileResult, RunResult } from '../run/decide';
import { editsOf, unifiedDiff } from './diff';
import { transformKinds } from '../transform';
import { countLevels, failureOf, failuresOf, findingsBesideFailures, rangeSource } from './summary';
import { printJson } from './escape';
import type { Tool } from './problem';
import { printVersion } from '../version';

/** The report for other programs: one object, as the contract with users has it. */
export function jsonReport(result: RunResult, tool: Tool): string {
  return printJson({
    version: 1,
    tool: { name: tool.name, version: tool.version },
    mode: result.mode,
    range: {
      from: printVersion(result.range.from),
      to: printVersion(result.range.to),
      source: rangeSource(result.range),
    },
    summary: summary(result),
    files: result.files.map((file) => fileEntry(file, result.findings)),
    findings: findingsBesideFailures(result).map(findingEntry),
    skipped: result.skipped.map(({ path, reason }) => ({ path, reason })),
    faults: result.faults.map(({ path, message }) => ({ path, message })),
  });
}

function summary(result: RunResult): object {
  const changed = result.files.filter(({ status }) => status === 'changed');
  return {
    scanned: result.scanned,
    parsed: result.parsed,
    changed: changed.length,
    kinds: filesByKind(changed),
    failed: failuresOf(result).length,
    findings: countLevels(findingsBesideFailures(result)),
    ...(result.accepted === undefined ? {} : { accepted: result.accepted }),
    durationMs: Math.round(result.durationMs),
  };
}

/** How many files change for each kind of reason. */
function filesByKind(changed: readonly FileResult[]): Record<string, number> {
  return Object.fromEntries(
    transformKinds.map((kind) => [kind, changed.filter((file) => file.kinds.includes(kind)).length]),
  );
}

/** A failed file says where and what to do, too: its failure is not repeated among the findings. */
function fileEntry(file: FileResult, findings: readonly Finding[]): object {
  const { line, column, help } = file.status === 'failed' ? failureOf(file, findings) : {};
  return {
    path: file.path,
    status: file.status,
    transforms: file.transforms,
    kinds: file.kinds,
    diff: unifiedDiff(file.path, file.before, editsOf(file.fixes)),
    rewrites: file.rewrites.map(({ transform, line, column, summary: text }) => {
      return { transform, line, column, summary: text };
    }),
    ...(file.error === undefined ? {} : { error: file.error }),
    ...(line === undefined ? {} : { line, column }),
    ...(help === undefined ? {} : { help }),
  };
}

/** Key by key, so that nothing else that a finding carries becomes a promise. */
export function findingEntry(finding: Finding): object {
  return {
    transform: finding.transform,
    level: finding.level,
    path: finding.path,
    line: finding.line,
    column: finding.column,
    message: finding.message,
    ...(finding.help === undefined ? {} : { help: finding.help }),
  };
}
