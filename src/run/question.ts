import type { Finding } from '../finding';
import type { RewriteOutcome } from '../migrate/rewrite-outcome';

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
