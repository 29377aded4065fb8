import type { RunResult } from '../run/decide';
import type { ReportOptions, TransformInfo } from './problem';
import {
  canBeWritten,
  count,
  countLevels,
  failuresOf,
  findingsBesideFailures,
  outcomeParts,
  rangeText,
} from './summary';
import { bounded, changes, code, failures, notes, prose, skipped, tasks } from './markdown/sections';
import { planSection } from './plan/plan-text';

/** What GitHub takes as a comment, in characters; a job's summary may be longer. */
const longestComment = 65_536;

/**
 * The report for a pull request or a job's summary, in GitHub's Markdown: a table, what failed, what needs you, and what
 * changes. Nothing that comes from a manifest or a file's name is read as markup.
 *
 * @returns at most as much as a comment may hold, with a line that says what is left out; nothing if there is nothing
 *   to be said quietly
 */
export function markdownReport(result: RunResult, { rules, base, quiet }: ReportOptions): string {
  const errors = result.findings.filter(({ level }) => level === 'error');
  if (quiet) {
    if (errors.length + failuresOf(result).length === 0) return '';
    return bounded('## istio-migrate\n', [failures(result, base), tasks(errors, base)], longestComment);
  }
  const head = `## istio-migrate\n\n${summary(result, rules)}\n${table(result, rules)}`;
  const findings = findingsBesideFailures(result);
  const sections = [
    failures(result, base),
    planSection(result, rules),
    tasks(
      findings.filter(({ level }) => level !== 'note'),
      base,
    ),
    ...changes(result, rules, base),
    notes(
      findings.filter(({ level }) => level === 'note'),
      base,
    ),
    skipped(result, base),
  ];
  return bounded(head, sections, longestComment);
}

/** Without the time that it took, so that a comment is the same where nothing changed. */
function summary(result: RunResult, rules: readonly TransformInfo[]): string {
  const parts = outcomeParts(result, (id) => rules.find((rule) => rule.id === id)?.kind);
  const hint = canBeWritten(result) ? ' Run `istio-migrate --write` to make the changes.' : '';
  return `**${parts.join(', ')}**; ${count(result.scanned, 'file')} scanned. ${prose(`${rangeText(result)}.`)}${hint}`;
}

const heading = `| Transform | Kind | Files | Changes | Errors | Warnings | Notes |
|---|---|--:|--:|--:|--:|--:|`;

/** One row for each transform that has something to say. Nothing in it comes from a manifest. */
export function table(result: RunResult, rules: readonly TransformInfo[]): string {
  const { files } = result;
  const findings = findingsBesideFailures(result);
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
