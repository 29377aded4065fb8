import type { Command } from '../measure/command';
import { inTurn } from '../measure/rounds';
import { type Section, time, times } from '../section';
import type { Context } from './context';

const rounds = 30;

/** How long it takes until anything is done. */
export async function startup({ options, runner, tree, nameOf }: Context): Promise<Section> {
  const { folder: cwd, plain, due: duePaths, files } = tree(10_000);
  const node = (name: string, ...words: string[]): Command => ({
    name,
    program: process.execPath,
    words,
    cwd,
  });
  const [dueFile = ''] = duePaths;
  const commands = [
    node('node -e 0', '-e', '0'),
    ...options.tools.flatMap((tool) => [
      node(`${nameOf(tool)} --version`, tool, '--version'),
      node(`${nameOf(tool)} --check, three files without a trigger`, tool, '--check', ...plain),
      // Exit code 1: a rewrite is due.
      { ...node(`${nameOf(tool)} --check, one due file`, tool, '--check', dueFile), goodCodes: [1] },
    ]),
  ];
  const timings = await inTurn(
    commands.map((command) => ({ command, rounds })),
    runner,
  );
  const [bare, version, hook, due] = timings.map(({ median }) => median);
  const target = (what: string, limit: number, measured = NaN) => {
    const ratio = measured / (bare ?? NaN);
    return { goal: `${what} ≤ ${limit} × node -e 0`, measured: times(ratio), isMet: ratio <= limit };
  };
  return {
    title: 'Start-up',
    how: [
      `Median of ${rounds} rounds in turn, each command from its start to its exit, output in files.`,
      `The files lie in a tree of ${files}; deciding on the due one needs the facts of the whole tree, on the others not.`,
    ],
    head: ['command', 'median', 'minimum', 'processor', 'to node -e 0'],
    rows: timings.map(({ name, median, minimum, busy }) => [
      name,
      time(median),
      time(minimum),
      time(busy),
      times(median / (bare ?? NaN)),
    ]),
    targets: [
      target('--version', 1.3, version),
      target('a hook on three files', 2, hook),
      target('a hook on a due file', 6, due),
    ],
  };
}
