import { linkToNotes } from '../../src/about';
import { stringOf } from '../../src/yaml';
import { foundBelow, noteCheck } from '../shared/checks/object-check';

const words = [':15014/debug', ':8080/debug'];
/** Who asks on the pod itself is let in. The second port is that of many others. */
const address = String.raw`(?<!localhost|127\.0\.0\.1)(?<![\d.]):15014/debug|(?<=istiod[\w.-]{0,99}):8080/debug`;
const message = 'in Istio 1.29 and later, istiod answers debug requests of other namespaces only in part';
const help =
  'call from the namespace of istiod, or admit the caller’s with pilot.env.DEBUG_ENDPOINT_AUTH_ALLOWED_NAMESPACES (1.29.1 and later)';

/** Source: istio 1.29, `releasenotes/notes/debug-endpoint-authorization.yaml`. */
export const debugEndpoints = noteCheck({
  id: 'debug-endpoints',
  title: 'Debug endpoints of istiod ask who calls',
  release: '1.29',
  phase: 'before',
  kind: 'advice',
  triggers: words,
  mentions: [{ words, pattern: new RegExp(address, 'g'), message, help, level: 'note' }],
  why: [
    'From Istio 1.29 on, callers outside of the namespace of istiod get only `config_dump`, `ndsz` and `edsz` of proxies of their own namespace from the debug endpoints on ports 15014 and 8080.',
  ],
  changes: ['Nothing. It reports jobs, scripts and other texts that call such an endpoint.'],
  when: 'An object calls an endpoint below `/debug` of istiod.',
  level: 'warning',
  message,
  remedy: 'Call from the namespace of istiod, or admit the namespace of the caller.',
  files: {
    'job.yaml': `apiVersion: batch/v1
kind: Job
metadata:
  name: sync-state
  namespace: monitoring
spec:
  template:
    spec:
      containers:
        - name: curl
          args: [http://istiod.istio-system:15014/debug/syncz]
`,
  },
  help,
  link: linkToNotes('1.29', 'Change'),
  find: ({ mapping }) =>
    foundBelow(mapping, (node) => (new RegExp(address).test(stringOf(node) ?? '') ? node : undefined)),
});
