import type { Example } from '../../../../src/about';

export const examples: readonly Example[] = [
  {
    title: 'A pool',
    before: {
      'pool.yaml': `apiVersion: inference.networking.x-k8s.io/v1alpha2
kind: InferencePool
metadata:
  name: chat
spec:
  targetPortNumber: 8000 # the model servers
  selector:
    app: chat
  extensionRef:
    name: chat-picker
`,
    },
    after: {
      'pool.yaml': `apiVersion: inference.networking.k8s.io/v1
kind: InferencePool
metadata:
  name: chat
spec:
  targetPorts:
    - number: 8000 # the model servers
  selector:
    matchLabels:
      app: chat
  endpointPickerRef:
    name: chat-picker
    port:
      number: 9002
`,
    },
  },
  {
    title: 'A route to the pool',
    before: {
      'route.yaml': `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: chat
spec:
  rules:
    - backendRefs:
        - group: inference.networking.x-k8s.io
          kind: InferencePool
          name: chat
`,
    },
    after: {
      'route.yaml': `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: chat
spec:
  rules:
    - backendRefs:
        - group: inference.networking.k8s.io
          kind: InferencePool
          name: chat
`,
    },
  },
  {
    title: 'The role of an endpoint picker, which also reads what stays in the old group',
    before: {
      'role.yaml': `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: chat-picker
rules:
  - apiGroups: [inference.networking.x-k8s.io]
    resources: [inferencepools, inferenceobjectives]
    verbs: [get, list, watch]
`,
    },
    after: {
      'role.yaml': `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: chat-picker
rules:
  - apiGroups: [inference.networking.x-k8s.io, inference.networking.k8s.io]
    resources: [inferencepools, inferenceobjectives]
    verbs: [get, list, watch]
`,
    },
  },
  {
    title: 'A patch of Kustomize, with the pool that it is for',
    before: {
      'kustomization.yaml': `resources:
  - pool.yaml
patches:
  - target:
      group: inference.networking.x-k8s.io
      kind: InferencePool
    patch: |-
      - op: replace
        path: /spec/targetPortNumber
        value: 8080
`,
      'pool.yaml': `apiVersion: inference.networking.x-k8s.io/v1alpha2
kind: InferencePool
metadata: {name: chat}
spec:
  targetPortNumber: 8000
  selector: {app: chat}
  extensionRef: {name: chat-picker, portNumber: 9003}
`,
    },
    after: {
      'kustomization.yaml': `resources:
  - pool.yaml
patches:
  - target:
      group: inference.networking.k8s.io
      kind: InferencePool
    patch: |-
      - op: replace
        path: /spec/targetPorts/0/number
        value: 8080
`,
      'pool.yaml': `apiVersion: inference.networking.k8s.io/v1
kind: InferencePool
metadata: {name: chat}
spec:
  targetPorts:
    - number: 8000
  selector: {matchLabels: {app: chat}}
  endpointPickerRef: {name: chat-picker, port: {number: 9003}}
`,
    },
  },
];
