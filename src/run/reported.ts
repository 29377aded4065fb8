import type { Finding } from '../finding';
import type { JudgedBy } from '../migrate/ignores';
import type { ManifestFile } from '../migrate/manifest-file';
import { byLine, byPosition, outcomeOf } from '../migrate/outcome';
import type { MigratedFile } from '../migrate/pipeline';
import type { FileMigration } from '../migrate/plan';
import { sweep } from '../sweep/sweep';
import { transformKinds } from '../transform';
import { applyEdits } from '../yaml';
import { type Fault, type FileResult, findingsOfIgnores } from './decide';

/** What became of a file. */
export interface Handled {
  /** Undefined where nothing had to change. */
  readonly file?: FileResult;
  readonly findings: readonly Finding[];
  readonly fault?: Fault;
}

/** What a migrated file is held against. */
export interface Reporting {
  /** In which text positions count: the one before, or the migrated one. */
  readonly positions: 'before' | 'after';
  /** Whether what transforms removed is searched for. */
  readonly isSwept: boolean;
  /** What ignores are held against. */
  readonly judge: JudgedBy;
}

/** Sweeps what becomes of a text, and puts it into findings. */
export function reported(
  { path, text, searched: by }: ManifestFile,
  migration: FileMigration,
  { facts, searched }: Pick<MigratedFile, 'facts' | 'searched'>,
  { positions, isSwept, judge }: Reporting,
): Handled {
  const { findings: known, rewrites, fixes } = outcomeOf(path, text, migration, positions);
  const { edits, kept, ignores, notes } = migration;
  const told = notes.flatMap(({ about, transform }) => (about ? { ...about, transform } : []));
  const swept = {
    ...{ path, text: migration.text, edits, positions, before: text, searched: by },
    ...{ kept, told, ignores, known },
  };
  const found = [...known, ...(isSwept ? sweep(swept, searched, facts) : [])];
  const findings = [...found, ...findingsOfIgnores(swept, judge)].toSorted(byPosition);
  const { problem } = migration;
  if (!problem && migration.text === text) return { findings };
  const used = [...new Set(migration.done.map(({ transform }) => transform))];
  const file: FileResult = {
    path,
    status: problem ? 'failed' : 'changed',
    before: text,
    // Made anew where it is asked for: many files of a tree may change.
    get after() {
      return applyEdits(text, edits);
    },
    rewrites: rewrites.toSorted(byLine),
    fixes,
    transforms: used.map(({ id }) => id),
    kinds: transformKinds.filter((kind) => used.some((transform) => transform.kind === kind)),
    ...(problem && { error: problem.message }),
  };
  return { file, findings };
}

/** A file that was to be written and could not be: it is as it was. */
export function unwritten(handled: Handled, error: string): Handled {
  const { file } = handled;
  if (!file) return handled;
  const failed: FileResult = {
    ...file,
    status: 'failed',
    after: file.before,
    rewrites: [],
    fixes: [],
    error,
  };
  return { ...handled, file: failed, fault: { path: file.path, message: error } };
}

/** What a fault of the tool itself is called: without a stack trace, unless DEBUG asks for one. */
export function internalError(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const isDebugged = typeof process === 'object' && process.env['DEBUG'];
  const trace = isDebugged && error instanceof Error ? `\n${error.stack ?? ''}` : '';
  return `internal error, please report it (DEBUG=1 shows more): ${text}${trace}`;
}
