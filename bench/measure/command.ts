import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { busyOfChildren } from './busy';

/** A command to measure. */
export interface Command {
  readonly name: string;
  readonly program: string;
  readonly words: readonly string[];
  readonly cwd: string;
  /** Exit codes that say that it did its work; by default only 0. */
  readonly goodCodes?: readonly number[];
  /** How many files the command found, from its standard output; throws an error where the result is wrong. */
  readonly found?: (output: string) => number;
}

/** What a run of a command took. */
export interface Run {
  readonly seconds: number;
  /** Time of processors, of all its threads and of programs that it waited for; undefined where the system does not tell. */
  readonly busy: number | undefined;
  /** Where standard output and standard error went. */
  readonly output: string;
  readonly report: string;
}

/** Runs commands one at a time, with their output in files, as in `command > output 2> report`. */
export class Runner {
  constructor(private readonly folder: string) {}

  /** Runs a command once, from start to exit. */
  async run(command: Command, env = process.env): Promise<Run> {
    const { name, program, words, cwd, goodCodes = [0] } = command;
    const output = join(this.folder, 'output');
    const report = join(this.folder, 'report');
    const files = [openSync(output, 'w'), openSync(report, 'w')] as const;
    const busyBefore = busyOfChildren();
    const started = performance.now();
    const code = await new Promise<number | string>((resolve, reject) => {
      const child = spawn(program, words, { cwd, env, stdio: ['ignore', ...files] });
      child.on('error', reject);
      child.on('exit', (status, signal) => {
        resolve(status ?? signal ?? 'unknown');
      });
    });
    const seconds = (performance.now() - started) / 1000;
    const busyAfter = busyOfChildren();
    const busy = busyBefore === undefined || busyAfter === undefined ? undefined : busyAfter - busyBefore;
    files.forEach(closeSync);
    if (typeof code === 'string' || !goodCodes.includes(code))
      throw new Error(`${name} ended with ${code}: ${readFileSync(report, 'utf8').slice(-2000)}`);
    return { seconds, busy, output, report };
  }

  /**
   * Runs a Node program once more, to read its peak memory: the largest resident set of its process, in which its
   * worker threads are. Not timed.
   *
   * @returns megabytes
   */
  async peak({ words, ...command }: Command): Promise<number> {
    const answer = join(this.folder, 'peak');
    rmSync(answer, { force: true });
    const preload = ['--require', join(__dirname, 'report-peak.js')];
    await this.run({ ...command, words: [...preload, ...words] }, { ...process.env, BENCH_PEAK: answer });
    return Number(readFileSync(answer, 'utf8')) / 1000;
  }
}
