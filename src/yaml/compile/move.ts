import type { Change, Wrapper } from '../change';
import { Declined } from '../declined';
import { lineStart, lineTextEnd, nextLineStart, type Range } from '../lines';
import { printScalar } from '../print';
import { columnOf, dashOffsetBelow, type FlowStyle, flowStyleOf, stepBelow } from '../style';
import type { Entry, Node } from '../node';
import type { Draft } from './draft';

type Move = Extract<Change, { type: 'move' }>;

/** Gives an entry another key and its value more layers. */
export function compileMove(draft: Draft, move: Move): void {
  const { entry, wrappers } = move;
  if (wrappers.length === 0) {
    draft.replace(entry.key.content.start, entry.key.content.end, printKey(move));
    return;
  }
  if (entry.value.range.start === entry.value.range.end && !entry.value.alias) {
    throw new Declined('there is no value here to move', entry.range.start);
  }
  if (draft.text[entry.range.start] === '?')
    throw new Declined('it has a key marked with "?"', entry.range.start);
  const isInline =
    entry.value.kind !== 'scalar' && entry.value.flow && !entry.value.alias && isOnKeyLine(draft, entry);
  if (entry.parent.flow || isInline) moveInFlow(draft, move);
  else moveInBlock(draft, move);
}

function printKey({ entry, key }: Move): string {
  if (entry.key.alias || entry.key.kind !== 'scalar')
    throw new Declined('its key is no plain text', entry.range.start);
  return printScalar(key, entry.key.style, entry.parent.flow);
}

/** Where the value starts and ends in the text: the alias itself, if there is one. */
function placeOf(value: Node): Range {
  return value.alias ?? value.range;
}

function isOnKeyLine({ text }: Draft, entry: Entry): boolean {
  return lineStart(text, placeOf(entry.value).start) <= entry.key.content.start;
}

/** Brackets around the value: on its line, or each on a line of its own where the entries have lines of their own. */
function moveInFlow(draft: Draft, move: Move): void {
  const { entry, wrappers } = move;
  const place = placeOf(entry.value);
  const style = entry.parent.flow ? flowStyleOf(draft.text, entry.parent, entry) : inlineStyle(draft, entry);
  const lineBreak = draft.lineBreak(place.start);
  let open = '';
  let close = '';
  let indent = style.lines?.indent ?? '';
  for (const wrapper of wrappers) {
    const [left, right] = wrapper === 'item' ? ['[', ']'] : ['{', '}'];
    const outer = style.lines ? lineBreak + indent : wrapper === 'item' ? '' : style.padding;
    indent += style.lines?.step ?? '';
    const inner = style.lines ? lineBreak + indent : wrapper === 'item' ? '' : style.padding;
    open += left + inner + (wrapper === 'item' ? '' : printInner(wrapper.key, style) + style.colon);
    close = outer + right + close;
  }
  if (move.key !== entry.name) draft.replace(entry.key.content.start, entry.key.content.end, printKey(move));
  draft.insert(place.start, open, entry.range.start);
  draft.insert(place.end, close, entry.range.start);
  if (style.lines) draft.shift(place, style.lines.step.length * wrappers.length, style.lines.step[0] ?? ' ');
}

function printInner(key: string, style: FlowStyle): string {
  return printScalar(key, style.quotedKeys ? 'double' : 'plain', true);
}

/** A flow value in a block mapping is wrapped on its own line, in its own style. */
function inlineStyle(draft: Draft, { value }: Entry): FlowStyle {
  const inner = value.kind === 'mapping' ? flowStyleOf(draft.text, value) : undefined;
  const style = { quotedKeys: false, colon: ': ', comma: ', ', padding: '', ...inner, lines: undefined };
  return inner?.lines ? { ...style, padding: '' } : style;
}

function moveInBlock(draft: Draft, move: Move): void {
  const { entry, wrappers } = move;
  const { text } = draft;
  const column = columnOf(text, entry.range.start);
  const place = placeOf(entry.value);
  const onKeyLine = isOnKeyLine(draft, entry);
  const hasProperties = !entry.value.alias && entry.value.range.start < entry.value.content.start;
  const chain = layers(draft, entry, wrappers, column);

  if (chain.endsWithDash && entry.value.kind === 'sequence' && !onKeyLine) {
    throw new Declined('its value is a list already', place.start);
  }
  if (!onKeyLine && !hasProperties) {
    moveLinesBelow(draft, move, chain);
    return;
  }
  // What stands between key and value, an anchor among it, goes along with the value.
  const end = chain.endsWithDash ? place.start : entry.key.content.end;
  draft.replace(entry.key.content.start, end, `${printKey(move)}:${chain.text}`, entry.range.start);
  if (entry.value.alias) return;
  const linesUp = chain.endsWithDash && entry.value.kind === 'mapping' && !entry.value.flow;
  draft.shift(place, chain.column - (linesUp ? columnOf(text, entry.value.content.start) : column));
}

/** The value starts on a line below: the key's line keeps its comment, and new lines come between the two. */
function moveLinesBelow(draft: Draft, move: Move, chain: Layers): void {
  const { entry, wrappers } = move;
  const { text } = draft;
  const { value } = entry;
  if (move.key !== entry.name) draft.replace(entry.key.content.start, entry.key.content.end, printKey(move));
  const below = { start: nextLineStart(text, entry.key.content.end), end: value.range.end };
  if (!chain.endsWithDash) {
    const keyLineEnd = lineTextEnd(text, entry.key.content.end);
    draft.insert(keyLineEnd, `${chain.text}:`, entry.range.start);
    const step = chain.column - columnOf(text, entry.range.start);
    draft.shift(below, step, ' ', below.start);
    return;
  }
  const column = columnOf(text, value.content.start);
  const between = chain.text.slice(0, chain.text.lastIndexOf(draft.lineBreak(entry.range.start)));
  if (wrappers.length > 1) draft.insert(lineTextEnd(text, entry.key.content.end), between, entry.range.start);
  const dash = `${' '.repeat(chain.column - 2)}- `;
  draft.replace(lineStart(text, value.content.start), value.content.start, dash, entry.range.start);
  draft.shift({ start: value.content.start, end: value.range.end }, chain.column - column);
}

interface Layers {
  /** The lines of the layers, each with its line break before it; the last one lacks the colon of its key. */
  readonly text: string;
  /** The column of the innermost layer's key, or of what comes behind its dash. */
  readonly column: number;
  readonly endsWithDash: boolean;
}

function layers(draft: Draft, entry: Entry, wrappers: readonly Wrapper[], keyColumn: number): Layers {
  const lineBreak = draft.lineBreak(entry.range.start);
  let text = '';
  let column = keyColumn;
  let behindDash = false;
  for (const [index, wrapper] of wrappers.entries()) {
    if (index > 0 && !behindDash) text += ':';
    if (wrapper === 'item') {
      if (behindDash) throw new Declined('a list in a list is not written', entry.range.start);
      column += dashOffsetBelow(draft.document, entry) + 2;
      text += `${lineBreak}${' '.repeat(column - 2)}- `;
      behindDash = true;
    } else {
      if (!behindDash) {
        column += stepBelow(draft.document, entry);
        text += lineBreak + ' '.repeat(column);
      }
      text += printScalar(wrapper.key, 'plain', false);
      behindDash = false;
    }
  }
  return { text, column, endsWithDash: behindDash };
}
