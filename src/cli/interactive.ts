import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { colourDiff, painter } from '../report/colour';
import { unifiedDiff } from '../report/diff';
import { escapeLines } from '../report/escape';
import { rewriteLine, type TextOptions } from '../report/text';
import { findingBlocks, paragraph } from '../report/text/findings';
import type { Answer, Ask, AskedChange, AskedRewrite, Question } from '../run/open';
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
    lastPath = question.others.at(-1)?.path ?? question.path;
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

/**
 * What you decide about: the change as hunks of a unified diff, which object it is in and why, and what has to be
 * known once it is made; then the same for what changes with it in other files. Nothing in it can drive the terminal.
 *
 * @param isNewFile whether to begin with the name of the file
 * @returns whole lines
 */
function questionText(question: Question, options: SheetOptions, isNewFile: boolean): string {
  const { others } = question;
  const own = changeText(question, options, isNewFile);
  if (others.length === 0) return own;
  const sheet = { paint: painter(options.colour), width: options.width };
  const files = others.length === 1 ? 'another file' : `${others.length} other files`;
  const also = paragraph(sheet, 0, {
    text: `Your answer also counts for ${files}, which must change with it:`,
  });
  return [own, `${also}\n`, ...others.map((other) => changeText(other, options, true))].join('\n');
}

type SheetOptions = Omit<TextOptions, 'quiet'>;

function changeText(
  { path, before, after, rewrites, findings }: AskedChange,
  { colour, width, transforms }: SheetOptions,
  isNewFile: boolean,
): string {
  const sheet = { paint: painter(colour), width };
  const diff = unifiedDiff(path, before, after);
  const shown = isNewFile ? diff : diff.slice(diff.indexOf('\n@@ ') + 1);
  const numberWidth = Math.max(...rewrites.map(({ line }) => `${line}`.length));
  const together = 'These changes can only be made together:';
  const lines = [
    (colour ? colourDiff : escapeLines)(shown),
    ...(rewrites.length > 1 ? [paragraph(sheet, 0, { text: together })] : []),
    ...rewrites.map((rewrite) => rewriteLine(sheet, withObject(rewrite), numberWidth, transforms)),
    ...findingBlocks(sheet, findings),
  ];
  return `${lines.join('\n')}\n`;
}

/** What is in front of the place where an answer is typed. */
function promptText({ number, count }: Question, colour: boolean): string {
  return `${painter(colour)('bold', `(${number}/${count}) Apply this change [y,n,a,q,?]?`)} `;
}

/** What the answers mean; whole lines. */
const answersHelp = `y - apply this change
n - do not apply this change
a - apply this change and all later ones in the file
q - quit; apply neither this change nor any of the remaining ones
? - print help
`;

/** Many summaries say which object they are about; a reference, for one, only says to what. */
function withObject(rewrite: AskedRewrite): AskedRewrite {
  const { object, summary } = rewrite;
  if (object === undefined || summary.startsWith(`${object}:`)) return rewrite;
  return { ...rewrite, summary: `${object}: ${summary}` };
}
