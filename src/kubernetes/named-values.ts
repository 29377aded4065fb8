import {
  type Entry,
  type Item,
  itemsOf,
  type Mapping,
  type Node,
  type Sequence,
  stringOf,
  valueAt,
} from '../yaml';

/** A value that goes by a name, as variables of a container and parameters of Helm do. */
export interface NamedValue {
  readonly name: string | undefined;
  /** What its name is at. */
  readonly place: Entry | Node;
  readonly value: Node | undefined;
  /** What to remove to be without it. */
  readonly holder: Entry | Item;
}

/** The items `{name, value}` of a list. */
export function namedItems(list: Node | undefined): NamedValue[] {
  return itemsOf(list).flatMap((holder): NamedValue[] => {
    const place = valueAt(holder.value, 'name');
    if (!place) return [];
    const name = stringOf(place);
    // Looked up once it is asked for: it matters of those alone whether the key appears twice.
    return [
      {
        name,
        place,
        holder,
        get value() {
          return valueAt(holder.value, 'value');
        },
      },
    ];
  });
}

/** The same, or the entries of a map whose keys are the names. */
export function namedValues(all: Sequence | Mapping): NamedValue[] {
  if (all.kind === 'sequence') return namedItems(all);
  return all.entries.map((entry) => ({ name: entry.name, place: entry, value: entry.value, holder: entry }));
}
