import type { Wrapper } from '../change';
import { lineTextEnd, nextLineStart, type Range } from '../lines';
import { childrenOf, type Entry, isBlockText, isOnKeyLine, isUnwritten, type Node, writtenAt } from '../node';
import { printScalar } from '../print/scalar';
import { columnOf } from '../style/block';
import { quotingOfKey } from '../style/quotes';
import { endWithComments } from './comments';
import type { Draft } from './draft';

/** Puts lines with keys and dashes above a value, and indents it further. */
export function nestInBlock(draft: Draft, entry: Entry, wrappers: readonly Wrapper[]): void {
  const { text } = draft;
  const { value } = entry;
  const column = columnOf(text, entry.range.start);
  const chain = layers(draft, entry, wrappers, column);
  if (!isOnKeyLine(text, entry)) {
    nestLinesBelow(draft, entry, chain, column);
    return;
  }
  const place = writtenAt(value);
  const keyEnd = entry.key.content.end;
  // What stands between key and value, an anchor among it, goes along with the value.
  if (!chain.endsWithDash) draft.insert(keyEnd, `:${chain.text}`, entry.range.start);
  else {
    const dashes = isUnwritten(value) ? chain.text.trimEnd() : chain.text;
    draft.replace(keyEnd, place.start, `:${dashes}`, entry.range.start);
  }
  const isBlock = value.kind !== 'scalar' && !value.flow && !value.alias;
  const inside = { start: place.start, end: endWithComments(text, entry) };
  if (chain.endsWithDash && isBlock) {
    const from = columnOf(text, value.content.start);
    draft.shift({ inside, by: chain.column - from, margin: from });
  } else {
    // The indentation that a block scalar's header may name counts from the dash, not from what stands behind it.
    const to = chain.endsWithDash && isBlockText(value) ? chain.column - chain.dashWidth : chain.column;
    draft.shift({ inside, by: to - column, margin: column + 1 });
  }
}

/** The value starts on a line below: the key's line keeps its comment, and new lines come between the two. */
function nestLinesBelow(draft: Draft, entry: Entry, chain: Layers, column: number): void {
  const { text } = draft;
  const owner = entry.range.start;
  const keyEnd = entry.key.content.end;
  const keyLineEnd = lineTextEnd(text, keyEnd);
  const below = { start: keyLineEnd, end: endWithComments(text, entry) };
  const start = startOfWhatStays(draft, entry.value);
  const from = columnOf(text, start);
  const action = actionBetween(draft, keyEnd, start);
  if (action && action.start < keyLineEnd) {
    // It brings the first lines of the value, which new lines must not part from the others.
    if (chain.endsWithDash) draft.replace(keyEnd, action.start, `:${chain.text.trimEnd()} `, owner);
    else draft.insert(keyEnd, `:${chain.text}`, owner);
    const by = chain.endsWithDash ? chain.column - from : chain.column - column;
    draft.shift({ inside: { start: keyEnd, end: below.end }, by, margin: from });
    return;
  }
  if (!chain.endsWithDash) {
    draft.insert(keyLineEnd, `${chain.text}:`, owner);
    draft.shift({ inside: below, by: chain.column - column, margin: from });
    return;
  }
  if (action) {
    // What it shows may come first, so the dash stands alone.
    draft.insert(keyLineEnd, chain.text.trimEnd(), owner);
    draft.shift({ inside: below, by: chain.column - from, margin: from });
    return;
  }
  const lineBreak = chain.text.lastIndexOf(draft.lineBreak(owner));
  const above = chain.text.slice(0, lineBreak);
  const dashes = chain.text.slice(lineBreak).trimStart();
  draft.insert(keyLineEnd, above, owner);
  draft.insert(start, dashes, owner);
  const linesAbove = { start: nextLineStart(text, keyEnd), end: start + 1 };
  const dashColumn = chain.column - dashes.length;
  draft.shift({ inside: { start, end: start }, lines: linesAbove, by: dashColumn - from, margin: from });
  draft.shift({ inside: { start, end: below.end }, by: chain.column - from, margin: from });
}

/** The first action of a template between two places that decides on lines. */
function actionBetween({ document }: Draft, from: number, to: number): Range | undefined {
  return document.template?.actions.find(
    ({ start, kind }) => from <= start && start < to && kind !== 'silent',
  );
}

/** Where a value starts, without the elements at its start that go. */
function startOfWhatStays({ gone }: Draft, value: Node): number {
  const { start } = writtenAt(value);
  if (value.kind === 'scalar' || value.alias || value.flow || start < value.content.start) return start;
  return childrenOf(value).find((child) => !gone.has(child))?.range.start ?? start;
}

interface Layers {
  /** The lines of the layers, each with its line break before it; the last one lacks the colon of its key. */
  readonly text: string;
  /** The column of the innermost layer's key, or of what comes behind its dash. */
  readonly column: number;
  readonly endsWithDash: boolean;
  readonly dashWidth: number;
}

function layers(draft: Draft, entry: Entry, wrappers: readonly Wrapper[], keyColumn: number): Layers {
  const lineBreak = draft.lineBreak(entry.range.start);
  const { step, dashOffset, dashWidth } = draft.layout.below(entry);
  const keys = quotingOfKey(entry);
  let text = '';
  let column = keyColumn;
  let behindDash = false;
  for (const [index, wrapper] of wrappers.entries()) {
    if (index > 0 && !behindDash) text += ':';
    if (!behindDash) {
      column += wrapper === 'item' ? dashOffset : step;
      text += lineBreak + ' '.repeat(column);
    }
    behindDash = wrapper === 'item';
    if (wrapper === 'item') {
      text += '-'.padEnd(dashWidth);
      column += dashWidth;
    } else text += printScalar(wrapper.key, keys, false);
  }
  return { text, column, endsWithDash: behindDash, dashWidth };
}
