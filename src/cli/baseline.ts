import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { transforms } from '../../transforms';
import { isWithin } from '../files/glob';
import { cause, isMissing } from '../files/read';
import { type Base, fromRoot } from '../report/problem';
import { printJson } from '../report/escape';
import { Fingerprints } from '../report/fingerprint';
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

/** What a run looked at: a hook is given a few files, and `--only` a few transforms. */
export interface LookedAt {
  readonly paths: readonly string[];
  readonly ids: ReadonlySet<string>;
}

/** Saves everything that remains after a run as accepted. */
export async function writeBaseline(path: string, result: RunResult, base: Base): Promise<number> {
  const accepted = problemsIn(result, base).map(({ entry }) => entry);
  try {
    await writeFile(path, printJson({ version: 1, accepted }));
  } catch (error) {
    throw new UsageError(`cannot write the baseline ${path}: ${cause(error)}`);
  }
  return accepted.length;
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
  const accepted = await readBaseline(path);
  const problems = problemsIn(result, base);
  const known = problems.filter(({ entry }) => accepted.has(entry.fingerprint));
  const isKnown = (problem: unknown): boolean => known.some(({ about }) => about === problem);
  const files =
    result.mode === 'check' ? result.files.flatMap((file) => withoutFixes(file, isKnown)) : result.files;
  const findings = result.findings.filter((finding) => !isKnown(finding));
  const found = new Set(problems.map(({ entry }) => entry.fingerprint));
  const outdated = [...accepted.values()].filter(
    (entry) => !found.has(entry.fingerprint) && isLookedAt(entry, lookedAt, base),
  ).length;
  return { result: { ...result, files, findings, accepted: known.length }, outdated };
}

/** Whether a run would find what a baseline accepts, if it were still there. A glob finds only what is there. */
function isLookedAt({ transform, path }: Accepted, { paths, ids }: LookedAt, base: Base): boolean {
  const file = resolve(base.root, path);
  return ids.has(transform) && paths.some((given) => isWithin(file, resolve(base.workingDirectory, given)));
}

/** Everything that a baseline may accept, with what it is about: a finding, or the fix that makes a due rewrite. */
function problemsIn(result: RunResult, base: Base) {
  const { files, mode } = result;
  const findings = findingsBesideFailures(result);
  const fingerprints = new Fingerprints();
  const entryOf = (
    type: 'rewrite' | 'finding',
    transform: string,
    path: string,
    message: string,
  ): Accepted => {
    const shown = fromRoot(path, base);
    return {
      fingerprint: fingerprints.of({ transform, message, type }, shown),
      transform,
      path: shown,
      message,
    };
  };
  const due = mode === 'write' ? [] : files.flatMap(({ path, fixes }) => fixes.map((fix) => ({ path, fix })));
  return [
    ...findings.map((finding) => ({
      about: finding,
      entry: entryOf('finding', finding.transform, finding.path, finding.message),
    })),
    ...due.flatMap(({ path, fix }) =>
      // What was proven together is accepted together.
      fix.rewrites.slice(0, 1).map(({ transform }) => ({
        about: fix,
        entry: entryOf('rewrite', transform, path, fix.rewrites.map(({ summary }) => summary).join('; ')),
      })),
    ),
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

/** The entries of a baseline by their fingerprints. */
async function readBaseline(path: string): Promise<ReadonlyMap<string, Accepted>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const reason = isMissing(error) ? 'no such file; create it with --write-baseline' : cause(error);
    throw new UsageError(`cannot read the baseline ${path}: ${reason}`);
  }
  const accepted = acceptedIn(text);
  if (!accepted)
    throw new UsageError(`${path} is not a baseline of this tool; create one with --write-baseline`);
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
