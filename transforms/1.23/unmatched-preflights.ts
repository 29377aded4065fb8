import { asMapping, entryOf, isNull, itemsOf, requireKnownEntry, valueAt } from '../../src/yaml';
import { isAtLeast } from '../../src/version';
import type { FactKind } from '../../src/facts';
import { layersBeside, type Statement, statementsIn } from '../../src/kustomize/over';
import { objectCheck } from '../shared/checks/object-check';

const field = /unmatchedPreflights/;
const statement: FactKind<Statement> = { name: 'unmatched-preflights' };
const message =
  'in Istio 1.23 and later, preflight requests that match no allowed origin are forwarded to the application again';

/** Source: istio 1.23, `pilot/pkg/networking/core/route/route.go` (TranslateCORSPolicy, forwardNotMatchingPreflights). */
export const unmatchedPreflights = objectCheck({
  id: 'unmatched-preflights',
  title: 'CORS preflight requests that match no origin are forwarded again',
  release: '1.23',
  phase: 'with',
  kind: 'pin',
  triggers: ['corsPolicy'],
  surveys: [
    {
      triggers: ['unmatchedPreflights'],
      collect(document, facts) {
        for (const each of statementsIn(document, field, 'VirtualService')) facts.add(statement, each);
      },
    },
  ],
  why: [
    'Proxies of Istio 1.22 answered CORS preflight requests that match no allowed origin themselves. Those of all other releases forward them to the application, unless `unmatchedPreflights` is `IGNORE`.',
  ],
  changes: [
    'With `--pin-defaults`, a `corsPolicy` gets `unmatchedPreflights: IGNORE`, if the upgrade starts at 1.22. Otherwise it is reported.',
  ],
  reports: () => [
    {
      when: 'A route has a `corsPolicy`, and the upgrade starts at 1.22.',
      level: 'note',
      message,
      remedy: 'Set `unmatchedPreflights: IGNORE` if the proxy should answer them.',
      files: {
        'route.yaml': `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: shop
spec:
  hosts: [shop]
  http:
    - corsPolicy: {allowOrigins: [{exact: https://shop.example}]}
      route: [{destination: {host: shop}}]
`,
      },
    },
  ],
  link: [
    'CorsPolicy',
    'https://istio.io/latest/docs/reference/config/networking/virtual-service/#CorsPolicy',
  ],
  check({ group, kind, mapping }, { facts, pinDefaults, range, report, rewrite }, document) {
    if (group !== 'networking.istio.io' || kind !== 'VirtualService') return;
    // Only 1.22 did it otherwise.
    if (!range.isFromKnown || !isAtLeast(range.from, { major: 1, minor: 22, patch: 0 })) return;
    for (const { value } of itemsOf(valueAt(mapping, 'spec', 'http'))) {
      const entry = entryOf(value, 'corsPolicy');
      const policy = asMapping(entry?.value);
      if (!entry || !policy || !isNull(valueAt(policy, 'unmatchedPreflights'))) continue;
      const [layer] = layersBeside(entry, document, statement, field, facts);
      if (layer !== undefined)
        report({
          level: 'note',
          at: entry,
          message: `${message}, unless ${layer} decides that for this route`,
          help: 'to keep what 1.22 does, set unmatchedPreflights: IGNORE there for each route with a corsPolicy',
        });
      else if (pinDefaults)
        rewrite(entry, 'corsPolicy: unmatchedPreflights: IGNORE, which is what 1.22 did', (edit) => {
          requireKnownEntry(policy, 'unmatchedPreflights');
          edit.insert(policy, 'unmatchedPreflights', 'IGNORE');
        });
      else
        report({
          level: 'note',
          at: entry,
          message,
          help: 'to keep what 1.22 does, set unmatchedPreflights: IGNORE, or pass --pin-defaults',
        });
    }
  },
});
