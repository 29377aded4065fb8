import type { KubernetesObject } from '../../src/kubernetes/object';
import type { Report } from '../../src/transform';
import { entryOf, itemsOf, type Node, nodesIn, stringOf, valueAt } from '../../src/yaml';
import { objectCheck, variableIs } from '../shared/checks/object-check';

const help =
  'check initContainers as well before nodes run Kubernetes 1.33, or set ENABLE_NATIVE_SIDECARS to "false" for istiod';

const policyWith = (container: string): string => `apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata:
  name: proxies
spec:
  rules:
    - validate:
        pattern:
          spec:
            containers:
              - (name): ${container}
                securityContext: {runAsNonRoot: true}
`;

/**
 * What looks for istio-proxy among the containers of pods. Policies, metrics and relabelings tell the two lists apart;
 * pods that customize the container, `kubectl logs -c` and `exec -c` do not.
 *
 * Source: istio 1.27, `pkg/kube/inject/webhook.go` (DetectNativeSidecar), `pkg/kube/inject/inject.go` (the proxy is
 * moved to the init containers); kube-state-metrics, docs of pods (`kube_pod_init_container_*`).
 */
export const nativeSidecars = objectCheck({
  id: 'native-sidecars',
  title: 'Policies, alerts and Jobs that expect istio-proxy among the containers',
  release: '1.27',
  phase: 'before',
  kind: 'advice',
  triggers: ['istio-proxy', 'quitquitquit', '__meta_kubernetes_pod_container_init'],
  unless: [variableIs('ENABLE_NATIVE_SIDECARS', 'true', 'false')],
  why: [
    'In Istio 1.27 and later, the proxy is an init container that keeps running (a native sidecar) as soon as every node runs Kubernetes 1.33 or newer. So this may come with a later upgrade of the cluster. What looks for `istio-proxy` below `containers` then finds nothing.',
    'With `ENABLE_NATIVE_SIDECARS` set to `"true"` or `"false"`, nothing changes, and nothing is reported.',
  ],
  changes: ['Nothing. It reports the objects that look at one of the two lists only.'],
  reports: () => [
    {
      when: 'A policy of Kyverno, Gatekeeper or the API server names the container.',
      level: 'warning',
      message: 'with native sidecars, istio-proxy is an init container, and this policy may no longer see it',
      remedy: 'Let the policy look at `initContainers` as well.',
      files: { 'policy.yaml': policyWith('istio-proxy') },
    },
  ],
  link: [
    'Kubernetes: sidecar containers',
    'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/',
  ],
  check(object, { report }) {
    const { kind, group, mapping } = object;
    if (isPolicy(object)) {
      const [first] = textsWith(/(?<![\w-])istio-proxy(?![\w-])/, mapping);
      if (first)
        report({
          level: 'warning',
          at: first,
          message:
            'with native sidecars, istio-proxy is an init container, and this policy may no longer see it',
          help,
        });
    }
    if (kind === 'VerticalPodAutoscaler') reportAutoscaler(mapping, report);
    if (group === 'monitoring.coreos.com') reportMonitoring(mapping, report);
    if (group === 'batch') {
      const [call] = textsWith(/quitquitquit/, mapping);
      if (call)
        report({
          level: 'note',
          at: call,
          message: 'a native sidecar ends with its Job, so this call is no longer needed then',
          help: 'keep it while a node runs Kubernetes 1.32 or older, and delete it afterwards',
        });
    }
  },
});

function isPolicy({ group, kind }: KubernetesObject): boolean {
  if (group === 'admissionregistration.k8s.io') return kind === 'ValidatingAdmissionPolicy';
  return /(?:^|\.)(?:kyverno\.io|gatekeeper\.sh|kubewarden\.io)$/.test(group);
}

function textsWith(pattern: RegExp, root: Node): Node[] {
  return nodesIn(root).filter((node) => pattern.test(stringOf(node) ?? ''));
}

function reportAutoscaler(mapping: Node, report: Report): void {
  // In the pods of a gateway, istio-proxy is the container itself, and no sidecar.
  if (/gateway/i.test(stringOf(valueAt(mapping, 'spec', 'targetRef', 'name')) ?? '')) return;
  for (const { value } of itemsOf(valueAt(mapping, 'spec', 'resourcePolicy', 'containerPolicies'))) {
    const name = entryOf(value, 'containerName');
    if (!name || stringOf(name.value) !== 'istio-proxy') continue;
    report({
      level: 'warning',
      at: name,
      message:
        'with native sidecars, istio-proxy is an init container, and this policy may have no effect on it',
      help: 'check that your VerticalPodAutoscaler handles native sidecars, or set the resources with the annotations sidecar.istio.io/proxyCPU and sidecar.istio.io/proxyMemory',
    });
  }
}

function reportMonitoring(mapping: Node, report: Report): void {
  const alerts = /kube_pod_container_\w+\{[^}]*istio-proxy/;
  for (const node of textsWith(alerts, mapping))
    report({
      level: 'warning',
      at: node,
      message:
        'with native sidecars, the metrics of istio-proxy are kube_pod_init_container_… instead of kube_pod_container_…',
      help: 'query both in this expression',
    });
  const labels = textsWith(/^__meta_kubernetes_pod_container_init$/, mapping).flatMap(({ parent }) => {
    const holder = parent?.kind === 'item' ? parent.parent.parent : undefined;
    return holder?.kind === 'entry' ? [holder] : [];
  });
  for (const label of new Set(labels))
    report({
      level: 'warning',
      at: label,
      message: 'with native sidecars, istio-proxy is an init container, and this relabeling may drop it',
      help: 'exclude the container istio-proxy from this rule',
    });
}
