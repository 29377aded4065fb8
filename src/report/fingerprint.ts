import { createHash } from 'node:crypto';
import type { Problem } from './problem';

/**
 * Names problems so that one can be found again in a later run: by rule, file and message. No line is in it, so that a
 * problem stays itself where lines are added above; of several that say the same in a file, it is the first, the second…
 */
export class Fingerprints {
  private readonly seen = new Map<string, number>();

  /** To be asked in the order of the problems' positions. */
  of({ transform, message, due }: Problem, uri: string): Record<string, string> {
    // A message may name a place elsewhere, whose line moves too.
    const words = [transform, uri, message.replaceAll(/:\d+/g, ':'), due ? 'rewrite' : 'finding'];
    const hash = createHash('sha256').update(JSON.stringify(words)).digest('hex');
    const number = (this.seen.get(hash) ?? 0) + 1;
    this.seen.set(hash, number);
    return { 'istioMigrateProblem/v1': `${hash.slice(0, 32)}:${number}` };
  }
}
