import { childrenOf, type Entry, type Mapping, type Sequence } from '../node';
import { type BlockForm, printEntry, printItem } from '../style/block';
import { quotesBefore } from '../style/scalar';
import type { Addition } from '../collection-plans';
import type { Draft } from './draft';

export type Collection = Mapping | Sequence;

export function formBefore(draft: Draft, collection: Collection, index: number): BlockForm {
  return { ...formOf(draft, collection), ...quotesBefore(childrenOf(collection), index) };
}

/** How the elements of a block collection are written, but for their quotes. */
export function formOf(draft: Draft, collection: Collection): BlockForm {
  const [first] = childrenOf(collection);
  const near = first?.kind === 'entry' ? first : holdingEntry(collection);
  return formBelow(draft, near, collection.content.start);
}

/** How a block collection below an entry is written, but for its quotes, if it starts at an offset. */
export function formBelow(draft: Draft, entry: Entry | undefined, start: number): BlockForm {
  const lineBreak = draft.lineBreak(start);
  return { ...draft.layout.below(entry), text: draft.text, lineBreak, keys: 'plain', texts: 'plain' };
}

function holdingEntry(collection: Collection) {
  let holder = collection.parent;
  while (holder?.kind === 'item') holder = holder.parent.parent;
  return holder;
}

/** A new element at a column, in block style. */
export function printAddition({ key, value }: Addition, column: number, form: BlockForm): string {
  return key === undefined ? printItem(value, column, form) : printEntry(key, value, column, form);
}
