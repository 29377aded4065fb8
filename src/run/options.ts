import type { Exclusion } from '../files';
import type { Transform, Version } from '../manifest';
import type { Mode } from './result';

/** What to run, and on what. */
export interface RunOptions {
  readonly cwd: string;
  /** Files, directories and globs. */
  readonly paths: readonly string[];
  readonly exclude: readonly string[];
  /** What a configuration keeps out besides. */
  readonly configured?: Exclusion | undefined;
  /** Whether to rewrite the fenced blocks of Markdown files too; by default they are only swept. */
  readonly markdown?: boolean;
  readonly transforms: readonly Transform[];
  /** The ids of all transforms that there are, which ignores may name; by default those that run. */
  readonly knownIds?: readonly string[];
  readonly target: Version;
  readonly mode: Mode;
  /** Called as files are looked at. */
  readonly onProgress?: (done: number, total: number) => void;
}
