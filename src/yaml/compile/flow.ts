import {
  Declined,
  lineTextEnd,
  nextLineStart,
  skipBlanks,
  skipSpace,
  startsItsLine,
  textEndAbove,
} from '../text';
import {
  childrenOf,
  type Element,
  type Mapping,
  type Sequence,
  type Entry,
  isUnwritten,
  writtenAt,
} from '../node';
import {
  emptyBrackets,
  printFlow,
  printFlowKey,
  separator,
  type FlowStyle,
  flowStyleOf,
  indentOfElements,
  brackets,
  indentInside,
} from '../style/flow';
import type { Addition, Run } from '../collection-plans';
import { isLineFree, startWithComments, type Draft, removeAbove } from './draft';
import type { Wrapper } from '../changes';
import { commentAlong } from '../style/carried';
import { outsideBlocks, requireWholeBlocks } from '../template/lines';

type Collection = Mapping | Sequence;

/** Adds elements behind one; a comment at the end of that one's line stays with it, as a new one's own does. */
export function addInFlow(
  draft: Draft,
  collection: Collection,
  before: Element,
  additions: readonly Addition[],
  count: number,
): void {
  const { text } = draft;
  const { end, start: owner } = before.range;
  const place = outsideBlocks(draft.document, collection, before.range);
  if (collection.kind === 'mapping' && text[collection.content.start] !== '{') {
    throw new Declined('a pair in a list without braces cannot have a second key', owner);
  }
  const style = flowStyleOf(text, collection, before);
  const indent = indentOfElements(style);
  const gap = separator(style, indent);
  const ownEnd = endWithComma(text, before);
  const { lines: own } = style;
  const comments = own ? additions.map((addition) => commentOf(text, addition)) : [];
  const isCommented = isLineFree(text, ownEnd) && comments.some((comment) => comment !== '');
  const parts = additions.map((addition) => printInFlow(addition, style, indent));
  const isFollowed = isComment(text, skipBlanks(text, ownEnd));
  if (place > end || !own || !(isCommented || isFollowed)) {
    const next = isFollowed && place === end ? childrenOf(collection)[count] : undefined;
    // A comment stays behind its own value, if none is above the next one.
    if (next && !hasComment(text, lineTextEnd(text, ownEnd), next.range.start))
      draft.insert(next.range.start, parts.join(gap) + gap, owner);
    else draft.insert(place, gap + parts.join(gap), owner);
    return;
  }
  const isLast = ownEnd === end;
  const lines = parts.map((part, index) => {
    const comma = isLast && index === parts.length - 1 ? '' : ',';
    return own.lineBreak + indent + part + comma + (comments[index] ?? '');
  });
  // A value that was wrapped takes its comment along, and the comma comes behind both.
  const isWrapped = isLast && draft.replacesFrom(end);
  if (isLast && !isWrapped) draft.insert(end, ',', owner);
  draft.insert(lineTextEnd(text, ownEnd), (isWrapped ? ',' : '') + lines.join(''), owner);
}

/** Puts new elements in the place of removed ones. */
export function replaceInFlow(draft: Draft, collection: Collection, run: Run): void {
  const { text } = draft;
  const { from, to } = run;
  const style = flowStyleOf(text, collection, from);
  const indent = indentOfElements(style);
  const printed = run.additions.map((addition) => printInFlow(addition, style, indent));
  const last = style.lines && run.additions.at(-1);
  removeAbove(draft, startOfLines(text, collection, run), from.range.start);
  const ownEnd = endWithComma(text, to);
  if (isLineFree(text, ownEnd))
    draft.replace(ownEnd, lineTextEnd(text, ownEnd), last ? commentOf(text, last) : '');
  draft.replace(from.range.start, to.range.end, printed.join(separator(style, indent)));
}

/** Removes elements with their commas, and the comments that belong to them. */
export function removeFromFlow(draft: Draft, collection: Collection, run: Run): void {
  const { text } = draft;
  const { from, to } = run;
  const children = childrenOf(collection);
  const [previous, next] = [children[run.first - 1], children[run.last + 1]];
  const ownEnd = endWithComma(text, to);
  const isBare = ownEnd === to.range.end;
  if (startsItsLine(text, from.range.start) && isLineFree(text, ownEnd)) {
    if (previous && isBare) removeCommaBehind(draft, previous);
    const start = startOfLines(text, collection, run);
    draft.replace(textEndAbove(text, start), lineTextEnd(text, ownEnd), '');
  } else if (next) {
    draft.replace(from.range.start, startBehind(text, ownEnd, next), '');
  } else if (previous && !hasComment(text, previous.range.end, from.range.start)) {
    draft.replace(previous.range.end, to.range.end, '');
  } else {
    if (previous && isBare) removeCommaBehind(draft, previous);
    draft.replace(from.range.start, ownEnd, '');
  }
}

