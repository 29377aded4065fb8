import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
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
  /** Whether a Node program is to tell its peak memory when it ends: some milliseconds more. */
  readonly tellsPeak?: boolean;
  /** How many files the command found, from its standard output; throws an error where the result is wrong. */
  readonly found?: (output: string) => number;
}

/** What a run of a command took. */
export interface Run {
  readonly seconds: number;
  /** Time of processors, of all its threads and of programs that it waited for; undefined where the system does not tell. */
  readonly busy: number | undefined;
  /** Megabytes: the largest resident set of its process, in which its worker threads are, where it tells. */
  readonly peak: number | undefined;
  /** The file that standard output went to. */
  readonly output: string;
}

/** Runs commands one at a time, with their output in files, as in `command > output 2> report`. */
export class Runner {
  constructor(private readonly folder: string) {}

  /**
   * Runs a command once, from start to exit.
   *
   * @throws an error if it ends with another exit code than those that are good
   */
  async run({ name, program, words, cwd, goodCodes = [0], tellsPeak = false }: Command): Promise<Run> {
    const inFolder = (file: string) => join(this.folder, file);
    const [output, report, peak] = [inFolder('output'), inFolder('report'), inFolder('peak')];
    const files = [openSync(output, 'w'), openSync(report, 'w')] as const;
    const preload = tellsPeak ? ['--require', join(__dirname, 'report-peak.js')] : [];
    const env = { ...process.env, BENCH_PEAK: peak };
    const busyBefore = busyOfChildren();
    const started = performance.now();
    const code = await new Promise<number | string>((resolve, reject) => {
      const child = spawn(program, [...preload, ...words], { cwd, env, stdio: ['ignore', ...files] });
      const stop = () => child.kill();
      process.once('exit', stop);
      child.on('error', reject);
      child.on('exit', (status, signal) => {
        process.off('exit', stop);
        resolve(status ?? signal ?? 'unknown');
      });
    });
    const seconds = (performance.now() - started) / 1000;
    const busyAfter = busyOfChildren();
    files.forEach(closeSync);
    if (typeof code === 'string' || !goodCodes.includes(code))
      throw new Error(`${name} ended with ${code}: ${readFileSync(report, 'utf8').slice(-2000)}`);
    return {
      seconds,
      busy: busyBefore === undefined || busyAfter === undefined ? undefined : busyAfter - busyBefore,
      peak: tellsPeak ? Number(readFileSync(peak, 'utf8')) / 1000 : undefined,
      output,
    };
  }

  /** Runs a Node program once more, only to read its peak memory, in megabytes. */
  async peak(command: Command): Promise<number | undefined> {
    return (await this.run({ ...command, tellsPeak: true })).peak;
  }
}
