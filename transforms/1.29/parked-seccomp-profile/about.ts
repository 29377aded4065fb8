import type { About } from '../../../src/about';

const operator = (key: string): string => `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
metadata:
  name: mesh
spec:
  ${key}:
    global:
      proxy:
        seccompProfile:
          type: RuntimeDefault
`;

export const about: About = {
  why: [
    'The schema of an IstioOperator has `global.proxy.seccompProfile` since Istio 1.29. Before, it had to be below `unvalidatedValues`, where a typing error is not noticed.',
  ],
  changes: ['`spec.unvalidatedValues.global.proxy.seccompProfile` moves to `spec.values`.'],
  examples: [
    {
      title: 'An IstioOperator',
      before: { 'operator.yaml': operator('unvalidatedValues') },
      after: { 'operator.yaml': operator('values') },
    },
  ],
  declines: [],
  reports: [],
  links: [
    {
      title: 'Change notes of Istio 1.29',
      url: 'https://istio.io/latest/news/releases/1.29.x/announcing-1.29/change-notes/',
    },
  ],
};
