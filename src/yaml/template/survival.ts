import type { Edit } from '../edit';
import type { Range } from '../lines';
import { withoutIndentation } from './indentation';
import type { Template } from './mask';

/**
 * Whether a document's rewrite has all actions that the document had, in their order, but for those in the text that
 * was taken out; no block may lose its start or its end alone.
 */
export function keepsActions(
  {
    text,
    range,
    template,
  }: { readonly text: string; readonly range: Range; readonly template: Template | undefined },
  edits: readonly Edit[],
  rewritten: string,
  result: Template | undefined,
): boolean {
  const removed = edits.filter((edit) => edit.end > edit.start);
  const isGone = ({ start, end }: Range) => removed.some((edit) => edit.start <= start && end <= edit.end);
  const actions = template?.actions ?? [];
  const kept = actions.filter(
    (action) => range.start <= action.start && action.end <= range.end && !isGone(action),
  );
  const gone = actions.filter(isGone);
  const isTorn = template?.blocks.some(
    (block) =>
      gone.some(({ start }) => start === block.range.start) !==
      gone.some(({ end }) => end === block.range.end),
  );
  if (isTorn) return false;
  const before = kept.map(({ start, end }) => withoutIndentation(text.slice(start, end)));
  const after = (result?.actions ?? []).map(({ start, end }) =>
    withoutIndentation(rewritten.slice(start, end)),
  );
  return before.length === after.length && before.every((source, index) => source === after[index]);
}
