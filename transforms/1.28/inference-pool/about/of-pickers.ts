import type { Case } from '../../../../src/about';

/** What is told of endpoint pickers. */
export const ofPickers: readonly Case[] = [
  {
    when: 'An endpoint picker is older than v1.0.',
    level: 'error',
    message: 'endpoint pickers older than v1.0 cannot watch v1 InferencePools',
    remedy:
      'Take a picker of v1.0.0 or newer, and write its flags in kebab-case. No image is changed for you.',
    files: {
      'picker.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: chat-picker
spec:
  template:
    spec:
      containers:
        - name: epp
          image: registry.k8s.io/gateway-api-inference-extension/epp:v0.5.1
          args: [-poolName, chat]
`,
    },
  },
  {
    when: 'A picker of unknown version gets flags in the old spelling.',
    level: 'warning',
    message: 'endpoint pickers v1.0 and later accept flags in kebab-case only',
    remedy: 'Rename the flags that the finding lists, together with the upgrade of the picker.',
    files: {
      'picker.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: chat-picker
spec:
  template:
    spec:
      containers:
        - {name: epp, image: registry.example/epp, args: [-poolName, chat]}
`,
    },
  },
];
