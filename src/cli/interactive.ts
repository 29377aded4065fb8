import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { answersHelp, promptText, questionText } from '../report/question';
import type { Answer, Ask, Question } from '../run/open';
import type { Options } from './options';
import { UsageError } from './arguments';
import { textOptions } from './reports';

/**
 * The lines that the user types. The terminal keeps its usual mode and edits lines itself, so there is nothing to
 * restore, however the command ends.
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

/** Asks the user on the terminal about each change. */
export interface Dialogue {
  readonly ask: Ask;
  /** Ends the dialogue, and lets go of the terminal. */
  readonly close: () => void;
}

const answers: ReadonlyMap<string, Answer> = new Map([
  ['y', 'yes'],
  ['n', 'no'],
  ['a', 'rest'],
  ['q', 'quit'],
]);

/**
 * Starts a dialogue on standard input and output.
 *
 * @param beforeAsking called before anything is printed
 * @throws UsageError if one of them is no terminal
 */
export function startDialogue(options: Options, beforeAsking: () => void): Dialogue {
  const { stdin, stdout } = process;
  for (const [name, stream] of Object.entries({ input: stdin, output: stdout })) {
    if (!stream.isTTY)
      throw new UsageError(
        `--interactive needs a terminal, but standard ${name} is not one; use --write to make all changes`,
      );
  }
  const lines = new Lines(stdin);
  let lastPath: string | undefined;
  const ask = async (question: Question): Promise<Answer> => {
    beforeAsking();
    const text = textOptions(options, stdout);
    const gap = lastPath === undefined ? '' : '\n';
    stdout.write(gap + questionText(question, text, question.path !== lastPath));
    lastPath = question.path;
    for (;;) {
      const line = await lines.next(() => stdout.write(promptText(question, text.colour)));
      if (line === undefined) {
        // What was typed, if anything, did not end its line.
        stdout.write('\n');
        return 'quit';
      }
      const answer = answers.get(line.trim().toLowerCase());
      if (answer) return answer;
      stdout.write(answersHelp);
    }
  };
  const close = (): void => {
    lines.close();
    if (lastPath !== undefined) stdout.write('\n');
  };
  return { ask, close };
}
