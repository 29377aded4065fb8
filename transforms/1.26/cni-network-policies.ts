import { linkToNotes } from '../../src/about';
import { entryOf, stringOf, valueAt } from '../../src/yaml';
import { noteCheck } from '../shared/checks/object-check';

const message = 'in Istio 1.26 and later, this policy also applies to the CNI agent of an ambient mesh';

/** Source: istio 1.25 and 1.26, `manifests/charts/istio-cni/templates/daemonset.yaml` (`hostNetwork`). */
export const cniNetworkPolicies = noteCheck({
  id: 'cni-network-policies',
  title: 'NetworkPolicies for the CNI agent take effect',
  release: '1.26',
  phase: 'before',
  kind: 'advice',
  triggers: ['istio-cni-node'],
  why: [
    'Up to Istio 1.25, the CNI agent of an ambient mesh ran in the network of its host, where NetworkPolicies do not apply. From 1.26 on it has a network of its own, unless `cni.ambient.shareHostNetworkNamespace` is set.',
  ],
  changes: ['Nothing. It reports the policies that select the agent.'],
  when: 'A NetworkPolicy selects the pods with the label `k8s-app: istio-cni-node`.',
  level: 'warning',
  message,
  remedy: 'Check that the policy lets the agent reach the API server and answer its probes.',
  files: {
    'policy.yaml': `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: agent
spec:
  podSelector:
    matchLabels: {k8s-app: istio-cni-node}
  policyTypes: [Ingress, Egress]
`,
  },
  help: 'check that it lets the agent reach the API server and answer its probes',
  link: linkToNotes('1.26', 'Upgrade'),
  of: ['networking.k8s.io', 'NetworkPolicy'],
  find: ({ mapping }) => {
    const label = entryOf(valueAt(mapping, 'spec', 'podSelector', 'matchLabels'), 'k8s-app');
    return label && stringOf(label.value) === 'istio-cni-node' ? [label] : [];
  },
});
