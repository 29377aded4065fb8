/** Things by what they have in common, each group in the order of the things. */
export function grouped<T, K>(things: Iterable<T>, keyOf: (thing: T) => K): Map<K, T[]> {
  return groupedPairs(Array.from(things, (thing) => [keyOf(thing), thing] as const));
}

/** Things by keys that they are given: one may have several. */
export function groupedPairs<K, T>(pairs: Iterable<readonly [key: K, thing: T]>): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const [key, thing] of pairs) {
    const group = groups.get(key);
    if (group) group.push(thing);
    else groups.set(key, [thing]);
  }
  return groups;
}

/** The first of many things, and how many more there are: to say "and 1 more" takes as much room as that one. */
export function firstFew<T>(
  things: readonly T[],
  most: number,
): { readonly shown: readonly T[]; readonly hidden: number } {
  const shown = things.length > most + 1 ? things.slice(0, most) : things;
  return { shown, hidden: things.length - shown.length };
}
