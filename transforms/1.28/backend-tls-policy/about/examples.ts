import type { Example } from '../../../../src/about';

export const examples: readonly Example[] = [
  {
    title: 'A policy of v1alpha3',
    before: {
      'policy.yaml': `apiVersion: gateway.networking.k8s.io/v1alpha3
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
`,
    },
    after: {
      'policy.yaml': `apiVersion: gateway.networking.k8s.io/v1
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
`,
    },
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
