import type { About, Example } from '../../../../src/about';
import { declines, ofPatches } from './declines';
import { besidePools } from './beside-pools';
import { ofPickers, ofPools } from './reports';

const route = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: chat
spec:
  rules:
    - backendRefs:
        - group: inference.networking.x-k8s.io
          kind: InferencePool
          name: chat
`;
const role = `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: chat-picker
rules:
  - apiGroups: [inference.networking.x-k8s.io]
    resources: [inferencepools, inferenceobjectives]
    verbs: [get, list, watch]
`;

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
    before: { 'route.yaml': route },
    after: { 'route.yaml': route.replace('networking.x-k8s.io', 'networking.k8s.io') },
  },
  {
    title: 'The role of an endpoint picker, which also reads what stays in the old group',
    before: { 'role.yaml': role },
    after: {
      'role.yaml': role.replace(
        '[inference.networking.x-k8s.io]',
        '[inference.networking.x-k8s.io, inference.networking.k8s.io]',
      ),
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

const extension = 'https://github.com/kubernetes-sigs/gateway-api-inference-extension/blob';

export const about: About = {
  why: [
    'Istio 1.28 reads InferencePool only as `inference.networking.k8s.io/v1`. The alpha versions in the group `inference.networking.x-k8s.io` and the fields of the release candidate are gone.',
    'It breaks as soon as istiod is on 1.28. A route to a pool of the old group is refused (`InvalidDestinationKind`). A pool whose picker names no port is dropped: the port 9002 is no longer assumed.',
  ],
  changes: [
    'The `apiVersion` becomes `inference.networking.k8s.io/v1`. The fields decide what else changes, since many files mix versions.',
    'The labels of `spec.selector` go under `matchLabels`.',
    '`targetPortNumber` becomes `targetPorts`, a list of one.',
    '`extensionRef` becomes `endpointPickerRef`, and its `portNumber` becomes `port.number`. A Service without a port gets `port: {number: 9002}`, which it had by default.',
    'What names the pool by its group follows it: routes, grants, policies, owner references, and every other reference by `group` or `apiVersion`.',
    'A rule of a role on `inferencepools` grants the new group. The old group stays beside it where the rule names something else that lives there, or where the role is that of a controller: it writes the status or finalizers of objects.',
    'The flag `--pool-group` of an endpoint picker names the new group, in any spelling.',
    'Patches, replacements and configurations of Kustomize follow the fields.',
    'A `status` in a dump is renamed by the rules of the project’s own converter.',
    'InferenceObjective, EndpointPickerConfig, and labels and annotations such as `inference.networking.x-k8s.io/export` stay in the old group.',
  ],
  examples,
  declines: [...declines, ...ofPatches.declines],
  reports: [...ofPools, ...ofPatches.reports, ...ofPickers, ...besidePools],
  links: [
    [
      'Migration guide of the inference extension (v1.1.0)',
      `${extension}/v1.1.0/site-src/guides/ga-migration.md`,
    ],
    [
      'CRD of InferencePool v1 (v1.0.0)',
      `${extension}/v1.0.0/config/crd/bases/inference.networking.k8s.io_inferencepools.yaml`,
    ],
    [
      'CRD of InferencePool v1alpha2 (v1.0.0)',
      `${extension}/v1.0.0/config/crd/bases/inference.networking.x-k8s.io_inferencepools.yaml`,
    ],
  ],
};
