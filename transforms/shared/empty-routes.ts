import type { Transform } from '../../src/transform';
import type { UpgradeRange } from '../../src/version';
import { entryOf, isNull, itemsOf, stringOf, valueAt } from '../../src/yaml';
import { objectCheck } from './object-check';

/** What a release answers for a rule without backends, where that changes. */
interface Answer {
  readonly release: string;
  readonly before: number;
  readonly after: number;
  /** Whether an upgrade ends with this answer, and starts with the other one. */
  readonly isAnswer: (range: UpgradeRange) => boolean;
  readonly source: string;
}

/** The check of rules that answer by themselves, for a release that changes the answer. */
export function emptyRoutes({ release, before, after, isAnswer, source }: Answer): Transform {
  const message = `with Istio ${release}, a rule without backendRefs answers ${after}, and no longer ${before}`;
  return objectCheck({
    id: `empty-routes-${release}`,
    title: `HTTPRoute rules without backendRefs answer ${after}`,
    release,
    phase: 'before',
    kind: 'advice',
    triggers: ['HTTPRoute'],
    about: {
      why: [
        `A rule of an HTTPRoute without \`backendRefs\` answers ${after} in Istio ${release} and later, and ${before} before (istio, \`${source}\`). Alerts on errors of the server may see it.`,
      ],
      changes: ['Nothing. It reports such rules, unless a filter redirects.'],
      reports: [
        {
          when: 'A rule has no `backendRefs` and no redirect.',
          level: 'note',
          message,
          remedy: 'Check alerts and clients that look at the status.',
          files: {
            'route.yaml': `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: gone
spec:
  rules:
    - matches: [{path: {value: /gone}}]
`,
          },
        },
      ],
      link: ['HTTPRoute', 'https://gateway-api.sigs.k8s.io/api-types/httproute/'],
    },
    check({ group, kind, mapping }, { range, report }) {
      if (!isAnswer(range)) return;
      if (group !== 'gateway.networking.k8s.io' || kind !== 'HTTPRoute') return;
      for (const { value: rule } of itemsOf(valueAt(mapping, 'spec', 'rules'))) {
        const backends = entryOf(rule, 'backendRefs');
        if (backends && !isNull(backends.value) && itemsOf(backends.value).length > 0) continue;
        // A text in the place of the list is filled in by a template.
        if (backends?.value.kind === 'scalar' && !isNull(backends.value)) continue;
        const filters = itemsOf(valueAt(rule, 'filters')).map(({ value }) =>
          stringOf(valueAt(value, 'type')),
        );
        if (filters.includes('RequestRedirect') || filters.includes('ExtensionRef')) continue;
        report({
          level: 'note',
          at: rule,
          message,
          help: 'check alerts and clients that look at the status',
        });
      }
    },
  });
}
