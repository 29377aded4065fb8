import type { KubernetesObject, Report } from '../../src/manifest';
import { isTemplated } from '../../src/yaml';

/** Tells of an object whose apiVersion only the template's values decide. Returns whether it is one. */
export function reportTemplatedVersion(object: KubernetesObject, wanted: string, report: Report): boolean {
  if (!isTemplated(object.apiVersion)) return false;
  report({
    level: 'warning',
    at: object.apiVersionEntry ?? object.mapping,
    message: `the apiVersion of ${object.kind} comes from the values of a template`,
    help: `make sure that it is ${wanted}, and that the fields are those of this version`,
  });
  return true;
}
