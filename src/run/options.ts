import type { Transform, Version } from '../manifest';
import type { Ask } from './question';
import type { Mode } from './result';

/** What to run, and on what. */
export interface RunOptions {
  readonly cwd: string;
  /** Files, directories and globs. */
  readonly paths: readonly string[];
  readonly exclude: readonly string[];
  /** Whether to rewrite the fenced blocks of Markdown files too; by default they are only swept. */
  readonly markdown?: boolean;
  readonly transforms: readonly Transform[];
  readonly target: Version;
  readonly mode: Mode;
  /** Asks a person about each rewrite that would be written; without it, all are written. */
  readonly ask?: Ask;
  /** Called as files are looked at. */
  readonly onProgress?: (done: number, total: number) => void;
}
