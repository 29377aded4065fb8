import type { KubernetesObject } from '../kubernetes/object';
import { literally } from '../literally';
import { isDeletion } from '../moves/fields';
import type { Selector } from '../kustomize/selector';
import {
  asMapping,
  type Entry,
  entryOf,
  type Item,
  itemsOf,
  type Mapping,
  type Node,
  plainData,
  stringOf,
} from '../yaml';
import type { Access } from './effect';

/** What a strategic merge patch takes away or replaces as a whole, wherever the object has it. */
export interface Clearing extends Access {
  readonly at: Entry;
}

/** The maps and fields that an object clears, were it a strategic merge patch: by null, or by `$patch`. */
export function clearingsIn({ mapping }: KubernetesObject): Clearing[] {
  return mapping.entries.flatMap((entry) =>
    entry.name === 'spec' || entry.name === 'metadata' ? clearingsAt(entry, [entry.name]) : [],
  );
}

function clearingsAt(entry: Entry, keys: readonly string[]): Clearing[] {
  const { value } = entry;
  if (value.kind === 'scalar' && value.value === null) return [{ at: entry, keys, does: 'clear' }];
  const map = asMapping(value);
  return map
    ? [...directiveOf(map, keys, map), ...clearingsBelow(map, keys)]
    : itemsOf(value).flatMap((item) => clearingsOfItem(item, keys));
}

function clearingsBelow(map: Mapping, keys: readonly string[]): Clearing[] {
  return map.entries.flatMap((inner) =>
    inner.name === undefined || inner.name === '$patch' ? [] : clearingsAt(inner, [...keys, inner.name]),
  );
}

/**
 * An item that is a directive alone is about the list, and kustomize leaves it in one that is not there. In an item with a
 * name, `replace` has no effect.
 */
function clearingsOfItem({ value, parent: list }: Item, keys: readonly string[]): Clearing[] {
  const map = asMapping(value);
  if (!map) return [];
  if (map.entries.length === 1)
    return directiveOf(map, keys, list).flatMap((clear) => [clear, { at: clear.at, keys, does: 'read' }]);
  const name = stringOf(entryOf(map, 'name')?.value);
  if (name === undefined) return [];
  const inside = [...keys, `[name=${name}]`];
  return isDeletion(map) ? directiveOf(map, inside, map) : clearingsBelow(map, inside);
}

/** @param whole what takes the place of what is replaced */
function directiveOf(map: Mapping, keys: readonly string[], whole: Node): Clearing[] {
  const at = entryOf(map, '$patch');
  const says = stringOf(at?.value);
  if (!at || (says !== 'replace' && says !== 'delete')) return [];
  return [{ at, keys, does: 'clear', ...(says === 'replace' && { value: plainData(whole) }) }];
}

/** The objects that an object without a target is a patch for. */
export function selectorOf({ kind, name }: KubernetesObject): Selector {
  return { kind: literally(kind), ...(name !== undefined && { name: literally(name) }) };
}
