import type { About } from '../../src/about';

const pod = (value: string) => `apiVersion: v1
kind: Pod
metadata:
  name: shop
  annotations:
    a: b
    sidecar.istio.io/proxyCPU: ${value}
spec:
  containers: []
`;

export const about: About = {
  why: [
    'In Istio 1.29 and later, the injector refuses pods whose annotations for CPU and memory hold control characters. A block string in a chart is enough: it ends with a line break.',
  ],
  changes: ['The line break at the end of such a value is removed.'],
  examples: [
    {
      title: 'A value with a line break',
      before: { 'pod.yaml': pod(String.raw`"100m\n"`) },
      after: { 'pod.yaml': pod('"100m"') },
    },
  ],
  declines: [
    {
      when: 'A control character is inside of the value.',
      level: 'error',
      message: 'not rewritten: its value has a control character inside',
      remedy: 'Write the value anew.',
      files: { 'pod.yaml': pod(String.raw`"100\tm"`) },
    },
  ],
  reports: [],
  links: [
    { title: 'Annotations of Istio', url: 'https://istio.io/latest/docs/reference/config/annotations/' },
  ],
};
