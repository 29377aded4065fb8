import { isPlainMap, isPlainSequence, type Plain } from '../changes';
import { commentBehind } from '../lookup';
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
  return { ...draft.layout.below(entry), lineBreak, keys: 'plain', texts: 'plain' };
}

function holdingEntry(collection: Collection) {
  let holder = collection.parent;
  while (holder?.kind === 'item') holder = holder.parent.parent;
  return holder;
}

/** A new element at a column, in block style. */
export function printAddition({ text }: Draft, addition: Addition, column: number, form: BlockForm): string {
  const { key, value } = addition;
  const printed = key === undefined ? printItem(value, column, form) : printEntry(key, value, column, form);
  const comment = commentAlong(text, addition);
  return comment === undefined ? printed : `${printed} ${comment}`;
}

/** The comment that goes along with a value that is carried over. */
export function commentAlong(text: string, { value, origin }: Addition): string | undefined {
  return origin?.kind === 'scalar' && isOneValue(value) ? commentBehind(text, origin) : undefined;
}

/** Whether a value is written such that a comment can stand behind it: one line, however many keys lead to it. */
function isOneValue(value: Plain): boolean {
  if (isPlainMap(value)) return Object.values(value).length === 1 && Object.values(value).every(isOneValue);
  return !isPlainSequence(value) && !(typeof value === 'string' && value.includes('\n'));
}
