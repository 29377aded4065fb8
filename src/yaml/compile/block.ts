import {
  beforeOnLine,
  indentOf,
  isWithin,
  lineBreakAt,
  lineStart,
  lineTextEnd,
  type Range,
  skipBlanksBack,
  skipSpace,
  textEndAbove,
} from '../text';
import { childrenOf, type Element, type Entry, isOnKeyLine } from '../node';
import { columnOf, lineAt } from '../style/block';
import { emptyBrackets, enclose, flowStyleOf, indentInside } from '../style/flow';
import type { Template } from '../template/mask';
import { type Block, blocksStartingIn } from '../template/blocks';
import { reachOf, requireOutsideBlocks } from '../template/lines';
import type { Addition, Run } from '../collection-plans';
import {
  type Draft,
  endWithComments,
  isBlankLine,
  isLineFree,
  removeAbove,
  skipBlankLines,
  startWithComments,
} from './draft';
import { printInFlow } from './flow';
import { type Collection, formBefore, formBelow, formOf, printAddition } from './form';

/** Adds lines behind an element, at its column. The new ones get the index `index`. */
export function addLines(
  draft: Draft,
  collection: Collection,
  before: Element,
  additions: readonly Addition[],
  index: number,
): void {
  const column = columnOf(draft.text, before.range.start);
  const end = textEndAbove(draft.text, endWithComments(draft.text, withReach(draft, before, 'behind')));
  requireOutsideBlocks(draft.document.template, collection.content.start, end);
  const form = { ...formBefore(draft, collection, index), lineBreak: draft.lineBreak(end) };
  const lines = additions.map((addition) => lineAt(column, form) + printAddition(addition, column, form));
  draft.insert(end, lines.join(''), before.range.start);
}

/** Puts new elements in the place of removed ones. */
export function replaceLines(draft: Draft, collection: Collection, run: Run): void {
  const column = columnOf(draft.text, run.from.range.start);
  const form = formBefore(draft, collection, run.last + 1);
  const printed = run.additions.map((addition) => printAddition(addition, column, form));
  replaceWith(draft, collection, run, printed.join(lineAt(column, form)));
}

/** Leaves empty brackets of a document's root of which every element goes. */
export function leaveEmptyLines(draft: Draft, collection: Collection, run: Run): void {
  replaceWith(draft, collection, run, emptyBrackets(collection.kind));
}

function replaceWith(draft: Draft, collection: Collection, run: Run, printed: string): void {
  const { start } = run.from.range;
  removeAbove(draft, startOfLines(draft, collection, run), start);
  draft.replace(start, lastTextEnd(draft, run.to), printed);
}

