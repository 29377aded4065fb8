import {
  lineBreakAt,
  lineStart,
  lineTextEnd,
  type Range,
  skipSpace,
  startsItsLine,
  textEndAbove,
} from '../lines';
import { childrenOf, type Element, type Mapping, type Node, type Sequence } from '../node';
import { type BlockForm, printEntry, printItem } from '../print/block';
import { columnOf } from '../style/block';
import { quotesBefore } from '../style/quotes';
import type { Template } from '../template/mask';
import { reachOf } from '../template/shift';
import type { Addition, Run } from './plan';
import { endWithComments, isBlankLine, skipBlankLines, startWithComments } from './comments';
import { type Draft, removeAbove } from './draft';

type Collection = Mapping | Sequence;

/** Adds lines behind the element at an index, at its column. */
export function addLines(
  draft: Draft,
  collection: Collection,
  index: number,
  additions: readonly Addition[],
): void {
  const before = childrenOf(collection)[index];
  if (!before) return;
  const column = columnOf(draft.text, before.range.start);
  const end = textEndAbove(draft.text, endWithComments(draft.text, withReach(draft, before, 'behind')));
  const form = { ...formBefore(draft, collection, index + 1), lineBreak: draft.lineBreak(end) };
  const lines = additions.map((addition) => lineAt(column, form) + printAddition(addition, column, form));
  draft.insert(end, lines.join(''), before.range.start);
}

/** Puts new elements in the place of removed ones. */
export function replaceLines(draft: Draft, collection: Collection, run: Run): void {
  const column = columnOf(draft.text, childrenOf(collection)[run.first]?.range.start ?? 0);
  const form = formBefore(draft, collection, run.last + 1);
  const printed = run.additions.map((addition) => printAddition(addition, column, form));
  replaceWith(draft, collection, run, printed.join(lineAt(column, form)));
}

/** Leaves empty brackets of a document's root of which every element goes. */
export function leaveEmptyLines(draft: Draft, collection: Collection, run: Run): void {
  replaceWith(draft, collection, run, collection.kind === 'mapping' ? '{}' : '[]');
}

function replaceWith(draft: Draft, collection: Collection, { first, last }: Run, printed: string): void {
  const { text } = draft;
  const children = childrenOf(collection);
  const [from, to] = [children[first], children[last]];
  if (!from || !to) return;
  const { start } = from.range;
  if (startsItsLine(text, start)) {
    removeAbove(draft, startOfLines(draft, collection, first, from), start);
  }
  draft.replace(start, withoutBlankEnd(text, start, lastTextEnd(draft, to)), printed);
}

/** Takes out elements that stand on lines of their own, each with the comments that belong to it. */
export function removeLines(draft: Draft, collection: Collection, { first, last }: Run): void {
  const { text, document } = draft;
  const children = childrenOf(collection);
  const [from, to, previous] = [children[first], children[last], children[first - 1]];
  if (!from || !to) return;
  const behind = endWithComments(text, withReach(draft, to));
  let start = startOfLines(draft, collection, first, from);
  if (!startsItsLine(text, from.range.start)) {
    // Behind a dash, what comes next moves up to it.
    draft.replace(from.range.start, skipSpace(text, behind), '');
    return;
  }
  const above = textEndAbove(text, start);
  const textAbove = previous && blockTextAtEnd(text, previous);
  const gapAbove = previous ? isBlankLine(text, lineStart(text, above)) : !isCommentLine(text, above);
  // Of the blank lines on both sides one group is enough; and behind a text that keeps them, they would become its own.
  const end = gapAbove || textAbove?.includes('+') ? skipBlankLines(text, behind) : behind;
  if (previous && isDocumentEnd(draft, end))
    start = firstBlankLine(text, start, endWithComments(text, previous));
  // At the end of a text without final line break, that of a block scalar stays: it is part of what it says.
  const isNeeded = textAbove !== undefined && text[end - 1] !== '\n';
  const lastLineEnd = textEndAbove(text, start);
  if (
    isNeeded ||
    start === document.range.start ||
    start === lastLineEnd ||
    hasOwnEnd(text, lastLineEnd, end)
  )
    draft.replace(start, end, '');
  else draft.replace(lastLineEnd, textEndAbove(text, end), '');
}

