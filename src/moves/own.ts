import { type Entry, findEntry, type Mapping, type Node, stringOf } from '../yaml';

/** Whether one of a mapping's own entries says this; a key may stand there twice. */
export function says(mapping: Mapping, name: string, isMeant: (text: string) => boolean): boolean {
  return mapping.entries.some((entry) => entry.name === name && isMeant(stringOf(entry.value) ?? ''));
}

/** The text under a key of a mapping, a merged one too; undefined where it is none, or not certain. */
export function textUnder(node: Node | undefined, name: string): string | undefined {
  return stringOf(certainEntry(node, name)?.value);
}

/** The entry under a key; undefined also where the key stands there twice. */
export function certainEntry(node: Node | undefined, name: string): Entry | undefined {
  return findEntry(node, name, { duplicates: 'none', templates: 'absent' });
}

/** Whether a node is, or lies in, another one. */
export function contains({ range }: Node, inner: Node): boolean {
  return range.start <= inner.range.start && inner.range.end <= range.end;
}
