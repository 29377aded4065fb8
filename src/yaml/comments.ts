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
  const guards = new Guards(text);
  const removed: Comment[] = [];
  const written = new Set<string>();
  for (const { start, end, text: own } of edits) {
    for (const { index } of own.matchAll(/#/g))
      written.add(own.slice(index, lineTextEnd(own, index)).trimEnd());
    let next = start;
    for (const { index: at } of text.slice(start, end).matchAll(/#/g)) {
      const index = start + at;
      if (index < next || guards.over(index) || !/\s/.test(text.charAt(index - 1) || ' ')) continue;
      next = lineTextEnd(text, index);
      removed.push({ offset: index, text: text.slice(index, Math.min(end, next)).trimEnd() });
    }
  }
  return removed.filter((comment) => !written.has(comment.text));
}
