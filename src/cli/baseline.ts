import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { transforms } from '../../transforms';
import { byBytes, isWithin } from '../files/glob';
import { cause, isMissing } from '../files/read';
import type { Finding } from '../finding';
import { type Base, Fingerprints, fromRoot } from '../report/problem';
import { printJson } from '../report/escape';
import type { Fix } from '../migrate/outcome';
import { findingsBesideFailures } from '../report/summary';
import type { FileResult, RunResult } from '../run/decide';
import { applyEdits } from '../yaml';
import { UsageError } from './arguments';

/** A problem that a baseline accepts. The words are for people; only the fingerprint counts. */
interface Accepted {
  readonly fingerprint: string;
  readonly transform: string;
  readonly path: string;
  readonly message: string;
}

/** What remains of a run beside what a baseline accepts. */
export interface Compared {
  readonly result: RunResult;
  /** How many entries of the baseline no longer occur. */
  readonly outdated: number;
}

/** What a run was asked to look at: a hook is given a few files, and `--only` a few transforms. */
export interface LookedAt {
  readonly paths: readonly string[];
  readonly ids: ReadonlySet<string>;
}

/** What a baseline was made of. */
export interface Written {
  readonly accepted: number;
  /** How many of these were accepted before, and are about what this run did not look at. */
  readonly kept: number;
}

/** Saves everything that remains after a run as accepted. What the run did not look at stays accepted. */
export async function writeBaseline(
  path: string,
  result: RunResult,
  base: Base,
  lookedAt: LookedAt,
): Promise<Written> {
  const known = await readBaseline(path, true);
  const found = new Map(
    problemsIn(result, base).flatMap(({ entries }) => entries.map((each) => [each.fingerprint, each])),
  );
  const { isGone } = lookOf(result, base, lookedAt);
  const kept = [...known.values()].filter((entry) => !found.has(entry.fingerprint) && !isGone(entry));
  const accepted = [...found.values(), ...kept].toSorted((one, other) => byBytes(keyOf(one), keyOf(other)));
  try {
    await writeFile(path, printJson({ version: 1, accepted }));
  } catch (error) {
    throw new UsageError(`cannot write the baseline ${path}: ${cause(error)}`);
  }
  return { accepted: accepted.length, kept: kept.length };
}

function keyOf({ path, transform, message, fingerprint }: Accepted): string {
  return [path, transform, message, fingerprint].join('\n');
}

/**
 * Leaves out of a result what a baseline accepts. Failures are never accepted. With `--check` due rewrites are left out
 * too; other modes show or make all of them.
 */
export async function compareWithBaseline(
  path: string,
  result: RunResult,
  base: Base,
  lookedAt: LookedAt,
): Promise<Compared> {
  const accepted = await readBaseline(path, false);
  const problems = problemsIn(result, base);
  // What was proven together is accepted together.
  const known = problems.filter(({ entries }) =>
    entries.every(({ fingerprint }) => accepted.has(fingerprint)),
  );
  const abouts = new Set<unknown>(known.map(({ about }) => about));
  const isKnown = (problem: unknown): boolean => abouts.has(problem);
  const files =
    result.mode === 'check' ? result.files.flatMap((file) => withoutFixes(file, isKnown)) : result.files;
  const findings = result.findings.filter((finding) => !isKnown(finding));
  const found = new Set(problems.flatMap(({ entries }) => entries.map(({ fingerprint }) => fingerprint)));
  const { isGone, areAllKnown } = lookOf(result, base, lookedAt);
  const all = [...accepted.values()];
  // Some problems show only where the other files are given, too.
  const outdated = areAllKnown(all)
    ? all.filter((entry) => !found.has(entry.fingerprint) && isGone(entry))
    : [];
  return {
    result: { ...result, files, findings, accepted: known.flatMap(({ entries }) => entries).length },
    outdated: outdated.length,
  };
}

/** What a run can say about the entries of a baseline. */
interface Look {
  /** Whether the run would find what an entry is about, if it were still there: the file was read, or is no more. */
  readonly isGone: (entry: Accepted) => boolean;
  /** Whether that is so for the files of all entries. */
  readonly areAllKnown: (entries: readonly Accepted[]) => boolean;
}

