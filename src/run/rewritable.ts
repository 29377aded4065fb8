import { textKindOf } from '../files/names';
import { isMarkdown } from '../markdown/names';

/** Whether a file may be rewritten: not scripts and documents, which are only swept; Markdown where that is asked for. */
export function isRewritable(path: string, { markdown = false }: { readonly markdown?: boolean }): boolean {
  if (isMarkdown(path)) return markdown;
  return !['documentation', 'program'].includes(textKindOf(path));
}
