import {
  Declined,
  Editor,
  isParseProblem,
  parseDocument,
  type ParseProblem,
  rewriteDocument,
  type Scalar,
  splitDocuments,
  viewEmbeddedText,
} from '../yaml';
import { type ManifestDocument, recogniseDocument } from './document';
import { startOf } from './place';
import type { Context, Note, Report } from './transform';

/** A document in the text that a scalar holds, and a context that carries what is asked and told out to the file. */
export interface EmbeddedDocument {
  readonly document: ManifestDocument;
  readonly context: Context;
}

/** Reads the text of a scalar as YAML. Offsets of a problem count in the file. */
export function readEmbedded(
  { path, text }: ManifestDocument,
  scalar: Scalar,
  context: Context,
): EmbeddedDocument[] | ParseProblem {
  const view = viewEmbeddedText(text, scalar);
  if (!view) return [];
  const spot = (offset: number) => ({ kind: 'spot', offset: view.toOuter(offset) }) as const;
  const outward =
    (report: Report): Report =>
    (note: Note) => {
      report({ ...note, at: spot(startOf(note.at)) });
    };
  const embedded: EmbeddedDocument[] = [];
  for (const range of splitDocuments(view.text)) {
    const parsed = parseDocument(view.text, range);
    if (isParseProblem(parsed)) return { ...parsed, offset: view.toOuter(parsed.offset) };
    const document = recogniseDocument(path, parsed);
    embedded.push({
      document,
      context: {
        ...context,
        report: outward(context.report),
        rewrite(place, summary, ask) {
          context.rewrite(spot(startOf(place)), summary, (edit, report) => {
            const inner = new Editor();
            try {
              ask(inner, outward(report));
              if (inner.changes.length > 0)
                edit.rewriteText(scalar, rewriteDocument(document, inner.changes).edits);
            } catch (error) {
              if (!(error instanceof Declined) || error.offset === undefined) throw error;
              throw new Declined(error.message, view.toOuter(error.offset));
            }
          });
        },
      },
    });
  }
  return embedded;
}
