import type { TransformKind } from '../transform';
import type { FileResult, Mode, RunResult } from '../run/decide';
import type { Finding } from '../finding';
import type { TransformInfo } from './problem';
import {
  count,
  duration,
  type Failure,
  failuresOf,
  findingsBesideFailures,
  nothingToChange,
  outcomeParts,
  rangeText,
  verb,
  withCommas,
} from './summary';
import { crowdHint, findingBlocks, helpLine, line, paragraph, type Run, type Sheet } from './text/findings';
import { painter } from './colour';
import { nextStep } from './text/next-step';

type RewriteResult = FileResult['rewrites'][number];

/** The titles and kinds of the transforms by id, in their own order. */
type Labels = ReadonlyMap<
  string,
  Pick<TransformInfo, 'title' | 'kind'> & Partial<Pick<TransformInfo, 'phase' | 'release'>>
>;

/** With more changed files than these, they are only named, or only counted. */
const mostDetailed = 12;
const mostNamed = 40;

/** As many rewrites of one file are worth reading. */
const mostRewrites = 20;

/** Per changed file what changes and why, then how many files each transform changes. */
function changeBlocks(sheet: Sheet, mode: Mode, changed: readonly FileResult[], labels: Labels): string[] {
  if (changed.length <= mostDetailed) {
    const blocks = changed.map((file) => fileBlock(sheet, mode, file, labels));
    return [
      ...blocks,
      ...(changed.length > 1 ? [overview(sheet, changed, labels)] : []),
      ...(changed.some(isLong) ? [line(sheet, { text: wayToDetails[mode] })] : []),
    ];
  }
  const named = changed.length <= mostNamed ? changed : [];
  return [
    named.map((file) => heading(sheet, mode, file)).join('\n'),
    overview(sheet, changed, labels),
    line(sheet, { text: wayToDetails[mode] }),
  ];
}

/** Where each change is shown if the report does not show it. */
const wayToDetails: Record<Mode, string> = {
  'dry-run': 'The diff shows each change.',
  check: 'To see each change, run with --diff.',
  write: 'To see each change, run "git diff".',
};

function heading(sheet: Sheet, mode: Mode, file: FileResult): string {
  return line(
    sheet,
    { text: `${verb(mode, 1)}${mode === 'check' ? ':' : ''} ` },
    { text: file.path, style: 'bold', whole: true },
    { text: ` (${file.kinds.join(', ')})`, style: 'dim' },
  );
}

/** Whether some rewrites of a file are not shown. A line that says "and 1 more" could as well be that one. */
function isLong({ rewrites }: FileResult): boolean {
  return rewrites.length > mostRewrites + 1;
}

function fileBlock(sheet: Sheet, mode: Mode, file: FileResult, labels: Labels): string {
  const shown = isLong(file) ? file.rewrites.slice(0, mostRewrites) : file.rewrites;
  const lastLine = shown.reduce((last, rewrite) => Math.max(last, rewrite.line), 0);
  const numberWidth = `${lastLine}`.length;
  const rewrites = shown.map((rewrite) => rewriteLine(sheet, rewrite, numberWidth, labels));
  const more = withCommas(file.rewrites.length - shown.length);
  const rest = isLong(file) ? [line(sheet, { text: `  and ${more} more`, style: 'dim' })] : [];
  return [heading(sheet, mode, file), ...rewrites, ...rest].join('\n');
}

/** One rewrite: its line in the file, what changes and why, and who says so. */
export function rewriteLine(
  sheet: Sheet,
  rewrite: RewriteResult,
  numberWidth: number,
  labels: Labels,
): string {
  const number = `  ${`${rewrite.line}`.padStart(numberWidth)}  `;
  const kind = optionalKind(labels.get(rewrite.transform)?.kind);
  const source = kind === undefined ? rewrite.transform : `${rewrite.transform}, ${kind}`;
  return paragraph(
    sheet,
    number.length,
    { text: number, style: 'dim', whole: true },
    { text: rewrite.summary },
    { text: ` (${source})`, style: 'dim' },
  );
}

function overview(sheet: Sheet, changed: readonly FileResult[], labels: Labels): string {
  const ids = new Set(changed.flatMap((file) => file.transforms));
  const known = [...labels.keys()].filter((id) => ids.has(id));
  const rows = [...new Set([...known, ...ids])].map((id) => ({
    id,
    files: count(changed.filter((file) => file.transforms.includes(id)).length, 'file'),
    label: labels.get(id),
  }));
  const idWidth = Math.max(...rows.map(({ id }) => id.length));
  const filesWidth = Math.max(...rows.map(({ files }) => files.length));
  return rows
    .map(({ id, files, label }) => {
      const lead = `${id.padEnd(idWidth)}  ${label ? files.padEnd(filesWidth + 2) : files}`;
      const kind = optionalKind(label?.kind);
      const title = label === undefined ? '' : `${label.title}${kind === undefined ? '' : ` (${kind})`}`;
      return paragraph(sheet, lead.length, { text: lead, whole: true }, { text: title });
    })
    .join('\n');
}