/** Removes elements that stand on lines of their own, each with the comments that belong to it. */
export function removeLines(draft: Draft, collection: Collection, run: Run): void {
  const { text, document } = draft;
  const { from, to } = run;
  const previous = childrenOf(collection)[run.first - 1];
  const behind = endWithComments(text, withReach(draft, to));
  if (beforeOnLine(text, from.range.start).trim() !== '') {
    // Behind a dash, what comes next moves up to it.
    draft.replace(from.range.start, skipSpace(text, behind), '');
    return;
  }
  let start = startOfLines(draft, collection, run);
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

function startOfLines({ text }: Draft, collection: Collection, { first, from }: Run): number {
  const floor = childrenOf(collection)[first - 1]?.range.end ?? collection.parent?.range.start;
  // The comment at the head of a document is about the whole document.
  return floor === undefined ? lineStart(text, from.range.start) : startWithComments(text, from, floor);
}

function lastTextEnd(draft: Draft, element: Element): number {
  return textEndAbove(draft.text, endWithComments(draft.text, withReach(draft, element)));
}

/** An element's range with what a template brings to it; `behind` also leaves the blocks that the element is in. */
function withReach({ text, document }: Draft, element: Element, to?: 'behind'): { range: Range } {
  const { range, parent } = element;
  if (!document.template) return { range };
  const column = columnOf(text, range.start);
  const reach = reachOf(document.template, range, column + 1);
  const blocks = to === 'behind' ? blocksAround(document.template, range, parent) : [];
  return { range: { start: range.start, end: Math.max(reach, ...blocks.map((block) => block.end)) } };
}

/** The blocks of a template that stand in a collection, before or around one of its elements. */
function blocksAround({ blocks }: Template, element: Range, { content, parent }: Collection): Range[] {
  const from = parent ? parent.range.start : 0;
  // A block all around a document's root is left only where the root is in several of its branches.
  const isAround = ({ branches }: Block) =>
    parent === undefined && branches.some((branch) => isWithin(branch, content));
  return blocksStartingIn(blocks, { start: from, end: element.start + 1 })
    .filter((block) => !isAround(block))
    .map(({ range }) => range);
}

function isCommentLine(text: string, offset: number): boolean {
  return /^[ \t]*#/.test(text.slice(lineStart(text, offset), offset));
}

function isDocumentEnd({ text, document }: Draft, offset: number): boolean {
  return offset >= document.range.end || text.startsWith('...', offset);
}

function firstBlankLine(text: string, start: number, floor: number): number {
  let at = start;
  while (at > floor && isBlankLine(text, lineStart(text, at - 1))) at = lineStart(text, at - 1);
  return at;
}

/** The header of the block scalar that is the last thing in an element, if one is. */
function blockTextAtEnd(text: string, { value }: Element): string | undefined {
  if (value.alias) return undefined;
  if (value.kind !== 'scalar') {
    const last = childrenOf(value).at(-1);
    return last && blockTextAtEnd(text, last);
  }
  const header = /[|>]\S*/y;
  header.lastIndex = value.content.start;
  return header.exec(text)?.[0];
}

/** Writes elements into an empty collection: `{}` or `[]`. In a block collection they get lines of their own. */
export function fillEmpty(draft: Draft, collection: Collection, additions: readonly Addition[]): void {
  const { text } = draft;
  const { content, kind, parent, range } = collection;
  const canBeLines = !hasCommentInside(text, content) && !collection.alias && !draft.touches(range);
  if (!parent || parent.parent.flow || !canBeLines || text[parent.range.start] === '?') {
    fillBrackets(draft, collection, additions);
  } else if (parent.kind === 'entry' && isOnKeyLine(text, parent)) {
    fillBelowKey(draft, parent, { kind, content }, additions);
  } else if (
    range.start === content.start &&
    isLineFree(text, content.end) &&
    !text.slice(content.end, lineTextEnd(text, content.end)).includes('#')
  ) {
    const column = columnOf(text, content.start);
    const form = formOf(draft, collection);
    const lines = additions.map((addition) => printAddition(addition, column, form));
    draft.replace(content.start, content.end, lines.join(lineAt(column, form)));
  } else fillBrackets(draft, collection, additions);
}

/** Writes elements on lines of their own below a key, in the place of what is behind it. */
export function fillBelowKey(
  draft: Draft,
  holder: Entry,
  { kind, content }: Pick<Collection, 'kind' | 'content'>,
  additions: readonly Addition[],
): void {
  const { text } = draft;
  const form = formBelow(draft, holder, content.start);
  const offset = kind === 'mapping' ? form.step : form.dashOffset;
  const column = columnOf(text, holder.range.start) + offset;
  const start = skipBlanksBack(text, content.start);
  draft.replace(start, content.end, '');
  const lines = additions.map((addition) => lineAt(column, form) + printAddition(addition, column, form));
  draft.insert(lineTextEnd(text, content.end), lines.join(''), content.start);
}

function fillBrackets(draft: Draft, collection: Collection, additions: readonly Addition[]): void {
  const { text } = draft;
  const { content, kind, parent } = collection;
  const around = flowStyleOf(text, collection);
  // An empty document may be JSON.
  const style = parent ? around : { ...around, keys: 'double' as const, texts: 'double' as const };
  const indent = indentOf(text, content.start);
  const inner = indentInside(style, indent);
  const printed = additions.map((addition) => printInFlow(addition, style, inner));
  if (hasCommentInside(text, content)) draft.insert(content.start + 1, printed.join(style.comma));
  else draft.replace(content.start, content.end, enclose(kind, printed, style, indent));
}

/** Whether there is a comment in brackets that hold nothing else. */
function hasCommentInside(text: string, { start, end }: Range): boolean {
  return text.slice(start, end).includes('#');
}
