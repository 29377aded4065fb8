import type { Change } from './change';
import { compile } from './compile';
import { Declined } from './declined';
import { applyEdits, type Edit } from './edit';
import { changedModel } from './model';
import type { Node, YamlDocument } from './node';
import { isParseProblem, parseDocument, tooDeep } from './parse';
import { says } from './says';
import { settle } from './settle';
import { sharingProblem } from './sharing';
import { splitDocuments } from './split';
import { maskTemplate } from './template/mask';
import { keepsActions } from './template/survival';

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
  const { root, range } = document;
  if (!root) throw new Declined('the document is empty', range.start);
  const settled = settle(document, changes);
  try {
    return proven(document, root, settled);
  } catch (error) {
    if (error instanceof RangeError) throw new Declined(tooDeep, range.start);
    throw (error instanceof Declined && sharingProblem(root, settled)) || error;
  }
}

function proven(document: YamlDocument, root: Node, changes: readonly Change[]): Rewrite {
  const { text, range } = document;
  const edits = compile(document, changes);
  if (edits.some(({ start, end }) => start < range.start || end > range.end)) {
    throw new Declined(
      'a block of the template that it stands in reaches into another document',
      range.start,
    );
  }
  const own = edits.map((edit) => ({
    ...edit,
    start: edit.start - range.start,
    end: edit.end - range.start,
  }));
  const rewritten = applyEdits(text.slice(range.start, range.end), own);
  const template = maskTemplate(rewritten);
  if (splitDocuments(template?.masked ?? rewritten).length !== 1) {
    throw new Declined('the result would be several documents', range.start);
  }
  if (!keepsActions(document, edits, rewritten, template)) {
    throw new Declined('an action of the template would be lost', range.start);
  }
  const result = parseDocument(rewritten, { start: 0, end: rewritten.length }, template);
  if (isParseProblem(result)) throw new Declined(`the result would not be valid YAML (${result.message})`);
  if (!says(result.root, changedModel(document, root, changes))) {
    throw new Declined('the result would not mean what was asked for');
  }
  return { edits, document: result };
}
