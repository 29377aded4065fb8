import type { Level } from '../finding';
import type { RunResult } from '../run/decide';
import { Fingerprints, fromRoot, type ReportOptions } from './problem';
import { entriesOf } from './concise';
import { escapeControls, printJson } from './escape';

const severities: Record<Level, string> = { error: 'major', warning: 'minor', note: 'info' };

/**
 * The report for GitLab's merge requests: a list in the format of Code Quality.
 *
 * Source: GitLab, "Code Quality", section "Code Quality report format".
 */
export function gitlabReport(result: RunResult, { rules, base, quiet }: ReportOptions): string {
  const fingerprints = new Fingerprints();
  return printJson(
    entriesOf(result, rules, quiet).map((entry) => {
      const { transform, level, path, line, message, help } = entry;
      const text = help === undefined ? message : `${message} (help: ${help})`;
      return {
        description: escapeControls(text),
        check_name: transform,
        fingerprint: fingerprints.of(entry, (each) => fromRoot(each, base)),
        severity: severities[level],
        location: { path: fromRoot(path, base), lines: { begin: line ?? 1 } },
      };
    }),
  );
}
