import type { RunResult } from '../../run/result';
import { countLevels, levels } from '../levels';
import { count, duration } from '../count';
import { verbs } from '../verbs';

/** The last line: what came of it, how much was looked at, and what to do next. */
export function summary(result: RunResult, failureCount: number): string {
  const changed = result.files.filter((file) => file.status === 'changed').length;
  const counts = countLevels(result.findings);
  const { leftByChoice = 0 } = result;
  const parts: string[] = [];
  if (changed > 0) parts.push(`${count(changed, 'file')} ${verbs[result.mode]}`);
  else if (failureCount === 0 && leftByChoice === 0) parts.push('Nothing to change');
  if (leftByChoice > 0) parts.push(`${count(leftByChoice, 'rewrite')} left by choice`);
  if (failureCount > 0) parts.push(count(failureCount, 'failure'));
  for (const level of levels) if (counts[level] > 0) parts.push(count(counts[level], level));
  const isAllQuiet = parts.length === 1 && changed + failureCount + leftByChoice === 0;
  const scanned = `${count(result.scanned, 'file')} scanned in ${duration(result.durationMs)}.`;
  const hint = changed > 0 && result.mode !== 'write' ? ' Run with --write to make the changes.' : '';
  return `${parts.join(', ')}${isAllQuiet ? ':' : ';'} ${scanned}${hint}`;
}
