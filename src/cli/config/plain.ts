import { shortened } from '../../report/escape';
import type { Node } from '../../yaml';

/** Something in a configuration that cannot be followed. */
export class Refused extends Error {
  override readonly name = 'Refused';

  /**
   * @param offset where it stands in the text
   * @param message why, and what to do: one line, for the user
   */
  constructor(
    readonly offset: number,
    message: string,
  ) {
    super(message);
  }
}

/** A text of the configuration as messages show it; of a long one, its start says enough. */
export function quoted(text: string): string {
  return `"${shortened(text, 60)}"`;
}

/** Sees to it that a value is written out where it stands: what an alias or a tag makes of it is not followed. */
export function checkBare({ alias, range, content }: Node): void {
  if (alias) throw new Refused(alias.start, 'aliases are not taken here; write out what it stands for');
  if (range.start !== content.start) {
    throw new Refused(range.start, 'anchors and tags are not taken here; write the value alone');
  }
}

/** The same for what the whole text is: an anchor or tag stands before it, behind `---` or on a line of its own. */
export function checkBareRoot(text: string, start: number, root: Node): void {
  const mark = /^(?:\uFEFF?---)?[ \t]*(?=[&!])/m.exec(text.slice(start, root.content.start));
  if (!mark) return;
  const offset = start + mark.index + mark[0].length;
  throw new Refused(offset, 'anchors and tags are not taken here; take it out');
}
