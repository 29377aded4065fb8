import { readFileSync } from 'node:fs';
import type { Command, Run, Runner } from './command';

/** What several runs of one command took. */
export interface Timing {
  readonly name: string;
  readonly median: number;
  readonly minimum: number;
  readonly runs: number;
  /** The mean of the time of processors: what else the machine does changes it less than the time from start to exit. */
  readonly busy: number | undefined;
  /** Megabytes, where the command tells. */
  readonly peak: number | undefined;
  /** What the command found, where it tells. */
  readonly found: number | undefined;
}

/** A command, and in how many of the rounds it takes part. */
export interface Entrant {
  readonly command: Command;
  readonly rounds: number;
}

/**
 * Runs commands in turn (A B C A B C …), so that what else the machine does meets all of them. A first run of each
 * fills the caches, is not counted, and is left out for commands that take part in one round only.
 *
 * @throws an error where a command fails, or finds something else than there is
 */
export async function inTurn(entrants: readonly Entrant[], runner: Runner): Promise<Timing[]> {
  const all = entrants.map((): Run[] => []);
  const found = entrants.map((): number | undefined => undefined);
  const rounds = Math.max(...entrants.map((entrant) => entrant.rounds));
  for (let round = -1; round < rounds; round++) {
    for (const [index, { command, rounds: own }] of entrants.entries()) {
      if (round >= own || (round < 0 && own === 1)) continue;
      const run = await runner.run(command);
      // Whoever waits for a long part sees how far it is.
      if (run.seconds > 1) process.stderr.write(`${command.name}: ${run.seconds.toFixed(1)} s\n`);
      if (round >= 0) all[index]?.push(run);
      if (command.found) found[index] = command.found(readFileSync(run.output, 'utf8'));
    }
  }
  return entrants.map(({ command }, index) => summary(command.name, all[index] ?? [], found[index]));
}

/** Runs Node programs in turn, and each once more, not timed, for the peak of its memory. */
export async function withPeaks(
  commands: readonly Command[],
  rounds: number,
  runner: Runner,
): Promise<Timing[]> {
  const timings = await inTurn(
    commands.map((command) => ({ command, rounds })),
    runner,
  );
  const measured: Timing[] = [];
  for (const [index, timing] of timings.entries()) {
    const command = commands[index];
    measured.push({ ...timing, peak: command && (await runner.peak(command)) });
  }
  return measured;
}

function summary(name: string, runs: readonly Run[], found: number | undefined): Timing {
  const sorted = runs.map(({ seconds }) => seconds).toSorted((a, b) => a - b);
  const busy = runs.flatMap((run) => run.busy ?? []);
  const peaks = runs.flatMap((run) => run.peak ?? []);
  return {
    name,
    median: median(sorted),
    minimum: sorted[0] ?? NaN,
    runs: runs.length,
    busy: busy.length === 0 ? undefined : mean(busy),
    peak: peaks.length === 0 ? undefined : Math.max(...peaks),
    found,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(sorted: readonly number[]): number {
  return mean(sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1));
}

/** What `inTurn` does with a number of rounds, for the report. */
export function warmUp(rounds: number): string {
  return rounds === 1 ? 'one run of each' : `medians of ${rounds} rounds after one that is not counted`;
}
