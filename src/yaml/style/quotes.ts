import type { Element, Entry, Node, ScalarStyle } from '../node';
import { isSafeUnquoted, type Quoting } from '../print/scalar';

/** How keys and texts are quoted where nothing forces them to be. */
export interface Quotes {
  readonly keys: Quoting;
  readonly texts: Quoting;
}

/** How many neighbours are looked at before it is settled that none of them tells. */
const neighboursAtMost = 20;

/** How the elements of a block collection are quoted, read off the ones before an index. */
export function quotesBefore(children: readonly Element[], index: number): Quotes {
  const near = children.slice(Math.max(0, index - neighboursAtMost), index).toReversed();
  const [first] = near;
  return { keys: first?.kind === 'entry' ? quotingOfKey(first) : 'plain', texts: quotingOfTexts(near) };
}

/** How an entry's key is quoted, if it is by choice. */
export function quotingOfKey({ key, name }: Entry): Quoting {
  const quoting = key.kind === 'scalar' ? quotingOf(key.style) : undefined;
  return quoting && name !== undefined && isSafeUnquoted(name, false) ? quoting : 'plain';
}

/** How the nearest text is quoted: in a list, where texts are alike, also if it had to be. */
export function quotingOfTexts(near: readonly Element[]): Quoting {
  for (const element of near) {
    const found = textsOf(element).find((quoting) => quoting !== undefined);
    if (found) return found;
  }
  return 'plain';
}

function textsOf({ kind, value }: Element): (Quoting | undefined)[] {
  if (kind === 'item' && value.kind === 'mapping') return value.entries.map((entry) => textOf(entry.value));
  if (kind === 'item' && value.kind === 'scalar') return [quotingOf(value.style) ?? textOf(value)];
  return [textOf(value)];
}

function textOf(node: Node): Quoting | undefined {
  if (node.kind !== 'scalar' || node.alias || typeof node.value !== 'string') return undefined;
  if (node.style === 'plain') return 'plain';
  return isSafeUnquoted(node.value, false) ? quotingOf(node.style) : undefined;
}

function quotingOf(style: ScalarStyle): Quoting | undefined {
  return style === 'single' || style === 'double' ? style : undefined;
}
