import type { Ignore } from '../suppress/ignore';
import type { Edit, ParseProblem, Range } from '../yaml';
import type { AskedFor, LocatedNote } from './request';

/** Rewrites of one document, which were proven together, and the edits that make them. */
export interface Proven {
  readonly done: readonly AskedFor[];
  readonly edits: readonly Edit[];
}

/** What becomes of a file. All offsets count in the text as it was read. */
export interface FileMigration {
  readonly text: string;
  readonly edits: readonly Edit[];
  /** The same edits and rewrites, by what was proven together. */
  readonly proven: readonly Proven[];
  readonly done: readonly AskedFor[];
  readonly notes: readonly LocatedNote[];
  /** Values that name a removed thing and stay on purpose. */
  readonly kept: readonly Range[];
  /** What comments say to leave alone, in the texts of scalars as well. */
  readonly ignores: readonly Ignore[];
  /** Why the file was left alone as a whole. */
  readonly problem?: ParseProblem;
}

/** What can become of a file. */
export interface FilePlan {
  /** All that can be done is done. */
  readonly all: FileMigration;
  /**
   * Only some of that is done, by the ids of the requests; undefined where it can be done only together with others.
   */
  readonly only: (accepted: ReadonlySet<symbol>) => FileMigration | undefined;
}

/** The plan for a file in which there is nothing to do. */
export function planOfUnchanged(migration: FileMigration): FilePlan {
  return { all: migration, only: () => migration };
}
