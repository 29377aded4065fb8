import type { FactKind, Facts } from '../../../src/facts';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import type { KubernetesObject } from '../../../src/kubernetes/object';
import type { Survey } from '../../../src/transform';
import { entriesOf, itemsOf, stringOf, unlessDeclined, valueAt, walk } from '../../../src/yaml';

/** The name of a ConfigMap from which a policy takes what it admits. */
const parameters: FactKind<string> = { name: 'artifact-policy-parameters' };

/** What a binding of the API server does with what its policy does not admit; undefined where that is not written out. */
interface Binding {
  readonly policy: string;
  readonly actions: readonly (string | undefined)[];
}

const binding: FactKind<Binding> = { name: 'artifact-policy-binding' };

/** Finds out which ConfigMaps policies read, and what becomes of what they do not admit. */
export const parameterSurvey: Survey = {
  triggers: ['paramRef', 'kyverno.io', 'ValidatingAdmissionPolicyBinding'],
  glance: (_path, text) =>
    /paramRef|\bconfigMap\b|ValidatingAdmissionPolicyBinding/.test(text) ? 'parse' : 'enough',
  collect({ objects }, facts) {
    for (const { group, kind, mapping } of objects) {
      if (group === 'admissionregistration.k8s.io' && kind === 'ValidatingAdmissionPolicyBinding') {
        const spec = unlessDeclined(() => valueAt(mapping, 'spec'));
        const policy = stringOf(unlessDeclined(() => valueAt(spec, 'policyName')));
        const actions = itemsOf(unlessDeclined(() => valueAt(spec, 'validationActions')));
        if (policy !== undefined)
          facts.add(binding, { policy, actions: actions.map(({ value }) => stringOf(value)) });
      }
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

/** Whether a policy of the API server refuses nothing, as far as the tree has its bindings: none of them denies. */
export function onlyAudits({ name }: KubernetesObject, facts: Facts): boolean {
  const own = facts.all(binding).filter(({ policy }) => policy === name);
  const refuses = ({ actions }: Binding) =>
    actions.length === 0 || actions.some((action) => action !== 'Audit' && action !== 'Warn');
  return own.length > 0 && !own.some(refuses);
}
