/** What somebody may have meant by a word that is not known, or all there is. */
export function suggestion(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === undefined ? `available: ${known.join(', ')}` : `did you mean "${near}"?`;
}

/** The name that is most like a mistyped one; undefined if none is alike. */
export function nearest(typed: string, names: readonly string[]): string | undefined {
  const lower = typed.toLowerCase();
  const started = names.filter((name) => lower.length > 2 && name.startsWith(lower));
  if (started.length === 1) return started[0];
  const stepsAtMost = (name: string): number => Math.max(2, name.length / 3);
  const [best] = names
    .filter((name) => Math.abs(name.length - lower.length) <= stepsAtMost(name))
    .map((name) => ({ name, steps: distance(lower, name) }))
    .toSorted((one, other) => one.steps - other.steps);
  if (!best || best.steps > stepsAtMost(best.name)) return undefined;
  // Of a short word, two letters are all there is: as many steps would make any other word of it.
  return best.steps < typed.length || (lower !== '' && best.name.startsWith(lower)) ? best.name : undefined;
}

/** How many letters have to be put in, taken out or replaced (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [index, letter] of Array.from(from).entries()) {
    const next = [index + 1];
    for (const [column, other] of Array.from(to).entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