/** The kind of a transform that the release does not ask for. */
function optionalKind(kind: TransformKind | undefined): TransformKind | undefined {
  return kind === 'required' ? undefined : kind;
}

export interface TextOptions {
  readonly colour: boolean;
  /** Says only what breaks and what failed. */
  readonly quiet: boolean;
  /** Whether the diff is shown beside the report. */
  readonly hasDiff?: boolean;
  /** Columns to wrap at; 0 never wraps. */
  readonly width: number;
  readonly transforms: Labels;
  /** Whether `--only` or `--skip` left some of them out. */
  readonly isPart?: boolean;
}

/**
 * The report for people: what changes and why, then what needs you, the most urgent last, then a summary. On a terminal
 * the end is what is seen.
 *
 * @returns whole lines, or an empty string if there is nothing to say.
 */
export function textReport(result: RunResult, options: TextOptions): string {
  const sheet = { paint: painter(options.colour), width: options.width };
  const blocks = options.quiet
    ? quietBlocks(sheet, result, options.hasDiff ?? false)
    : fullBlocks(sheet, result, options);
  const said = blocks.filter((block) => block !== '');
  return said.length === 0 ? '' : `${said.join('\n\n')}\n`;
}

function fullBlocks(
  sheet: Sheet,
  result: RunResult,
  { transforms: labels, isPart = false }: TextOptions,
): string[] {
  const changed = result.files.filter((file) => file.status === 'changed');
  const findings = findingsBesideFailures(result);
  return [
    ...changeBlocks(sheet, result.mode, changed, labels),
    skippedBlock(sheet, result.skipped),
    ...findingBlocks(sheet, findings),
    failureBlock(sheet, failuresOf(result)),
    paragraph(sheet, 0, { text: crowdHint(findings) }),
    paragraph(sheet, 0, { text: details(findings, labels) }),
    paragraph(sheet, 0, { text: summary(result, labels, isPart) }),
  ];
}

function quietBlocks(sheet: Sheet, result: RunResult, hasDiff: boolean): string[] {
  const errors = result.findings.filter((finding) => finding.level === 'error');
  // What a check fails for is never silent.
  const due =
    result.mode === 'check' && !hasDiff ? result.files.filter((file) => file.status === 'changed') : [];
  return [
    due.map((file) => heading(sheet, result.mode, file)).join('\n'),
    ...findingBlocks(sheet, errors),
    failureBlock(sheet, failuresOf(result)),
  ];
}

/** The last line: what came of it, how much was looked at, and what to do next. */
function summary(result: RunResult, labels: Labels, isPart: boolean): string {
  const parts = outcomeParts(result, (id) => labels.get(id)?.kind);
  const scanned = `${count(result.scanned, 'file')} scanned in ${duration(result.durationMs)}. ${rangeText(result)}.`;
  const hint = nextStep(result, labels, isPart);
  const isAll = parts.length === 1 && parts[0] === nothingToChange;
  return `${parts.join(', ')}${isAll ? ':' : ';'} ${scanned}${hint === '' ? '' : ` ${hint}`}`;
}

/** Where to read more about the transforms that need you. */
function details(findings: readonly Finding[], labels: Labels): string {
  const needed = new Set(findings.flatMap(({ transform, level }) => (level === 'note' ? [] : transform)));
  const ids = [...labels.keys()].filter((id) => needed.has(id));
  return ids.length === 0 ? '' : `Details: istio-migrate explain ${ids.join(' ')}`;
}

function failureBlock(sheet: Sheet, failed: readonly Failure[]): string {
  return failed
    .map(({ path, line, column, message, help }, index) => {
      const place = line === undefined ? path : `${path}:${line}:${column ?? 1}`;
      const text = cause(sheet, { text: 'failed', style: 'boldRed' }, place, message);
      // The same help is said once, below the last of its failures.
      return help === undefined || help === failed[index + 1]?.help
        ? text
        : `${text}\n${helpLine(sheet, help)}`;
    })
    .join('\n');
}

/** Paths that were given and that a rule excludes. */
function skippedBlock(sheet: Sheet, skipped: RunResult['skipped']): string {
  return skipped.map(({ path, reason }) => cause(sheet, { text: 'skipped' }, path, reason)).join('\n');
}

function cause(sheet: Sheet, label: Run, path: string, reason: string): string {
  return paragraph(
    sheet,
    4,
    label,
    { text: ' ', whole: true },
    { text: path, style: 'bold', whole: true },
    { text: `: ${reason}` },
  );
}
