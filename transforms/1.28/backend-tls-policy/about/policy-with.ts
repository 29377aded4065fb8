/** A policy with this spec, whose lines but the first are indented by two. */
export function policyWith(spec: string, version = 'v1alpha3'): string {
  return `apiVersion: gateway.networking.k8s.io/${version}
kind: BackendTLSPolicy
metadata:
  name: orders
spec:
  ${spec}
`;
}
