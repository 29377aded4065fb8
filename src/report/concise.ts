import type { RunResult } from '../run/decide';
import { escapeControls } from './escape';
import { type Problem, problemsOf, type ReportOptions, type TransformInfo } from './problem';
import { failuresOf } from './summary';

/** What carries no transform's id is said by the tool itself. */
const toolId = 'istio-migrate';

/** A problem of a report that has one list for everything: a finding, a due rewrite, or a failure. */
export interface Entry extends Omit<Problem, 'due' | 'line' | 'column'> {
  /** Undefined where a failure is about a whole file or path. */
  readonly line: number | undefined;
  readonly column: number | undefined;
  readonly type: 'failure' | 'rewrite' | 'finding';
}

/** Everything that remains, failures first. */
export function entriesOf(result: RunResult, rules: readonly TransformInfo[], quiet: boolean): Entry[] {
  return [
    ...failuresOf(result).map(({ path, line, column, message, help }): Entry => {
      const what = { transform: toolId, level: 'error', type: 'failure' } as const;
      return { ...what, path, line, column, message, ...(help !== undefined && { help }) };
    }),
    ...problemsOf(result, rules)
      .filter(({ level }) => !quiet || level === 'error')
      .map(({ due, ...problem }): Entry => ({ ...problem, type: due ? 'rewrite' : 'finding' })),
  ];
}

/** One line for each problem: `path:line:col: level id message`; of a due rewrite with its kind. */
export function conciseReport(
  result: RunResult,
  { rules, quiet }: Pick<ReportOptions, 'rules' | 'quiet'>,
): string {
  const kinds = new Map(rules.map(({ id, kind }) => [id, kind]));
  return entriesOf(result, rules, quiet)
    .map(({ path, line = 1, column = 1, level, transform, message, type }) => {
      const change = type === 'rewrite' ? ` (${kinds.get(transform) ?? 'required'} change)` : '';
      return `${escapeControls(`${path}:${line}:${column}: ${level} ${transform} ${message}${change}`)}\n`;
    })
    .join('');
}
