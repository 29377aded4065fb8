import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from '../measure/command';
import { warmUp, withPeaks } from '../measure/rounds';
import { memory, type Section, time } from '../section';
import { migratedPool } from '../tree/due';
import { writeRendered } from '../tree/rendered';
import type { Context } from './context';

const steps = [1, 10, 50, 200] as const;
const duePools = 3;

/** How time and memory grow with the size of one file. */
export async function large({ options, runner, folder, nameOf }: Context): Promise<Section> {
  const rows: string[][] = [];
  let slowest = NaN;
  let highest = NaN;
  for (const size of steps) {
    const file = 'rendered.yaml';
    // Files beside it would be read as well, for what they say of the pools in it.
    const cwd = join(folder, `rendered-${size}`);
    mkdirSync(cwd);
    writeRendered(join(cwd, file), size);
    const commands = options.tools.map((tool) => dryRunOf(file, cwd, tool, nameOf(tool)));
    const rounds = size < 200 ? options.rounds : Math.min(2, options.rounds);
    const timings = await withPeaks(commands, rounds, runner);
    for (const [index, { name, median, minimum, busy, runs, found, peak: megabytes }] of timings.entries()) {
      if (index === 0) [slowest, highest] = [median, megabytes ?? NaN];
      rows.push([
        name,
        `${size} MB`,
        time(median),
        time(minimum),
        time(busy),
        String(runs),
        memory(megabytes),
        String(found),
      ]);
    }
  }
  return {
    title: 'One large rendered file',
    how: [
      `Many documents, with ${duePools} due pools among them: near the start, in the middle, near the end; ${warmUp(options.rounds)} (at most 2 rounds at 200 MB).`,
    ],
    head: ['command', 'size', 'median', 'minimum', 'processor', 'runs', 'peak memory', 'due objects found'],
    rows,
    targets: [
      { goal: '200 MB under 5 s', measured: time(slowest), isMet: slowest < 5 },
      { goal: 'peak ≤ 700 MB at 200 MB', measured: `${highest.toFixed(0)} MB`, isMet: highest <= 700 },
    ],
  };
}

function dryRunOf(file: string, cwd: string, launcher: string, name: string): Command {
  return {
    name,
    program: process.execPath,
    words: [launcher, file],
    cwd,
    found: (output) => {
      const count = output.split('\n').filter((line) => line === `+${migratedPool}`).length;
      if (count !== duePools)
        throw new Error(`${name} is wrong: it found ${count} of ${duePools} due objects in ${file}`);
      return count;
    },
  };
}
