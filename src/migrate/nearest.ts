/** What somebody may have meant by a word that is not known, or all there is. */
export function suggestion(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === undefined ? `there are: ${known.join(', ')}` : `did you mean "${near}"?`;
}

/** Of some words the one that another is most likely meant for; undefined where none is near. */
function nearest(word: string, words: readonly string[]): string | undefined {
  const apart = words.map((other) => ({
    other,
    distance: distance(word.toLowerCase(), other.toLowerCase()),
  }));
  const [first] = apart.toSorted((a, b) => a.distance - b.distance);
  return first && first.distance <= Math.max(2, first.other.length / 3) ? first.other : undefined;
}

/** How many letters have to be put in, taken out or replaced to make one word of another (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let index = 0; index < one.length; index++) {
    const next = [index + 1];
    for (const [at, above] of row.slice(1).entries()) {
      const replaced = (row[at] ?? 0) + (other[at] === one[index] ? 0 : 1);
      next.push(Math.min(replaced, above + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
