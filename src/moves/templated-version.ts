import type { ManifestDocument } from '../kubernetes/document';
import type { Report } from '../transform';
import { isTemplated } from '../yaml';
import { type KindMove, namesOf, newApiVersion } from './moved-kind';

/** Reports the objects of a kind whose apiVersion only the values of a template decide. */
export function reportTemplatedVersions(
  { objects }: ManifestDocument,
  moved: KindMove,
  report: Report,
): void {
  const kinds = namesOf(moved).map(({ kind }) => kind);
  for (const object of objects) {
    if (!kinds.includes(object.kind) || !isTemplated(object.apiVersion)) continue;
    report({
      level: 'warning',
      at: object.apiVersionEntry ?? object.mapping,
      message: `the apiVersion of ${object.kind} comes from the values of a template`,
      help: `make sure that it is ${newApiVersion(moved)}, and that the fields are those of this version`,
    });
  }
}
