import type { Change, Plain } from '../change';
import { lineTextEnd } from '../lines';
import {
  type BlockStyle,
  printBlock,
  printEntry,
  printFlow,
  printFlowLines,
  printItem,
  printScalar,
} from '../print';
import {
  columnOf,
  dashOffsetBelow,
  type FlowStyle,
  flowStyleOf,
  flowStyleOfItems,
  stepBelow,
} from '../style';
import type { Entry, Item, Sequence } from '../node';
import type { Draft } from './draft';

type Insert = Extract<Change, { type: 'insert' }>;

/** Adds an entry to a mapping, written as the entries around it are. */
export function compileInsert(draft: Draft, change: Insert): void {
  const { mapping } = change;
  const index = change.after ? mapping.entries.indexOf(change.after) : mapping.entries.length - 1;
  const before = mapping.entries.slice(0, index + 1).findLast((entry) => !draft.removed.has(entry));
  const behind = mapping.entries.slice(index + 1).find((entry) => !draft.removed.has(entry));
  if (mapping.flow) insertInFlow(draft, change, before, behind);
  else if (before) insertLines(draft, before, (column) => entryLines(draft, change, before, column));
  else if (behind) insertLineBefore(draft, change, behind);
}

function insertInFlow(
  draft: Draft,
  change: Insert,
  before: Entry | undefined,
  behind: Entry | undefined,
): void {
  const { mapping, key, value } = change;
  const style = flowStyleOf(draft.text, mapping, before ?? behind);
  const lineBreak = draft.lineBreak(mapping.content.start);
  const printed = printInFlow(key, value, style, lineBreak);
  if (before) {
    addBehind(draft, before, printed, style, lineBreak);
  } else if (behind) {
    const separator = style.lines ? `,${lineBreak}${style.lines.indent}` : style.comma;
    draft.insert(behind.range.start, printed + separator);
  } else {
    draft.replace(mapping.content.start, mapping.content.end, `{${printed}}`);
  }
}

function printInFlow(key: string, value: Plain, style: FlowStyle, lineBreak: string): string {
  const printedValue = style.lines
    ? printFlowLines(value, style, style.lines.indent, lineBreak)
    : printFlow(value, style);
  return printScalar(key, style.quotedKeys ? 'double' : 'plain', true) + style.colon + printedValue;
}

/** Adds to a flow collection behind an element; a comment at the end of that element's line stays with it. */
function addBehind(
  draft: Draft,
  before: Entry | Item,
  printed: string,
  style: FlowStyle,
  lineBreak: string,
): void {
  const { end } = before.range;
  if (!style.lines) {
    draft.insert(end, style.comma + printed, before.range.start);
    return;
  }
  const line = lineBreak + style.lines.indent + printed;
  const lineEnd = lineTextEnd(draft.text, end);
  if (/^[ \t]+#/.test(draft.text.slice(end, lineEnd))) {
    draft.insert(end, ',', before.range.start);
    draft.insert(lineEnd, line, before.range.start);
  } else {
    draft.insert(end, `,${line}`, before.range.start);
  }
}

/** Adds lines behind an element of a block collection, at its column. */
function insertLines(draft: Draft, before: Entry | Item, print: (column: number) => string): void {
  const { text } = draft;
  const column = columnOf(text, before.range.start);
  const lineBreak = draft.lineBreak(before.range.start);
  const printed = ' '.repeat(column) + print(column);
  const { end } = before.range;
  // A block scalar ends with the line break that belongs to it.
  if (text[end - 1] === '\n') draft.insert(end, printed + lineBreak, before.range.start);
  else draft.insert(lineTextEnd(text, end), lineBreak + printed, before.range.start);
}

function insertLineBefore(draft: Draft, { key, value }: Insert, behind: Entry): void {
  const column = columnOf(draft.text, behind.range.start);
  const style = blockStyle(draft, behind);
  const printed = printEntry(key, value, column, style);
  draft.insert(behind.range.start, printed + style.lineBreak + ' '.repeat(column));
}

function entryLines(draft: Draft, { key, value }: Insert, before: Entry, column: number): string {
  const quotedKeys =
    before.key.kind === 'scalar' && before.key.style !== 'plain' ? before.key.style : 'plain';
  return `${printScalar(key, quotedKeys, false)}:${printBlock(value, column, blockStyle(draft, before))}`;
}

function blockStyle(draft: Draft, entry: Entry): BlockStyle {
  return {
    step: stepBelow(draft.document, entry),
    dashOffset: dashOffsetBelow(draft.document, entry),
    lineBreak: draft.lineBreak(entry.range.start),
  };
}

/** Adds an item to the end of a sequence, written as the items before it are. */
export function compileAppend(draft: Draft, { sequence, value }: Extract<Change, { type: 'append' }>): void {
  const last = sequence.items.findLast((item) => !draft.removed.has(item));
  const style = flowStyleOfItems(draft.text, sequence);
  const lineBreak = draft.lineBreak(sequence.content.start);
  if (!last) {
    draft.replace(sequence.content.start, sequence.content.end, `[${printFlow(value, style)}]`);
  } else if (sequence.flow) {
    const indent = style.lines?.indent ?? '';
    addBehind(draft, last, printFlowLines(value, style, indent, lineBreak), style, lineBreak);
  } else {
    const entry = holdingEntry(sequence);
    const block = entry ? blockStyle(draft, entry) : { step: 2, dashOffset: 0, lineBreak };
    insertLines(draft, last, (column) => `-${printItem(value, column, block)}`);
  }
}

function holdingEntry(sequence: Sequence): Entry | undefined {
  let holder = sequence.parent;
  while (holder?.kind === 'item') holder = holder.parent.parent;
  return holder;
}
