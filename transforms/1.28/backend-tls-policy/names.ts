/** The API group of BackendTLSPolicy, in all its versions. */
export const group = 'gateway.networking.k8s.io';

/** The version that Istio 1.28 reads. */
export const version = 'v1';
