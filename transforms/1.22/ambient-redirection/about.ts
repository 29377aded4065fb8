import type { About } from '../../../src/about';

const pod = (metadata: string) => `apiVersion: v1
kind: Pod
metadata:
  name: shop
${metadata}spec:
  containers: []
`;

export const about: About = {
  why: [
    'Up to Istio 1.21, the annotation `ambient.istio.io/redirection: disabled` kept a pod out of an ambient mesh. In 1.22 and later nothing reads it: the pod is in the mesh unless it has the label `istio.io/dataplane-mode: none`.',
  ],
  changes: [
    'The annotation becomes the label, if the upgrade is known to start at 1.21 or before. From a later release it is reported, since the label would change what runs today.',
    'The value `enabled`, which the CNI agent writes, is removed.',
  ],
  examples: [
    {
      title: 'A pod outside of the mesh',
      before: { 'pod.yaml': pod('  annotations:\n    ambient.istio.io/redirection: disabled\n    a: b\n') },
      after: { 'pod.yaml': pod('  annotations:\n    a: b\n  labels:\n    istio.io/dataplane-mode: none\n') },
    },
  ],
  declines: [
    {
      when: 'The pod has the label with another value.',
      level: 'error',
      message: 'not rewritten: the label istio.io/dataplane-mode says something else',
      remedy: 'Decide for one of the two.',
      files: {
        'pod.yaml': pod(
          '  annotations:\n    ambient.istio.io/redirection: disabled\n  labels:\n    istio.io/dataplane-mode: ambient\n',
        ),
      },
    },
  ],
  reports: [
    {
      when: 'The annotation is in values of a chart.',
      level: 'warning',
      message: 'ambient.istio.io/redirection no longer keeps pods out of the ambient mesh since Istio 1.22',
      remedy: 'Set the label where the chart takes labels of its pods.',
      files: { 'values.yaml': 'podAnnotations:\n  ambient.istio.io/redirection: disabled\n' },
    },
  ],
  links: [{ title: 'Labels of Istio', url: 'https://istio.io/latest/docs/reference/config/labels/' }],
};
