import type { Level } from '../finding';
import type { RunResult } from '../run/decide';
import { fromRoot, type Problem, problemsOf, type ReportOptions, type TransformInfo } from './problem';
import { escapeControls } from './escape';
import { failuresOf, levels } from './summary';

const commands: Record<Level, string> = { error: 'error', warning: 'warning', note: 'notice' };

/**
 * The report as workflow commands of GitHub Actions, each of which becomes an annotation of a line. GitHub shows only
 * the first ten of each level in a step: failures come first, then what needs you, then what `--write` can do.
 *
 * Source: GitHub, "Workflow commands for GitHub Actions"; actions/toolkit, `packages/core/src/command.ts` (escaping).
 */
export function githubReport(result: RunResult, { rules, base, quiet }: ReportOptions): string {
  const problems = problemsOf(result, rules).toSorted(byNeed);
  const lines = [
    ...failuresOf(result).map(({ path, line, column, message, help }) =>
      command(
        'error',
        { file: fromRoot(path, base), ...(line && { line, col: column ?? 1 }), title: 'istio-migrate' },
        help === undefined ? [message] : [message, `help: ${help}`],
      ),
    ),
    ...problems
      .filter(({ level }) => !quiet || level === 'error')
      .map(({ transform, level, path, line, column, message, help, due }) =>
        command(
          commands[level],
          { file: fromRoot(path, base), line, col: column, title: titleOf(transform, due && rules) },
          help === undefined ? [message] : [message, `help: ${help}`],
        ),
      ),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function byNeed(one: Problem, other: Problem): number {
  const rank = ({ level, due }: Problem): number => 2 * levels.indexOf(level) + (due ? 1 : 0);
  return rank(one) - rank(other);
}

/** @param rules given for a rewrite, whose kind is named */
function titleOf(transform: string, rules: readonly TransformInfo[] | undefined): string {
  const kind = rules?.find(({ id }) => id === transform)?.kind;
  return `istio-migrate: ${transform}${kind === undefined ? '' : ` (${kind})`}`;
}

/** A workflow command; a title alone belongs to the whole run. */
export function command(
  name: string,
  properties: Readonly<Record<string, string | number>>,
  message: readonly string[],
): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${list.join(',')}::${escapeData(message.map(escapeControls).join('\n'))}`;
}

/** Line ends are encoded, so that a file is found by its name; nothing else may drive the terminal of a log. */
function escapeProperty(value: string): string {
  return escapeControls(escapeData(value).replaceAll(':', '%3A').replaceAll(',', '%2C'));
}

function escapeData(value: string): string {
  return value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
