import type { KubernetesObject } from '../kubernetes/object';
import type { Selector } from '../kustomize/selector';
import { asMapping, type Entry, entryOf, type Mapping, plainData, stringOf } from '../yaml';
import type { Access } from './effect';
import { isFields } from './difference';

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
  if (!map) return [];
  return [
    ...directiveOf(map, keys),
    ...map.entries.flatMap((inner) =>
      inner.name === undefined || inner.name === '$patch' ? [] : clearingsAt(inner, [...keys, inner.name]),
    ),
  ];
}

function directiveOf(map: Mapping, keys: readonly string[]): Clearing[] {
  const at = entryOf(map, '$patch');
  const says = stringOf(at?.value);
  if (!at || (says !== 'replace' && says !== 'delete')) return [];
  const written = plainData(map);
  const value = says === 'replace' && isFields(written) ? written : undefined;
  return [{ at, keys, does: 'clear', ...(value && { value }) }];
}

/** The objects that an object without a target is a patch for. */
export function selectorOf({ kind, name }: KubernetesObject): Selector {
  const exactly = (text: string) => text.replace(/[.+?^${}()|[\]\\*]/g, String.raw`\$&`);
  return { kind: exactly(kind), ...(name !== undefined && { name: exactly(name) }) };
}
