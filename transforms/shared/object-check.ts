import type { ManifestDocument } from '../../src/kubernetes/document';
import type { KubernetesObject } from '../../src/kubernetes/object';
import { writtenParts } from '../../src/kustomize/part';
import { inlinePatches } from '../../src/kustomize/read';
import type { Context, Report, Transform } from '../../src/transform';

/** A check of objects that is small enough to be told in one place: what it looks for, and what it says of itself. */
export interface ObjectCheck extends Omit<Transform, 'docs' | 'migrate'> {
  /** Called for each object of a document. */
  readonly check: (object: KubernetesObject, context: Context, document: ManifestDocument) => void;
}

/** The transform that makes the check. */
export function objectCheck({ check, ...row }: ObjectCheck): Transform {
  return {
    ...row,
    docs: `https://istio.io/latest/news/releases/${row.release}.x/announcing-${row.release}/upgrade-notes/`,
    migrate(document, context) {
      for (const object of document.objects) check(object, context, document);
      for (const inner of inlinePatches(document, context))
        for (const object of inner.document.objects) check(object, inner.context, inner.document);
      for (const { object, inner, leads } of writtenParts(document, context)) {
        const report: Report = (note) => {
          if (!leads.has(note.at)) inner.context.report(note);
        };
        // What leads to the value is not written there, so nothing there can be changed.
        check(object, { ...inner.context, report, rewrite: () => undefined }, inner.document);
      }
    },
  };
}
