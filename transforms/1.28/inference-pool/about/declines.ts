import type { Case } from '../../../../src/about';
import { kustomizeCases } from '../../../../src/moves/about';

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

export const declines: readonly Case[] = [
  {
    when: 'A field is there under its old and its new name, or under two old names.',
    level: 'error',
    message: 'not rewritten: it has both targetPortNumber and targetPorts',
    remedy: 'Decide which of the two holds, delete the other, and run again.',
    files: {
      'pool.yaml': poolWith(`targetPortNumber: 8000
  targetPorts: [{number: 8001}]
  selector: {app: chat}
  extensionRef: {name: chat-picker}`),
    },
  },
  {
    when: 'The selector holds something other than labels.',
    level: 'error',
    message: 'not rewritten: v1 selects by matchLabels only, not by matchExpressions',
    remedy: 'Give the pods of the pool a label that they share, and select by that.',
    files: {
      'pool.yaml': poolWith(`targetPortNumber: 8000
  selector:
    matchExpressions: [{key: app, operator: In, values: [chat, code]}]
  extensionRef: {name: chat-picker}`),
    },
  },
  {
    when: 'A field holds what it cannot hold in any version: a port that is a mapping, a picker that is a word.',
    level: 'error',
    message: 'not rewritten: extensionRef is not a reference',
    remedy: 'Write the field as the CRD of its version has it.',
    files: {
      'pool.yaml': poolWith(`targetPortNumber: 8000
  selector: {app: chat}
  extensionRef: chat-picker`),
    },
  },
  {
    when: 'There is an `endpointPickerConfig` that is more than a wrapper around the picker’s reference.',
    level: 'error',
    message: 'not rewritten: endpointPickerConfig is not a field of any version',
    remedy: 'Write the reference under `endpointPickerRef`, and delete `endpointPickerConfig`.',
    files: {
      'pool.yaml': poolWith(`targetPortNumber: 8000
  selector: {app: chat}
  endpointPickerConfig:
    extensionRef: {name: chat-picker}
    failureMode: FailOpen`),
    },
  },
  {
    when: 'A route splits its traffic between pools of both groups.',
    level: 'error',
    message:
      'the route names InferencePools of both API groups, and 1.28 rejects the old one (InvalidDestinationKind)',
    remedy: 'Once the pool of the new group serves, remove the backend of the old group. Then upgrade Istio.',
    files: {
      'route.yaml': `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: chat
spec:
  rules:
    - backendRefs:
        - {group: inference.networking.x-k8s.io, kind: InferencePool, name: chat, weight: 90}
        - {group: inference.networking.k8s.io, kind: InferencePool, name: chat-v1, weight: 10}
`,
    },
  },
  {
    when: 'A template inserts the whole spec, or a whole field that the rewrite depends on.',
    level: 'error',
    message: 'not rewritten: a template inserts its whole spec',
    remedy:
      'Change the values or the helper that insert it, and set the `apiVersion` of the template manually.',
    files: { 'templates/pool.yaml': poolWith('{{- toYaml .Values.pool | nindent 2 }}') },
  },
  {
    when: 'A field hangs on a condition of a template, and the result would differ from case to case.',
    level: 'error',
    message:
      'not rewritten: the required change depends on a template condition without an else that writes "portNumber" too',
    remedy: 'Give the condition an `else` that writes the field too, and run again.',
    files: {
      'templates/pool.yaml': poolWith(`targetPortNumber: 8000
  selector:
    app: chat
  extensionRef:
    name: chat-picker
    {{- if .Values.port }}
    portNumber: {{ .Values.port }}
    {{- end }}`),
    },
  },
  {
    when: 'An anchor is shared with something that must stay as it is.',
    level: 'error',
    message:
      'not rewritten: the value is shared by anchor &version; replace the alias *version with a literal first',
    remedy: 'Write the alias out as a value of its own, and run again.',
    files: {
      'list.yaml': `apiVersion: v1
kind: List
items:
  - apiVersion: &version inference.networking.x-k8s.io/v1alpha2
    kind: InferencePool
    metadata: {name: chat}
    spec: {targetPortNumber: 8000, selector: {app: chat}, extensionRef: {name: chat-picker}}
  - apiVersion: *version
    kind: InferenceObjective
    metadata: {name: interactive}
    spec: {poolRef: {name: chat}}
`,
    },
  },
  {
    when: 'The manifest is in a folded text (`>`), or in quotes together with template actions.',
    level: 'error',
    message:
      'not rewritten: the text to change is folded, or in quotes with actions in it; write it as a block with "|"',
    remedy: 'Write the text as a literal block with `|`, and run again.',
    files: {
      'config.yaml': `apiVersion: v1
kind: ConfigMap
metadata: {name: manifests}
data:
  pool.yaml: >-
    {apiVersion: inference.networking.x-k8s.io/v1alpha2, kind: InferencePool, metadata: {name: chat},
    spec: {targetPortNumber: 8000, selector: {app: chat}, extensionRef: {name: chat-picker}}}
`,
    },
  },
  {
    when: 'A patch of Kustomize does what no patch can do to the new pool.',
    level: 'error',
    message: 'not rewritten: copy cannot follow a field that changes its form',
    remedy: 'Write the value itself in the patch, or put it into the pool.',
    files: {
      'kustomization.yaml': `resources: [pool.yaml]
patches:
  - target: {kind: InferencePool}
    patch: |-
      - op: copy
        from: /spec/extensionRef
        path: /spec/endpointPickerRef
`,
      'pool.yaml': poolWith(`targetPortNumber: 8000
  selector: {app: chat}
  extensionRef: {name: chat-picker}`),
    },
  },
  {
    when: 'A file holds a pool and is not valid YAML.',
    level: 'warning',
    message: 'invalid YAML: Nested mappings are not allowed in compact mappings',
    remedy: 'Fix the file at the line that the finding names, and run again.',
    files: {
      'pool.yaml': `apiVersion: inference.networking.x-k8s.io/v1alpha2
kind: InferencePool
 metadata:
   name: chat
`,
    },
  },
];

/** What is declined and reported about kustomizations. */
export const ofPatches = kustomizeCases({
  kind: 'InferencePool',
  apiVersion: 'inference.networking.x-k8s.io/v1alpha2',
  sharedField: '/spec/selector/zone',
  object: `apiVersion: inference.networking.x-k8s.io/v1alpha2
kind: InferencePool
metadata: {name: one}
spec: {targetPortNumber: 8000, selector: {app: chat}, extensionRef: {name: chat-picker}}
`,
});
