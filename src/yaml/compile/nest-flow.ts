import type { Wrapper } from '../change';
import { type Entry, isUnwritten, writtenAt } from '../node';
import { brackets, indentInside, printFlowKey } from '../print/flow';
import { type FlowStyle, indentOfElements } from '../style/flow';
import type { Draft } from './draft';

/** Brackets around a value: on its line, or each on a line of its own where the elements have lines of their own. */
export function nestInFlow(draft: Draft, entry: Entry, wrappers: readonly Wrapper[], style: FlowStyle): void {
  const { lines } = style;
  const place = writtenAt(entry.value);
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
  draft.insert(place.end, close, owner);
  if (lines)
    draft.shift({ inside: place, by: lines.step.length * wrappers.length, fill: lines.step.charAt(0) });
}
