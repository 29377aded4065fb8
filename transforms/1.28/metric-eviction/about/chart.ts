/** A chart that wraps istiod. */
export const chart = `apiVersion: v2
name: mesh
version: 1.0.0
dependencies:
  - {name: istiod, version: 1.28.2}
`;

/** A rendered istiod that sets the rotation interval. */
export function istiodWith(interval: string, name = 'istiod'): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: istio-system}
spec:
  template:
    metadata:
      labels: {app: istiod}
    spec:
      containers:
        - name: discovery
          image: docker.io/istio/pilot:1.28.2
          env:
            - {name: METRIC_ROTATION_INTERVAL, value: ${interval}}
            - {name: REVISION, value: default}
`;
}

/** A Deployment whose pods are injected. */
export const injected = `apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, namespace: shop}
spec:
  template:
    metadata:
      labels:
        app: cart
        sidecar.istio.io/inject: "true"
    spec:
      containers:
        - {name: cart, image: registry.example/cart}
`;
