import type { Change, LineRange } from './change';

/** The same line in the text before and after, by its number. */
export interface Anchor {
  readonly before: number;
  readonly after: number;
}

/**
 * The lines that stand exactly once on either side, in the same order on both: the "patience" way to cut a long
 * comparison into short ones.
 */
export function anchors(before: readonly string[], after: readonly string[], part: Change): Anchor[] {
  const oldLines = uniqueLines(before, part.before);
  const newLines = uniqueLines(after, part.after);
  const pairs: Anchor[] = [];
  for (const [line, oldLine] of oldLines) {
    const newLine = newLines.get(line);
    if (oldLine !== undefined && newLine !== undefined) pairs.push({ before: oldLine, after: newLine });
  }
  return longestRise(pairs.sort((a, b) => a.before - b.before));
}

function uniqueLines(lines: readonly string[], range: LineRange): Map<string, number | undefined> {
  const places = new Map<string, number | undefined>();
  for (let at = range.start; at < range.end; at++) {
    const line = lines[at] ?? '';
    places.set(line, places.has(line) ? undefined : at);
  }
  return places;
}

interface Link extends Anchor {
  readonly previous: Link | undefined;
}

/** The longest selection whose numbers rise on the side after, too. */
function longestRise(pairs: readonly Anchor[]): Anchor[] {
  // ends[n] is the lowest end of a rise of n + 1 pairs.
  const ends: Link[] = [];
  for (const pair of pairs) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle]?.after ?? 0) < pair.after) low = middle + 1;
      else high = middle;
    }
    ends[low] = { ...pair, previous: ends[low - 1] };
  }
  const rise: Anchor[] = [];
  for (let link = ends.at(-1); link; link = link.previous) rise.push(link);
  return rise.reverse();
}
