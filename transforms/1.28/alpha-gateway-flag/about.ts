import type { About } from '../../../src/about';

const policy = `apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata:
  name: orders
`;
const values = `istiod:
  pilot:
    env:
      PILOT_ENABLE_ALPHA_GATEWAY_API: "true"
      PILOT_ENABLE_IP_AUTOALLOCATE: "true"
`;
const chart = `apiVersion: v2
name: mesh
version: 1.0.0
dependencies:
  - {name: istiod, version: 1.28.2}
`;

export const about: About = {
  why: [
    'BackendTLSPolicy is v1 now, so Istio 1.28 reads it without `PILOT_ENABLE_ALPHA_GATEWAY_API`. Nothing breaks if the flag stays, but it keeps alpha features switched on.',
    'On 1.28 the flag still switches on TCPRoute, TLSRoute, XBackendTrafficPolicy, XListenerSet, Gateway listeners of protocol TCP or TLS, and `allowedListeners`. So it goes only where none of these is in sight.',
  ],
  changes: [
    'The variable is removed from the environment of istiod, in install values and in rendered Deployments, where the tree holds a BackendTLSPolicy and nothing else that needs it.',
    'A flag that is off stays.',
  ],
  examples: [
    {
      title: 'Values of a chart that wraps istiod, with a policy in the same tree',
      before: { 'Chart.yaml': chart, 'policy.yaml': policy, 'values.yaml': values },
      after: {
        'values.yaml': `istiod:
  pilot:
    env:
      PILOT_ENABLE_IP_AUTOALLOCATE: "true"
`,
      },
    },
  ],
  declines: [
    {
      when: 'Something in the tree still needs the flag.',
      level: 'note',
      message: 'PILOT_ENABLE_ALPHA_GATEWAY_API stays: TCPRoute db (route.yaml:2) still needs it',
      remedy: 'Nothing. Only BackendTLSPolicy no longer depends on it.',
      files: {
        'Chart.yaml': chart,
        'policy.yaml': policy,
        'values.yaml': values,
        'route.yaml': `apiVersion: gateway.networking.k8s.io/v1alpha2
kind: TCPRoute
metadata:
  name: db
`,
      },
    },
    {
      when: 'The tree holds no BackendTLSPolicy, so nothing tells what the flag is for.',
      level: 'note',
      message: 'PILOT_ENABLE_ALPHA_GATEWAY_API stays: nothing in this tree tells what it is for',
      remedy: 'Take it out by hand if BackendTLSPolicy was all that the cluster needed it for.',
      files: { 'Chart.yaml': chart, 'values.yaml': values },
    },
    {
      when: 'The flag stands in a place that nothing connects with istiod.',
      level: 'note',
      message: 'PILOT_ENABLE_ALPHA_GATEWAY_API stays: nothing says that istiod reads it here',
      remedy:
        'Look what reads it. If it is istiod, and BackendTLSPolicy was the reason, take it out by hand.',
      files: { 'policy.yaml': policy, 'environment.yaml': 'PILOT_ENABLE_ALPHA_GATEWAY_API: "true"\n' },
    },
  ],
  reports: [
    {
      when: 'The flag is removed.',
      level: 'warning',
      message:
        'nothing in this tree needs PILOT_ENABLE_ALPHA_GATEWAY_API any more, but other repositories of the same cluster may',
      remedy: 'Look in those repositories for the kinds named above before you merge.',
      files: { 'Chart.yaml': chart, 'policy.yaml': policy, 'values.yaml': values },
    },
    {
      when: 'The values are rewritten, and pinned to an Istio before 1.28.',
      level: 'note',
      message: 'these values go with Istio 1.28, but are pinned to 1.27',
      remedy: 'Merge the change together with the upgrade.',
      files: {
        'Chart.yaml': chart.replace('1.28.2', '1.27.3'),
        'policy.yaml': policy,
        'values.yaml': values,
      },
    },
  ],
  links: [
    {
      title: 'What the flag switches on in Istio 1.28',
      url: 'https://github.com/istio/istio/blob/1.28.0/pilot/pkg/features/experimental.go',
    },
    {
      title: 'Release note of Istio 1.28 on Gateway API 1.4',
      url: 'https://github.com/istio/istio/blob/1.28.0/releasenotes/notes/gtw-140.yaml',
    },
  ],
};