/** Whether the lines up to an offset end otherwise than the line above them, so that it must keep its own end. */
function hasOwnEnd(text: string, above: number, end: number): boolean {
  return text[end - 1] === '\n' && lineBreakAt(text, above) !== lineBreakAt(text, textEndAbove(text, end));
}

/** The comment at the head of a document speaks of the whole document. */
function startOfLines({ text }: Draft, collection: Collection, first: number, from: Element): number {
  if (first === 0 && collection.parent === undefined) return lineStart(text, from.range.start);
  const floor = childrenOf(collection)[first - 1]?.range.end ?? collection.parent?.range.start ?? 0;
  return startWithComments(text, from, floor);
}

function lastTextEnd(draft: Draft, element: Element): number {
  return textEndAbove(draft.text, endWithComments(draft.text, withReach(draft, element)));
}

/** An element's range with what a template brings to it; `behind` also leaves the blocks that the element stands in. */
function withReach({ text, document }: Draft, element: Element, to?: 'behind'): { range: Range } {
  const { range, parent } = element;
  if (!document.template) return { range };
  const column = columnOf(text, range.start);
  const reach = reachOf(document.template, range, column + 1);
  const blocks = to === 'behind' ? blocksAround(document.template, range, parent) : [];
  return { range: { start: range.start, end: Math.max(reach, ...blocks.map((block) => block.end)) } };
}

/** The blocks of a template that stand in a collection, and around one of its elements. */
function blocksAround({ blocks }: Template, element: Range, { content, parent }: Collection): Range[] {
  const holder = parent?.kind === 'entry' ? parent.key.range.end : parent?.range.start;
  return blocks
    .map(({ range }) => range)
    .filter(({ start, end }) => start <= element.start && element.end <= end)
    .filter(({ start, end }) =>
      holder === undefined ? start > content.start || end < content.end : start >= holder,
    );
}

function withoutBlankEnd(text: string, start: number, end: number): number {
  let last = end;
  while (last > start && /[ \t\r\n]/.test(text.charAt(last - 1))) last--;
  return Math.min(end, lineTextEnd(text, last));
}

function isCommentLine(text: string, offset: number): boolean {
  return /^[ \t]*#/.test(text.slice(lineStart(text, offset), offset));
}

function isDocumentEnd({ text, document }: Draft, offset: number): boolean {
  return offset >= document.range.end || /^(?:---|\.\.\.)/.test(text.slice(offset, offset + 3));
}

function firstBlankLine(text: string, start: number, floor: number): number {
  let at = start;
  while (at > floor) {
    const above = lineStart(text, at - 1);
    if (above < floor || above === at || !isBlankLine(text, above)) break;
    at = above;
  }
  return at;
}

/** The header of the block scalar that is the last thing in an element, if one is. */
function blockTextAtEnd(text: string, element: Element): string | undefined {
  let last: Node | undefined = element.value;
  while (last && last.kind !== 'scalar' && !last.flow && !last.alias) last = childrenOf(last).at(-1)?.value;
  if (last?.kind !== 'scalar' || last.alias || (last.style !== 'literal' && last.style !== 'folded'))
    return undefined;
  return text.slice(last.content.start, lineTextEnd(text, last.content.start)).replace(/ .*/, '');
}

function formBefore(draft: Draft, collection: Collection, index: number): BlockForm {
  return { ...formOf(draft, collection), ...quotesBefore(childrenOf(collection), index) };
}

/** How the elements of a block collection are written, but for their quotes. */
export function formOf(draft: Draft, collection: Collection): BlockForm {
  const [first] = childrenOf(collection);
  const style = draft.layout.below(first?.kind === 'entry' ? first : holdingEntry(collection));
  const lineBreak = draft.lineBreak(collection.content.start);
  return { ...style, lineBreak, keys: 'plain', texts: 'plain' };
}

function holdingEntry(collection: Collection) {
  let holder = collection.parent;
  while (holder?.kind === 'item') holder = holder.parent.parent;
  return holder;
}

/** A new element at a column, in block style. */
export function printAddition({ key, value }: Addition, column: number, form: BlockForm): string {
  return key === undefined ? printItem(value, column, form) : printEntry(key, value, column, form);
}

/** A line break, and the indentation up to a column. */
export function lineAt(column: number, { lineBreak }: BlockForm): string {
  return lineBreak + ' '.repeat(column);
}
