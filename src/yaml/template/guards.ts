import { lineStart } from '../text';

/** Tells which places are in a comment or quoted string of their line. To be asked from the first to the last. */
export class Guards {
  private line = -1;
  private at = 0;
  private guard = '';

  constructor(private readonly text: string) {}

  over(offset: number): boolean {
    const line = lineStart(this.text, offset);
    if (line !== this.line) {
      this.line = this.at = line;
      this.guard = '';
    }
    for (; this.at < offset; this.at++) {
      const character = this.text.charAt(this.at);
      if (this.guard === '#') continue;
      if (this.guard === '"' && character === '\\') this.at++;
      else if (this.guard !== '') this.guard = character === this.guard ? '' : this.guard;
      else if (
        /["'#]/.test(character) &&
        (this.at === line || /[\s:,[{(-]/.test(this.text.charAt(this.at - 1)))
      )
        this.guard = character;
    }
    return this.guard !== '';
  }
}
