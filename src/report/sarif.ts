import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ArtifactLocation, Fix, Location, Log, Notification, Region, Result } from 'sarif';
import { LineIndex, type Range } from '../yaml';
import type { About } from '../about';
import type { RunResult } from '../run/decide';
import {
  type Base,
  type Due,
  Fingerprints,
  fromRoot,
  type Problem,
  problemsOf,
  type ReportOptions,
  type Tool,
} from './problem';
import { descriptors, plainText } from './sarif/rules';
import { printJson } from './escape';
import { type Failure, failuresOf } from './summary';

/** The name that SARIF's consumers know for the root of a repository. */
const rootName = '%SRCROOT%';

/** A file as a URI relative to the root; a file outside has one that starts with `file:`. */
export function artifactLocation(path: string, base: Base): ArtifactLocation {
  const shown = fromRoot(path, base);
  if (isAbsolute(shown)) return { uri: pathToFileURL(shown).href };
  return { uri: shown.split('/').map(encode).join('/'), uriBaseId: rootName };
}

/** Half of a surrogate pair has no bytes, so it cannot be encoded; it becomes the mark for what is unknown. */
function encode(segment: string): string {
  return encodeURIComponent(Buffer.from(segment, 'utf8').toString('utf8'));
}

/**
 * Finds regions in a text, in lines and in columns of UTF-16 code units.
 *
 * Source: SARIF 2.1.0, section 3.30.2. A byte order mark does not count. Column 1 of a line that does not exist, behind
 * the last line break, is a column of the line before instead, in which the line break counts.
 */
class Regions {
  private readonly lines: LineIndex;

  constructor(private readonly text: string) {
    this.lines = new LineIndex(text);
  }

  of({ start, end }: Range): Region {
    const from = this.at(start);
    const to = this.at(end);
    return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
  }

  private at(offset: number): { readonly line: number; readonly column: number } {
    const { text, lines } = this;
    if (offset < text.length || offset === 0 || !text.endsWith('\n')) return lines.at(offset);
    const { line, column } = lines.at(offset - 1);
    return { line, column: column + 1 };
  }
}

/**
 * The edits of a rewrite as replacements. The fixes of a file, made together, give the migrated file byte for byte:
 * none of their regions overlap, and each counts in the file as it is.
 */
function fixOf({ file, fix }: Due, regions: Regions, base: Base): Fix {
  return {
    description: { text: plainText(fix.rewrites.map(({ summary }) => summary).join('\n')) },
    artifactChanges: [
      {
        artifactLocation: artifactLocation(file.path, base),
        replacements: fix.edits.map(({ text, ...range }) => ({
          deletedRegion: regions.of(range),
          ...(text === '' ? {} : { insertedContent: { text } }),
        })),
      },
    ],
  };
}

export interface SarifOptions extends Omit<ReportOptions, 'quiet'> {
  readonly tool: Tool;
  /** What is said about the transforms, by id. */
  readonly abouts: ReadonlyMap<string, About>;
}

/**
 * The report for code scanning, in SARIF 2.1.0. A rewrite that is due is a result with a fix; one that `--write` made is
 * none, so that its alert is closed.
 *
 * Source: OASIS, Static Analysis Results Interchange Format 2.1.0; GitHub, "SARIF support for code scanning".
 */
export function sarifReport(result: RunResult, { tool, rules, abouts, base }: SarifOptions): string {
  const problems = problemsOf(result, rules);
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
          driver: { name: tool.name, version: tool.version, semanticVersion: tool.version, rules: known },
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
          (each) => artifactLocation(each, base).uri ?? each,
        ),
      },
      ...(due?.isFirst && { fixes: [fixOf(due, regionsOf(path, due.file.before), base)] }),
      ...(due && !due.isFirst && { relatedLocations: [fixedWith(problem, base)] }),
    };
  });
}

/** Where the fix is that makes a rewrite along with others. */
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
