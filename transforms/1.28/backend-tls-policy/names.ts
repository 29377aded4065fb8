import type { KindMove } from '../../../src/moves';

/** The API group of BackendTLSPolicy, in all its versions. */
export const group = 'gateway.networking.k8s.io';

/** The version that Istio 1.28 reads. */
export const version = 'v1';

const names = { group, kind: 'BackendTLSPolicy', resource: 'backendtlspolicies' };

/** From the alpha versions to v1. */
export const policyMove: KindMove = {
  to: { ...names, version },
  from: [{ ...names, versions: ['v1alpha3', 'v1alpha2'] }],
};
