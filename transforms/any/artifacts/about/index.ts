import type { About } from '../../../../src/about';
import { policyReports } from './policies';

const pod = (image: string) => `apiVersion: v1
kind: Pod
metadata:
  name: tools
spec:
  containers:
    - name: istioctl
      image: ${image}
`;
const application = (charts: string, hub: string) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: istiod
spec:
  source:
    repoURL: https://${charts} # upstream
    chart: istiod
    targetRevision: 1.24.3
    helm:
      valuesObject:
        global:
          hub: ${hub}
`;
const kustomization = `resources:
  - pod.yaml
images:
  - name: gcr.io/istio-release/istioctl
    newTag: 1.24.6
`;

export const about: About = {
  why: [
    'Istio leaves Google Cloud. Nothing of Istio 1.31 is published at the old addresses, and all of them are switched off in December 2026: the chart repository `https://istio-release.storage.googleapis.com/charts`, the registries `gcr.io/istio-release` and `registry.istio.io`, and the downloads beside them. The last outage before that is on 8-9 December 2026 and takes 24 hours.',
    'The new addresses hold every release that the old ones held, so the change can be merged at any time, before or after an upgrade.',
  ],
  changes: [
    'Chart repositories move to `https://blob.istio.io/istio-release/charts`, OCI charts to `ghcr.io/istio/release/charts`, images and `hub` to `docker.io/istio`, downloads to `https://blob.istio.io/istio-release/releases`.',
    'Only the address changes, and only where the whole value is such an address and its key or object says what it is: Argo CD, Flux, k3s, helmfile, `Chart.yaml`, kustomize, Fleet, Crossplane, Skaffold, Helmsman, IstioOperator, Helm values and parameters, containers, annotations.',
    'The `name` of an entry of `images` in a kustomization moves only together with all images that it matches.',
  ],
  examples: [
    {
      title: 'A chart and its hub in an Argo CD Application',
      before: {
        'app.yaml': application('istio-release.storage.googleapis.com/charts', 'gcr.io/istio-release'),
      },
      after: { 'app.yaml': application('blob.istio.io/istio-release/charts', 'docker.io/istio') },
    },
    {
      title: 'An image that a kustomization matches by its name',
      before: {
        'kustomization.yaml': kustomization,
        'pod.yaml': pod('gcr.io/istio-release/istioctl:1.24.3'),
      },
      after: {
        'kustomization.yaml': kustomization.replace('gcr.io/istio-release', 'docker.io/istio'),
        'pod.yaml': pod('docker.io/istio/istioctl:1.24.3'),
      },
    },
  ],
  declines: [
    {
      when: 'A digest pins the image.',
      level: 'warning',
      message:
        'not rewritten: the digest is valid at docker.io/istio only if that registry holds the same manifest',
      remedy: 'Look the digest up at the new address, then change the address.',
      files: { 'pod.yaml': pod('gcr.io/istio-release/istioctl@sha256:9f86d081') },
    },
    {
      when: 'A kustomization matches images by name, and some of them are not in this tree.',
      level: 'warning',
      message:
        'not rewritten: no manifest of kustomization.yaml:4 has an image of this name, and the entry has no effect once its name differs from theirs',
      remedy:
        'Build the kustomization without the entry, and give the entry the name that the images have there.',
      files: { 'kustomization.yaml': kustomization, 'pod.yaml': pod('docker.io/istio/istioctl:1.24.3') },
    },
    {
      when: 'A kustomization that cannot be rewritten matches the image by its name.',
      level: 'warning',
      message: 'not rewritten: the images of a kustomization match this name (kustomization.yaml:5)',
      remedy: 'Change both places together.',
      files: {
        'kustomization.yaml': kustomization.replace(
          '  - pod.yaml\n',
          '  - pod.yaml\n  - https://example.org/mesh.yaml\n',
        ),
        'pod.yaml': pod('gcr.io/istio-release/istioctl:1.24.3'),
      },
    },
  ],
  reports: [
    ...policyReports,
    {
      when: 'Something fetches Istio 1.31 or later from an old address.',
      level: 'error',
      message: 'nothing of Istio 1.31 or later is published at gcr.io/istio-release',
      remedy: 'Use the new address.',
      files: { Dockerfile: 'FROM gcr.io/istio-release/proxyv2:1.31.1\n' },
    },
    {
      when: 'A script, Terraform, a Dockerfile, a rule of Renovate, a comment or a document names an old address.',
      level: 'warning',
      message: 'istio-release.storage.googleapis.com/charts moves to blob.istio.io/istio-release/charts',
      remedy: 'Use the new address.',
      files: {
        'install.sh': 'helm repo add istio https://istio-release.storage.googleapis.com/charts\n',
      },
    },
    {
      when: 'An address of test images or builds is named, for which there is no public one.',
      level: 'warning',
      message: 'gcr.io/istio-testing is switched off',
      remedy: 'Copy what you need to your own registry.',
      files: { 'pod.yaml': pod('gcr.io/istio-testing/app:latest') },
    },
    {
      when: 'A private mirror has an old address in its path.',
      level: 'note',
      message: 'this mirrors a registry of Istio that is switched off in December 2026',
      remedy: 'Mirror the new address, and use the path of that.',
      files: { 'pod.yaml': pod('harbor.example.org/gcr.io/istio-release/istioctl:1.24.3') },
    },
    {
      when: 'A Chart.lock or helmfile.lock has the old address of a chart.',
      level: 'warning',
      message: 'this lock file has the old address of a chart, and no longer fits once that moves',
      remedy:
        'Run `helm dependency update` (helmfile: `helmfile deps`) once Chart.yaml or the helmfile has the new address, and commit the new lock file.',
      files: {
        'Chart.lock': `dependencies:
- name: istiod
  repository: https://istio-release.storage.googleapis.com/charts
  version: 1.24.3
`,
        'Chart.yaml': `apiVersion: v2
name: mesh
version: 1.0.0
dependencies:
  - name: istiod
    version: 1.24.3
    repository: https://istio-release.storage.googleapis.com/charts
`,
      },
    },
    {
      when: 'Images are rewritten.',
      level: 'note',
      message: "Istio's images now come from Docker Hub, which limits pulls without a login",
      remedy:
        'Use a pull-through cache or a pull secret, and admit docker.io/istio in allow-lists before you merge.',
      files: { 'values.yaml': 'global:\n  hub: gcr.io/istio-release\n' },
    },
    {
      when: 'Flux logs in to Google for charts that move.',
      level: 'warning',
      message: '"provider: gcp" has no login for ghcr.io/istio/release/charts',
      remedy: 'Remove `provider`.',
      files: {
        'repository.yaml': `apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata:
  name: istio
spec:
  type: oci
  provider: gcp
  url: oci://gcr.io/istio-release/charts
`,
      },
    },
    {
      when: 'The base64 of a Secret holds an old address.',
      level: 'warning',
      message: 'the base64 of "url" names gcr.io/istio-release/charts, which is switched off',
      remedy: 'Replace the value with the one that the finding shows.',
      files: {
        'secret.yaml': `apiVersion: v1
kind: Secret
metadata:
  name: istio
  labels:
    argocd.argoproj.io/secret-type: repository
data:
  url: Z2NyLmlvL2lzdGlvLXJlbGVhc2UvY2hhcnRz
`,
      },
    },
  ],
  links: [
    [
      'Retirement of gcr.io/istio-release: images',
      'https://istio.io/latest/blog/2026/retirement-of-gcr.io-follow-up/',
    ],
    [
      'Retirement of the Google Cloud storage of Istio',
      'https://istio.io/latest/blog/2026/retirement-of-gcp/',
    ],
  ],
};
