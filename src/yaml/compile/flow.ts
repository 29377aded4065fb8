import { Declined } from '../declined';
import { lineTextEnd, nextLineStart, skipBlanks, skipSpace, startsItsLine, textEndAbove } from '../lines';
import { childrenOf, type Element, type Mapping, type Sequence } from '../node';
import { printFlow, printFlowKey, separator } from '../print/flow';
import { type FlowStyle, flowStyleOf } from '../style/flow';
import type { Addition, Run } from './plan';
import { isLineFree, startWithComments } from './comments';
import { type Draft, removeAbove } from './draft';

type Collection = Mapping | Sequence;

/** Adds elements behind the one at an index; a comment at the end of that one's line stays with it. */
export function addInFlow(
  draft: Draft,
  collection: Collection,
  index: number,
  additions: readonly Addition[],
): void {
  const { text } = draft;
  const before = childrenOf(collection)[index];
  if (!before) return;
  const { end, start: owner } = before.range;
  if (collection.kind === 'mapping' && text[collection.content.start] !== '{') {
    throw new Declined('a pair that stands in a list without braces takes no second one', owner);
  }
  const style = flowStyleOf(text, collection, before);
  const indent = style.lines?.indent ?? '';
  const gap = separator(style, indent);
  const printed = additions.map((addition) => printInFlow(addition, style, indent)).join(gap);
  const comma = commaBehind(text, end);
  const ownEnd = comma === undefined ? end : comma + 1;
  if (!style.lines || !isLineFree(text, ownEnd) || !isComment(text, skipBlanks(text, ownEnd))) {
    draft.insert(end, gap + printed, owner);
    return;
  }
  const line = style.lines.lineBreak + indent + printed;
  if (comma === undefined) draft.insert(end, ',', owner);
  draft.insert(lineTextEnd(text, ownEnd), comma === undefined ? line : `${line},`, owner);
}

/** Puts new elements in the place of removed ones. */
export function replaceInFlow(draft: Draft, collection: Collection, { first, last, additions }: Run): void {
  const { text } = draft;
  const children = childrenOf(collection);
  const [from, to] = [children[first], children[last]];
  if (!from || !to) return;
  const style = flowStyleOf(text, collection, from);
  const indent = style.lines?.indent ?? '';
  const printed = additions.map((addition) => printInFlow(addition, style, indent));
  const { start } = from.range;
  if (style.lines) {
    const lines = startWithComments(text, from, floorOf(collection, first));
    removeAbove(draft, lines, start);
    const comma = commaBehind(text, to.range.end);
    const ownEnd = comma === undefined ? to.range.end : comma + 1;
    if (isLineFree(text, ownEnd)) draft.replace(ownEnd, lineTextEnd(text, ownEnd), '');
  }
  draft.replace(start, to.range.end, printed.join(separator(style, indent)));
}

/** Takes out elements with their commas, and the comments that belong to them. */
export function removeFromFlow(draft: Draft, collection: Collection, { first, last }: Run): void {
  const { text } = draft;
  const children = childrenOf(collection);
  const [previous, from, to, next] = [first - 1, first, last, last + 1].map((index) => children[index]);
  if (!from || !to) return;
  const comma = commaBehind(text, to.range.end);
  const ownEnd = comma === undefined ? to.range.end : comma + 1;
  if (startsItsLine(text, from.range.start) && isLineFree(text, ownEnd)) {
    if (previous && comma === undefined) removeCommaBehind(draft, previous);
    const start = startWithComments(text, from, floorOf(collection, first));
    draft.replace(textEndAbove(text, start), lineTextEnd(text, ownEnd), '');
  } else if (next) {
    draft.replace(from.range.start, startBehind(text, ownEnd, next), '');
  } else if (previous && !hasComment(text, previous.range.end, from.range.start)) {
    draft.replace(previous.range.end, to.range.end, '');
  } else {
    if (previous && comma === undefined) removeCommaBehind(draft, previous);
    draft.replace(from.range.start, ownEnd, '');
  }
}

/** Leaves the brackets of a document's root of which every element goes. */
export function leaveEmptyBrackets(draft: Draft, { kind, content }: Collection): void {
  draft.replace(content.start, content.end, kind === 'mapping' ? '{}' : '[]');
}

/** A new element, in flow style. */
export function printInFlow({ key, value }: Addition, style: FlowStyle, indent: string): string {
  return (key === undefined ? '' : printFlowKey(key, style)) + printFlow(value, style, indent);
}

/** Where the next element, or a line of comment above it, starts. */
function startBehind(text: string, ownEnd: number, next: Element): number {
  if (!hasComment(text, ownEnd, next.range.start)) return next.range.start;
  // The comment on the line of what goes, goes with it.
  return isLineFree(text, ownEnd) ? lineTextEnd(text, ownEnd) : skipBlanks(text, ownEnd);
}

function removeCommaBehind(draft: Draft, { range }: Element): void {
  const comma = commaBehind(draft.text, range.end);
  if (comma !== undefined) draft.replace(comma, comma + 1, '');
}

/** The offset of the comma that follows an element, if one does. */
function commaBehind(text: string, end: number): number | undefined {
  let at = skipSpace(text, end);
  while (at > end && isComment(text, at)) at = skipSpace(text, nextLineStart(text, at));
  return text[at] === ',' ? at : undefined;
}

function isComment(text: string, offset: number): boolean {
  return text[offset] === '#';
}

/** Whether there is a comment between two elements. */
function hasComment(text: string, start: number, end: number): boolean {
  return text.slice(start, end).includes('#');
}

function floorOf(collection: Collection, first: number): number {
  return childrenOf(collection)[first - 1]?.range.end ?? collection.content.start;
}
