import type { Exclusion } from '../files/rules';
import type { Finding, RewriteOutcome } from '../finding';
import type { Transform } from '../transform';
import type { Version } from '../version';
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
  /** Those that were chosen and that the target asks for. */
  readonly transforms: readonly Transform[];
  /** The ids of all transforms that there are, which ignores may name; by default those that run. */
  readonly knownIds?: readonly string[];
  /** Where the upgrade starts; undefined where it is for the tree to say. */
  readonly from?: Version | undefined;
  readonly target: Version;
  /** Whether to write what keeps the old behaviour where a default changes. */
  readonly pinDefaults?: boolean | undefined;
  readonly mode: Mode;
  /** Asks a person about each rewrite that would be written; without it, all are written. */
  readonly ask?: Ask;
  readonly onProgress?: OnProgress;
}

/** What a run does with many files: it looks for words, learns what the tree says, and migrates. */
export type Step = 'searching' | 'reading' | 'migrating';

/** Called for each file that a step comes to; `done` counts it. */
export type OnProgress = (step: Step, done: number, total: number) => void;

/** Counts the files that each step comes to. */
export function counter({ onProgress }: Pick<RunOptions, 'onProgress'>): (step: Step, total: number) => void {
  const done = new Map<Step, number>();
  return (step, total) => {
    const count = (done.get(step) ?? 0) + 1;
    done.set(step, count);
    onProgress?.(step, Math.min(count, total), total);
  };
}

/** A rewrite that is about to be made, or several that cannot be made without each other. */
export interface Question {
  readonly path: string;
  /** The whole file as it was decided so far, and with the rewrite. */
  readonly before: string;
  readonly after: string;
  /** What changes and why; lines and positions count in the text with the rewrite. */
  readonly rewrites: readonly AskedRewrite[];
  /** What is to be told if it is made. */
  readonly findings: readonly Finding[];
  /** Which of the file's rewrites this is, from 1, and how many there are. */
  readonly number: number;
  readonly count: number;
}

export interface AskedRewrite extends RewriteOutcome {
  /** The object that it is about, as a report names it, where it is about one. */
  readonly object: string | undefined;
}

/**
 * `yes`: make it. `no`: leave it. `rest`: make it, and all later ones in the file. `quit`: leave it, and all that was not
 * asked yet.
 */
export type Answer = 'yes' | 'no' | 'rest' | 'quit';

export type Ask = (question: Question) => Promise<Answer>;
