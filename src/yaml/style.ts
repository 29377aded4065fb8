import { Declined } from './declined';
import { lineStart, startsItsLine } from './lines';
import { walk } from './lookup';
import type { Entry, Item, Mapping, Node, Sequence, YamlDocument } from './node';

/** Columns from a key to the keys below it where a document shows none of its own. */
const usualStep = 2;

/**
 * How many characters stand before `offset` on its line.
 *
 * @throws Declined if one of them is a tab: what column that is depends on the reader
 */
export function columnOf(text: string, offset: number): number {
  const before = text.slice(lineStart(text, offset), offset);
  if (before.includes('\t')) throw new Declined('a tab stands before it on its line', offset);
  return before.length;
}

/** How many columns a mapping below `entry` is to be indented: as the nearest one around it is. */
export function stepBelow({ text, root }: YamlDocument, entry: Entry): number {
  return (
    nearest(entry, root, (other) => {
      const { value } = other;
      if (value.kind !== 'mapping' || value.flow || value.alias) return undefined;
      const step = columnOf(text, value.content.start) - columnOf(text, other.range.start);
      return step > 0 ? step : undefined;
    }) ?? usualStep
  );
}

/** How many columns the dashes of a list below `entry` are to be indented: as in the nearest list around it. */
export function dashOffsetBelow({ text, root }: YamlDocument, entry: Entry): number {
  return (
    nearest(entry, root, (other) => {
      const { value } = other;
      if (value.kind !== 'sequence' || value.flow || value.alias) return undefined;
      return columnOf(text, value.content.start) - columnOf(text, other.range.start);
    }) ??
    dashOffsetOf(text) ??
    usualStep
  );
}

/** The indentation of the first list that the file shows in any of its documents. */
function dashOffsetOf(text: string): number | undefined {
  const match = /^( *)[\w"'./-]+:[ \t]*\r?\n( *)- /m.exec(text);
  if (match?.[1] === undefined || match[2] === undefined || match[2].length < match[1].length)
    return undefined;
  return match[2].length - match[1].length;
}

/** The first measure that an entry gives: itself, its siblings, those of its parents, then the whole document. */
function nearest(
  entry: Entry,
  root: Node | undefined,
  measure: (entry: Entry) => number | undefined,
): number | undefined {
  const own = measure(entry);
  if (own !== undefined) return own;
  for (let mapping: Mapping | undefined = entry.parent; mapping; mapping = mappingAround(mapping)) {
    if (mapping.flow) continue;
    for (const sibling of mapping.entries) {
      const found = measure(sibling);
      if (found !== undefined) return found;
    }
  }
  let first: number | undefined;
  walk(root, (node) => {
    if (first !== undefined || node.kind !== 'mapping' || node.flow) return;
    for (const other of node.entries) first ??= measure(other);
  });
  return first;
}

function mappingAround(mapping: Mapping): Mapping | undefined {
  const holder = mapping.parent;
  if (holder?.kind === 'item') {
    const around = holder.parent.parent;
    return around?.kind === 'entry' ? around.parent : undefined;
  }
  return holder?.parent;
}

/** How a flow mapping is written. */
export interface FlowStyle {
  readonly quotedKeys: boolean;
  /** Between key and value. */
  readonly colon: string;
  /** Between two entries. */
  readonly comma: string;
  /** Inside the braces. */
  readonly padding: string;
  /** Where each entry has a line of its own: the indentation of these lines, and one step of it. */
  readonly lines: { readonly indent: string; readonly step: string } | undefined;
}

/** The style in which a flow mapping is written, read off one of its entries, or of its only line if it has none. */
export function flowStyleOf(text: string, mapping: Mapping, entry = mapping.entries[0]): FlowStyle {
  if (!entry) return { quotedKeys: false, colon: ': ', comma: ', ', padding: '', lines: undefined };
  const [first, second] = mapping.entries;
  const between = text.slice(entry.key.range.end, (entry.value.alias ?? entry.value.range).start);
  const colon = /^:[ \t]*$/.test(between) ? between : ': ';
  const gap = first && second ? text.slice(first.range.end, second.range.start) : undefined;
  const lineBroken = startsItsLine(text, entry.range.start);
  const quotedKeys = entry.key.kind === 'scalar' && entry.key.style === 'double';
  const comma = gap !== undefined && /^,[ \t]*$/.test(gap) ? gap : colon === ':' ? ',' : ', ';
  const padding = !lineBroken && text[mapping.content.start + 1] === ' ' ? ' ' : '';
  return {
    quotedKeys,
    colon,
    comma,
    padding,
    lines: lineBroken ? indentationOf(text, mapping, entry) : undefined,
  };
}

/** The style in which items of a sequence are written, read off those that are there. */
export function flowStyleOfItems(text: string, sequence: Sequence): FlowStyle {
  const values = sequence.items.map((item) => item.value);
  const mapping = values.find((value): value is Mapping => value.kind === 'mapping');
  const inner = mapping && flowStyleOf(text, mapping);
  const [first, second] = sequence.items;
  const gap = first && second ? text.slice(first.range.end, second.range.start) : undefined;
  const ownLines = first && sequence.flow && startsItsLine(text, first.range.start);
  return {
    quotedKeys:
      inner?.quotedKeys ?? values.some((value) => value.kind === 'scalar' && value.style === 'double'),
    colon: inner?.colon ?? ': ',
    comma: gap !== undefined && /^,[ \t]*$/.test(gap) ? gap : (inner?.comma ?? ', '),
    padding: inner?.padding ?? '',
    lines: ownLines ? indentationOf(text, sequence, first) : undefined,
  };
}

function indentationOf(
  text: string,
  collection: Mapping | Sequence,
  first: Entry | Item,
): { indent: string; step: string } {
  const indent = text.slice(lineStart(text, first.range.start), first.range.start);
  const outer = /^[ \t]*/.exec(text.slice(lineStart(text, collection.content.start)))?.[0] ?? '';
  const step = indent.startsWith(outer) && indent.length > outer.length ? indent.slice(outer.length) : '  ';
  return { indent, step };
}
