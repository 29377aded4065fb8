import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const command = join(__dirname, '../../bin/istio-migrate.js');

/** How long the command may take for its next step. */
const patienceMs = 60_000;

/** How a command in a terminal ended. */
export interface Ended {
  readonly status: number | null;
  /** All that was sent to the screen, with line ends as in a file. */
  readonly screen: string;
}

export interface TerminalOptions {
  readonly columns?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** A script that Node loads before the command. */
  readonly preload?: string;
  /** What a shell puts behind the command, such as `>file`. */
  readonly redirection?: string;
}

/**
 * The built command in a terminal of its own. That is a pseudo-terminal which `script` of util-linux makes: it is part of
 * every Debian and Ubuntu (package bsdutils), and the only program here that needs no compiled add-on of Node.
 */
export class Terminal {
  private readonly child: ChildProcess;
  private output = '';
  /** Up to here the output was waited for. */
  private seen = 0;
  private wake: () => void = () => undefined;
  private ended: { readonly status: number | null } | { readonly error: Error } | undefined;

  constructor(folder: string, words: readonly string[], options: TerminalOptions = {}) {
    const { columns = 100, env = {}, preload, redirection = '' } = options;
    const before = preload === undefined ? [] : ['--require', preload];
    const line = [process.execPath, ...before, command, ...words].map(quoted).join(' ');
    const script = `stty cols ${columns} rows 50 && exec ${line} ${redirection}`;
    this.child = spawn('script', ['--quiet', '--return', '--command', script, '/dev/null'], {
      cwd: folder,
      env: { ...process.env, SHELL: '/bin/sh', TERM: 'xterm', NO_COLOR: '1', DEBUG: '', ...env },
    });
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.output += text;
      this.wake();
    });
    this.child.on('error', (error) => {
      this.end({ error: new Error('these tests need "script": apt-get install bsdutils', { cause: error }) });
    });
    this.child.on('close', (status) => {
      this.end({ status });
    });
  }

  get screen(): string {
    return this.output.replaceAll('\r\n', '\n');
  }

  /** Waits until a text is shown, behind all that was waited for before. */
  async shows(text: string): Promise<void> {
    await this.until(`shows ${JSON.stringify(text)}`, () => {
      const at = this.output.indexOf(text, this.seen);
      if (at === -1) {
        if (this.ended)
          throw new Error(`the command ended and never showed ${JSON.stringify(text)}:\n${this.screen}`);
        return false;
      }
      this.seen = at + text.length;
      return true;
    });
  }

  /** Presses keys: `\x03` is Ctrl-C, `\x04` Ctrl-D. */
  type(keys: string): void {
    this.child.stdin?.write(keys);
  }

  /** Waits until the command has ended. */
  async ends(): Promise<Ended> {
    await this.until('ends', () => this.ended !== undefined);
    if (!this.ended || 'error' in this.ended) throw this.ended?.error ?? new Error('it did not end');
    return { status: this.ended.status, screen: this.screen };
  }

  /** Takes the terminal away, if it is still there. */
  close(): void {
    if (!this.ended) this.child.kill('SIGKILL');
  }

  private end(how: NonNullable<typeof this.ended>): void {
    this.ended ??= how;
    this.wake();
  }

  private async until(what: string, isSo: () => boolean): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new Error(`waited in vain until the command ${what}; on the screen is:\n${this.screen}`));
      }, patienceMs);
    });
    try {
      while (!isSo()) await Promise.race([deadline, new Promise<void>((resolve) => (this.wake = resolve))]);
    } finally {
      clearTimeout(timer);
    }
  }
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
