import type { Node } from '../../yaml';
import { Refused } from './refused';

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
