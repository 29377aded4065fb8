import type { Change } from './changes';
import { childrenOf, type Element, type Mapping, type Sequence } from './node';
import type { Plain } from './plain';

/** A new entry, or a new item, which has no key. */
export interface Addition {
  readonly key: string | undefined;
  readonly value: Plain;
}

/** Neighbours, the first and the last of them, and at which indices these stand. */
interface Neighbours {
  readonly first: number;
  readonly last: number;
  readonly from: Element;
  readonly to: Element;
}

/** Neighbours that go together. */
export interface Run extends Neighbours {
  /** What takes their place. */
  readonly additions: readonly Addition[];
}

/** What comes into a collection and what goes out of it. */
export interface Plan {
  readonly collection: Mapping | Sequence;
  readonly runs: readonly Run[];
  /** By the number of elements that stand before the new ones. */
  readonly added: ReadonlyMap<number, readonly Addition[]>;
}

/** A change of which elements a collection has. */
export type CollectionChange = Extract<Change, { type: 'insert' | 'append' | 'remove' }>;

/** Brings together what is asked for in each collection; new elements take the place of removed neighbours. */
export function plansOf(changes: readonly CollectionChange[]): Plan[] {
  const index = new ElementIndex();
  // Through an alias the same text can be reached twice; it has one plan.
  const wishes = new Map<string, Wishes>();
  for (const change of changes) {
    const collection = collectionOf(change);
    const place = `${collection.content.start}-${collection.content.end}`;
    const known: Wishes = wishes.get(place) ?? {
      collection,
      removed: new Map(),
      added: new Map(),
      atEnd: [],
    };
    wishes.set(place, known);
    if (change.type === 'remove') known.removed.set(index.of(change.target), change.target);
    else if (change.type === 'append') known.atEnd.push({ key: undefined, value: change.value });
    else if (!change.after) known.atEnd.push(change);
    else addTo(known.added, index.of(change.after) + 1, [change]);
  }
  return [...wishes.values()].map(planOf);
}

/** The elements that go and leave their place to no other. */
export function goneIn(plans: readonly Plan[]): Set<Element> {
  const gone = new Set<Element>();
  for (const { collection, runs } of plans) {
    for (const { first, last, additions } of runs) {
      if (additions.length > 0) continue;
      for (const element of childrenOf(collection).slice(first, last + 1)) gone.add(element);
    }
  }
  return gone;
}

interface Wishes {
  readonly collection: Mapping | Sequence;
  readonly removed: Map<number, Element>;
  readonly added: Map<number, Addition[]>;
  readonly atEnd: Addition[];
}

function planOf({ collection, removed, added, atEnd }: Wishes): Plan {
  if (atEnd.length > 0) addTo(added, childrenOf(collection).length, atEnd);
  const runs = runsOf(removed).map((run): Run => {
    const additions: Addition[] = [];
    for (let gap = run.first; gap <= run.last + 1; gap++) {
      additions.push(...(added.get(gap) ?? []));
      added.delete(gap);
    }
    return { ...run, additions };
  });
  return { collection, runs, added };
}

function addTo(added: Map<number, Addition[]>, gap: number, additions: readonly Addition[]): void {
  const known = added.get(gap);
  if (known) known.push(...additions);
  else added.set(gap, [...additions]);
}

function collectionOf(change: CollectionChange): Mapping | Sequence {
  if (change.type === 'insert') return change.mapping;
  return change.type === 'append' ? change.sequence : change.target.parent;
}

function runsOf(removed: ReadonlyMap<number, Element>): Neighbours[] {
  const runs: Neighbours[] = [];
  for (const [index, element] of [...removed].sort(([a], [b]) => a - b)) {
    const previous = runs.at(-1);
    const last = { last: index, to: element };
    if (previous?.last === index - 1) runs.splice(-1, 1, { ...previous, ...last });
    else runs.push({ first: index, from: element, ...last });
  }
  return runs;
}

/** Where elements stand in what holds them; each collection is counted once. */
class ElementIndex {
  private readonly collections = new Map<Mapping | Sequence, ReadonlyMap<Element, number>>();

  of(element: Element): number {
    const { parent } = element;
    const known =
      this.collections.get(parent) ?? new Map(childrenOf(parent).map((child, index) => [child, index]));
    this.collections.set(parent, known);
    return known.get(element) ?? 0;
  }
}
