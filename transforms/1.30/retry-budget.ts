import { asMapping, entryOf, requireKnownEntry, valueAt, walk } from '../../src/yaml';
import { objectCheck } from '../shared/checks/object-check';

const rule = (budget: string) => `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: shop
spec:
  host: shop
  trafficPolicy:
    retryBudget:
${budget}`;

/**
 * Without `percent`, a retry budget was 0.2 %, and is 20 % now.
 *
 * Source: istio 1.29 and 1.30, `pilot/pkg/networking/core/cluster_traffic_policy.go` (applyRetryBudget).
 */
export const retryBudget = objectCheck({
  id: 'retry-budget',
  title: 'DestinationRules with a retryBudget and no percent',
  release: '1.30',
  phase: 'before',
  kind: 'pin',
  triggers: ['retryBudget'],
  why: [
    'A `retryBudget` without `percent` allowed retries for 0.2 % of the requests up to Istio 1.29. In 1.30 and later it is 20 %, as documented.',
  ],
  changes: [
    'With `--pin-defaults`, such a budget gets `percent: 0.2`, which is what it was. Otherwise it is reported.',
  ],
  reports: () => [
    {
      when: 'A budget has no `percent`.',
      level: 'note',
      message: 'since Istio 1.30 a retryBudget without percent is 20 %, and no longer 0.2 %',
      remedy: 'Set `percent` if 20 % is too much.',
      files: { 'rule.yaml': rule('      minRetryConcurrency: 3\n') },
    },
  ],
  link: ['DestinationRule', 'https://istio.io/latest/docs/reference/config/networking/destination-rule/'],
  check({ group, kind, mapping }, { pinDefaults, report, rewrite }) {
    if (group !== 'networking.istio.io' || kind !== 'DestinationRule') return;
    walk(valueAt(mapping, 'spec'), (node) => {
      const entry = entryOf(asMapping(node), 'retryBudget');
      const budget = asMapping(entry?.value);
      if (!entry || !budget || entryOf(budget, 'percent')) return;
      if (pinDefaults) {
        rewrite(entry, 'retryBudget: percent: 0.2, which was the default', (edit) => {
          requireKnownEntry(budget, 'percent');
          edit.insert(budget, 'percent', 0.2);
        });
      } else {
        report({
          level: 'note',
          at: entry,
          message: 'since Istio 1.30 a retryBudget without percent is 20 %, and no longer 0.2 %',
          help: 'to keep the old behaviour, set percent: 0.2, or pass --pin-defaults',
        });
      }
    });
  },
});
