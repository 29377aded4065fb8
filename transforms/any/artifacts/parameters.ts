import type { FactKind, Facts } from '../../../src/facts';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import type { KubernetesObject } from '../../../src/kubernetes/object';
import type { Survey } from '../../../src/transform';
import { entriesOf, stringOf, unlessDeclined, valueAt, walk } from '../../../src/yaml';

/** The name of a ConfigMap from which a policy takes what it admits. */
const parameters: FactKind<string> = { name: 'artifact-policy-parameters' };

/** Finds out which ConfigMaps policies read. */
export const parameterSurvey: Survey = {
  triggers: ['paramRef', 'kyverno.io'],
  glance: (_path, text) => (/paramRef|\bconfigMap\b/.test(text) ? 'parse' : 'enough'),
  collect({ objects }, facts) {
    for (const { group, mapping } of objects) {
      const key = /(?:^|\.)kyverno\.io$/.test(group)
        ? 'configMap'
        : group === 'admissionregistration.k8s.io'
          ? 'paramRef'
          : undefined;
      if (key === undefined) continue;
      walk(mapping, (node) => {
        for (const { name, value } of entriesOf(node)) {
          const named = name === key ? stringOf(unlessDeclined(() => valueAt(value, 'name'))) : undefined;
          if (named !== undefined) facts.add(parameters, named);
        }
      });
    }
  },
};

/** The ConfigMaps of a document that policies read. */
export function parametersIn({ objects }: ManifestDocument, facts: Facts): readonly KubernetesObject[] {
  const read = facts.all(parameters);
  return objects.filter(
    ({ group, kind, name = '' }) => group === '' && kind === 'ConfigMap' && read.includes(name),
  );
}
