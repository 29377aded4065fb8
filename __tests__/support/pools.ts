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

/** The same in a namespace, in short. */
export function oldPoolIn(namespace: string): string {
  return `apiVersion: ${oldGroup}/v1alpha2
kind: InferencePool
metadata: {name: llama, namespace: ${namespace}}
spec:
  targetPortNumber: 8000
  selector: {app: llama}
  extensionRef: {name: epp}
`;
}

/** A pool with the ports of v1 as well, so that it is not rewritten. */
export function stuckPool(pool: string): string {
  return pool.replace('selector', 'targetPorts: [{number: 9}]\n  selector');
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
