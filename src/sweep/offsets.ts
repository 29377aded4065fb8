import type { Edit, Range } from '../yaml';

/** Where offsets lie before and after edits; each answer takes a binary search, however many edits there are. */
export class Offsets {
  /** Where each edit starts in the edited text. */
  private readonly starts: readonly number[];

  /** @param edits in order, without overlap */
  constructor(private readonly edits: readonly Edit[]) {
    let moved = 0;
    this.starts = edits.map(({ start, end, text }) => {
      const at = start + moved;
      moved += text.length - (end - start);
      return at;
    });
  }

  /** Where an offset of the original text is now; inside replaced text, where the replacement starts. */
  after(offset: number): number {
    const index = lastAtMost(this.edits.length, offset, (at) => this.edits[at]?.start ?? 0);
    const edit = this.edits[index];
    if (!edit) return offset;
    const start = this.starts[index] ?? 0;
    return edit.end > offset ? start : start + edit.text.length + (offset - edit.end);
  }

  /** Where an offset of the edited text was. */
  before(offset: number): number {
    const index = lastAtMost(this.edits.length, offset, (at) => this.starts[at] ?? 0);
    const edit = this.edits[index];
    if (!edit) return offset;
    const inside = offset - (this.starts[index] ?? 0);
    if (inside < edit.text.length) return Math.min(edit.start + inside, edit.end);
    return edit.end + (inside - edit.text.length);
  }
}

/** The last of so many ascending values that is not above a limit; -1 if all are. */
export function lastAtMost(count: number, limit: number, valueAt: (index: number) => number): number {
  let [low, high] = [-1, count];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (valueAt(middle) <= limit) low = middle;
    else high = middle;
  }
  return low;
}

/** Answers which of many ranges hold an offset, for offsets that never go back: each range is looked at once or twice. */
export class Covers<R extends Range> {
  private readonly ahead: R[];
  private open: R[] = [];

  constructor(ranges: readonly R[]) {
    this.ahead = ranges.toSorted((one, other) => other.start - one.start);
  }

  at(offset: number): readonly R[] {
    if (this.open.some(({ end }) => end <= offset)) this.open = this.open.filter(({ end }) => end > offset);
    for (let next = this.ahead.at(-1); next && next.start <= offset; next = this.ahead.at(-1)) {
      this.ahead.pop();
      if (next.end > offset) this.open.push(next);
    }
    return this.open;
  }
}
