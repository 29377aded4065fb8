import { writeAtomically } from '../files/write';
import type { Context, Transform } from '../transform';
import type { Finding } from '../finding';
import { byPosition, outcomeOf } from '../migrate/outcome';
import type { FileMigration } from '../migrate/plan';
import type { JudgedBy } from '../migrate/ignore-findings';
import type { ManifestFile } from '../migrate/manifest-file';
import { planFile } from '../migrate/migrate';
import type { Decided, Decisions } from './decide';
import { findingsOfIgnores, sweepPlainly } from './ignores';
import { internalError } from './internal';
import { open, type Opened } from './open';
import type { Fault, FileResult } from './result';
import type { Hit } from './scan';
import { sweep } from './sweep';

/** What became of a file. */
export interface Handled {
  /** Undefined where nothing had to change. */
  readonly file?: FileResult;
  readonly findings: readonly Finding[];
  readonly fault?: Fault;
  /** How many rewrites were left by choice. */
  readonly left?: number;
}

/** What decides how a file is handled. */
export interface Settings extends Pick<Context, 'facts' | 'target'> {
  /** The transforms that have a reason to run. */
  readonly transforms: readonly Transform[];
  /** All that were chosen: what they removed is searched for. */
  readonly chosen: readonly Transform[];
  /** Where a person decides about each rewrite. */
  readonly decisions?: Decisions | undefined;
  /** What ignores are held against. */
  readonly judge: JudgedBy;
}

/** Migrates a manifest, and writes it if it was opened for that. */
export async function handle({ absolute, path }: Hit, opened: Opened, settings: Settings): Promise<Handled> {
  if (opened.kind === 'undecodable') return { file: undecodable(opened.finding), findings: [opened.finding] };
  if (opened.kind !== 'open') return unopened(path, opened);
  const { manifest, original } = opened;
  const decided = await decide(manifest, settings);
  if ('fault' in decided) return decided;
  const { migration, left } = decided;
  if (!original) return reported(manifest, migration, 'before', settings);
  const done = { ...reported(manifest, migration, 'after', settings), left };
  if (done.file?.status !== 'changed') return done;
  const written = await writeAtomically(absolute, done.file.after, original);
  if (written.ok) return done;
  const { message } = written;
  const { findings } = reported(manifest, migration, 'before', settings);
  const { before } = done.file;
  const file: FileResult = {
    ...done.file,
    status: 'failed',
    after: before,
    rewrites: [],
    fixes: [],
    error: message,
  };
  return { file, findings, left, fault: { path, message } };
}

/** A manifest that cannot be decoded has failed, as one that cannot be parsed has. */
function undecodable({ path, message }: Finding): FileResult {
  const nothing = { before: '', after: '', rewrites: [], fixes: [], transforms: [], kinds: [] };
  return { path, status: 'failed', ...nothing, error: message };
}

/** Sweeps a file that is not to be rewritten. */
export function handleText(
  { absolute, path }: Hit,
  { chosen, judge }: Pick<Settings, 'chosen' | 'judge'>,
): Handled {
  const opened = open(absolute, path);
  if (opened.kind !== 'open') return unopened(path, opened);
  return { findings: sweepPlainly({ path, text: opened.manifest.text }, chosen, judge) };
}

function unopened(path: string, opened: Exclude<Opened, { kind: 'open' }>): Handled {
  if (opened.kind === 'fault') return { findings: [], fault: { path, message: opened.message } };
  return { findings: opened.kind === 'undecodable' ? [opened.finding] : [] };
}

/** Migrates and sweeps a text in memory; `positions` says in which text findings are to be found. */
export async function migrated(
  manifest: ManifestFile,
  positions: 'before' | 'after',
  settings: Settings,
): Promise<Handled> {
  const decided = await decide(manifest, settings);
  return 'fault' in decided ? decided : reported(manifest, decided.migration, positions, settings);
}

/** What is to become of a file: all that can be done, or what a person wants of it. */
async function decide(
  manifest: ManifestFile,
  { transforms, facts, target, decisions }: Settings,
): Promise<Decided | (Handled & { readonly fault: Fault })> {
  try {
    const plan = planFile(manifest, transforms, { facts, target });
    return decisions ? await decisions.decide(manifest, plan) : { migration: plan.all, left: 0 };
  } catch (error) {
    return { findings: [], fault: { path: manifest.path, message: internalError(error) } };
  }
}

/** Sweeps what becomes of a text, and puts it into findings. */
function reported(
  { path, text }: ManifestFile,
  migration: FileMigration,
  positions: 'before' | 'after',
  { chosen, judge }: Settings,
): Handled {
  const { findings: known, rewrites, fixes } = outcomeOf(path, text, migration, positions);
  const { edits, kept, ignores } = migration;
  const swept = { path, text: migration.text, edits, kept, ignores, positions, before: text, known };
  const found = [...known, ...sweep(swept, chosen)];
  const findings = [...found, ...findingsOfIgnores(swept, judge)].toSorted(byPosition);
  const { problem } = migration;
  if (!problem && migration.text === text) return { findings };
  const used = [...new Set(migration.done.map(({ transform }) => transform))];
  const file: FileResult = {
    path,
    status: problem ? 'failed' : 'changed',
    before: text,
    after: migration.text,
    rewrites,
    fixes,
    transforms: used.map(({ id }) => id),
    kinds: [...new Set(used.map(({ kind }) => kind))],
    ...(problem && { error: problem.message }),
  };
  return { file, findings };
}
