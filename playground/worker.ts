import { type Input, migrateTree, type Output } from './engine';

/** An answer of the worker, to the question with that number. */
export type Reply =
  { readonly number: number; readonly output: Output } | { readonly number: number; readonly error: string };

interface Question {
  readonly number: number;
  readonly input: Input;
}

/** Answers questions, where this script runs as a worker. */
export function serve(): void {
  addEventListener('message', ({ data }: MessageEvent<Question>) => {
    const { number, input } = data;
    postMessage(answer(number, input));
  });
}

function answer(number: number, input: Input): Reply {
  try {
    return { number, output: migrateTree(input) };
  } catch (error) {
    return { number, error: error instanceof Error ? error.message : String(error) };
  }
}

/** Migrates beside the page, so that it never waits. Of many questions in a row only the last is answered. */
export class Migrator {
  private readonly worker: Worker;
  private asked = 0;
  private isBusy = false;
  private waiting: Question | undefined;

  constructor(onReply: (reply: Reply) => void) {
    // The page's own script, which knows where it runs: the page is one file.
    const script = document.getElementById('script')?.textContent ?? '';
    this.worker = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })));
    this.worker.addEventListener('message', ({ data: reply }: MessageEvent<Reply>) => {
      this.isBusy = false;
      if (reply.number === this.asked) onReply(reply);
      if (this.waiting) this.send(this.waiting);
    });
  }

  ask(input: Input): void {
    const question = { number: ++this.asked, input };
    if (this.isBusy) this.waiting = question;
    else this.send(question);
  }

  private send(question: Question): void {
    this.waiting = undefined;
    this.isBusy = true;
    this.worker.postMessage(question);
  }
}
