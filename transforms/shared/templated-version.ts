import type { ManifestDocument } from '../../src/kubernetes/document';
import type { Report } from '../../src/transform';
import { isTemplated } from '../../src/yaml';

/** Tells of the objects of a kind whose apiVersion only the template's values decide. */
export function reportTemplatedVersions(
  { objects }: ManifestDocument,
  kind: string,
  wanted: string,
  report: Report,
): void {
  for (const object of objects) {
    if (object.kind !== kind || !isTemplated(object.apiVersion)) continue;
    report({
      level: 'warning',
      at: object.apiVersionEntry ?? object.mapping,
      message: `the apiVersion of ${kind} comes from the values of a template`,
      help: `make sure that it is ${wanted}, and that the fields are those of this version`,
    });
  }
}
