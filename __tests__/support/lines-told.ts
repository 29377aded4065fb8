import type { Finding } from '../../src/finding';

/** The lines that a finding is about: its own, and others that its help names, as in `lines 11, 18`. */
export function linesTold({ line, help = '' }: Pick<Finding, 'line' | 'help'>): number[] {
  const named = /\blines? (\d+(?:, \d+)*)/.exec(help)?.[1]?.split(', ') ?? [];
  return [line, ...named.map(Number)];
}

/** What begins and ends a document, in a file or behind what quotes it. */
const separator = /^[\s>#]*---/;

/** The same in a text: an object that is not rewritten as a whole is reported once, and its lines with it. */
export function linesToldIn(
  text: string,
  finding: Pick<Finding, 'line' | 'help' | 'level' | 'message'>,
): number[] {
  if (finding.level !== 'error' || !finding.message.startsWith('not rewritten: ')) return linesTold(finding);
  const lines = text.split('\n');
  const isEnd = (line: number) => line < 1 || line > lines.length || separator.test(lines[line - 1] ?? '');
  let [first, last] = [finding.line, finding.line];
  while (!isEnd(first - 1)) first--;
  while (!isEnd(last + 1)) last++;
  return [...linesTold(finding), ...Array.from({ length: last - first + 1 }, (_, index) => first + index)];
}

/** The places that a help names, as `pool.yaml:3`. */
export function placesIn(help = ''): { readonly path: string; readonly line: number }[] {
  return [...help.matchAll(/([^\s(]+):(\d+)/g)].map(([, path = '', line]) => ({ path, line: Number(line) }));
}
