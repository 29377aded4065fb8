import { warmUp, withPeaks } from '../measure/rounds';
import { memory, type Section, time } from '../section';
import { dryRun } from '../tool';
import type { Context } from './context';

const steps = [1_000, 10_000, 100_000] as const;
const megabytesAtMost = 350;
// Ten times the files may take ten times as long; the rest is what measuring on a busy machine costs.
const growthAtMost = 10 * 1.25;

/** How time and memory grow with the number of files. */
export async function files({ options, runner, tree: treeOf, nameOf }: Context): Promise<Section> {
  const rows: string[][] = [];
  const grown: { seconds: number; megabytes: number }[] = [];
  for (const count of steps) {
    const tree = treeOf(count);
    const rounds = count < 100_000 ? options.rounds : Math.min(2, options.rounds);
    const commands = options.tools.map((tool) => dryRun(tree, tool, nameOf(tool)));
    const timings = await withPeaks(commands, rounds, runner);
    for (const [index, { name, median, minimum, busy, runs, found, peak: megabytes }] of timings.entries()) {
      if (index === 0) grown.push({ seconds: median, megabytes: megabytes ?? NaN });
      const size = `${(tree.bytes / 1e6).toFixed(0)} MB`;
      const perFile = `${((median / count) * 1e6).toFixed(0)} µs`;
      rows.push([
        name,
        String(count),
        size,
        time(median),
        time(minimum),
        time(busy),
        String(runs),
        perFile,
        memory(megabytes),
        String(found),
      ]);
    }
  }
  const [, middle, last] = grown;
  const factor = (last?.seconds ?? NaN) / (middle?.seconds ?? NaN);
  const room = (last?.megabytes ?? NaN) / (middle?.megabytes ?? NaN);
  const peak = last?.megabytes ?? NaN;
  return {
    title: 'Growth with the number of files',
    how: [
      `Dry runs over trees of the same kind, with files in the caches, ${warmUp(options.rounds)} (at most 2 rounds at 100,000 files); the peak is that of one more run, and counts threads (but no git command that is started).`,
    ],
    head: [
      'command',
      'files',
      'size',
      'median',
      'minimum',
      'processor',
      'runs',
      'per file',
      'peak memory',
      'due files found',
    ],
    rows,
    targets: [
      {
        goal: 'time is linear: 10 × the files ≤ 12.5 × the time',
        measured: `${factor.toFixed(1)} ×`,
        isMet: factor <= growthAtMost,
      },
      {
        goal: 'memory is linear: 10 × the files ≤ 10 × the peak',
        measured: `${room.toFixed(1)} ×`,
        isMet: room <= 10,
      },
      {
        goal: `peak ≤ ${megabytesAtMost} MB at 100,000 files`,
        measured: `${peak.toFixed(0)} MB`,
        isMet: peak <= megabytesAtMost,
      },
    ],
  };
}
