import { kustomizeCases } from '../../../../src/moves/about';

/** What is declined and told of kustomizations. */
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
