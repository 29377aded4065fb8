import { itemsOf, stringOf, valueAt } from '../../src/yaml';
import { objectCheck } from '../shared/object-check';

/** Source: istio 1.22, `pkg/config/validation/validation.go` ("duplicate subset names"). */
export const duplicateSubsets = objectCheck({
  id: 'duplicate-subsets',
  title: 'DestinationRules with two subsets of one name',
  release: '1.22',
  phase: 'before',
  kind: 'required',
  triggers: ['subsets'],
  about: () => ({
    why: ['Istio 1.22 refuses a DestinationRule in which two subsets have the same name.'],
    changes: ['Nothing. It reports the second one.'],
    reports: [
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
    links: [
      {
        title: 'DestinationRule',
        url: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/',
      },
    ],
  }),
  check({ group, kind, mapping }, { report }) {
    if (group !== 'networking.istio.io' || kind !== 'DestinationRule') return;
    const seen = new Set<string>();
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
