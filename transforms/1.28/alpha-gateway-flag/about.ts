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
    'Release by release, Istio reads more of Gateway API without `PILOT_ENABLE_ALPHA_GATEWAY_API`: BackendTLSPolicy in 1.28 and later, TLSRoute, listeners of protocol TLS and ListenerSet in 1.30 and later, TCPRoute and listeners of protocol TCP in 1.31 and later. The flag keeps alpha features switched on, and with some bundles of CRDs istiod does not become ready while it is set.',
    'On 1.28 and 1.29 the flag still switches on TCPRoute, TLSRoute, XBackendTrafficPolicy, XListenerSet, listeners of protocol TCP or TLS, and `allowedListeners`. On 1.31 only XBackendTrafficPolicy needs it, and TCP listeners of agentgateway. So it is removed only where nothing in sight needs it on the target.',
  ],
  changes: [
    'The variable is removed from the environment of istiod, in install values and in rendered Deployments, where the tree holds something that needed it before, and nothing that needs it on the target.',
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
      remedy: 'Nothing.',
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
      when: 'The tree holds nothing that the flag ever switched on.',
      level: 'note',
      message: 'PILOT_ENABLE_ALPHA_GATEWAY_API stays: nothing in this tree shows why it is set',
      remedy: 'Remove it if nothing in the cluster needs it on the target.',
      files: { 'Chart.yaml': chart, 'values.yaml': values },
    },
    {
      when: 'Nothing shows that istiod reads the flag in this place.',
      level: 'note',
      message: 'PILOT_ENABLE_ALPHA_GATEWAY_API stays: nothing shows that istiod reads it here',
      remedy:
        'Check what reads it. Remove it if that is istiod, and nothing in the cluster needs it on the target.',
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
      when: 'A script or another text sets the flag, and the tree holds nothing that it ever switched on.',
      level: 'note',
      message:
        'PILOT_ENABLE_ALPHA_GATEWAY_API may no longer be needed: nothing in this tree shows why it is set',
      remedy: 'Remove it if nothing in the cluster needs it on the target.',
      files: {
        'install.sh': 'istioctl install -y --set values.pilot.env.PILOT_ENABLE_ALPHA_GATEWAY_API=true\n',
      },
    },
    {
      when: 'The values are rewritten, and pinned to an Istio before 1.28.',
      level: 'note',
      message: 'this change is for Istio 1.28, but these values are for 1.27',
      remedy: 'Merge the change once istiod 1.28 runs.',
      files: {
        'Chart.yaml': chart.replace('1.28.2', '1.27.3'),
        'policy.yaml': policy,
        'values.yaml': values,
      },
    },
  ],
  links: [
    [
      'What the flag switches on in Istio 1.28',
      'https://github.com/istio/istio/blob/1.28.0/pilot/pkg/features/experimental.go',
    ],
    [
      'Release note of Istio 1.28 on Gateway API 1.4',
      'https://github.com/istio/istio/blob/1.28.0/releasenotes/notes/gtw-140.yaml',
    ],
  ],
};
