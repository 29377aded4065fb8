import type { About } from '../../../src/about';

const policy = (label: string) => `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: edge
spec:
  selector:
    matchLabels:
      ${label}: edge
  action: DENY
`;

/** The page about this transform. */
export const about: About = {
  why: [
    'The pods of a managed gateway have the label `gateway.networking.k8s.io/gateway-name` since Istio 1.21. In 1.24 and later new ones no longer have `istio.io/gateway-name`. A policy that selects by it matches nothing, so what it denied is allowed.',
  ],
  changes: [
    'In selectors, match expressions and relabelings, `istio.io/gateway-name` becomes `gateway.networking.k8s.io/gateway-name`. Merge this once istiod is 1.21 or newer.',
    'Labels that you give objects yourself stay, and so do the selectors of pods that have the label from your files: of a gateway that you deploy yourself, or of the values of its chart.',
  ],
  examples: [
    {
      title: 'A policy for a gateway',
      before: { 'policy.yaml': policy('istio.io/gateway-name') },
      after: { 'policy.yaml': policy('gateway.networking.k8s.io/gateway-name') },
    },
  ],
  reports: [
    {
      when: 'Your files give pods the label themselves: they keep it, whatever the release.',
      level: 'note',
      message: 'this selector stays: edge.yaml:5 gives pods the label istio.io/gateway-name',
      remedy: 'Nothing, or give those pods the new label first and change the selector then.',
      files: {
        'edge.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: edge
  labels: {istio.io/gateway-name: edge}
`,
        'policy.yaml': policy('istio.io/gateway-name'),
      },
    },
    {
      when: 'The selector of a workload names the label.',
      level: 'note',
      message: 'this selector names istio.io/gateway-name and cannot be changed in a cluster',
      remedy: 'Add the new label to the pods, and keep the old one.',
      files: {
        'edge.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: edge
spec:
  selector:
    matchLabels: {istio.io/gateway-name: edge}
  template:
    metadata:
      labels: {istio.io/gateway-name: edge}
`,
      },
    },
  ],
  links: [['Labels of Istio', 'https://istio.io/latest/docs/reference/config/labels/']],
};
