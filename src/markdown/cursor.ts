/** The block at the end of what was read, as far as it matters to what a line may start. */
export type Leaf =
  | { readonly is: 'none' | 'paragraph' | 'indented' }
  | { readonly is: 'html'; readonly end: RegExp | 'blank' }
  | { readonly is: 'fence'; readonly mark: string; readonly indent: number };

export const none: Leaf = { is: 'none' };

export const paragraph: Leaf = { is: 'paragraph' };

/** Walks along a line; a tab reaches to the next column that is a multiple of four. */
export class Cursor {
  at = 0;
  private column = 0;
  /** How many columns of a tab are taken already. */
  private taken = 0;

  constructor(private readonly line: string) {}

  /** How many blanks stand next, in characters. */
  get blanks(): number {
    let at = this.at;
    while (this.line[at] === ' ' || this.line[at] === '\t') at++;
    return at - this.at;
  }

  /** How many columns of blanks stand next. */
  get indent(): number {
    let column = this.column + this.taken;
    const start = column;
    for (let at = this.at; this.line[at] === ' ' || this.line[at] === '\t'; at++) {
      column = this.line[at] === '\t' ? column - (column % 4) + 4 : column + 1;
    }
    return column - start;
  }

  /** What is behind the blanks. */
  get rest(): string {
    return this.line.slice(this.at + this.blanks);
  }

  get next(): string | undefined {
    return this.line[this.at + this.blanks];
  }

  get isBlank(): boolean {
    return this.next === undefined;
  }

  takeColumns(count: number): void {
    let left = count;
    while (left > 0) {
      const character = this.line[this.at];
      if (character !== ' ' && character !== '\t') return;
      const width = character === '\t' ? 4 - (this.column % 4) - this.taken : 1;
      if (width > left) {
        this.taken += left;
        return;
      }
      this.column += this.taken + width;
      this.taken = 0;
      this.at++;
      left -= width;
    }
  }

  skipIndent(): void {
    this.takeColumns(this.indent);
  }

  takeQuote(): void {
    this.skipIndent();
    this.at++;
    this.column++;
    this.takeColumns(Math.min(1, this.indent));
  }

  /** Takes the marker of an item and the blanks behind it, and returns how wide they are together. */
  takeMarker(marker: string): number {
    this.skipIndent();
    this.at += marker.length;
    this.column += marker.length;
    const blanks = this.indent;
    // Behind more than four blanks, code is indented; behind none, the text starts on the next line.
    const gap = this.isBlank || blanks > 4 ? 1 : blanks;
    this.takeColumns(Math.min(gap, blanks));
    return marker.length + gap;
  }
}
