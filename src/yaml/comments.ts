import { type Edit, lineTextEnd } from './text';
import { isBlockText, type Node, writtenAt } from './node';
import { Guards } from './template/guards';

/** The comment behind a value on its line, with its `#`; undefined where none is. Of a block, that is its first line. */
export function commentBehind(text: string, node: Node): string | undefined {
  const { start, end } = writtenAt(node);
  const header = isBlockText(node)
    ? /^[^|>\n]*[|>][-+\d]*/.exec(text.slice(start, lineTextEnd(text, start)))
    : null;
  const from = header ? start + header[0].length : end;
  const behind = /^[ \t]*(?:,[ \t]+|(?<=[ \t]))(#.*)$/.exec(text.slice(from, lineTextEnd(text, from)));
  return behind?.[1]?.trimEnd();
}

/** A comment, with its `#`. */
export interface Comment {
  readonly offset: number;
  readonly text: string;
}

/** The comments of a text that its edits, which must be arranged, remove and write nowhere else. */
export function removedComments(text: string, edits: readonly Edit[]): Comment[] {
  const written = edits.map((edit) => edit.text).join('\n');
  const guards = new Guards(text);
  const removed: Comment[] = [];
  for (const { start, end } of edits) {
    const hash = /#/g;
    hash.lastIndex = start;
    for (let match = hash.exec(text); match && match.index < end; match = hash.exec(text)) {
      const { index } = match;
      const isComment = !guards.over(index) && /[\s]/.test(text.charAt(index - 1) || ' ');
      hash.lastIndex = isComment ? lineTextEnd(text, index) : index + 1;
      const comment = text.slice(index, Math.min(end, lineTextEnd(text, index))).trimEnd();
      if (isComment && !written.includes(comment)) removed.push({ offset: index, text: comment });
    }
  }
  return removed;
}
