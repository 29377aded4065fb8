import { entryOf, isNull, itemsOf, stringOf, valueAt } from '../../src/yaml';
import { noteCheck } from '../shared/checks/object-check';

/**
 * CRDs of the Gateway API in 1.5 and later, which Istio 1.30 needs for TLSRoute, demand a `tls` block.
 *
 * Source: gateway-api v1.4.0 and v1.5.0, CRDs of Gateway and ListenerSet ("tls mode must be set for protocol TLS").
 */
export const tlsListeners = noteCheck({
  id: 'tls-listeners',
  title: 'Listeners with protocol TLS need a tls block',
  release: '1.30',
  phase: 'before',
  kind: 'required',
  triggers: ['TLS'],
  why: [
    'Istio 1.30 reads TLSRoutes with CRDs of the Gateway API 1.5 or newer. These refuse a listener with `protocol: TLS` that has no `tls` block.',
  ],
  changes: ['Nothing. It reports such listeners.'],
  when: 'A listener of a Gateway or ListenerSet has `protocol: TLS` and no `tls`.',
  level: 'error',
  message: 'CRDs of the Gateway API 1.5 and newer refuse this listener: protocol TLS without a tls block',
  remedy: 'Add a `tls` block with `mode: Passthrough`, or with a certificate.',
  files: {
    'gateway.yaml': `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: edge
spec:
  gatewayClassName: istio
  listeners:
    - {name: tls, port: 443, protocol: TLS}
`,
  },
  help: 'add "tls: {mode: Passthrough}", or mode Terminate with certificateRefs',
  link: ['Gateway API: TLS', 'https://gateway-api.sigs.k8s.io/guides/tls/'],
  find: ({ group, kind, mapping }) => {
    if (!/^gateway\.networking\.(?:x-)?k8s\.io$/.test(group)) return [];
    if (!['Gateway', 'ListenerSet', 'XListenerSet'].includes(kind)) return [];
    return itemsOf(valueAt(mapping, 'spec', 'listeners')).flatMap(({ value: listener }) => {
      const protocol = entryOf(listener, 'protocol');
      const isMeant = stringOf(protocol?.value) === 'TLS' && isNull(valueAt(listener, 'tls'));
      // A patch need not say everything.
      return protocol && isMeant && entryOf(listener, 'port') ? [protocol] : [];
    });
  },
});
