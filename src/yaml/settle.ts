import { isDeepStrictEqual } from 'node:util';
import { type Change, placeOf } from './changes';
import { arrange, Declined, type Edit, lineTextEnd } from './text';
import {
  childrenOf,
  type Element,
  type Entry,
  type Mapping,
  type Node,
  type Scalar,
  type Sequence,
  type YamlDocument,
} from './node';
import { mergedEntryOf } from './lookup';
import { isPlainMap, type Plain } from './plain';
import { blocksStartingIn } from './template/blocks';
import { arrivalsIn } from './template/lines';

type Move = Extract<Change, { type: 'move' }>;

const helpIfEmptied =
  'change it manually: wherever the template inserts nothing, nothing would be left, so insert {} or [] there';

const helpOnPatch =
  'change it manually: write {} where it is to replace what is below, or remove the operation';

/**
 * Brings changes into the form that text and model are made from: parents that become empty are removed too, what
 * was asked for inside a removed part is dropped, and what is asked of one entry in several steps becomes one step.
 *
 * @throws Declined if nothing would be left of a collection but the lines that a template brings
 */
export function settle(document: YamlDocument, changes: readonly Change[]): Change[] {
  const removed = new Set<Element>();
  for (const change of changes) if (change.type === 'remove') removed.add(change.target);
  removeEmptied(document, removed, new Set(changes.map(placeOf)));
  const kept = changes
    .filter((change) => !isInside(placeOf(change), removed))
    .map((change) => behindBlock(document, change));
  refuseUncovered(kept, removed);
  const outermost = [...removed].filter((target) => !isInside(target.parent, removed));
  return [
    ...joinTexts(joinMoves(joinNew(kept))),
    ...outermost.map((target): Change => ({ type: 'remove', target })),
  ];
}

/**
 * Adds to what is removed the holders of collections of which nothing is left.
 *
 * @param places where changes are made; a collection is one only if something new comes into it
 */
function removeEmptied(
  document: YamlDocument,
  removed: Set<Element>,
  places: ReadonlySet<Node | Element>,
): void {
  const left = new Map<Mapping | Sequence, number>();
  // A set that grows while it is looked through is looked through to its new end.
  for (const { parent } of removed) {
    const count = (left.get(parent) ?? childrenOf(parent).length) - 1;
    left.set(parent, count);
    if (count > 0 || places.has(parent) || isInside(parent, removed)) continue;
    const [arrival] = arrivalsIn(document, parent);
    // Without its neighbours, nobody knows whether the template's lines are entries or items, or any at all.
    if (arrival)
      throw new Declined('only what a template inserts would be left here', arrival.start, helpIfEmptied);
    if (isValueOfOperation(parent))
      throw new Declined(
        'the operation of a JSON patch would have no value',
        parent.range.start,
        helpOnPatch,
      );
    if (parent.parent) removed.add(parent.parent);
  }
}

/** Whether a collection is what an operation of a JSON patch writes, which is no operation without it. */
function isValueOfOperation({ parent }: Node): boolean {
  if (parent?.kind !== 'entry' || parent.name !== 'value') return false;
  const names = new Set(parent.parent.entries.map(({ name }) => name));
  return names.has('op') && names.has('path');
}

/** What several changes put under one new key of a mapping, or into one empty entry, is one map. */
function joinNew(changes: readonly Change[]): Change[] {
  const known = new Map<Node | Entry, Map<string, number>>();
  const joined: Change[] = [];
  for (const change of changes) {
    if (change.type !== 'insert' && change.type !== 'fill') {
      joined.push(change);
      continue;
    }
    const [place, key] = change.type === 'insert' ? [change.mapping, change.key] : [change.entry, ''];
    const keys = known.get(place) ?? new Map<string, number>();
    known.set(place, keys);
    const index = keys.get(key) ?? joined.length;
    const earlier = joined[index];
    if (earlier?.type === 'insert' && change.type === 'insert')
      joined[index] = { ...earlier, value: merged(earlier.value, change.value, place) };
    else if (earlier?.type === 'fill' && change.type === 'fill') {
      const value = merged(earlier.value, change.value, place);
      joined[index] = isPlainMap(value) ? { ...earlier, value } : earlier;
    } else {
      keys.set(key, index);
      joined.push(change);
    }
  }
  return joined;
}

