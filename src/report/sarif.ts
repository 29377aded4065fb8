import type { Location, Log, Notification, Result } from 'sarif';
import type { About } from '../about';
import type { RunResult } from '../run/result';
import type { Base, Tool } from './base';
import { printJson } from './escape';
import { type Problem, problemsOf, type Rule } from './problem';
import { Fingerprints } from './fingerprint';
import { type Failure, failuresOf, findingsBesideFailures } from './summary';
import { fixOf, artifactLocation, Regions, rootName } from './sarif/place';
import { descriptors, plainText } from './sarif/rules';

export interface SarifOptions {
  readonly tool: Tool;
  readonly rules: readonly Rule[];
  /** What is said of the transforms, by id. */
  readonly abouts: ReadonlyMap<string, About>;
  readonly base: Base;
}

/**
 * The report for code scanning, in SARIF 2.1.0. A rewrite that is due is a result with a fix; one that `--write` made is
 * none, so that its alert is closed.
 *
 * Source: OASIS, Static Analysis Results Interchange Format 2.1.0; GitHub, "SARIF support for code scanning".
 */
export function sarifReport(result: RunResult, { tool, rules, abouts, base }: SarifOptions): string {
  const problems = problemsOf({ ...result, findings: findingsBesideFailures(result) }, rules);
  const known = descriptors(
    rules,
    problems.map(({ transform }) => transform),
    abouts,
  );
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: tool.name,
            version: tool.version,
            semanticVersion: tool.version,
            rules: known,
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [rootName]: { description: { text: 'The root of the repository.' } } },
        invocations: [
          {
            executionSuccessful: failuresOf(result).length === 0,
            toolExecutionNotifications: notifications(result, base),
          },
        ],
        results: results(
          problems,
          known.map(({ id }) => id),
          base,
        ),
      },
    ],
  };
  return printJson(log);
}

function results(problems: readonly Problem[], ids: readonly string[], base: Base): Result[] {
  const fingerprints = new Fingerprints();
  const regions = new Map<string, Regions>();
  const regionsOf = (path: string, text: string): Regions => {
    const known = regions.get(path) ?? new Regions(text);
    regions.set(path, known);
    return known;
  };
  return problems.map((problem): Result => {
    const { transform, level, path, line, column, message, help, due } = problem;
    const file = artifactLocation(path, base);
    return {
      ruleId: transform,
      ruleIndex: ids.indexOf(transform),
      level,
      message: { text: plainText(help === undefined ? message : `${message}\nhelp: ${help}`) },
      locations: [
        { physicalLocation: { artifactLocation: file, region: { startLine: line, startColumn: column } } },
      ],
      partialFingerprints: {
        'istioMigrateProblem/v1': fingerprints.of(
          { ...problem, type: due ? 'rewrite' : 'finding' },
          file.uri ?? path,
        ),
      },
      ...(due?.isFirst && { fixes: [fixOf(due, regionsOf(path, due.file.before), base)] }),
      ...(due && !due.isFirst && { relatedLocations: [fixedWith(problem, base)] }),
    };
  });
}

/** Where the fix stands that makes a rewrite along with others. */
function fixedWith({ path, due }: Problem, base: Base): Location {
  const [first] = due?.fix.rewrites ?? [];
  return {
    message: { text: 'The fix of this result makes the change.' },
    physicalLocation: {
      artifactLocation: artifactLocation(path, base),
      ...(first && { region: { startLine: first.line, startColumn: first.column } }),
    },
  };
}

/** What failed, and what was asked for and passed over. */
function notifications(result: RunResult, base: Base): Notification[] {
  const notification = (
    level: 'error' | 'note',
    { path, line, column = 1, message, help }: Failure,
  ): Notification => ({
    level,
    message: { text: plainText(help === undefined ? message : `${message}\nhelp: ${help}`) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifactLocation(path, base),
          ...(line !== undefined && { region: { startLine: line, startColumn: column } }),
        },
      },
    ],
  });
  return [
    ...failuresOf(result).map((failure) => notification('error', failure)),
    ...result.skipped.map(({ path, reason }) =>
      notification('note', { path, message: `skipped: ${reason}` }),
    ),
  ];
}
