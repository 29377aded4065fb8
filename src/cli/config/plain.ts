import { shortened } from '../../report/escape';
import type { Node } from '../../yaml';

/** Something in a configuration that is not valid. */
export class Refused extends Error {
  override readonly name = 'Refused';

  /**
   * @param offset where it is in the text
   * @param message why, and what to do: one line, for the user
   */
  constructor(
    readonly offset: number,
    message: string,
  ) {
    super(message);
  }
}

/** A text of the configuration as messages show it; only the start of a long one. */
export function quoted(text: string): string {
  return `"${shortened(text, 60)}"`;
}

/** Checks that a value is written out in its place: aliases and tags are not followed. */
export function checkBare({ alias, range, content }: Node): void {
  if (alias) throw new Refused(alias.start, 'aliases are not allowed here; write the value out');
  if (range.start !== content.start) {
    throw new Refused(range.start, 'anchors and tags are not allowed here; write only the value');
  }
}

/** The same for the whole text: an anchor or tag is before it, behind `---` or on a line of its own. */
export function checkBareRoot(text: string, start: number, root: Node): void {
  const mark = /^(?:\uFEFF?---)?[ \t]*(?=[&!])/m.exec(text.slice(start, root.content.start));
  if (!mark) return;
  const offset = start + mark.index + mark[0].length;
  throw new Refused(offset, 'anchors and tags are not allowed here; remove it');
}
