import type { Finding, Level } from '../finding';

/** What breaks comes first. */
export const levels: readonly Level[] = ['error', 'warning', 'note'];

export function countLevels(findings: readonly Finding[]): Record<Level, number> {
  const counts = { error: 0, warning: 0, note: 0 };
  for (const finding of findings) counts[finding.level]++;
  return counts;
}
