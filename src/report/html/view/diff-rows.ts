/** A line of a diff. */
export interface Row {
  readonly kind: 'same' | 'removed' | 'added';
  /** Its number in the text before and after, where it is in there. */
  readonly before?: number;
  readonly after?: number;
  readonly text: string;
  /** The part that differs from its partner on the other side. */
  readonly mark?: readonly [start: number, end: number];
  /** Whether it is the last line and has no line end. */
  readonly isUnended?: boolean;
}

/** Lines around changes. */
export interface Hunk {
  readonly header: string;
  readonly rows: readonly Row[];
}

/** What is side by side: either may be missing. */
export interface Pair {
  readonly left?: Row;
  readonly right?: Row;
}

/** Reads the hunks of a unified diff of one file. */
export function parseDiff(diff: string): Hunk[] {
  const hunks: { header: string; rows: Row[] }[] = [];
  let before = 0;
  let after = 0;
  for (const line of diff.split('\n').slice(0, -1)) {
    const start = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    const rows = hunks.at(-1)?.rows;
    if (start) {
      // An empty side is named by the line above it.
      before = Number(start[1]) + (start[2] === '0' ? 1 : 0);
      after = Number(start[3]) + (start[4] === '0' ? 1 : 0);
      hunks.push({ header: start[0], rows: [] });
    } else if (rows) {
      const text = line.slice(1);
      const last = rows.at(-1);
      if (line.startsWith('-')) rows.push({ kind: 'removed', before: before++, text });
      else if (line.startsWith('+')) rows.push({ kind: 'added', after: after++, text });
      else if (line.startsWith(' ')) rows.push({ kind: 'same', before: before++, after: after++, text });
      else if (last) rows[rows.length - 1] = { ...last, isUnended: true };
    }
  }
  return hunks.map(({ header, rows }) => ({ header, rows: withMarks(rows) }));
}

/** How many lines a diff removes and adds. */
export function countRows(hunks: readonly Hunk[]): Record<Row['kind'], number> {
  const counts = { same: 0, removed: 0, added: 0 };
  for (const { kind } of hunks.flatMap(({ rows }) => rows)) counts[kind]++;
  return counts;
}

/** Rows side by side: removed lines face the added ones that take their place. */
export function pairs(rows: readonly Row[]): Pair[] {
  return runsOf(rows).flatMap(({ same, removed, added }) => [
    ...Array.from({ length: Math.max(removed.length, added.length) }, (_, index): Pair => {
      const [left, right] = [removed[index], added[index]];
      return { ...(left && { left }), ...(right && { right }) };
    }),
    ...same.map((row) => ({ left: row, right: row })),
  ]);
}

interface Run {
  readonly removed: Row[];
  readonly added: Row[];
  readonly same: Row[];
}

/** Removed lines, the added ones behind them, and what stays behind these. */
function runsOf(rows: readonly Row[]): Run[] {
  const runs: Run[] = [];
  let rank = 3;
  for (const row of rows) {
    const own = ['removed', 'added', 'same'].indexOf(row.kind);
    if (own < rank) runs.push({ removed: [], added: [], same: [] });
    rank = own;
    runs.at(-1)?.[row.kind].push(row);
  }
  return runs;
}

function withMarks(rows: readonly Row[]): Row[] {
  return runsOf(rows).flatMap(({ removed, added, same }) => [
    ...removed.map((row, index) => marked(row, added[index])),
    ...added.map((row, index) => marked(row, removed[index])),
    ...same,
  ]);
}

/** Marks what differs between a line and its partner, where enough of them is alike to say so. */
function marked(row: Row, partner: Row | undefined): Row {
  if (!partner) return row;
  const { text } = row;
  const other = partner.text;
  const most = Math.min(text.length, other.length);
  let start = 0;
  while (start < most && text[start] === other[start]) start++;
  let end = 0;
  while (end < most - start && text.at(-1 - end) === other.at(-1 - end)) end++;
  const indent = /^\s*/.exec(text)?.[0].length ?? 0;
  const alike = Math.max(0, start - indent) + end;
  if (alike * 3 < text.length - indent || alike === 0) return row;
  // Whole words: a part of one is hard to read.
  while (start > 0 && isInWord(text, start)) start--;
  while (end > 0 && isInWord(text, text.length - end)) end--;
  return { ...row, mark: [start, text.length - end] };
}

/** Whether there is a word on both sides of an offset. */
function isInWord(text: string, offset: number): boolean {
  return /^\w\w$/.test(text.slice(offset - 1, offset + 1));
}
