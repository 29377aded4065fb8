import { type Finding, type Level, manifestFindings } from '../finding';
import type { FileResult, Mode, RunResult } from '../run/decide';
import { isAtLeast, printVersion, type UpgradeRange } from '../version';
import { type TransformKind, transformKinds } from '../transform';

/** `1,204`: as `toLocaleString` gives it, which first loads the languages of the world. */
export function withCommas(number: number): string {
  if (number < 1000) return `${number}`;
  return `${withCommas(Math.floor(number / 1000))},${`${number % 1000}`.padStart(3, '0')}`;
}

/** `1 file`, `1,204 files`. */
export function count(number: number, noun: string): string {
  return `${withCommas(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/** `42 ms`, `0.8 s`, `2 min 5 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 100) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 59_950) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** What breaks comes first. */
export const levels: readonly Level[] = ['error', 'warning', 'note'];

export function countLevels(findings: readonly Finding[]): Record<Level, number> {
  const counts = { error: 0, warning: 0, note: 0 };
  for (const finding of findings) counts[finding.level]++;
  return counts;
}

/**
 * `Istio 1.27 → 1.31`; where nobody gave the start, with what says so: `(oldest pin: chart istiod 1.27.3 in
 * clusters/prod/istiod.yaml:14)`. Where no file holds anything of interest, no pins were read either, so only the target
 * is known: `Istio 1.31`. Where a patch of the target runs already, there is no way to show: `Istio 1.28 (oldest pin: …)`.
 */
export function rangeText({ range, parsed }: Pick<RunResult, 'range' | 'parsed'>): string {
  const to = printVersion(range.to);
  if (parsed === 0 && !range.isFromKnown) return `Istio ${to}`;
  const { from, isFromKnown, pinnedBy } = range;
  const isThere = isAtLeast(from, { ...range.to, patch: range.to.patch ?? 0 });
  const way = `Istio ${isThere ? '' : `${printVersion(from)} → `}${to}`;
  if (pinnedBy) return `${way} (oldest pin: ${rangeSource(range)})`;
  return isFromKnown
    ? way
    : `${way} (${printVersion(from)} is assumed: no file pins a version; --from sets it)`;
}

/** What says where the upgrade starts. */
export function rangeSource({ from, isFromKnown, pinnedBy }: UpgradeRange): string {
  if (pinnedBy) {
    const { what, place } = pinnedBy;
    return `${what} ${printVersion(from)} in ${place.path}:${place.line}`;
  }
  return isFromKnown
    ? 'set by --from, or by from in the configuration'
    : 'the release before --to, since no pinned version was found';
}

/** A file or path that could not be handled. */
export interface Failure {
  readonly path: string;
  /** Where in the file, if that is known. */
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
  readonly help?: string;
}

/** What could not be done: failed files and faults, each once. Every format counts and shows the same ones. */
export function failuresOf({
  files,
  findings,
  faults,
}: Pick<RunResult, 'files' | 'findings' | 'faults'>): Failure[] {
  const failed = files.filter(({ status }) => status === 'failed');
  const ofFiles = failed.map((file) => failureOf(file, findings));
  const isTold = ({ path, message }: Failure): boolean =>
    failed.some((file) => file.path === path && file.error === message);
  return [...ofFiles, ...faults.filter((fault) => !isTold(fault))];
}

/** Why a file failed, with its place where a finding has it. */
export function failureOf(file: FileResult, findings: readonly Finding[]): Failure {
  const { path, error = 'failed for an unknown reason' } = file;
  const finding = findings.find((each) => tellsOf(each, file));
  if (!finding) return { path, message: error };
  const { line, column, message, help } = finding;
  return { path, line, column, message, ...(help !== undefined && { help }) };
}

/** The findings without those that only say why a file failed: every format tells that once, as a failure. */
export function findingsBesideFailures({
  files,
  findings,
}: Pick<RunResult, 'files' | 'findings'>): Finding[] {
  const failed = files.filter(({ status }) => status === 'failed');
  return findings.filter((finding) => !failed.some((file) => tellsOf(finding, file)));
}

function tellsOf({ transform, path, message }: Finding, file: FileResult): boolean {
  return transform === manifestFindings && path === file.path && message.endsWith(file.error ?? '\n');
}

/** Tells the kind of a transform; undefined for an id that is not known. */
type KindOf = (id: string) => TransformKind | undefined;

export const nothingToChange = 'Nothing to change';

/** The same where problems remain that no rewrite solves. */
const nothingToRewrite = 'Nothing to rewrite';

/**
 * What came of a run, in a few words each: files, and their changes by kind; what you declined or accepted; failures;
 * and by level the findings, which remain beside these changes.
 */
export function outcomeParts(result: RunResult, kindOf: KindOf): string[] {
  const { files, mode, leftByChoice = 0, accepted = 0 } = result;
  const changed = files.filter(({ status }) => status === 'changed');
  const counts = countLevels(findingsBesideFailures(result));
  const failures = failuresOf(result).length;
  const parts = [
    ...(changed.length > 0
      ? [`${count(changed.length, 'file')} ${verb(mode, changed.length)} (${kindCounts(changed, kindOf)})`]
      : []),
    ...(leftByChoice > 0 ? [`${count(leftByChoice, 'change')} declined`] : []),
    ...(accepted > 0 ? [`${count(accepted, 'problem')} accepted by the baseline`] : []),
    ...(failures > 0 ? [count(failures, 'failure')] : []),
    ...remaining(counts, mode !== 'write' && changed.length > 0),
  ];
  if (changed.length + failures + leftByChoice > 0) return parts;
  return [parts.length === 0 ? nothingToChange : nothingToRewrite, ...parts];
}

/** `2 errors and 1 note remain`. */
function remaining(counts: Readonly<Record<Level, number>>, isChangeDue: boolean): string[] {
  const found = levels.filter((level) => counts[level] > 0);
  const parts = found.map((level) => count(counts[level], level));
  const [last] = parts.slice(-1);
  if (last === undefined) return [];
  const list = parts.length === 1 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
  const isOne = found.reduce((sum, level) => sum + counts[level], 0) === 1;
  return [`${list} ${isChangeDue ? 'would remain' : isOne ? 'remains' : 'remain'}`];
}

/** Whether there is a file that `--write` would change. */
export function canBeWritten({ files, mode, isStandardInput }: RunResult): boolean {
  return mode !== 'write' && !isStandardInput && files.some(({ status }) => status === 'changed');
}

/** `2 required changes, 1 hardening`: a file may have several changes, of several kinds. */
function kindCounts(changed: readonly FileResult[], kindOf: KindOf): string {
  const all = changed.flatMap(({ rewrites }) => rewrites.map(({ transform }) => kindOf(transform)));
  return transformKinds
    .map((kind) => ({ kind, number: all.filter((each = 'required') => each === kind).length }))
    .filter(({ number }) => number > 0)
    .map(({ kind, number }, index) =>
      index === 0 ? count(number, `${kind} change`) : `${withCommas(number)} ${kind}`,
    )
    .join(', ');
}

/** What happens to one file, or to several. */
export function verb(mode: Mode, files: number): string {
  if (mode === 'check') return files === 1 ? 'needs changes' : 'need changes';
  return mode === 'write' ? 'changed' : 'would change';
}
