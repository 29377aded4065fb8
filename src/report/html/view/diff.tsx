import { Fragment } from 'preact';
import type { Finding } from '../../../finding';
import { escapeLines } from '../../escape';
import { lineId } from './anchors';
import { type Hunk, type Pair, pairs, type Row } from './diff-rows';
import { cutAt, highlight } from './highlight';
import { FindingText } from './parts';

/** How a diff is laid out. */
export type Layout = 'unified' | 'split';

interface DiffProps {
  readonly path: string;
  readonly hunks: readonly Hunk[];
  readonly layout: Layout;
  /** By the number of the line that they are about. */
  readonly findings: ReadonlyMap<number, readonly Finding[]>;
  /** In which of the two texts these lines count. */
  readonly side: 'before' | 'after';
}

/** The changes of a file, with what is to be said about a line below it. */
export function Diff(props: DiffProps) {
  const { path, hunks, layout, findings, side } = props;
  const columns = layout === 'split' ? 4 : 3;
  const below = (rows: readonly (Row | undefined)[]) => {
    const own = rows.flatMap((row) => findings.get(row?.[side] ?? 0) ?? []);
    return (
      own.length > 0 && (
        <tr class="remark">
          <td colSpan={columns}>
            {own.map((finding) => (
              <FindingText key={`${finding.line}:${finding.column} ${finding.message}`} finding={finding} />
            ))}
          </td>
        </tr>
      )
    );
  };
  const idOf = (row: Row | undefined) => {
    const line = row?.[side];
    return line === undefined ? {} : { id: lineId(path, line) };
  };
  return (
    <table class={`diff ${layout}`}>
      <caption class="unseen">Changes of {path}</caption>
      <colgroup>
        {Array.from({ length: columns }, (_, index) => (
          <col key={index} class={isNumber(layout, index) ? 'number' : ''} />
        ))}
      </colgroup>
      <tbody>
        {hunks.map(({ header, rows }) => (
          <Fragment key={header}>
            <tr class="hunk">
              <td colSpan={columns}>{header}</td>
            </tr>
            {layout === 'unified'
              ? rows.map((row, index) => (
                  <Fragment key={`${row.before ?? ''} ${row.after ?? ''}`}>
                    <tr {...idOf(row)}>
                      <Number line={row.before} row={row} />
                      <Number line={row.after} row={row} />
                      <Code row={row} />
                    </tr>
                    {below(endedBy(rows, index))}
                  </Fragment>
                ))
              : pairs(rows).map((pair) => (
                  <Fragment key={`${pair.left?.before ?? ''} ${pair.right?.after ?? ''}`}>
                    <SideBySide {...pair} id={idOf(side === 'before' ? pair.left : pair.right)} />
                    {below([side === 'before' ? pair.left : pair.right])}
                  </Fragment>
                ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

/** The rows of which there is something to say behind this one: a line that changes stays together with its new form. */
function endedBy(rows: readonly Row[], index: number): readonly Row[] {
  const ranks = { same: 0, removed: 1, added: 2 };
  const row = rows[index];
  const next = rows[index + 1];
  if (!row || (row.kind !== 'same' && next && ranks[next.kind] >= ranks[row.kind])) return [];
  if (row.kind === 'same') return [row];
  const start = rows
    .slice(0, index)
    .findLastIndex(({ kind }) => ranks[kind] > ranks[row.kind] || kind === 'same');
  return rows.slice(start + 1, index + 1);
}

function isNumber(layout: Layout, index: number): boolean {
  return layout === 'unified' ? index < 2 : index % 2 === 0;
}

function SideBySide({ left, right, id }: Pair & { readonly id: { readonly id?: string } }) {
  return (
    <tr {...id}>
      <Number line={left?.before} row={left} />
      <Code row={left} />
      <Number line={right?.after} row={right} />
      <Code row={right} />
    </tr>
  );
}

function Number({ line, row }: { readonly line: number | undefined; readonly row: Row | undefined }) {
  return (
    <td class={`number ${row?.kind ?? 'absent'}`} data-line={line}>
      {line === undefined ? '' : <span class="unseen">line {line}</span>}
    </td>
  );
}

const signs: Readonly<Record<Row['kind'], string>> = { same: ' ', removed: '-', added: '+' };

function Code({ row }: { readonly row: Row | undefined }) {
  if (!row) return <td class="code absent" />;
  return (
    <td class={`code ${row.kind}`}>
      <span class="sign">{signs[row.kind]}</span>
      <Line text={row.text} mark={row.mark} />
      {row.isUnended === true && <span class="unended">no line end</span>}
    </td>
  );
}

/** A line in colours. */
export function Line({ text, mark }: { readonly text: string; readonly mark?: Row['mark'] }) {
  const visible = escapeLines(text.replace(/\r$/, ''));
  const tokens = highlight(visible);
  // Offsets count in the line as it is; where more is shown, they do not fit.
  const pieces = mark && visible === text ? cutAt(tokens, mark) : tokens;
  return (
    <>
      {pieces.map((token, index) => {
        const look = [
          token.kind === 'plain' ? '' : token.kind,
          'isMarked' in token && token.isMarked ? 'mark' : '',
        ].filter((word) => word !== '');
        return look.length === 0 ? (
          token.text
        ) : (
          <span key={index} class={look.join(' ')}>
            {token.text}
          </span>
        );
      })}
    </>
  );
}