/** Leaves the brackets of a document's root of which every element goes. */
export function leaveEmptyBrackets(draft: Draft, { kind, content }: Collection): void {
  draft.replace(content.start, content.end, emptyBrackets(kind));
}

/** A new element, in flow style. */
export function printInFlow({ key, value }: Addition, style: FlowStyle, indent: string): string {
  return (key === undefined ? '' : printFlowKey(key, style)) + printFlow(value, style, indent);
}

/** What stands behind a new element and its comma: the comment that goes along. */
function commentOf(text: string, { value }: Addition): string {
  const comment = commentAlong(text, value);
  return comment === undefined ? '' : ` ${comment}`;
}

/** Where the next element, or a line of comment above it, starts. */
function startBehind(text: string, ownEnd: number, next: Element): number {
  if (!hasComment(text, ownEnd, next.range.start)) return next.range.start;
  // The comment on the line of what goes, goes with it.
  return isLineFree(text, ownEnd) ? lineTextEnd(text, ownEnd) : skipBlanks(text, ownEnd);
}

function removeCommaBehind(draft: Draft, element: Element): void {
  const end = endWithComma(draft.text, element);
  draft.replace(end - 1, end, '');
}

/** The offset behind the comma that follows an element, or behind the element itself if none does. */
function endWithComma(text: string, { range }: Element): number {
  let at = skipSpace(text, range.end);
  while (isComment(text, at)) at = skipSpace(text, nextLineStart(text, at));
  return text[at] === ',' ? at + 1 : range.end;
}

function isComment(text: string, offset: number): boolean {
  return text[offset] === '#';
}

/** Whether there is a comment between two elements. */
function hasComment(text: string, start: number, end: number): boolean {
  return text.slice(start, end).includes('#');
}

/** Where the lines of what goes start, with the comments above them. */
function startOfLines(text: string, collection: Collection, { first, from }: Run): number {
  const floor = childrenOf(collection)[first - 1]?.range.end ?? collection.content.start;
  return startWithComments(text, from, floor);
}

/** The comment behind a value on its line, which stays with the value, and the comma between the two. */
function commentBehind(
  text: string,
  offset: number,
): { text: string; comma: string; end: number } | undefined {
  const end = lineTextEnd(text, offset);
  const [, comma = '', blanks = '', comment] = /^(,?)([ \t]+)(#.*)$/.exec(text.slice(offset, end)) ?? [];
  return comment === undefined ? undefined : { text: blanks + comment, comma, end };
}

/** Brackets around a value: on its line, or each on a line of its own where the elements have lines of their own. */
export function nestInFlow(draft: Draft, entry: Entry, wrappers: readonly Wrapper[], style: FlowStyle): void {
  const { lines } = style;
  const place = writtenAt(entry.value);
  requireWholeBlocks(draft.document.template, place);
  let open = '';
  let close = '';
  let indent = indentOfElements(style);
  for (const wrapper of wrappers) {
    const outer = brackets(wrapper === 'item' ? 'sequence' : 'mapping', style, indent);
    open += outer.open + (wrapper === 'item' ? '' : printFlowKey(wrapper.key, style));
    close = outer.close + close;
    indent = indentInside(style, indent);
  }
  const owner = entry.range.start;
  if (isUnwritten(entry.value)) {
    draft.replace(entry.key.content.end, place.end, `${style.colon}${open}null${close}`, owner);
    return;
  }
  draft.insert(place.start, open, owner);
  const comment = lines && commentBehind(draft.text, place.end);
  if (comment?.comma) {
    // The comma stays where it is: it goes where the next element does.
    draft.insert(place.end, comment.text + close, owner);
    draft.replace(place.end + comment.comma.length, comment.end, '', owner);
  } else if (comment) draft.replace(place.end, comment.end, comment.text + close, owner);
  else draft.insert(place.end, close, owner);
  if (lines)
    draft.shift({ inside: place, by: lines.step.length * wrappers.length, fill: lines.step.charAt(0) });
}
