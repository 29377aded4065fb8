import { lineStart } from '../text';

/** Tells which places are in a comment or quoted string of their line. To be asked from the first to the last. */
export class Guards {
  private line = 0;
  private lineEnd = -1;
  private at = 0;
  private guard = '';

  constructor(private readonly text: string) {}

  over(offset: number): boolean {
    return this.guardOf(offset) !== '';
  }

  /** What a place is guarded by, `#` or a quote; empty where it is not. */
  guardOf(offset: number): string {
    // A line is looked for once, however many places are asked for on it.
    if (offset > this.lineEnd) this.startLineOf(offset);
    for (; this.at < offset; this.at++) {
      const character = this.text.charAt(this.at);
      if (this.guard === '#') continue;
      if (this.guard === '"' && character === '\\') this.at++;
      else if (this.guard !== '') this.guard = character === this.guard ? '' : this.guard;
      else if (
        /["'#]/.test(character) &&
        (this.at === this.line || /[\s:,[{(-]/.test(this.text.charAt(this.at - 1)))
      )
        this.guard = character;
    }
    return this.guard;
  }

  private startLineOf(offset: number): void {
    this.line = this.at = lineStart(this.text, offset);
    const newline = this.text.indexOf('\n', offset);
    this.lineEnd = newline === -1 ? this.text.length : newline;
    this.guard = '';
  }
}
