import { grouped } from '../grouped';
import { once } from '../once';
import { countBefore, Declined, type Range, startOfRange } from './text';
import { holdsPlaceholder, isTemplated } from './template/mask';
import {
  asMapping,
  childrenOf,
  entriesOf,
  type Entry,
  isTemplatedNode,
  itemsOf,
  type Mapping,
  type Node,
  stringOf,
  writtenAt,
} from './node';

/** What a look-up does where a key is not simply present or absent. */
export interface LookUp {
  /** The key appears twice, and readers differ in which one counts: decline, take the first, or find nothing. */
  readonly duplicates: 'decline' | 'first' | 'none';
  /** The key does not appear, but a template may insert it: decline, or take it for absent. */
  readonly templates: 'decline' | 'absent';
}

/**
 * The entry of a mapping under a key: its own, or else one that a merge key (`<<`) inserts.
 *
 * @throws Declined if the options ask for it
 */
export function findEntry(node: Node | undefined, name: string, how: LookUp): Entry | undefined {
  const entry = entryIn(asMapping(node), name, how.duplicates, new Set());
  if (!entry && how.templates === 'decline') refuseIfInserted(node, name);
  return entry;
}

/** The entry under a key that must not appear twice. One that a template may insert is not seen. @throws Declined */
export function entryOf(node: Node | undefined, name: string): Entry | undefined {
  return findEntry(node, name, { duplicates: 'decline', templates: 'absent' });
}

/** As {@link entryOf}, for keys whose absence decides what is to be done. @throws Declined also if a template may insert it */
export function requireKnownEntry(node: Node | undefined, name: string): Entry | undefined {
  return findEntry(node, name, { duplicates: 'decline', templates: 'decline' });
}

function refuseIfInserted(node: Node | undefined, name: string): void {
  const inserted = insertedIn(node);
  if (!inserted) return;
  const holder = node?.kind === 'scalar' && node.parent?.kind === 'entry' ? node.parent : undefined;
  throw holder?.name === undefined
    ? new Declined(`a template may insert "${name}" here`, inserted.start)
    : new Declined(`a template inserts its whole ${holder.name}`, holder.range.start);
}

/** Where a template or placeholder inserts a mapping or list unseen: all of it, or entries among those that are there. */
export function insertedIn(node: Node | undefined): Range | undefined {
  if (node?.kind === 'mapping') return unknownIn(node);
  if (node?.kind === 'sequence') return node.templatedItems[0];
  return node && holdsPlaceholder(stringOf(node) ?? '') ? writtenAt(node) : undefined;
}

/** Where a template or placeholder may insert what is not written at a path of keys: its entry, or one around it. */
export function insertedAt(node: Node | undefined, ...path: readonly string[]): Range | undefined {
  const [name, ...rest] = path;
  const entry = name === undefined ? undefined : entryOf(node, name);
  return entry && rest.length > 0 ? insertedAt(entry.value, ...rest) : entry ? undefined : insertedIn(node);
}

/** A node and all that holds it, innermost first. */
export function holdersOf(node: Node): Node[] {
  const holders: Node[] = [];
  for (let at: Node | undefined = node; at; at = at.parent?.parent) holders.push(at);
  return holders;
}

/** The key that a node is the value of. */
export function keyOf(node: Node | undefined): string | undefined {
  return node?.parent?.kind === 'entry' ? node.parent.name : undefined;
}

/** The value under a path of keys, or undefined. @throws Declined as {@link entryOf} */
export function valueAt(node: Node | undefined, ...path: readonly string[]): Node | undefined {
  let at = node;
  for (const name of path) at = entryOf(at, name)?.value;
  return at;
}

/** The nodes that a path of keys between dots leads to: `*` stands for each key, `[]` behind one for each item. @throws Declined */
export function nodesAt(start: Node | undefined, path: string | undefined): Node[] {
  if (path === undefined) return [];
  const steps = path === '' ? [] : path.split('.');
  return steps.reduce<Node[]>(
    (nodes, step) =>
      nodes.flatMap((node) => {
        if (step === '*') return entriesOf(node).map(({ value }) => value);
        if (step.endsWith('[]')) return itemsOf(valueAt(node, step.slice(0, -2))).map(({ value }) => value);
        return valueAt(node, step) ?? [];
      }),
    start ? [start] : [],
  );
}

/** @param visited where the mappings lie that were looked into: aliases can lead to one of them any number of times */
function entryIn(
  mapping: Mapping | undefined,
  name: string,
  duplicates: LookUp['duplicates'],
  visited: Set<number>,
): Entry | undefined {
  if (!mapping || visited.has(mapping.content.start)) return undefined;
  visited.add(mapping.content.start);
  const [own, second] = entriesNamed(mapping, name);
  if (second && duplicates === 'decline') {
    throw new Declined(`the key "${name}" appears twice`, second.range.start);
  }
  if (second && duplicates === 'none') return undefined;
  return own ?? mergedIn(mapping, name, duplicates, visited);
}

