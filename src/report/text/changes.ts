import type { TransformKind } from '../../transform';
import type { FileResult, Mode } from '../../run/result';
import { count } from '../count';
import { verb } from '../summary';
import { line, paragraph, type Sheet } from './sheet';

/** What the report says of a transform beside its id. */
export interface TransformLabel {
  readonly title: string;
  readonly kind: TransformKind;
}

type RewriteResult = FileResult['rewrites'][number];

/** The transforms by id, in their own order. */
export type Labels = ReadonlyMap<string, TransformLabel>;

/** With more changed files than these, they are only named, or only counted. */
const mostDetailed = 12;
const mostNamed = 40;

/** Per changed file what changes and why, then how many files each transform changes. */
export function changeBlocks(
  sheet: Sheet,
  mode: Mode,
  changed: readonly FileResult[],
  labels: Labels,
): string[] {
  if (changed.length <= mostDetailed) {
    const blocks = changed.map((file) => fileBlock(sheet, mode, file, labels));
    return changed.length > 1 ? [...blocks, overview(sheet, changed, labels)] : blocks;
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

function fileBlock(sheet: Sheet, mode: Mode, file: FileResult, labels: Labels): string {
  const lastLine = file.rewrites.reduce((last, rewrite) => Math.max(last, rewrite.line), 0);
  const numberWidth = `${lastLine}`.length;
  const rewrites = file.rewrites.map((rewrite) => rewriteLine(sheet, rewrite, numberWidth, labels));
  return [heading(sheet, mode, file), ...rewrites].join('\n');
}

/** One rewrite: its line in the file, what changes and why, and who says so. */
export function rewriteLine(
  sheet: Sheet,
  rewrite: RewriteResult,
  numberWidth: number,
  labels: Labels,
): string {
  const number = `  ${`${rewrite.line}`.padStart(numberWidth)}  `;
  const kind = optionalKind(labels.get(rewrite.transform));
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
      const kind = optionalKind(label);
      const title = label === undefined ? '' : `${label.title}${kind === undefined ? '' : ` (${kind})`}`;
      return paragraph(sheet, lead.length, { text: lead, whole: true }, { text: title });
    })
    .join('\n');
}

/** The kind of a transform that the release does not ask for. */
function optionalKind(label: TransformLabel | undefined): TransformKind | undefined {
  return label?.kind === 'required' ? undefined : label?.kind;
}
