import type { About } from '../../../../src/about';

const allowedRepos = (repos: string) => `apiVersion: constraints.gatekeeper.sh/v1beta1
kind: K8sAllowedRepos
metadata:
  name: registries
spec:
  parameters:
    repos: [${repos}]
`;

/** What is reported of objects that say what may run, be verified or be fetched. */
export const policyReports: NonNullable<About['reports']> = [
  {
    when: 'A policy admits images from an old address only, and refuses all others.',
    level: 'error',
    message:
      'this policy refuses new pods once their images come from docker.io/istio: it admits gcr.io/istio-release',
    remedy: 'Add the new address, and roll that out before the images change.',
    files: { 'policy.yaml': allowedRepos('registry.example.org/, gcr.io/istio-release/') },
  },
  {
    when: 'A policy verifies images of an old address, only warns, or restricts what may be reached.',
    level: 'warning',
    message: 'this policy names gcr.io/istio-release, which moves to docker.io/istio',
    remedy: 'Add the new address, and roll that out before the images change.',
    files: {
      'policy.yaml': `apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata:
  name: signed
spec:
  rules:
    - name: signed
      verifyImages:
        - imageReferences: ["gcr.io/istio-release/*"]
`,
    },
  },
  {
    when: 'A policy admits the new address as well.',
    level: 'note',
    message: 'this policy still names gcr.io/istio-release, which is switched off in December 2026',
    remedy: 'Remove the old address once nothing comes from there any more.',
    files: { 'policy.yaml': allowedRepos('gcr.io/istio-release/, docker.io/istio/') },
  },
  {
    when: 'An AppProject permits old addresses by a pattern.',
    level: 'warning',
    message:
      'not rewritten: this pattern admits charts from gcr.io/istio-release, which move to ghcr.io/istio/release',
    remedy: 'Add the pattern of the new address.',
    files: {
      'project.yaml':
        'apiVersion: argoproj.io/v1alpha1\nkind: AppProject\nspec: {sourceRepos: [gcr.io/istio-release/*]}\n',
    },
  },
  {
    when: 'The upgrade goes to 1.31, and a policy or a script verifies images with the old key.',
    level: 'warning',
    message: 'images of Istio 1.31.1 and later are signed with another key than this one',
    remedy: 'Admit `https://istio.io/misc/istio-key-v2.pub` as well before the upgrade.',
    target: '1.31',
    files: {
      'verify.sh': 'cosign verify --key https://istio.io/misc/istio-key.pub docker.io/istio/pilot:1.30.3\n',
    },
  },
  {
    when: 'An AppProject of Argo CD permits the new address in place of the old one.',
    level: 'note',
    message: 'Applications of this project that still use the old address are no longer permitted',
    remedy: 'Change them in the same commit, or list both addresses until all have moved.',
    files: {
      'project.yaml': `apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata:
  name: mesh
spec:
  sourceRepos:
    - gcr.io/istio-release/charts
`,
    },
  },
];
