import type { FactKind, FactPlace } from '../../src/facts';
import { describePlace, factPlaceOf } from '../../src/kubernetes/object';
import type { Survey } from '../../src/transform';
import { entryOf, itemsOf, stringOf, valueAt } from '../../src/yaml';
import { objectCheck } from '../shared/checks/object-check';

/** A policy of the Gateway API for the traffic to a Service. */
interface BackendPolicy {
  readonly kind: string;
  /** Name and namespace of the Service. */
  readonly service: string;
  readonly place: FactPlace;
}

const backendPolicy: FactKind<BackendPolicy> = { name: 'backend-policy' };
const kinds = ['BackendTLSPolicy', 'XBackendTrafficPolicy'];

const survey: Survey = {
  triggers: kinds,
  collect(document, facts) {
    for (const { group, kind, namespace = 'default', mapping } of document.objects) {
      if (!/^gateway\.networking\.(?:x-)?k8s\.io$/.test(group) || !kinds.includes(kind)) continue;
      for (const { value } of itemsOf(valueAt(mapping, 'spec', 'targetRefs'))) {
        const name = stringOf(valueAt(value, 'name'));
        if (name === undefined || stringOf(valueAt(value, 'kind')) !== 'Service') continue;
        facts.add(backendPolicy, {
          kind,
          service: `${name}.${namespace}`,
          place: factPlaceOf(document, value),
        });
      }
    }
  },
};

/**
 * Where both set a field, the DestinationRule wins in 1.31 and later; before, the older object did.
 *
 * Source: istio 1.31, `releasenotes/notes/60358.yaml`.
 */
export const backendPolicies = objectCheck({
  id: 'backend-policies',
  title: 'DestinationRules win over BackendTLSPolicy and XBackendTrafficPolicy',
  release: '1.31',
  phase: 'before',
  kind: 'advice',
  triggers: ['DestinationRule'],
  surveys: [survey],
  why: [
    'Where a DestinationRule and a BackendTLSPolicy or XBackendTrafficPolicy are for one Service, the fields of the DestinationRule always win in Istio 1.31 and later. Up to 1.30, those of the older object did.',
  ],
  changes: ['Nothing. It reports DestinationRules for a Service that has such a policy in the tree.'],
  reports: () => [
    {
      when: 'A DestinationRule is for the Service that a BackendTLSPolicy targets.',
      level: 'warning',
      message:
        'in Istio 1.31 and later, this DestinationRule wins over the BackendTLSPolicy for the same Service (policy.yaml:6), whichever is older',
      remedy: 'Remove from the DestinationRule what the policy is to decide.',
      files: {
        'policy.yaml': `apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: db, namespace: shop}
spec:
  targetRefs:
    - {group: "", kind: Service, name: db}
  validation: {hostname: db.example.com, wellKnownCACertificates: System}
`,
        'rule.yaml': `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: db, namespace: shop}
spec:
  host: db
  trafficPolicy: {tls: {mode: SIMPLE}}
`,
      },
    },
  ],
  link: ['DestinationRule', 'https://istio.io/latest/docs/reference/config/networking/destination-rule/'],
  check({ group, kind, namespace = 'default', mapping }, { facts, report }) {
    if (group !== 'networking.istio.io' || kind !== 'DestinationRule') return;
    const host = entryOf(valueAt(mapping, 'spec'), 'host');
    const [name = '', rest] = (stringOf(host?.value) ?? '').split(/\.(.*)/s);
    const service = `${name}.${rest === undefined ? namespace : rest.replace(/\.svc(?:\..*)?$/, '')}`;
    const policy = facts.all(backendPolicy).find((each) => each.service === service);
    if (!host || !policy) return;
    report({
      level: 'warning',
      at: host,
      message: `in Istio 1.31 and later, this DestinationRule wins over the ${policy.kind} for the same Service (${describePlace(policy.place)}), whichever is older`,
      help: 'remove from the DestinationRule what the policy is to decide',
    });
  },
});
