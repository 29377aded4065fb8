import type { Level } from '../finding';
import type { RunResult } from '../run/result';
import { type Base, fromRoot } from './base';
import { escapeControls } from './escape';
import { byLevel, problemsOf, type Rule } from './problem';

export interface GithubOptions {
  readonly rules: readonly Rule[];
  readonly base: Base;
  /** Says only what breaks and what failed. */
  readonly quiet: boolean;
}

const commands: Record<Level, string> = { error: 'error', warning: 'warning', note: 'notice' };

/**
 * The report as workflow commands of GitHub Actions, each of which becomes an annotation of a line. GitHub shows the
 * first few of a step only, so what matters most comes first.
 *
 * Source: GitHub, "Workflow commands for GitHub Actions"; actions/toolkit, `packages/core/src/command.ts` (escaping).
 */
export function githubReport(result: RunResult, { rules, base, quiet }: GithubOptions): string {
  const problems = problemsOf(result, rules).toSorted(byLevel);
  const lines = [
    ...result.faults.map(({ path, message }) =>
      command('error', { file: fromRoot(path, base), title: 'istio-migrate' }, [message]),
    ),
    ...problems
      .filter(({ level }) => !quiet || level === 'error')
      .map(({ transform, level, path, line, column, message, help }) =>
        command(
          commands[level],
          { file: fromRoot(path, base), line, col: column, title: `istio-migrate: ${transform}` },
          help === undefined ? [message] : [message, `help: ${help}`],
        ),
      ),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function command(
  name: string,
  properties: Readonly<Record<string, string | number>>,
  message: readonly string[],
): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${list.join(',')}::${escapeData(message.map(escapeControls).join('\n'))}`;
}

/** Line ends stay what they are, so that a file is found by its name; nothing else may drive the terminal of a log. */
function escapeProperty(value: string): string {
  return escapeControls(escapeData(value).replaceAll(':', '%3A').replaceAll(',', '%2C'));
}

function escapeData(value: string): string {
  return value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
