import type { Wrapper, Change } from '../changes';
import {
  Declined,
  indentOf,
  lineTextEnd,
  nextLineStart,
  type Range,
  skipBlanks,
  startingIn,
  startsItsLine,
} from '../text';
import {
  childrenOf,
  type Entry,
  isBlockText,
  isOnKeyLine,
  isUnwritten,
  type Node,
  writtenAt,
  type Mapping,
  type Sequence,
} from '../node';
import type { Action } from '../template/actions';
import { Guards } from '../template/guards';
import { indentationOf } from '../template/indentation';
import { printScalar, quotingOfKey } from '../style/scalar';
import { columnOf } from '../style/block';
import { endWithComments, type Draft } from './draft';
import { type FlowStyle, flowStyleOf } from '../style/flow';
import { nestInFlow } from './flow';

/** Puts lines with keys and dashes above a value, and indents it further. */
function nestInBlock(draft: Draft, entry: Entry, wrappers: readonly Wrapper[], holdsLines: boolean): void {
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
  // What is between key and value, an anchor among it, goes along with the value.
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
    // The indentation that a block scalar's header may name counts from the dash, not from what is behind it.
    const to = chain.endsWithDash && isBlockText(value) ? chain.column - chain.dashWidth : chain.column;
    draft.shift({ inside, by: to - column, margin: column + 1, holdsLines });
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
    // It brings the first lines of the value, which new lines must not part from the others; what is before it, the
    // start of its comment or an anchor, goes along.
    const behindKey = skipBlanks(text, text.indexOf(':', keyEnd) + 1);
    if (chain.endsWithDash) draft.replace(keyEnd, behindKey, `:${chain.text.trimEnd()} `, owner);
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
    // What it shows may come first, so the dash is alone.
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

/** The first action of a template between two places that decides on lines: one that fills in a comment does not. */
function actionBetween({ document, text }: Draft, from: number, to: number): Range | undefined {
  const actions = startingIn(document.template?.actions ?? [], { start: from, end: to });
  const guards = new Guards(text);
  const fillsComment = (action: Action) =>
    action.kind === 'output' && guards.guardOf(action.start) === '#' && !indentationOf(text, action);
  return actions.find((action) => action.kind !== 'silent' && !fillsComment(action));
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

/** Gives an entry another key and its value more layers. */
export function compileMove(
  draft: Draft,
  { entry, key, wrappers, holdsLines = false }: Extract<Change, { type: 'move' }>,
): void {
  const { text } = draft;
  if (key !== entry.name) {
    if (entry.key.alias || entry.key.kind !== 'scalar')
      throw new Declined('its key is no plain text', entry.range.start);
    const { start, end } = entry.key.content;
    draft.replace(start, end, printScalar(key, entry.key.style, entry.parent.flow));
  }
  if (wrappers.length === 0) return;
  if (text[entry.range.start] === '?') throw new Declined('its key is marked with "?"', entry.range.start);
  const { value } = entry;
  const isFlow = value.kind !== 'scalar' && value.flow && !value.alias && isOnKeyLine(text, entry);
  if (isFlow && (!entry.parent.flow || isOnOneLine(text, value))) {
    nestInFlow(draft, entry, wrappers, inlineStyle(text, value));
  } else if (entry.parent.flow) nestInFlow(draft, entry, wrappers, flowStyleOf(text, entry.parent, entry));
  else nestInBlock(draft, entry, wrappers, holdsLines);
}

function isOnOneLine(text: string, value: Mapping | Sequence): boolean {
  return childrenOf(value).length > 0 && !text.slice(value.content.start, value.content.end).includes('\n');
}

/** A flow value is wrapped in its own style, unless it is among lines that each hold one entry. */
function inlineStyle(text: string, value: Mapping | Sequence): FlowStyle {
  const style = flowStyleOf(text, value);
  const closing = value.content.end - 1;
  if (!style.lines || !startsItsLine(text, closing)) return { ...style, lines: undefined };
  return { ...style, lines: { ...style.lines, indent: indentOf(text, closing) } };
}
