import type { Change } from '../change';
import { Declined } from '../declined';
import { indentOf } from '../lines';
import { isOnKeyLine } from '../node';
import { printFlow } from '../print/flow';
import { flowStyleOf } from '../style/flow';
import type { Draft } from './draft';
import { fillBelowKey } from './empty';

/** Gives an entry without a value, or with `null`, a map: below its key, or in braces where it stands in flow style. */
export function compileFill(draft: Draft, { entry, value }: Extract<Change, { type: 'fill' }>): void {
  const { value: old, parent } = entry;
  if (old.kind !== 'scalar' || old.value !== null) throw new Declined('it has a value', old.range.start);
  if (old.alias || old.range.start !== old.content.start) {
    throw new Declined('an anchor, alias or tag stands where its value would be', old.range.start);
  }
  const additions = Object.entries(value).map(([key, item]) => ({ key, value: item }));
  if (!parent.flow && isOnKeyLine(draft.text, entry)) {
    fillBelowKey(draft, entry, { kind: 'mapping', content: old.content }, additions);
  } else if (parent.flow && old.style !== 'empty') {
    const style = flowStyleOf(draft.text, parent);
    const printed = printFlow(value, style, indentOf(draft.text, entry.range.start));
    draft.replace(old.content.start, old.content.end, printed);
  } else throw new Declined('it has no value that could be replaced', entry.range.start);
}
