/** Trees to start from. */
export interface Example {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
}

export const examples: readonly Example[] = [
  {
    title: 'InferencePool and its route',
    files: {
      'models/pool.yaml': `apiVersion: inference.networking.x-k8s.io/v1alpha2
kind: InferencePool
metadata:
  name: llama
  namespace: models
spec:
  targetPortNumber: 8000 # the model server
  selector:
    app: llama
  extensionRef:
    name: llama-epp
    failureMode: FailOpen
`,
      'models/route.yaml': `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: llama
  namespace: models
spec:
  parentRefs:
    - name: inference-gateway
  rules:
    - backendRefs:
        - group: inference.networking.x-k8s.io
          kind: InferencePool
          name: llama
`,
    },
  },
  {
    title: 'BackendTLSPolicy',
    files: {
      'shop/orders-tls.yaml': `apiVersion: gateway.networking.k8s.io/v1alpha3
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
---
apiVersion: gateway.networking.k8s.io/v1alpha2
kind: BackendTLSPolicy
metadata:
  name: payments
  namespace: shop
spec:
  targetRef:
    group: ""
    kind: Service
    name: payments
    namespace: shop
  tls:
    hostname: payments.shop.example
    caCertRefs:
      - group: ""
        kind: ConfigMap
        name: payments-ca
`,
    },
  },
  {
    title: 'Helm values of istiod',
    files: {
      'helmfile.yaml': `repositories:
  - name: istio
    url: https://istio-release.storage.googleapis.com/charts
releases:
  - name: istiod
    namespace: istio-system
    chart: istio/istiod
    version: 1.27.3
    values:
      - values/istiod.yaml
`,
      'values/istiod.yaml': `pilot:
  autoscaleMin: 2
  env:
    PILOT_ENABLE_ALPHA_GATEWAY_API: "true"
meshConfig:
  accessLogFile: /dev/stdout
  defaultConfig:
    proxyMetadata:
      METRIC_ROTATION_INTERVAL: 15m
      METRIC_GRACEFUL_DELETION_INTERVAL: 5m
`,
    },
  },
  {
    title: 'Argo CD Application',
    files: {
      'apps/istiod.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: istiod
  namespace: argocd
spec:
  project: mesh
  destination:
    server: https://kubernetes.default.svc
    namespace: istio-system
  source:
    repoURL: https://istio-release.storage.googleapis.com/charts
    chart: istiod
    targetRevision: 1.27.3
    helm:
      values: |
        meshConfig:
          defaultConfig:
            proxyMetadata:
              # Series of jobs that are gone.
              METRIC_ROTATION_INTERVAL: 15m
        pilot:
          env:
            PILOT_ENABLE_ALPHA_GATEWAY_API: "true"
`,
    },
  },
  {
    title: 'kustomize base and overlay',
    files: {
      'base/kustomization.yaml': `resources:
  - pool.yaml
`,
      'base/pool.yaml': `apiVersion: inference.networking.x-k8s.io/v1alpha2
kind: InferencePool
metadata:
  name: llama
spec:
  targetPortNumber: 8000
  selector:
    app: llama
  extensionRef:
    name: llama-epp
`,
      'overlays/prod/kustomization.yaml': `resources:
  - ../../base
patches:
  - target:
      group: inference.networking.x-k8s.io
      version: v1alpha2
      kind: InferencePool
      name: llama
    patch: |
      - op: replace
        path: /spec/targetPortNumber
        value: 9000
`,
    },
  },
];
