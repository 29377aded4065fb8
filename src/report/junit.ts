import type { RunResult } from '../run/decide';
import { type Base, fromRoot, type ReportOptions } from './problem';
import { type Entry, entriesOf } from './concise';
import { escapeControls } from './escape';

/**
 * The report as test results, for CI systems that show nothing else: errors, warnings and due rewrites are failed tests,
 * notes are passed tests with an output. Without any problem there is one passed test.
 *
 * Source: the schema that Jenkins and GitLab read, `testsuites`, `testsuite`, `testcase`, `failure`, `error`.
 */
export function junitReport(result: RunResult, { rules, base, quiet }: ReportOptions): string {
  const entries = entriesOf(result, rules, quiet);
  const cases = entries.map((entry) => testCase(entry, base));
  if (cases.length === 0) cases.push('    <testcase classname="istio-migrate" name="nothing to change"/>');
  const failures = entries.filter((entry) => outcomeOf(entry) === 'failure').length;
  const errors = entries.filter((entry) => outcomeOf(entry) === 'error').length;
  const counts = `tests="${cases.length}" failures="${failures}" errors="${errors}"`;
  const seconds = (result.durationMs / 1000).toFixed(3);
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="istio-migrate" ${counts} time="${seconds}">
  <testsuite name="istio-migrate" ${counts} time="${seconds}">
${cases.join('\n')}
  </testsuite>
</testsuites>
`;
}

function testCase(entry: Entry, base: Base): string {
  const { transform, level, path, line, column, message, help } = entry;
  const shown = fromRoot(path, base);
  const place = line === undefined ? shown : `${shown}:${line}:${column ?? 1}`;
  const outcome = outcomeOf(entry);
  const text = escapeXml([`${place}: ${message}`, ...(help === undefined ? [] : [`help: ${help}`])]);
  const body =
    outcome === 'system-out'
      ? `<system-out>${text}</system-out>`
      : `<${outcome} type="${level}" message="${escapeXml([message])}">${text}</${outcome}>`;
  const name = escapeXml([`${place}: ${message}`]);
  return `    <testcase classname="${escapeXml([transform])}" name="${name}" file="${escapeXml([shown])}">${body}</testcase>`;
}

function outcomeOf({ type, level }: Entry): 'error' | 'failure' | 'system-out' {
  if (type === 'failure') return 'error';
  return type === 'finding' && level === 'note' ? 'system-out' : 'failure';
}

/** Lines as XML text. XML allows no control characters, and no half of a surrogate pair. */
function escapeXml(lines: readonly string[]): string {
  return lines
    .map((line) => escapeControls(line).replaceAll(/[\uFFFE\uFFFF]/g, '\uFFFD'))
    .join('\n')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
