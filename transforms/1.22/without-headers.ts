import { asMapping, entryOf, valueAt } from '../../src/yaml';
import { foundBelow, noteCheck } from '../shared/checks/object-check';

/** Source: istio 1.22, `releasenotes/notes/49537.yaml`. */
export const withoutHeaders = noteCheck({
  id: 'without-headers',
  title: 'VirtualServices with withoutHeaders also match requests without the header',
  release: '1.22',
  phase: 'before',
  kind: 'advice',
  triggers: ['withoutHeaders'],
  why: [
    'Up to Istio 1.21, a match with `withoutHeaders` did not hold for a request that lacks the header. In 1.22 and later it does.',
  ],
  changes: ['Nothing. It reports the matches.'],
  when: 'A match has `withoutHeaders`.',
  level: 'note',
  message: 'in Istio 1.22 and later, withoutHeaders also matches requests that lack the header',
  remedy: 'Check that such requests are to take this route.',
  files: {
    'route.yaml': `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: shop
spec:
  hosts: [shop]
  http:
    - match: [{withoutHeaders: {x-canary: {exact: "true"}}}]
      route: [{destination: {host: shop}}]
`,
  },
  help: 'check that such requests are to take this route',
  link: ['VirtualService', 'https://istio.io/latest/docs/reference/config/networking/virtual-service/'],
  of: ['networking.istio.io', 'VirtualService'],
  find: ({ mapping }) =>
    foundBelow(valueAt(mapping, 'spec', 'http'), (node) => entryOf(asMapping(node), 'withoutHeaders')),
});
