import type { Change } from '../change';
import { Declined } from '../declined';
import { indentOf, startsItsLine } from '../lines';
import { childrenOf, isOnKeyLine } from '../node';
import { printScalar } from '../print/scalar';
import { type FlowStyle, flowStyleOf } from '../style/flow';
import type { Mapping, Sequence } from '../node';
import type { Draft } from './draft';
import { nestInBlock } from './nest-block';
import { nestInFlow } from './nest-flow';

/** Gives an entry another key and its value more layers. */
export function compileMove(draft: Draft, { entry, key, wrappers }: Extract<Change, { type: 'move' }>): void {
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
  else nestInBlock(draft, entry, wrappers);
}

function isOnOneLine(text: string, value: Mapping | Sequence): boolean {
  return childrenOf(value).length > 0 && !text.slice(value.content.start, value.content.end).includes('\n');
}

/** A flow value is wrapped in its own style, unless it stands among lines that each hold one entry. */
function inlineStyle(text: string, value: Mapping | Sequence): FlowStyle {
  const style = flowStyleOf(text, value);
  const closing = value.content.end - 1;
  if (!style.lines || !startsItsLine(text, closing)) return { ...style, lines: undefined };
  return { ...style, lines: { ...style.lines, indent: indentOf(text, closing) } };
}
