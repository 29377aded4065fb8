import type { Exclusion } from '../files/rules';
import type { Transform } from '../transform';
import type { Version } from '../version';
import type { Ask } from './question';
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
  /** Asks a person about each rewrite that would be written; without it, all are written. */
  readonly ask?: Ask;
  readonly onProgress?: OnProgress;
}

/** What a run does with many files: it looks for words, learns what the tree says, and migrates. */
export type Step = 'searching' | 'reading' | 'migrating';

/** Called for each file that a step comes to; `done` counts it. */
export type OnProgress = (step: Step, done: number, total: number) => void;

/** Counts the files that a step comes to. */
export function counter(
  { onProgress }: Pick<RunOptions, 'onProgress'>,
  step: Step,
  total: number,
): () => void {
  let done = 0;
  return () => onProgress?.(step, ++done, total);
}
