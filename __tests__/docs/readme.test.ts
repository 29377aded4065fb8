import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceOfEachTest } from '../cli/workspace';
import { timeless } from '../support/timeless';

/** What a section of a page says, up to the next one. */
function section(page: string, heading: string): string {
  const [, text] = readFileSync(join(__dirname, '../..', page), 'utf8').split(`\n## ${heading}\n`);
  if (text === undefined) throw new Error(`there is no section "${heading}"`);
  return text.split(/^## /m)[0] ?? '';
}

/** The code blocks of a text, in order. */
const blocks = (text: string): string[] =>
  Array.from(text.matchAll(/^```\w*\n(.*?)^```$/gms), ([, block = '']) => block);

const workspace = workspaceOfEachTest();

test('the example prints what is shown', () => {
  const [pool = '', diff, report = ''] = blocks(section('README.md', 'An example'));
  workspace.write('pool.yaml', pool);
  const { stdout, stderr } = workspace.run(['pool.yaml']);
  expect({ stdout, stderr: timeless(stderr) }).toEqual({ stdout: diff, stderr: timeless(report) });
});

test('the options are those of --help', () => {
  const [usage = ''] = blocks(section('docs/usage.md', 'Options'));
  const options = (text: string): string[] =>
    [...new Set(Array.from(text.matchAll(/(?<![\w-])--?[a-z][a-z-]*/g), ([option]) => option))].sort();
  const help = workspace.run(['--help']).stdout;
  // Those with "no-" are said in words there, or not at all.
  const positive = (all: readonly string[]) => all.filter((option) => !option.startsWith('--no-'));
  expect(positive(options(usage))).toEqual(
    positive(options(help.slice(help.indexOf('Modes:'), help.indexOf('Exit codes:')))),
  );
});

test('the configuration that is shown is one, and does what it says', () => {
  const [config = ''] = blocks(section('docs/usage.md', 'Configuration'));
  const [pool = ''] = blocks(section('README.md', 'An example'));
  workspace.write('.istio-migrate.yaml', config);
  for (const path of ['vendor/pool.yaml', 'a.golden.yaml', 'pool.yaml']) workspace.write(path, pool);
  expect(workspace.run(['--write']).status).toBe(1);
  expect(workspace.read('vendor/pool.yaml')).toBe(pool);
  expect(workspace.read('a.golden.yaml')).toBe(pool);
  expect(workspace.read('pool.yaml')).not.toBe(pool);
});
