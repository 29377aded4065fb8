import { countBefore, type Edit, startOfRange } from './text';

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
    const index = countBefore(this.edits, offset + 1, startOfRange) - 1;
    const edit = this.edits[index];
    if (!edit) return offset;
    const start = this.starts[index] ?? 0;
    return edit.end > offset ? start : start + edit.text.length + (offset - edit.end);
  }

  /** Where an offset of the edited text was. */
  before(offset: number): number {
    const index = countBefore(this.starts, offset + 1, (start) => start) - 1;
    const edit = this.edits[index];
    if (!edit) return offset;
    const inside = offset - (this.starts[index] ?? 0);
    if (inside < edit.text.length) return Math.min(edit.start + inside, edit.end);
    return edit.end + (inside - edit.text.length);
  }
}
