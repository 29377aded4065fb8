import type { About } from '../../../src/about';

const values = (text: string) => `# values of istiod
pilot:
  env:
    PILOT_HTTP10: "true"
${text}`;

export const about: About = {
  why: [
    'The charts of Istio 1.25 read the profile from `global.profile` too, and the platform from `platform` at the root. Up to 1.24, what stood there had no effect. In 1.25 and later, `helm` stops at a name that the charts do not know, and one that they do know changes the installation.',
  ],
  changes: [
    '`global.profile` and `platform` with a name that the charts do not know are removed, so the installation stays the same.',
  ],
  examples: [
    {
      title: 'Helm values of istiod',
      before: { 'values.yaml': values('global:\n  meshID: main\n  profile: default\n') },
      after: { 'values.yaml': values('global:\n  meshID: main\n') },
    },
  ],
  declines: [],
  reports: [
    {
      when: 'The charts know the name.',
      level: 'warning',
      message: 'global.profile: ambient had no effect up to Istio 1.24, and takes effect with 1.25',
      remedy: 'Delete it if the installation is to stay as it is.',
      files: { 'values.yaml': values('global:\n  profile: ambient\n') },
    },
    {
      when: 'The name is one of the old profiles of OpenShift.',
      level: 'note',
      message: 'global.profile: openshift never had an effect',
      remedy: 'Set `global.platform: openshift` if the cluster is OpenShift.',
      files: { 'values.yaml': values('global:\n  meshID: main\n  profile: openshift\n') },
    },
  ],
  links: [
    {
      title: 'Installation configuration profiles',
      url: 'https://istio.io/latest/docs/setup/additional-setup/config-profiles/',
    },
  ],
};
