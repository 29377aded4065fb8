import type { Change, Plain } from '../change';
import { childrenOf, type Element, type Mapping, type Sequence } from '../node';
import { addLines, leaveEmptyLines, removeLines, replaceLines } from './block';
import type { Draft } from './draft';
import { fillEmpty } from './empty';
import { addInFlow, leaveEmptyBrackets, removeFromFlow, replaceInFlow } from './flow';

/** A new entry, or a new item, which has no key. */
export interface Addition {
  readonly key: string | undefined;
  readonly value: Plain;
}

/** Neighbours in a collection that go together; indices, the last one included. */
export interface Run {
  readonly first: number;
  readonly last: number;
}

/** A change of which elements a collection has. */
export type CollectionChange = Extract<Change, { type: 'insert' | 'append' | 'remove' }>;

/** What comes into a collection and what goes out of it. */
interface Plan {
  readonly collection: Mapping | Sequence;
  readonly removed: Set<number>;
  /** By the number of elements that stand before the new ones; `Infinity` is the end. */
  readonly added: Map<number, Addition[]>;
}

/** Writes new elements into collections and takes others out; new ones take the place of removed neighbours. */
export function compileCollections(draft: Draft, changes: readonly CollectionChange[]): void {
  for (const plan of plansOf(changes)) compilePlan(draft, plan);
}

function plansOf(changes: readonly CollectionChange[]): Iterable<Plan> {
  // Through an alias the same text can be reached twice; it has one plan.
  const plans = new Map<string, Plan>();
  const indices = new Map<Mapping | Sequence, Map<Element, number>>();
  const indexOf = (element: Element) => {
    const { parent } = element;
    const known = indices.get(parent) ?? new Map(childrenOf(parent).map((child, index) => [child, index]));
    indices.set(parent, known);
    return known.get(element) ?? 0;
  };
  for (const change of changes) {
    const collection = collectionOf(change);
    const place = `${collection.content.start}-${collection.content.end}`;
    const plan: Plan = plans.get(place) ?? { collection, removed: new Set(), added: new Map() };
    plans.set(place, plan);
    if (change.type === 'remove') {
      plan.removed.add(indexOf(change.target));
      continue;
    }
    const after = change.type === 'insert' ? change.after : undefined;
    const gap = after ? indexOf(after) + 1 : Infinity;
    const addition = { key: change.type === 'insert' ? change.key : undefined, value: change.value };
    plan.added.set(gap, [...(plan.added.get(gap) ?? []), addition]);
  }
  return plans.values();
}

function collectionOf(change: CollectionChange): Mapping | Sequence {
  if (change.type === 'insert') return change.mapping;
  return change.type === 'append' ? change.sequence : change.target.parent;
}

function compilePlan(draft: Draft, { collection, removed, added }: Plan): void {
  const children = childrenOf(collection);
  const count = children.length;
  const gaps = new Map(added);
  gaps.delete(Infinity);
  const atEnd = [...(added.get(count) ?? []), ...(added.get(Infinity) ?? [])];
  if (atEnd.length > 0) gaps.set(count, atEnd);
  if (count === 0) {
    fillEmpty(draft, collection, atEnd);
    return;
  }
  for (const run of runsOf(removed)) {
    const additions: Addition[] = [];
    for (let gap = run.first; gap <= run.last + 1; gap++) {
      additions.push(...(gaps.get(gap) ?? []));
      gaps.delete(gap);
    }
    if (additions.length > 0) {
      (collection.flow ? replaceInFlow : replaceLines)(draft, collection, run, additions);
    } else if (run.last - run.first + 1 === count) {
      (collection.flow ? leaveEmptyBrackets : leaveEmptyLines)(draft, collection, run);
    } else (collection.flow ? removeFromFlow : removeLines)(draft, collection, run);
  }
  for (const [gap, additions] of gaps) {
    (collection.flow ? addInFlow : addLines)(draft, collection, gap - 1, additions);
  }
}

function runsOf(removed: ReadonlySet<number>): Run[] {
  const runs: Run[] = [];
  for (const index of [...removed].sort((a, b) => a - b)) {
    const previous = runs.at(-1);
    if (previous?.last === index - 1) runs[runs.length - 1] = { first: previous.first, last: index };
    else runs.push({ first: index, last: index });
  }
  return runs;
}
