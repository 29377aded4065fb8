import type { FactKind } from '../../src/facts';
import type { KubernetesObject } from '../../src/kubernetes/object';
import { printPointer, readOperations } from '../../src/kustomize/operation';
import type { Survey } from '../../src/transform';
import { itemsOf, stringOf, valueAt } from '../../src/yaml';
import { objectCheck } from '../shared/checks/object-check';

/** A rule of the tree, to which patches may add. */
interface RuleWithSubsets {
  readonly name: string | undefined;
  readonly subsets: readonly string[];
}

const rulesWithSubsets: FactKind<RuleWithSubsets> = { name: 'rule-with-subsets' };

const survey: Survey = {
  triggers: ['subsets'],
  collect({ objects }, facts) {
    for (const { name, mapping } of objects.filter(isRule)) {
      const subsets = itemsOf(valueAt(mapping, 'spec', 'subsets')).flatMap(
        ({ value }) => stringOf(valueAt(value, 'name')) ?? [],
      );
      facts.add(rulesWithSubsets, { name, subsets });
    }
  },
};

function isRule({ group, kind }: KubernetesObject): boolean {
  return group === 'networking.istio.io' && kind === 'DestinationRule';
}

/** Source: istio 1.22, `pkg/config/validation/validation.go` ("duplicate subset names"). */
export const duplicateSubsets = objectCheck({
  id: 'duplicate-subsets',
  title: 'DestinationRules with two subsets of one name',
  release: '1.22',
  phase: 'before',
  kind: 'required',
  triggers: ['subsets'],
  why: ['Istio 1.22 refuses a DestinationRule in which two subsets have the same name.'],
  changes: ['Nothing. It reports the second one.'],
  reports: () => [
    {
      when: 'Two subsets have the same name.',
      level: 'error',
      message: 'Istio 1.22 refuses a DestinationRule with two subsets called v1',
      remedy: 'Delete one of the two, or give it another name.',
      files: {
        'rule.yaml': `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: shop
spec:
  host: shop
  subsets:
    - {name: v1, labels: {version: v1}}
    - {name: v1, labels: {version: v1, track: canary}}
`,
      },
    },
  ],
  link: ['DestinationRule', 'https://istio.io/latest/docs/reference/config/networking/destination-rule/'],
  surveys: [survey],
  check(object, { facts, report }, document) {
    const { name: rule, mapping } = object;
    if (!isRule(object)) return;
    // An operation adds to those of the rule that it is for.
    const isAdded = readOperations(document.root)?.some(
      ({ path }) => printPointer(path) === '/spec/subsets/-',
    );
    const others = facts.all(rulesWithSubsets).filter(({ name }) => name === rule && rule !== undefined);
    const seen = new Set(isAdded ? others.flatMap(({ subsets }) => subsets) : []);
    for (const { value } of itemsOf(valueAt(mapping, 'spec', 'subsets'))) {
      const name = stringOf(valueAt(value, 'name'));
      if (name === undefined) continue;
      if (seen.has(name))
        report({
          level: 'error',
          at: value,
          message: `Istio 1.22 refuses a DestinationRule with two subsets called ${name}`,
          help: 'delete one of the two, or give it another name and use that in routes',
        });
      seen.add(name);
    }
  },
});