/**
 * The entry that a mapping's own one overrides: what a merge key (`<<`) would insert if that were not there, be it into
 * the mapping or, of one that is merged itself, beside it (`<<: [{a: 1}, {a: 2}]`).
 */
export function mergedEntryOf(mapping: Mapping, name: string): Entry | undefined {
  const visited = new Set([mapping.content.start]);
  return mergedIn(mapping, name, 'first', visited) ?? mergedBehind(mapping, name, visited);
}

/** What is merged behind a mapping, into the one that it is merged into itself. */
function mergedBehind(mapping: Mapping, name: string, visited: Set<number>): Entry | undefined {
  const { parent } = mapping;
  const into = mergedInto(mapping);
  const later =
    parent?.kind === 'item' ? parent.parent.items.slice(parent.parent.items.indexOf(parent) + 1) : [];
  return (
    into &&
    (later
      .map(({ value }) => entryIn(asMapping(value), name, 'first', visited))
      .find((entry) => entry !== undefined) ??
      mergedBehind(into, name, visited))
  );
}

/** The mapping that a merge key (`<<`) inserts another into, as one of its parts. */
export function mergedInto({ parent }: Node): Mapping | undefined {
  const holder = parent?.kind === 'item' ? parent.parent.parent : parent;
  return holder?.kind === 'entry' && holder.name === '<<' ? holder.parent : undefined;
}

function mergedIn(
  mapping: Mapping,
  name: string,
  duplicates: LookUp['duplicates'],
  visited: Set<number>,
): Entry | undefined {
  for (const { value } of entriesNamed(mapping, '<<')) {
    for (const source of value.kind === 'sequence' ? value.items.map((item) => item.value) : [value]) {
      const entry = entryIn(asMapping(source), name, duplicates, visited);
      if (entry) return entry;
    }
  }
  return undefined;
}

/** Where a template inserts entries with unknown keys; looked for once, since many a key may be asked for. */
const unknownIn = once(
  (mapping: Mapping): Range | undefined =>
    mapping.templatedEntries[0] ?? mapping.entries.find(hasUnknownKeys)?.range,
  new WeakMap(),
);

function hasUnknownKeys({ name, value }: Entry): boolean {
  // What ytt is to replace a key with is below any, `_` as a rule; what Spruce is to inject is a text.
  const isMerge = name === '_' ? isTemplatedNode(value) : name === '<<' && stringOf(value) !== undefined;
  return name !== undefined && (isTemplated(name) || isMerge);
}

/** The entries of large mappings by name: someone may ask for each of a hundred thousand. */
const indexOf = once(({ entries }: Mapping) => grouped(entries, ({ name }) => name), new WeakMap());
const large = 50;

function entriesNamed(mapping: Mapping, name: string): readonly Entry[] {
  if (mapping.entries.length < large) return mapping.entries.filter((entry) => entry.name === name);
  return indexOf(mapping).get(name) ?? [];
}

/** Tells whether a node is, or lies in, one of several, in one search however many there are. */
export function insideOneOf(outer: readonly Node[]): (node: Node) => boolean {
  const ranges = outer.map(({ range }) => range).toSorted((one, other) => one.start - other.start);
  let end = -1;
  // How far the ranges up to each reach.
  const reaches = ranges.map((range) => (end = Math.max(end, range.end)));
  return ({ range }) => (reaches[countBefore(ranges, range.start + 1, startOfRange) - 1] ?? -1) >= range.end;
}

/** How many nodes below aliases are followed. */
const aliasedAtMost = 10_000;

/** Calls `visit` for a node and all below it, parents first, below aliases for so many of them. */
export function walk(root: Node | undefined, visit: (node: Node) => void): void {
  const stack = root ? [{ node: root, aliased: false }] : [];
  let left = aliasedAtMost;
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { node } = next;
    const aliased = next.aliased || node.alias !== undefined;
    if (aliased && left-- <= 0) continue;
    visit(node);
    if (node.kind === 'scalar') continue;
    for (const { value } of childrenOf(node).toReversed()) stack.push({ node: value, aliased });
  }
}

/** The keys and indices that lead from a node to one in it. */
export function keysTo(inner: Node, outer: Node): string[] {
  const { parent } = inner;
  if (inner === outer || !parent) return [];
  const last = parent.kind === 'entry' ? (parent.name ?? '') : String(parent.parent.items.indexOf(parent));
  return [...keysTo(parent.parent, outer), last];
}

/** What a node says, to be compared: of aliases only as many are followed as {@link walk} follows. */
export function plainData(node: Node | undefined, budget = { aliased: aliasedAtMost }): unknown {
  if (!node || (node.alias && budget.aliased-- <= 0)) return undefined;
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'sequence') return node.items.map(({ value }) => plainData(value, budget));
  return Object.fromEntries(node.entries.map(({ name = '', value }) => [name, plainData(value, budget)]));
}

/** A node and all below it, as {@link walk} comes across them. */
export function nodesIn(root: Node | undefined): Node[] {
  const nodes: Node[] = [];
  walk(root, (node) => nodes.push(node));
  return nodes;
}
