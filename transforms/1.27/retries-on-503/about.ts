import type { About } from '../../../src/about';
import { retryOnWith503 } from './uses';

const routeWith = (retryOn: string) => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: shop
spec:
  hosts: [shop]
  http:
    - route: [{destination: {host: shop}}]
      retries:
        attempts: 3
${retryOn}`;

export const about: About = {
  why: [
    'istiod 1.27 no longer reads `EXCLUDE_UNSAFE_503_FROM_DEFAULT_RETRY`. Where it was `"false"`, requests were retried on 503 by default.',
    'A route with `retries` and no `retryOn` takes the built-in conditions, whatever the default of the mesh is.',
  ],
  changes: [
    'Each such route gets the conditions that it had as `retryOn`, if the tree sets the variable to `"false"` and the upgrade starts before 1.27. The default of the mesh is carried over in the install values.',
  ],
  examples: [
    {
      title: 'The variable is off',
      before: {
        'shop.yaml': routeWith(''),
        'values.yaml': 'pilot:\n  env:\n    EXCLUDE_UNSAFE_503_FROM_DEFAULT_RETRY: "false"\n',
      },
      after: { 'shop.yaml': routeWith(`        retryOn: ${retryOnWith503}\n`) },
    },
  ],
  declines: [],
  reports: [],
  links: [
    {
      title: 'HTTPRetry in the reference of Istio',
      url: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry',
    },
  ],
};
