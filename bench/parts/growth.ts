import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { type Section, time } from '../section';
import { shapes } from '../shapes';
import type { Context } from './context';

/** Twice as much may take 2.2 times as long. */
const exponentAtMost = 1.15;
/** Seconds after which a shape is given up. */
const longest = 120;
/** Below so many seconds, what is measured is the clock. */
const shortest = 0.02;

/** What a shape of a size took. */
interface Measured {
  readonly size: number;
  readonly characters: number;
  readonly seconds: number;
}

/** How time grows with what there is of one kind: of each shape, doubled again and again. */
export function growth({ options, nameOf }: Context): Promise<Section> {
  const rows: string[][] = [];
  const steep: string[] = [];
  for (const { name } of shapes) {
    for (const [index, tool] of options.tools.entries()) {
      const measured = measure(join(dirname(tool), '../dist/index.js'), name);
      const exponent = exponentOf(measured);
      const last = measured.at(-1);
      if (index === 0 && !(exponent <= exponentAtMost)) steep.push(name);
      rows.push([
        name,
        nameOf(tool),
        `${measured[0]?.size ?? '–'} … ${last?.size ?? '–'}`,
        last ? `${(last.characters / 1000).toFixed(0)} KB` : '–',
        time(last?.seconds),
        last ? `${((last.seconds / last.characters) * 1e6).toFixed(1)} µs` : '–',
        Number.isNaN(exponent) ? '–' : exponent.toFixed(2),
      ]);
    }
  }
  return Promise.resolve({
    title: 'Growth with what a tree holds',
    how: [
      'Each shape is doubled four times; the library runs on it in memory, after two runs that are not counted. Processor time, the better of two runs; the time and size are those of the largest.',
      'The exponent is fitted to the last three sizes: 1 is twice as much time for twice as much, 2 is four times.',
    ],
    head: ['shape', 'tool', 'sizes', 'text', 'time', 'a character', 'exponent'],
    rows,
    targets: [
      {
        goal: `every exponent ≤ ${exponentAtMost}`,
        measured: steep.length === 0 ? `${shapes.length} shapes` : `not: ${steep.join(', ')}`,
        isMet: steep.length === 0,
      },
    ],
  });
}

/** What the sizes of a shape take, as far as the time goes. */
function measure(library: string, shape: string): Measured[] {
  const driver = join(__dirname, '../measure/library.js');
  const { stdout, stderr, status } = spawnSync(process.execPath, [driver, library, shape], {
    encoding: 'utf8',
    timeout: longest * 1000,
  });
  if (status !== 0 && status !== null) throw new Error(`${shape}: ${stderr.slice(-2000)}`);
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Measured);
}

/** The slope of time over size where both are doubled; of a shape that was given up, none that is good. */
function exponentOf(measured: readonly Measured[]): number {
  if (measured.length < 5) return NaN;
  const points = measured.slice(-3).map(({ characters, seconds }) => ({
    x: Math.log(characters),
    y: Math.log(Math.max(seconds, shortest)),
  }));
  const mean = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
  const [x, y] = [mean(points.map((point) => point.x)), mean(points.map((point) => point.y))];
  const rise = points.reduce((sum, point) => sum + (point.x - x) * (point.y - y), 0);
  return rise / points.reduce((sum, point) => sum + (point.x - x) ** 2, 0);
}
