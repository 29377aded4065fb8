import type { Change } from './change';
import { compile } from './compile';
import { Declined } from './declined';
import { applyEdits, type Edit } from './edit';
import { changedModel, modelOf, sameMeaning } from './model';
import type { YamlDocument } from './node';
import { isParseProblem, parseDocument } from './parse';
import { settle } from './settle';
import { splitDocuments } from './split';

/** A document's rewrite, proven to mean what was asked for. */
export interface Rewrite {
  /** Edits of the text that holds the document. */
  readonly edits: readonly Edit[];
  /** The document after the edits, as a text of its own. */
  readonly document: YamlDocument;
}

/**
 * Makes changes in a document, and proves them: the new text is parsed again and has to say exactly what the old
 * one said with the changes made, and nothing else.
 *
 * @throws Declined if a change cannot be written or the proof fails
 */
export function rewriteDocument(document: YamlDocument, changes: readonly Change[]): Rewrite {
  const { text, range, root } = document;
  if (!root) throw new Declined('the document is empty', range.start);
  const settled = settle(changes);
  const edits = compile(document, settled);
  const start = range.start;
  const own = edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
  const rewritten = applyEdits(text.slice(start, range.end), own);
  if (splitDocuments(rewritten).length !== 1)
    throw new Declined('the result would be several documents', start);
  const result = parseDocument(rewritten, { start: 0, end: rewritten.length });
  if (isParseProblem(result)) throw new Declined(`the result would not be valid YAML (${result.message})`);
  if (!sameMeaning(modelOf(result.root), changedModel(root, settled)))
    throw new Declined(whyNot(document, changes));
  return { edits, document: result };
}

/** A change of text that an alias shares shows in more than one place; anything else would be a fault of ours. */
function whyNot({ text, range }: YamlDocument, changes: readonly Change[]): string {
  const shared = /(?:^|[\s[{,:-])([*&][^\s,[\]{}]+)/.exec(text.slice(range.start, range.end))?.[1];
  if (shared && changes.length > 0) {
    return 'the text to change is shared with another place through an anchor; resolve the anchor first';
  }
  return 'the result would not mean what was asked for';
}
