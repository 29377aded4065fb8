/** The group of InferencePool before it was v1, and the one of v1. */
export const oldGroup = 'inference.networking.x-k8s.io';
export const newGroup = 'inference.networking.k8s.io';

/** A pool that 1.28 no longer reads. */
export function oldPool(name = 'llama', picker = 'picker'): string {
  return `apiVersion: ${oldGroup}/v1alpha2
kind: InferencePool
metadata:
  name: ${name}
spec:
  targetPortNumber: 8000
  selector:
    app: ${name}
  extensionRef:
    name: ${picker}
`;
}

/** A route to pools of a group. */
export function routeTo(group: string, pools: readonly string[] = ['chat'], name = 'chat'): string {
  const backends = pools.map(
    (pool) => `        - group: ${group}\n          kind: InferencePool\n          name: ${pool}\n`,
  );
  return `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: ${name}
spec:
  rules:
    - backendRefs:
${backends.join('')}`;
}
