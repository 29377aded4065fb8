import { stringOf } from '../../src/yaml';
import { foundBelow, noteCheck } from '../shared/checks/object-check';

const source = 'gateway-tlsroute';
const message =
  'external-dns 0.21.0 and older crash with this source once the Gateway API CRDs are 1.5 or newer; Istio 1.30 needs those for TLSRoute';
const help =
  'before you upgrade the CRDs, remove this source or upgrade external-dns to a release that reads TLSRoute v1; otherwise DNS records are no longer updated';

/**
 * A neighbour that watches TLSRoute v1alpha2, which the standard channel no longer serves.
 *
 * Source: kubernetes-sigs/external-dns issues 6446 and 6520; gateway-api v1.5.0, CRD tlsroutes.
 */
export const externalDns = noteCheck({
  id: 'external-dns',
  title: 'external-dns with the source gateway-tlsroute',
  release: '1.30',
  phase: 'before',
  kind: 'advice',
  triggers: [source],
  mentions: [
    // Alone, not as a part of another name.
    {
      words: [source],
      pattern: /(?<![\w-])gateway-tlsroute(?![\w-]|\.\w)/g,
      message,
      help,
      level: 'warning',
    },
  ],
  why: [
    'Releases of external-dns up to 0.21.0 watch TLSRoute `v1alpha2` if `gateway-tlsroute` is among their sources. The standard channel of the Gateway API CRDs 1.5 does not serve it: external-dns exits, and all DNS records stay as they are.',
  ],
  changes: ['Nothing. It reports the source.'],
  when: 'The sources of external-dns hold `gateway-tlsroute`.',
  level: 'warning',
  message,
  remedy: 'Remove the source, or upgrade external-dns first.',
  files: {
    'deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: external-dns
spec:
  template:
    spec:
      containers:
        - name: external-dns
          image: registry.k8s.io/external-dns/external-dns:v0.20.0
          args: [--source=service, --source=${source}]
`,
  },
  help,
  link: ['Issue 6520 of external-dns', 'https://github.com/kubernetes-sigs/external-dns/issues/6520'],
  find: ({ mapping }) =>
    foundBelow(mapping, (node) =>
      [source, `--source=${source}`].includes(stringOf(node) ?? '') ? node : undefined,
    ),
});
