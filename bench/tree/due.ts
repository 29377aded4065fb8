import type { Random } from './random';

/** What a due object gains when it is migrated: one such line each. */
export const migratedPool = 'apiVersion: inference.networking.k8s.io/v1';

/** An InferencePool of the alpha group. */
export function alphaPool(random: Random): string {
  return `apiVersion: inference.networking.x-k8s.io/v1alpha2
kind: InferencePool
metadata:
  name: ${random.name()}
spec:
  targetPortNumber: 8000 # ${random.sentence()}
  selector:
    app: ${random.name()}
  extensionRef:
    name: ${random.name()}
`;
}

/** A BackendTLSPolicy of an alpha version. */
export function alphaPolicy(random: Random): string {
  return `apiVersion: gateway.networking.k8s.io/v1alpha3
kind: BackendTLSPolicy
metadata:
  name: ${random.name()}
spec:
  targetRefs:
    - group: ""
      kind: Service
      name: ${random.name()}
  validation:
    wellKnownCACertificates: System
    hostname: ${random.name()}.example.com
`;
}

/** A route to a pool of the alpha group. */
export function routeToAlphaPool(random: Random): string {
  return `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: ${random.name()}
spec:
  parentRefs:
    - name: ${random.name()}
  rules:
    - backendRefs:
        - group: inference.networking.x-k8s.io
          kind: InferencePool
          name: ${random.name()}
`;
}

/** A pool in a chart. */
export function templatedPool(random: Random): string {
  return `{{- if .Values.pool.enabled }}
apiVersion: inference.networking.x-k8s.io/v1alpha2
kind: InferencePool
metadata:
  name: {{ include "chart.fullname" . }}
  labels:
    {{- include "chart.labels" . | nindent 4 }}
spec:
  targetPortNumber: {{ .Values.pool.port }}
  selector:
    app: ${random.name()}
  extensionRef:
    name: {{ .Values.pool.picker | default "${random.name()}" | quote }}
{{- end }}
`;
}

/** Values of istiod without a seccomp profile. */
export function istiodValues(random: Random): string {
  return `# ${random.sentence()}
pilot:
  resources:
    requests:
      cpu: ${random.below(900) + 100}m
global:
  proxy:
    resources:
      requests:
        cpu: 50m
meshConfig:
  accessLogFile: /dev/stdout
`;
}

/** A policy as JSON. */
export function alphaPolicyAsJson(random: Random): object {
  const target = { group: '', kind: 'Service', name: random.name() };
  return {
    apiVersion: 'gateway.networking.k8s.io/v1alpha3',
    kind: 'BackendTLSPolicy',
    metadata: { name: random.name() },
    spec: {
      targetRefs: [target],
      validation: { wellKnownCACertificates: 'System', hostname: `${random.name()}.example.com` },
    },
  };
}
