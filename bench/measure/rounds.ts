import { readFileSync } from 'node:fs';
import type { Command, Runner } from './command';

/** What several runs of one command took. */
export interface Timing {
  readonly name: string;
  readonly median: number;
  readonly minimum: number;
  readonly runs: number;
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
  const seconds = entrants.map((): number[] => []);
  const found = entrants.map((): number | undefined => undefined);
  const rounds = Math.max(...entrants.map((entrant) => entrant.rounds));
  for (let round = -1; round < rounds; round++) {
    for (const [index, { command, rounds: own }] of entrants.entries()) {
      if (round >= own || (round < 0 && own === 1)) continue;
      const run = await runner.run(command);
      if (round >= 0) seconds[index]?.push(run.seconds);
      if (command.found) found[index] = command.found(readFileSync(run.output, 'utf8'));
    }
  }
  return entrants.map(({ command }, index) => summary(command.name, seconds[index] ?? [], found[index]));
}

function summary(name: string, seconds: readonly number[], found: number | undefined): Timing {
  const sorted = seconds.toSorted((a, b) => a - b);
  return { name, median: median(sorted), minimum: sorted[0] ?? NaN, runs: sorted.length, found };
}

function median(sorted: readonly number[]): number {
  const middle = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}
