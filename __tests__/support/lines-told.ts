import type { Finding } from '../../src/finding';

/** The lines that a finding is about: its own, and others that its help names, as in `lines 11, 18`. */
export function linesTold({ line, help = '' }: Pick<Finding, 'line' | 'help'>): number[] {
  const named = /\blines? (\d+(?:, \d+)*)/.exec(help)?.[1]?.split(', ') ?? [];
  return [line, ...named.map(Number)];
}