function lookOf(
  { looked = [], files, findings, faults }: RunResult,
  base: Base,
  { paths, ids }: LookedAt,
): Look {
  const absolute = (path: string): string => resolve(base.workingDirectory, path);
  const read = new Set(looked);
  for (const { path } of [...files.filter(({ status }) => status === 'failed'), ...faults])
    read.delete(absolute(path));
  // What is reported of a part of a tree is reported otherwise, so nothing else of it can be expected there.
  const parts = new Set(
    findings.flatMap(({ transform, path, whole }) => (whole ? [`${transform} ${absolute(path)}`] : [])),
  );
  const fileOf = ({ path }: Accepted): string => resolve(base.root, path);
  return {
    isGone(entry) {
      const file = fileOf(entry);
      if (!ids.has(entry.transform) || parts.has(`${entry.transform} ${file}`)) return false;
      return read.has(file) || (paths.some((given) => isWithin(file, absolute(given))) && !existsSync(file));
    },
    areAllKnown: (entries) =>
      [...new Set(entries.map(fileOf))].every((file) => read.has(file) || !existsSync(file)),
  };
}

/** Everything that a baseline may accept, with what it is about: a finding, or the fix that makes due rewrites. */
function problemsIn(
  result: RunResult,
  base: Base,
): { readonly about: Finding | Fix; readonly entries: readonly Accepted[] }[] {
  const { files, mode } = result;
  const fingerprints = new Fingerprints();
  const shown = (path: string): string => fromRoot(path, base);
  const entryOf = (
    type: 'rewrite' | 'finding',
    problem: Pick<Finding, 'transform' | 'path' | 'message' | 'whole'>,
  ) => {
    const { transform, whole } = problem;
    const { path = problem.path, message } = whole ?? problem;
    return {
      fingerprint: fingerprints.of({ ...problem, type }, shown),
      transform,
      path: shown(path),
      message,
    };
  };
  const due = mode === 'write' ? [] : files.flatMap(({ path, fixes }) => fixes.map((fix) => ({ path, fix })));
  return [
    ...findingsBesideFailures(result).map((finding) => ({
      about: finding,
      entries: [entryOf('finding', finding)],
    })),
    ...due.map(({ path, fix }) => ({
      about: fix,
      entries: fix.rewrites.map(({ transform, summary }) =>
        entryOf('rewrite', { transform, path, message: summary }),
      ),
    })),
  ];
}

function withoutFixes(file: FileResult, isAccepted: (fix: Fix) => boolean): FileResult[] {
  const fixes = file.fixes.filter((fix) => !isAccepted(fix));
  if (fixes.length === file.fixes.length) return [file];
  if (fixes.length === 0) return [];
  const rewrites = fixes.flatMap((fix) => fix.rewrites);
  const after = applyEdits(
    file.before,
    fixes.flatMap(({ edits }) => edits).toSorted((one, other) => one.start - other.start),
  );
  const used = transforms.filter(({ id }) => rewrites.some(({ transform }) => transform === id));
  const kinds = [...new Set(used.map(({ kind }) => kind))];
  return [{ ...file, fixes, rewrites, transforms: used.map(({ id }) => id), kinds, after }];
}

/**
 * The entries of a baseline by their fingerprints.
 *
 * @param mayBeMissing whether there may be none yet
 */
async function readBaseline(path: string, mayBeMissing: boolean): Promise<ReadonlyMap<string, Accepted>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (mayBeMissing && isMissing(error)) return new Map();
    const reason = isMissing(error) ? 'no such file; create it with --write-baseline' : cause(error);
    throw new UsageError(`cannot read the baseline ${path}: ${reason}`);
  }
  const accepted = acceptedIn(text);
  if (!accepted)
    throw new UsageError(
      `${path} is not a baseline of this tool; name another file, or delete it and run with --write-baseline`,
    );
  return new Map(accepted.map((entry) => [entry.fingerprint, entry]));
}

function acceptedIn(text: string): readonly Accepted[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value) || value['version'] !== 1 || !Array.isArray(value['accepted'])) return undefined;
  const entries: readonly unknown[] = value['accepted'];
  return entries.every(isAccepted) ? entries : undefined;
}

function isAccepted(entry: unknown): entry is Accepted {
  const keys = ['fingerprint', 'transform', 'path', 'message'];
  return isRecord(entry) && keys.every((key) => typeof entry[key] === 'string');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
