import type { Change } from './change';
import { placeOf } from './change';
import { Declined } from './declined';
import { arrange, type Edit } from './edit';
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
import { arrivalsIn } from './template/arrivals';

type Move = Extract<Change, { type: 'move' }>;

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
  const kept = changes.filter((change) => !isInside(placeOf(change), removed));
  const outermost = [...removed].filter((target) => !isInside(target.parent, removed));
  return [...joinTexts(joinMoves(kept)), ...outermost.map((target): Change => ({ type: 'remove', target }))];
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
    if (arrival) throw new Declined('only what a template brings would be left here', arrival.start);
    if (parent.parent) removed.add(parent.parent);
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
