import type { Finding, RewriteOutcome } from '../finding';
import type { Fix } from '../migrate/outcome';
import type { TransformKind } from '../transform';
import type { UpgradeRange } from '../version';

/** What the command was asked to do with rewrites: show them, make them, or only say whether there are any. */
export type Mode = 'dry-run' | 'write' | 'check';

/** A file that is changed, or that could not be handled. */
export interface FileResult {
  /** Relative to the working directory, with `/`. */
  readonly path: string;
  readonly status: 'changed' | 'failed';
  readonly before: string;
  /** The same text as `before` in a failed file. */
  readonly after: string;
  readonly rewrites: readonly RewriteOutcome[];
  /** The same rewrites with the edits of `before` that make them; all edits together make `after`. */
  readonly fixes: readonly Fix[];
  /** Ids and kinds of the transforms that change the file, each once. */
  readonly transforms: readonly string[];
  readonly kinds: readonly TransformKind[];
  /** Why it failed: it could not be parsed, or written. */
  readonly error?: string;
}

/** Something that kept the tool from doing its job: exit code 2. */
export interface Fault {
  readonly path: string;
  /** One line, for a person. */
  readonly message: string;
}

/** All that a run found out. */
export interface RunResult {
  readonly mode: Mode;
  /** The upgrade that was asked for, with where it starts. */
  readonly range: UpgradeRange;
  /** Files looked at, and files parsed since they hold a trigger word. */
  readonly scanned: number;
  readonly parsed: number;
  /** Sorted by path. */
  readonly files: readonly FileResult[];
  /** Sorted by path, line and column. */
  readonly findings: readonly Finding[];
  /** Paths that were named and that an ignore rule keeps out. */
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  readonly faults: readonly Fault[];
  /** How many rewrites a person declined, or did not come to; undefined where nobody was asked. */
  readonly leftByChoice?: number;
  /** Whether the text came from standard input, so that there is no file to write. */
  readonly isStandardInput?: boolean;
  /** How many problems a baseline accepts; they are left out of the files and findings. */
  readonly accepted?: number;
  readonly durationMs: number;
}
