import { lineStart, lineTextEnd, nextLineStart, startsItsLine } from '../lines';
import type { Entry, Item, Mapping, Sequence } from '../node';
import type { Draft } from './draft';

/** Takes out entries and items, each with the comments that belong to it. */
export function compileRemovals(draft: Draft): void {
  // Through an alias the same text can be reached twice; it is removed once.
  const collections = new Map([...draft.removed].map(({ parent }) => [parent.content.start, parent]));
  for (const collection of collections.values()) {
    const children: readonly (Entry | Item)[] =
      collection.kind === 'mapping' ? collection.entries : collection.items;
    for (const run of runsOf(children, draft.removed)) {
      if (collection.flow) removeFromFlow(draft, children, run);
      else removeLines(draft, collection, children, run);
    }
  }
}

/** Neighbours that go together; indices, the last one included. */
interface Run {
  readonly first: number;
  readonly last: number;
}

function runsOf(children: readonly (Entry | Item)[], removed: ReadonlySet<Entry | Item>): Run[] {
  const runs: Run[] = [];
  for (const [index, child] of children.entries()) {
    if (!removed.has(child)) continue;
    const previous = runs.at(-1);
    if (previous?.last === index - 1) runs[runs.length - 1] = { first: previous.first, last: index };
    else runs.push({ first: index, last: index });
  }
  return runs;
}

function removeFromFlow(draft: Draft, children: readonly (Entry | Item)[], { first, last }: Run): void {
  const [from, to] = [children[first], children[last]];
  if (!from || !to) return;
  const next = children[last + 1];
  const previous = children[first - 1];
  if (next) draft.replace(from.range.start, next.range.start, '');
  else draft.replace(previous ? previous.range.end : from.range.start, to.range.end, '');
}

function removeLines(
  draft: Draft,
  collection: Mapping | Sequence,
  children: readonly (Entry | Item)[],
  { first, last }: Run,
): void {
  const { text } = draft;
  const [from, to] = [children[first], children[last]];
  if (!from || !to) return;
  const end = endWithComments(text, to.range.end, from.range.start);
  if (!startsItsLine(text, from.range.start)) {
    // Behind a dash, what comes next moves up to it.
    draft.replace(from.range.start, firstVisible(text, end), '');
    return;
  }
  // The comment at the head of a document speaks of the whole document.
  const isHead = first === 0 && collection.parent === undefined;
  const start = isHead ? lineStart(text, from.range.start) : startWithComments(text, from.range.start);
  // A document that ends without a line break goes on doing so.
  if (end === text.length && !text.endsWith('\n') && start > 0)
    draft.replace(lineTextEnd(text, start - 1), end, '');
  else draft.replace(start, end, '');
}

/** The start of the comment lines right above, at the same column: they belong to what they stand above. */
function startWithComments(text: string, offset: number): number {
  let start = lineStart(text, offset);
  const column = offset - start;
  while (start > 0) {
    const above = lineStart(text, start - 1);
    const line = text.slice(above, start - 1);
    if (line.search(/[^ \t]/) !== column || line[column] !== '#') break;
    start = above;
  }
  return start;
}

/** The end of the line, and of the comment lines below that are indented further: they belong to what they stand below. */
function endWithComments(text: string, end: number, offset: number): number {
  const column = offset - lineStart(text, offset);
  let at = text[end - 1] === '\n' ? end : nextLineStart(text, end);
  while (at < text.length) {
    const line = text.slice(at, lineTextEnd(text, at));
    const indent = line.search(/[^ \t]/);
    if (indent <= column || line[indent] !== '#') break;
    at = nextLineStart(text, at);
  }
  return at;
}

function firstVisible(text: string, offset: number): number {
  let at = offset;
  while (/\s/.test(text[at] ?? '')) at++;
  return at;
}
