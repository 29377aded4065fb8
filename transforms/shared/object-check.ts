import type { About, Case } from '../../src/about';
import type { ManifestDocument } from '../../src/kubernetes/document';
import type { KubernetesObject } from '../../src/kubernetes/object';
import { writtenParts } from '../../src/kustomize/part';
import { inlinePatches } from '../../src/kustomize/read';
import type { Mention } from '../../src/sweep/mention';
import type { ConditionalTriggers, Context, Report, Survey, Transform } from '../../src/transform';

/** A check of objects that is small enough to be told in one place: what it looks for, and what it says of itself. */
export interface ObjectCheck {
  readonly id: string;
  readonly title: string;
  readonly release: string;
  readonly phase: Transform['phase'];
  readonly kind: Transform['kind'];
  readonly triggers: readonly string[];
  readonly conditionalTriggers?: readonly ConditionalTriggers[];
  readonly isDue?: NonNullable<Transform['isDue']>;
  readonly mayConcern?: NonNullable<Transform['mayConcern']>;
  readonly surveys?: readonly Survey[];
  readonly mentions?: readonly Mention[];
  readonly about: Pick<About, 'why' | 'changes'> &
    Partial<Pick<About, 'examples' | 'declines'>> & {
      readonly reports: readonly Case[];
      readonly link: readonly [title: string, url: string];
    };
  /** Called for each object of a document. */
  readonly check: (object: KubernetesObject, context: Context, document: ManifestDocument) => void;
}

/** The transform that makes the check. */
export function objectCheck({ check, about, mentions = [], ...row }: ObjectCheck): Transform {
  const { link, examples = [], declines = [], ...said } = about;
  const [title, url] = link;
  return {
    ...row,
    mentions,
    docs: `https://istio.io/latest/news/releases/${row.release}.x/announcing-${row.release}/upgrade-notes/`,
    about: () => Promise.resolve({ ...said, examples, declines, links: [{ title, url }] }),
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
