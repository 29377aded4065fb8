import { entryOf, stringOf, valueAt } from '../../src/yaml';
import { noteCheck } from '../shared/checks/object-check';

const label = 'istio.io/use-waypoint';

/**
 * Source: istio 1.21, `pilot/pkg/serviceregistry/kube/controller/ambientindex.go` (a waypoint is for its namespace, or
 * for a service account); istio 1.22, `releasenotes/notes/50572.yaml` (the label).
 */
export const waypoints = noteCheck({
  id: 'waypoints',
  title: 'Waypoints that no istio.io/use-waypoint label refers to',
  release: '1.22',
  phase: 'before',
  kind: 'advice',
  triggers: ['istio-waypoint'],
  unless: [{ name: 'waypoint-is-used', triggers: [label] }],
  why: [
    'Up to Istio 1.21, a waypoint was for all of its namespace, or for a service account. In 1.22 and later, traffic goes through it only if a namespace, Service or pod names it in the label `istio.io/use-waypoint`.',
  ],
  changes: ['Nothing. It reports the waypoints of a tree that has no such label.'],
  when: 'The tree has a waypoint, and nothing names one.',
  level: 'warning',
  message: `in Istio 1.22 and later, traffic uses this waypoint only for objects with the label ${label}, and nothing in this tree has it`,
  remedy: 'Label the namespace, or the Services and pods that are to use the waypoint.',
  files: {
    'waypoint.yaml': `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: waypoint
  namespace: shop
spec:
  gatewayClassName: istio-waypoint
  listeners: [{name: mesh, port: 15008, protocol: HBONE}]
`,
  },
  help: ({ name = 'waypoint', namespace }) =>
    `add the label ${label}: ${name} to ${namespace === undefined ? 'its namespace' : `the namespace ${namespace}`}, or to the Services and pods that are to use it`,
  link: ['Waypoint proxies', 'https://istio.io/latest/docs/ambient/usage/waypoint/'],
  of: ['gateway.networking.k8s.io', 'Gateway'],
  find: ({ mapping }) => {
    const className = entryOf(valueAt(mapping, 'spec'), 'gatewayClassName');
    return className && stringOf(className.value) === 'istio-waypoint' ? [className] : [];
  },
});
