import type { Edit } from '../edit';
import type { Range } from '../lines';
import { withoutIndentation } from './indentation';
import type { Template } from './mask';

/**
 * Whether a document's rewrite has all actions that the document had, in their order, but for those in the text that
 * was taken out.
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
  const gone = edits.filter((edit) => edit.end > edit.start);
  const kept = (template?.actions ?? []).filter(
    ({ start, end }) =>
      range.start <= start &&
      end <= range.end &&
      !gone.some((edit) => edit.start <= start && end <= edit.end),
  );
  const before = kept.map(({ start, end }) => withoutIndentation(text.slice(start, end)));
  const after = (result?.actions ?? []).map(({ start, end }) =>
    withoutIndentation(rewritten.slice(start, end)),
  );
  return before.length === after.length && before.every((source, index) => source === after[index]);
}
