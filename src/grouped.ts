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
