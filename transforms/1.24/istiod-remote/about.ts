import type { About } from '../../../src/about';

const application = (chart: string, profile = '') => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: mesh
spec:
  source:
    chart: ${chart}
    repoURL: https://charts.example/istio
    targetRevision: "*"
    helm:
      valuesObject:
        istiodRemote:
          injectionURL: https://istiod.example/inject
${profile}`;

export const about: About = {
  why: [
    'Istio 1.24 has no chart `istiod-remote`. The chart `istiod` with `profile: remote` installs the same, but for the parts of the chart `base`, which must be installed in the remote cluster too.',
  ],
  changes: ['`istiod-remote` becomes `istiod`, and its values get `profile: remote`.'],
  examples: [
    {
      title: 'An Application of Argo CD',
      before: { 'application.yaml': application('istiod-remote') },
      after: { 'application.yaml': application('istiod', '        profile: remote\n') },
    },
  ],
  declines: [
    {
      when: 'The values have another profile.',
      level: 'error',
      message: 'not rewritten: its values have another profile; decide which one to use',
      remedy: 'Set `profile: remote` if nothing of the other profile is needed.',
      files: { 'application.yaml': application('istiod-remote', '        profile: stable\n') },
    },
  ],
  reports: [
    {
      when: 'An umbrella chart depends on it.',
      level: 'error',
      message: 'Istio 1.24 has no chart istiod-remote any more',
      remedy:
        'Depend on `istiod` with `alias: istiod-remote`, and set `profile: remote` in the values below that key.',
      files: {
        'Chart.yaml':
          'apiVersion: v2\nname: mesh\nversion: 1.0.0\ndependencies:\n  - name: istiod-remote\n    version: 1.23.2\n    repository: https://charts.example/istio\n',
      },
    },
  ],
  links: [
    {
      title: 'Install a primary-remote mesh',
      url: 'https://istio.io/latest/docs/setup/install/multicluster/primary-remote/',
    },
  ],
};
