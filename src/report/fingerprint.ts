import { createHash } from 'node:crypto';

/** What a fingerprint is made of. */
export interface Fingerprinted {
  readonly transform: string;
  readonly message: string;
  readonly type: 'failure' | 'rewrite' | 'finding';
}

/**
 * Names problems so that a later run finds them again: by rule, file and message. No line is part of it, so that a
 * problem keeps its name where lines are added above; of several with the same words in a file, it is the first, the
 * second…
 */
export class Fingerprints {
  private readonly seen = new Map<string, number>();

  /** To be called in the order of the problems' positions. */
  of({ transform, message, type }: Fingerprinted, path: string): string {
    // A message may name a place elsewhere, whose line moves too.
    const words = [transform, path, message.replaceAll(/:\d+/g, ':'), type];
    const hash = createHash('sha256').update(JSON.stringify(words)).digest('hex');
    const number = (this.seen.get(hash) ?? 0) + 1;
    this.seen.set(hash, number);
    return `${hash.slice(0, 32)}:${number}`;
  }
}