function merged(one: Plain, other: Plain, place: Node | Entry): Plain {
  if (isDeepStrictEqual(one, other)) return one;
  if (!isPlainMap(one) || !isPlainMap(other))
    throw new Declined('two changes write different values to the same new key', place.range.start);
  const both = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const earlier = Object.hasOwn(both, key) ? both[key] : undefined;
    both[key] = earlier === undefined ? value : merged(earlier, value, place);
  }
  return both;
}

/** What is inserted behind an entry on whose line a block of the template begins comes behind that block. */
function behindBlock({ text, template }: YamlDocument, change: Change): Change {
  if (change.type !== 'insert' || !template) return change;
  let after = change.after ?? change.mapping.entries.at(-1);
  for (let next = after; next;) {
    const { start, end } = next.range;
    after = next;
    const onItsLines = { start: start + 1, end: lineTextEnd(text, end) + 1 };
    const block = blocksStartingIn(template.blocks, onItsLines).find(({ range }) => end < range.end);
    next =
      block &&
      change.mapping.entries.findLast(({ range }) => range.start > start && range.start < block.range.end);
  }
  return change.after ? { ...change, after } : change;
}

/**
 * An own key may override a merged one (`<<`), and what is merged would count where the own one goes.
 *
 * @throws Declined where it does, and stays what it is
 */
function refuseUncovered(changes: readonly Change[], removed: ReadonlySet<Element>): void {
  const renamed = changes.flatMap((change) => {
    if (change.type === 'unwrap') return [change.entry];
    return change.type === 'move' && change.key !== change.entry.name ? [change.entry] : [];
  });
  const leaving = [...renamed, ...removed].filter((element) => element.kind === 'entry');
  const places = new Set(leaving.map(({ range }) => range.start));
  for (const { name, parent, range } of leaving) {
    const merged = name === undefined || name === '<<' ? undefined : mergedEntryOf(parent, name);
    if (!merged || places.has(merged.range.start) || isInside(merged, removed)) continue;
    const reason = `"${name ?? ''}" overrides the value of a merge key ("<<"), which would count instead`;
    throw new Declined(reason, range.start);
  }
}

/** Later layers go around earlier ones. */
function joinMoves(changes: readonly Change[]): Change[] {
  const moves = new Map<Entry, Move>();
  for (const change of changes) {
    if (change.type !== 'move') continue;
    const { entry, key, wrappers } = change;
    const earlier = moves.get(entry);
    const lastKey = earlier && key === entry.name ? earlier.key : key;
    moves.set(entry, { ...change, key: lastKey, wrappers: [...wrappers, ...(earlier?.wrappers ?? [])] });
  }
  return [...changes.filter((change) => change.type !== 'move'), ...moves.values()];
}

/** Edits of the text of one scalar, asked for one by one, are made together. */
function joinTexts(changes: readonly Change[]): Change[] {
  const edits = new Map<Scalar, readonly Edit[]>();
  for (const change of changes) {
    if (change.type !== 'text') continue;
    edits.set(change.scalar, [...(edits.get(change.scalar) ?? []), ...change.edits]);
  }
  const joined = [...edits].map(([scalar, all]): Change => ({ type: 'text', scalar, edits: arrange(all) }));
  return [...changes.filter(({ type }) => type !== 'text'), ...joined];
}

function isInside(place: Node | Element, removed: ReadonlySet<Node | Element>): boolean {
  for (let at: Node | Element | undefined = place; at; at = at.parent) {
    if (removed.has(at)) return true;
  }
  return false;
}
