import type { RunResult } from '../../run/result';
import { countLevels } from '../levels';
import type { Rule } from '../rule';
import { code } from './prose';

const heading = `| Transform | Kind | Files | Changes | Errors | Warnings | Notes |
|---|---|--:|--:|--:|--:|--:|`;

/** One row for each transform that has something to say. Nothing in it comes from a manifest. */
export function table({ files, findings }: RunResult, rules: readonly Rule[]): string {
  const changed = files.filter(({ status }) => status === 'changed');
  const used = new Set([
    ...changed.flatMap(({ transforms }) => transforms),
    ...findings.map(({ transform }) => transform),
  ]);
  const known = rules.map(({ id }) => id).filter((id) => used.has(id));
  const rows = [...new Set([...known, ...used])].map((id) => {
    const levels = countLevels(findings.filter(({ transform }) => transform === id));
    const touched = changed.filter(({ transforms }) => transforms.includes(id));
    const changes = touched.flatMap(({ rewrites }) => rewrites.filter(({ transform }) => transform === id));
    return [
      code(id),
      rules.find((rule) => rule.id === id)?.kind ?? '',
      touched.length,
      changes.length,
      levels.error,
      levels.warning,
      levels.note,
    ];
  });
  if (rows.length === 0) return '';
  return `\n${heading}\n${rows.map((row) => `| ${row.join(' | ')} |\n`).join('')}`;
}
