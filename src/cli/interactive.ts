import { answersHelp, promptText, questionText } from '../report/question';
import type { Answer, Ask, Question } from '../run/options';
import { Lines } from './lines';
import type { Options } from './options';
import { UsageError } from './usage-error';
import { textOptions } from './report';

/** Asks a person on the terminal about one change after the other. */
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
        `--interactive asks on the terminal, and standard ${name} is none; run it in a terminal, or use --write to make all changes`,
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
