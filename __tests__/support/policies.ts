/** A policy that 1.28 no longer reads, to try out what becomes of files. */
export const oldPolicy = `apiVersion: gateway.networking.k8s.io/v1alpha3
kind: BackendTLSPolicy
metadata:
  name: orders
  namespace: shop
spec:
  targetRefs:
    - group: ""
      kind: Service
      name: orders
  validation:
    hostname: orders.shop.example
    wellKnownCACertificates: System
`;

/** The same policy as the migration leaves it. */
export const newPolicy = oldPolicy.replace('v1alpha3', 'v1');
