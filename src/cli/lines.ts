import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/**
 * The lines that a person types. The terminal stays in its usual mode, in which it edits lines by itself: there is
 * nothing to restore, however the command ends.
 */
export class Lines {
  private readonly typed: string[] = [];
  private hasEnded = false;
  private wake: () => void = () => undefined;
  private readonly reader;

  constructor(input: Readable) {
    this.reader = createInterface({ input, terminal: false });
    this.reader.on('line', (line) => {
      this.typed.push(line);
      this.wake();
    });
    const end = (): void => {
      this.hasEnded = true;
      this.wake();
    };
    this.reader.on('close', end);
    // A terminal that is closed fails to be read.
    input.on('error', end);
  }

  /**
   * The next line; undefined where the input ends, or at Ctrl-C.
   *
   * @param prompt called once Ctrl-C would be noticed
   */
  async next(prompt: () => void): Promise<string | undefined> {
    const interruption = new AbortController();
    const interrupt = (): void => {
      interruption.abort();
      this.wake();
    };
    process.on('SIGINT', interrupt);
    try {
      prompt();
      for (;;) {
        if (interruption.signal.aborted) return undefined;
        const line = this.typed.shift();
        if (line !== undefined || this.hasEnded) return line;
        await new Promise<void>((resolve) => (this.wake = resolve));
      }
    } finally {
      process.off('SIGINT', interrupt);
    }
  }

  /** Lets go of the input, so that the process may end. */
  close(): void {
    this.reader.close();
  }
}
