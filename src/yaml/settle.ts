import type { Change } from './change';
import { placeOf } from './change';
import type { Entry, Item, Mapping, Node, Sequence } from './node';

/**
 * Brings changes into the form that text and model are made from: parents that become empty are removed too, and
 * what was asked for inside a removed part is dropped.
 */
export function settle(changes: readonly Change[]): Change[] {
  const removed = new Set<Entry | Item>();
  for (const change of changes) if (change.type === 'remove') removed.add(change.target);
  const grows = new Set<Node>();
  for (const change of changes) {
    if (change.type === 'insert') grows.add(change.mapping);
    if (change.type === 'append') grows.add(change.sequence);
  }
  for (const target of [...removed]) removeEmptied(target.parent, removed, grows);
  const kept = changes.filter((change) => change.type !== 'remove' && !isInside(placeOf(change), removed));
  const outermost = [...removed].filter((target) => !isInside(target.parent, removed));
  return [...kept, ...outermost.map((target): Change => ({ type: 'remove', target }))];
}

function removeEmptied(
  parent: Mapping | Sequence,
  removed: Set<Entry | Item>,
  grows: ReadonlySet<Node>,
): void {
  const children: readonly (Entry | Item)[] = parent.kind === 'mapping' ? parent.entries : parent.items;
  const holder = parent.parent;
  if (!holder || removed.has(holder) || grows.has(parent)) return;
  if (!children.every((child) => removed.has(child))) return;
  removed.add(holder);
  removeEmptied(holder.parent, removed, grows);
}

function isInside(place: Node | Entry | Item, removed: ReadonlySet<Entry | Item>): boolean {
  for (let at: Node | Entry | Item | undefined = place; at; at = at.parent) {
    if ((at.kind === 'entry' || at.kind === 'item') && removed.has(at)) return true;
  }
  return false;
}
