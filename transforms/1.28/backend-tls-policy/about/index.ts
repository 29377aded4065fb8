import type { About, Example } from '../../../../src/about';
import { kustomizeCases } from '../../../../src/moves/about';
import { declines, reports } from './cases';

const policy = `apiVersion: gateway.networking.k8s.io/v1alpha3
kind: BackendTLSPolicy
metadata:
  name: orders
spec:
  targetRefs:
    - group: ""
      kind: Service
      name: orders
  validation:
    hostname: orders.shop.example
    wellKnownCACertificates: System
`;

export const examples: readonly Example[] = [
  {
    title: 'A policy of v1alpha3',
    before: { 'policy.yaml': policy },
    after: { 'policy.yaml': policy.replace('v1alpha3', 'v1') },
  },
  {
    title: 'A policy of v1alpha2',
    before: {
      'policy.yaml': `apiVersion: gateway.networking.k8s.io/v1alpha2
kind: BackendTLSPolicy
metadata:
  name: stock
  namespace: shop
spec:
  targetRef:
    group: ""
    kind: Service
    name: stock
    namespace: shop
  tls:
    caCertRefs: # issued by the platform team
      - {group: "", kind: ConfigMap, name: stock-ca}
    hostname: stock.shop.example
`,
    },
    after: {
      'policy.yaml': `apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata:
  name: stock
  namespace: shop
spec:
  targetRefs:
    - group: ""
      kind: Service
      name: stock
  validation:
    caCertificateRefs: # issued by the platform team
      - {group: "", kind: ConfigMap, name: stock-ca}
    hostname: stock.shop.example
`,
    },
  },
];

/** What is declined and reported about kustomizations. */
export const ofPatches = kustomizeCases({
  kind: 'BackendTLSPolicy',
  apiVersion: 'gateway.networking.k8s.io/v1alpha2',
  sharedField: '/spec/tls/hostname',
  object: `apiVersion: gateway.networking.k8s.io/v1alpha2
kind: BackendTLSPolicy
metadata: {name: one}
spec:
  targetRef: {group: "", kind: Service, name: orders}
  tls: {hostname: orders.shop.example, wellKnownCACerts: System}
`,
});

export const about: About = {
  why: [
    'Istio 1.28 reads BackendTLSPolicy only as `gateway.networking.k8s.io/v1`. Support for `v1alpha3` is gone; `v1alpha2` has other fields.',
    'Once istiod runs 1.28, it does not look at a policy that stays behind, so the TLS to the backend that it asks for is not set up. The standard channel of the Gateway API CRDs 1.4 serves no alpha version of the kind either.',
    'Istio 1.27 ignored the kind unless `PILOT_ENABLE_ALPHA_GATEWAY_API` was on. Without the flag, a policy takes effect with the upgrade.',
  ],
  changes: [
    'The `apiVersion` becomes `gateway.networking.k8s.io/v1`. From v1alpha3 on, that is all.',
    '`targetRef` becomes `targetRefs`, a list of one. The `namespace` of the target is removed if it is that of the policy.',
    '`tls` becomes `validation`; in it, `caCertRefs` becomes `caCertificateRefs` and `wellKnownCACerts` becomes `wellKnownCACertificates`.',
    'Patches, replacements and configurations of Kustomize follow the fields.',
    'A kind of the same name in a group of another vendor stays as it is.',
  ],
  examples,
  declines: [...declines, ...ofPatches.declines],
  reports: [...reports, ...ofPatches.reports],
  links: [
    [
      'BackendTLSPolicy in the docs of Gateway API (v1.4.0)',
      'https://github.com/kubernetes-sigs/gateway-api/blob/v1.4.0/site-src/api-types/backendtlspolicy.md',
    ],
    [
      'CRD of BackendTLSPolicy v1 (Gateway API v1.4.0)',
      'https://github.com/kubernetes-sigs/gateway-api/blob/v1.4.0/config/crd/standard/gateway.networking.k8s.io_backendtlspolicies.yaml',
    ],
    [
      'Release note of Istio 1.28 on Gateway API 1.4',
      'https://github.com/istio/istio/blob/1.28.0/releasenotes/notes/gtw-140.yaml',
    ],
  ],
};
