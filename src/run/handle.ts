import { writeAtomically } from '../files';
import type { Context, Finding, Transform } from '../manifest';
import { byPosition, type FileMigration, type ManifestFile, migrateFile, outcomeOf } from '../migrate';
import { internalError } from './internal';
import type { Fault, FileResult, Mode } from './result';
import type { SelectedFile } from './select';
import { sweep } from './sweep';

/** What became of a file. */
export interface Handled {
  /** Undefined where nothing had to change. */
  readonly file?: FileResult;
  readonly findings: readonly Finding[];
  readonly fault?: Fault;
}

type Surroundings = Pick<Context, 'facts' | 'target'>;

/** Migrates a selected file, and writes it where that is asked for. */
export async function handle(
  { absolute, manifest, original }: SelectedFile,
  surroundings: Surroundings,
  { mode, transforms }: { mode: Mode; transforms: readonly Transform[] },
): Promise<Handled> {
  if (mode !== 'write') return migrated(manifest, surroundings, transforms, 'before');
  const done = migrated(manifest, surroundings, transforms, 'after');
  if (done.file?.status !== 'changed') return done;
  const written = await writeAtomically(absolute, done.file.after, original);
  if (written.ok) return done;
  const { message } = written;
  const { findings } = migrated(manifest, surroundings, transforms, 'before');
  const { path, before } = done.file;
  const file: FileResult = { ...done.file, status: 'failed', after: before, rewrites: [], error: message };
  return { file, findings, fault: { path, message } };
}

/** Migrates and sweeps a text in memory; `positions` says in which text findings are to be found. */
export function migrated(
  manifest: ManifestFile,
  surroundings: Surroundings,
  transforms: readonly Transform[],
  positions: 'before' | 'after',
): Handled {
  const { path, text } = manifest;
  let migration: FileMigration;
  try {
    migration = migrateFile(manifest, transforms, surroundings);
  } catch (error) {
    return { findings: [], fault: { path, message: internalError(error) } };
  }
  const { findings: known, rewrites } = outcomeOf(path, text, migration, positions);
  const { edits, kept } = migration;
  const swept = { path, text: migration.text, edits, kept, positions, before: text, known };
  const findings = [...known, ...sweep(swept, transforms)].toSorted(byPosition);
  const { problem } = migration;
  if (!problem && migration.text === text) return { findings };
  const used = [...new Set(migration.done.map(({ transform }) => transform))];
  const file: FileResult = {
    path,
    status: problem ? 'failed' : 'changed',
    before: text,
    after: migration.text,
    rewrites,
    transforms: used.map(({ id }) => id),
    kinds: [...new Set(used.map(({ kind }) => kind))],
    ...(problem && { error: problem.message }),
  };
  return { file, findings };
}
