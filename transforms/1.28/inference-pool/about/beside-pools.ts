import type { Case } from '../../../../src/about';

/** What is reported about things that have to do with pools. */
export const besidePools: readonly Case[] = [
  {
    when: 'An owner reference holds the uid of the old pool.',
    level: 'warning',
    message: 'the uid is that of the old InferencePool: objects whose owner is gone are garbage-collected',
    remedy: 'Write the uid of the new pool, or delete the owner reference.',
    files: {
      'deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: chat
  ownerReferences:
    - apiVersion: inference.networking.x-k8s.io/v1alpha2
      kind: InferencePool
      name: chat
      uid: 0d6e1a9c-6f2b-4a52-9d6e-2f1f5c3b7a10
`,
    },
  },
  {
    when: 'Something other than a route names pools of both groups.',
    level: 'warning',
    message: 'it names InferencePools of both API groups, and 1.28 knows only the new one',
    remedy: 'Remove the old one once no pool of the old group is left.',
    files: {
      'grant.yaml': `apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata:
  name: chat
spec:
  from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: edge}]
  to:
    - {group: inference.networking.x-k8s.io, kind: InferencePool}
    - {group: inference.networking.k8s.io, kind: InferencePool}
`,
    },
  },
  {
    when: 'There is an InferenceModel.',
    level: 'warning',
    message: 'endpoint pickers v1.0 and later ignore InferenceModel',
    remedy: 'Write an InferenceObjective with its `poolRef` and a priority in its place, and delete it.',
    files: {
      'model.yaml': `apiVersion: inference.networking.x-k8s.io/v1alpha2
kind: InferenceModel
metadata:
  name: chat
spec:
  modelName: chat
  poolRef: {name: chat}
`,
    },
  },
  {
    when: 'Values of the `inferencepool` chart ask for a pool of the old group.',
    level: 'error',
    message: 'the inferencepool chart renders a pool of the old group from this value',
    remedy:
      'Take chart v1.0 or newer, delete the line, and give `targetPorts` instead of `targetPortNumber`.',
    files: {
      'values.yaml': `inferencePool:
  apiVersion: inference.networking.x-k8s.io/v1alpha2
  targetPortNumber: 8000
`,
    },
  },
  {
    when: 'An LLMInferenceService holds the fields of a pool.',
    level: 'error',
    message: 'not rewritten: LLMInferenceService v1alpha1 uses alpha InferencePools only',
    remedy:
      'Change the apiVersion of the LLMInferenceService, the fields of its pool and the group together.',
    files: {
      'service.yaml': `apiVersion: serving.kserve.io/v1alpha1
kind: LLMInferenceService
metadata:
  name: chat
spec:
  router:
    scheduler:
      pool:
        spec:
          selector: {app: chat}
          targetPortNumber: 8000
          extensionRef: {name: chat-picker} # InferencePool
`,
    },
  },
  {
    when: 'Another resource embeds the fields of a pool.',
    level: 'warning',
    message: 'another resource embeds these fields of an alpha InferencePool',
    remedy: 'Look up which version of that resource takes the fields of v1, and change both together.',
    files: {
      'service.yaml': `apiVersion: example.com/v1
kind: Model
metadata:
  name: chat
spec:
  pool:
    spec:
      selector: {app: chat}
      targetPortNumber: 8000
      extensionRef: {name: chat-picker} # InferencePool
`,
    },
  },
  {
    when: 'A tool reads a field by a path that v1 does not have. Paths that Argo CD and Flux ignore, and those of patches of Crossplane, follow.',
    level: 'warning',
    message: 'the path leads to a field that v1 InferencePools do not have',
    remedy: 'Write the path of the field in v1, which the finding lists.',
    files: {
      'policy.yaml': `apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata:
  name: pools
spec:
  rules:
    - name: one-port
      match: {any: [{resources: {kinds: [InferencePool]}}]}
      validate:
        message: take port 8000
        pattern: {spec: {targetPortNumber: 8000}}
`,
    },
  },
  {
    when: 'A webhook or an admission policy covers the old group only.',
    level: 'warning',
    message: 'v1 InferencePools are not checked by this rule',
    remedy: 'Update the webhook for the fields of v1 first. Then add the new group and version to the rule.',
    files: {
      'webhook.yaml': `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata:
  name: pools
webhooks:
  - name: pools.example.com
    rules:
      - apiGroups: [inference.networking.x-k8s.io]
        apiVersions: [v1alpha2]
        resources: [inferencepools]
        operations: [CREATE]
`,
    },
  },
  {
    when: 'A rule of an audit policy, which takes one group, names the pool beside others.',
    level: 'warning',
    message: 'the rule does not cover the InferencePool of v1',
    remedy: 'Add a rule for the InferencePool of the new group.',
    files: {
      'audit.yaml': `apiVersion: audit.k8s.io/v1
kind: Policy
rules:
  - level: Metadata
    resources:
      - group: inference.networking.x-k8s.io
        resources: [inferencepools, inferenceobjectives]
`,
    },
  },
  {
    when: 'A role grants both groups already.',
    level: 'note',
    message: 'the rule grants the InferencePool of the old group as well',
    remedy: 'Remove the old group once no pool of it is left.',
    files: {
      'role.yaml': `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: chat-picker
rules:
  - apiGroups: [inference.networking.x-k8s.io, inference.networking.k8s.io]
    resources: [inferencepools]
    verbs: [get]
`,
    },
  },
  {
    when: 'A script, a document or any other text names the old group. It is a note in docs and comments, a warning elsewhere.',
    level: 'warning',
    message: 'still refers to the old InferencePool API group',
    remedy: 'Write the new group where the pool is meant.',
    files: { 'deploy.sh': 'kubectl get inferencepools.v1alpha2.inference.networking.x-k8s.io\n' },
  },
];
