import type { Case } from '../../../../src/about';
import { poolWith } from './declines';

const pickerWith = (container: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: chat-picker
spec:
  template:
    spec:
      containers:
        ${container}
`;

/** What is reported about endpoint pickers. */
export const ofPickers: readonly Case[] = [
  {
    when: 'An endpoint picker is older than v1.0.',
    level: 'error',
    message: 'endpoint pickers older than v1.0 cannot watch v1 InferencePools',
    remedy:
      'Take a picker of v1.0.0 or newer, and write its flags in kebab-case. No image is changed for you.',
    files: {
      'picker.yaml': pickerWith(`- name: epp
          image: registry.k8s.io/gateway-api-inference-extension/epp:v0.5.1
          args: [-poolName, chat]`),
    },
  },
  {
    when: 'A picker of unknown version gets flags in the old spelling.',
    level: 'warning',
    message: 'endpoint pickers v1.0 and later accept flags in kebab-case only',
    remedy: 'Rename the flags that the finding lists, together with the upgrade of the picker.',
    files: {
      'picker.yaml': pickerWith('- {name: epp, image: registry.example/epp, args: [-poolName, chat]}'),
    },
  },
];

const selector = 'selector: {app: chat}';
const picker = 'extensionRef: {name: chat-picker}';

/** What is reported about pools. */
export const ofPools: readonly Case[] = [
  {
    when: 'A pool changes its group.',
    level: 'warning',
    message: 'the API group changes, so the migrated InferencePool is a new object beside the old one',
    remedy:
      'Install the v1 CRDs first. Apply the new pool, wait until it is accepted, then delete the old object and the CRD of the old group.',
    files: { 'pool.yaml': poolWith(`targetPortNumber: 8000\n  ${selector}\n  ${picker}`) },
  },
  {
    when: 'The migrated pool lacks what v1 requires, or holds what v1 refuses: no selector, no port, no picker, a port out of range.',
    level: 'error',
    message: 'v1 refuses a pool without an endpointPickerRef',
    remedy: 'Write what is missing. The API server refuses the object until then.',
    files: { 'pool.yaml': poolWith(`targetPortNumber: 8000\n  ${selector}`) },
  },
  {
    when: 'A port is in quotes.',
    level: 'error',
    message: 'the target port is in quotes, and the API server takes only a number',
    remedy: 'Take the quotes away. It was no valid port before either.',
    files: { 'pool.yaml': poolWith(`targetPortNumber: "8000"\n  ${selector}\n  ${picker}`) },
  },
  {
    when: 'The picker is no Service.',
    level: 'error',
    message:
      'Istio 1.28 accepts only a Service as endpoint picker, and drops a pool whose picker has no port',
    remedy: 'Point to the Service of the picker.',
    files: {
      'pool.yaml': poolWith(
        `targetPortNumber: 8000\n  ${selector}\n  extensionRef: {kind: Deployment, name: chat-picker}`,
      ),
    },
  },
  {
    when: 'The port of the picker comes from v1alpha1.',
    level: 'warning',
    message: 'the picker’s port was a port of its pods in v1alpha1; in v1 it is a port of its Service',
    remedy: 'Look whether the Service of the picker has this port.',
    files: {
      'pool.yaml': poolWith(
        `targetPortNumber: 8000\n  ${selector}\n  extensionRef: {name: chat-picker, targetPortNumber: 9002}`,
      ),
    },
  },
  {
    when: 'A pool has several target ports.',
    level: 'warning',
    message: 'several targetPorts need the InferencePool CRDs of v1.1 or newer',
    remedy: 'Install those CRDs, or leave one port.',
    files: {
      'pool.yaml': poolWith(`targetPorts: [{number: 8000}, {number: 8001}]\n  ${selector}\n  ${picker}`),
    },
  },
  {
    when: 'A field exists in no version.',
    level: 'warning',
    message: 'no version of InferencePool knows the field "healthCheck" in spec',
    remedy: 'Delete it. It never had an effect.',
    files: {
      'pool.yaml': poolWith(`targetPortNumber: 8000\n  ${selector}\n  ${picker}\n  healthCheck: {}`),
    },
  },
  {
    when: 'A status is one of v1alpha1.',
    level: 'warning',
    message: 'status.conditions of v1alpha1 has no counterpart in v1',
    remedy: 'Delete the status. The controller writes a new one.',
    files: {
      'pool.yaml': `${poolWith(`targetPortNumber: 8000\n  ${selector}\n  ${picker}`)}status:
  conditions: [{type: Ready, status: "True"}]
`,
    },
  },
  {
    when: 'A template’s values decide the version.',
    level: 'warning',
    message: 'the apiVersion of InferencePool comes from the values of a template',
    remedy: 'Set the value to `inference.networking.k8s.io/v1`, and look whether the fields are those of v1.',
    files: {
      'templates/pool.yaml': `apiVersion: {{ .Values.poolVersion }}
kind: InferencePool
metadata:
  name: chat
spec:
  targetPorts: [{number: 8000}]
`,
    },
  },
];
