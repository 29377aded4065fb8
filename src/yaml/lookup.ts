import { Declined } from './declined';
import { asMapping, type Entry, type Mapping, type Node } from './node';

/**
 * The entry of a mapping under a key: its own, or else one that a merge key (`<<`) brings in.
 *
 * @throws Declined if the key stands there twice: which one counts depends on the reader
 */
export function entryOf(node: Node | undefined, name: string): Entry | undefined {
  const mapping = asMapping(node);
  if (!mapping) return undefined;
  const own = mapping.entries.filter((entry) => entry.name === name);
  if (own.length > 1) throw new Declined(`the key "${name}" stands here twice`, own[1]?.range.start);
  return own[0] ?? mergedEntry(mapping, name);
}

/** The value under a path of keys, or undefined. @throws Declined as {@link entryOf} */
export function valueAt(node: Node | undefined, ...path: readonly string[]): Node | undefined {
  let at = node;
  for (const name of path) at = entryOf(at, name)?.value;
  return at;
}

function mergedEntry(mapping: Mapping, name: string): Entry | undefined {
  for (const merge of mapping.entries.filter((entry) => entry.name === '<<')) {
    const sources =
      merge.value.kind === 'sequence' ? merge.value.items.map((item) => item.value) : [merge.value];
    for (const source of sources) {
      const entry = entryOf(source, name);
      if (entry) return entry;
    }
  }
  return undefined;
}

/** Calls `visit` for a node and all below it, parents first. Aliases are followed for as long as `budget` lasts. */
export function walk(
  root: Node | undefined,
  visit: (node: Node) => void,
  budget = { aliased: 10_000 },
): void {
  if (!root) return;
  if (root.alias && budget.aliased <= 0) return;
  const stack: { node: Node; aliased: boolean }[] = [{ node: root, aliased: false }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const aliased = next.aliased || next.node.alias !== undefined;
    if (aliased && budget.aliased-- <= 0) continue;
    visit(next.node);
    for (const child of childrenOf(next.node).toReversed()) stack.push({ node: child, aliased });
  }
}

function childrenOf(node: Node): Node[] {
  if (node.kind === 'mapping') return node.entries.map((entry) => entry.value);
  if (node.kind === 'sequence') return node.items.map((item) => item.value);
  return [];
}
