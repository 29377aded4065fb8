/** An alpha pool with this spec, whose lines but the first are indented by two. */
export function poolWith(spec: string): string {
  return `apiVersion: inference.networking.x-k8s.io/v1alpha2
kind: InferencePool
metadata:
  name: chat
spec:
  ${spec}
`;
}
