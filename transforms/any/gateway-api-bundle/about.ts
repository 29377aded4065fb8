import type { About } from '../../../src/about';

const route = `apiVersion: gateway.networking.k8s.io/v1
kind: TLSRoute
metadata:
  name: db
`;
const bundle = (version: string) => `resources:
  - https://github.com/kubernetes-sigs/gateway-api/releases/download/v${version}/standard-install.yaml
`;

export const about: About = {
  why: [
    'istiod drops a kind of the Gateway API whose CRD is too old for it, or too new, with one line in its log: the routes vanish and listeners show no attached routes.',
    'With `PILOT_ENABLE_ALPHA_GATEWAY_API` on and a bundle whose standard channel no longer serves an alpha version, istiod waits for that version and never becomes ready: the whole mesh is without a control plane.',
    'No bundle serves TLSRoute to 1.29.2 and later patches (up to 1.4.1) and to 1.30 (1.5.0 and later) alike.',
  ],
  changes: ['Nothing is rewritten: which version to install is your decision.'],
  reports: [
    {
      when: 'The bundle that the tree installs does not fit the target, or a release on the way.',
      level: 'error',
      message:
        'Istio 1.30 ignores TLSRoute with CRDs below 1.5.0: with 1.4.1 here, route.yaml:2 has no effect',
      remedy: 'Upgrade the CRDs and istiod in one step.',
      target: '1.30',
      files: { 'kustomization.yaml': bundle('1.4.1'), 'route.yaml': route },
    },
    {
      when: 'The alpha flag is on, and the bundle does not serve what istiod watches.',
      level: 'error',
      message:
        'istiod 1.29 and 1.30 cannot become ready with PILOT_ENABLE_ALPHA_GATEWAY_API (values.yaml:3) and the standard CRDs 1.6.0, which do not serve TCPRoute v1alpha2 and UDPRoute v1alpha2',
      remedy: 'Remove the flag where nothing needs it, or install the experimental channel.',
      target: '1.30',
      files: {
        'kustomization.yaml': bundle('1.6.0'),
        'values.yaml': 'pilot:\n  env:\n    PILOT_ENABLE_ALPHA_GATEWAY_API: "true"\n',
      },
    },
    {
      when: 'The tree has objects of such a kind, and installs no bundle; a warning if these are of an old version.',
      level: 'note',
      message: 'Istio 1.30 reads TLSRoute only with Gateway API CRDs 1.5.0 or newer',
      remedy: 'Look up the version in the cluster, and upgrade the CRDs at this hop.',
      target: '1.30',
      files: { 'route.yaml': route },
    },
    {
      when: 'The tree installs a bundle that is too old for kinds of which it has no object.',
      level: 'note',
      message: 'Istio 1.30 ignores TLSRoute, ListenerSet with CRDs 1.4.1, which this installs',
      remedy: 'Look for such objects in the other repositories of the cluster.',
      target: '1.30',
      files: { 'kustomization.yaml': bundle('1.4.1').replace('standard', 'experimental') },
    },
    {
      when: 'A file names an old bundle, and nothing shows whether it fits.',
      level: 'note',
      message: 'this pins a version of the Gateway API CRDs; each Istio release needs certain versions',
      remedy: 'Check the bundle before each hop.',
      files: {
        'install.sh':
          'kubectl apply -f https://github.com/kubernetes-sigs/gateway-api/releases/download/v1.3.0/standard-install.yaml\n',
      },
    },
    {
      when: 'CRDs of the inference extension are older than v1.0, or of one of its first release candidates; likewise its chart.',
      level: 'error',
      message:
        'the inference extension 0.5.1 has no InferencePool of inference.networking.k8s.io/v1, the only one that Istio 1.28 and later read',
      remedy: 'Install v1.0.0 or newer before istiod.',
      files: {
        'kustomization.yaml':
          'resources:\n  - https://github.com/kubernetes-sigs/gateway-api-inference-extension/releases/download/v0.5.1/manifests.yaml\n',
      },
    },
  ],
  links: [
    [
      'The bundles that istiod accepts',
      'https://github.com/istio/istio/blob/1.30.0/pkg/kube/kclient/crdwatcher.go',
    ],
  ],
};
