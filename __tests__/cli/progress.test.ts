import { oldPool } from '../support/pools';
import { Terminal, type TerminalOptions } from './terminal';
import { Workspace } from './workspace';

const erase = '\r\x1b[K';

let workspace: Workspace;
let terminal: Terminal | undefined;

beforeEach(() => {
  workspace = new Workspace();
  // Any run is a long one by the one clock, and a short one by the other.
  workspace.write('clock/fast.js', 'let now = 0;\nperformance.now = () => (now += 150);\n');
  workspace.write('clock/still.js', 'performance.now = () => 0;\n');
  for (let index = 0; index < 12; index++) workspace.write(`tree/${index}.yaml`, oldPool(`pool-${index}`));
});

afterEach(() => {
  terminal?.close();
  terminal = undefined;
  workspace.remove();
});

function start(words: readonly string[], options: TerminalOptions = {}, clock = 'fast'): Terminal {
  const preload = `${workspace.root}/clock/${clock}.js`;
  return (terminal = new Terminal(workspace.root, ['tree', ...words], { preload, ...options }));
}

/** Which lines of progress a screen showed, and what is left when they are erased. */
function read(screen: string): { lines: string[]; rest: string } {
  const [first = '', ...others] = screen.split(erase);
  const lines = others.map((text) => /^\w+ [\d,]+ of [\d,]+ files$/.exec(text)?.[0] ?? '');
  const rest = others.map((text, index) => text.slice((lines[index] ?? '').length)).join('');
  return { lines: lines.filter((line) => line !== ''), rest: first + rest };
}

test('a long run tells what it does and how far it has come, and takes the line away before it prints', async () => {
  const { screen, status } = await start([]).ends();
  const { lines, rest } = read(screen);
  expect(new Set(lines.map((line) => line.split(' ')[0]))).toEqual(
    new Set(['searching', 'reading', 'migrating']),
  );
  for (const line of lines) expect(line).toMatch(/^\w+ (?:[1-9]|1[0-2]) of 12 files$/);
  // By that clock some come too soon after the one before.
  expect(lines.length).toBeLessThan(36);
  expect(screen.startsWith(erase)).toBe(true);
  expect(rest).toMatch(/^diff --git a\/tree\/0\.yaml b\/tree\/0\.yaml\n/);
  expect(rest).toMatch(/ 12 files scanned in [^(]+\(1\.30 is assumed: [^)]+\)\.\s+Run\s+with [^.]+\.\n$/);
  expect(rest).toBe(screen.slice(screen.lastIndexOf(erase) + erase.length));
  expect(status).toBe(0);
});

test.each([12, 2, 1])(
  'on a terminal of %d columns it is cut off before the last of them',
  async (columns) => {
    const { screen } = await start(['--check'], { columns }).ends();
    const shown = screen.slice(0, screen.lastIndexOf(erase)).split(erase);
    expect(shown.length).toBeGreaterThan(2);
    for (const line of shown) expect(line.length).toBeLessThan(columns);
  },
);

test.each<[string, string[], TerminalOptions, 'fast' | 'still']>([
  ['with --quiet', ['--quiet'], {}, 'fast'],
  ['where the report goes to a file', [], { redirection: '2>report.txt; cat report.txt' }, 'fast'],
  ['on a terminal that cannot erase', [], { env: { TERM: 'dumb' } }, 'fast'],
  ['where the run is short', [], {}, 'still'],
])('no progress is shown %s', async (_, words, options, clock) => {
  const { screen } = await start(words, options, clock).ends();
  expect(screen).not.toContain('\r');
  expect(screen).not.toContain('\x1b');
  expect(screen).toContain('+apiVersion: inference.networking.k8s.io/v1\n');
});

test('it is taken away before a question', async () => {
  const on = start(['--interactive']);
  for (let index = 0; index < 12; index++) {
    await on.shows('Apply this change [y,n,a,q,?]?');
    on.type('y\n');
  }
  const { rest, lines } = read((await on.ends()).screen);
  expect(lines.length).toBeGreaterThan(0);
  expect(rest).toMatch(/^diff --git a\/tree\/0\.yaml/);
  expect(rest).not.toContain('migrating');
});
