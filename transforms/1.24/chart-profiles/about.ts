import type { About } from '../../../src/about';

const values = (text: string) => `# values of istiod
${text}pilot:
  env:
    PILOT_HTTP10: "true"
`;

export const about: About = {
  why: [
    'The charts of Istio 1.24 have no profiles `openshift` and `openshift-ambient`: the platform is a value of its own. `helm` stops at them with an unknown profile.',
    'Up to 1.23, `global.platform` was free text, of which only `openshift` meant something. In 1.24 and later, `helm` stops at a name that the charts do not know.',
  ],
  changes: [
    '`profile: openshift` becomes `global.platform: openshift`, and `profile: openshift-ambient` becomes `profile: ambient` with it. In values of the gateway chart, `platform: openshift` is set at the root, where that chart reads it.',
    '`global.platform` with another name than the charts know is removed.',
    '`spec.profile` of an IstioOperator, or of an object of Sail, stays: those profiles still exist.',
  ],
  examples: [
    {
      title: 'Helm values of istiod on OpenShift',
      before: { 'values.yaml': values('profile: openshift\n') },
      after: { 'values.yaml': `${values('')}global:\n  platform: openshift\n` },
    },
  ],
  declines: [
    {
      when: 'The values name another platform beside the profile.',
      level: 'error',
      message:
        'not rewritten: global.platform is set here to something else; remove the profile if that is right',
      remedy: 'Decide which of the two is right, and remove the other one.',
      files: { 'values.yaml': values('profile: openshift\nglobal:\n  platform: k3s\n') },
    },
  ],
  reports: [
    {
      when: 'The platform is known only from a later release on.',
      level: 'error',
      message: 'global.platform: gke makes the charts of Istio 1.24 fail: they know it only since 1.25',
      remedy: 'Take it out for 1.24, or upgrade to 1.25 at once.',
      files: { 'values.yaml': values('global:\n  platform: gke\n') },
    },
  ],
  links: [
    {
      title: 'Platform-specific prerequisites',
      url: 'https://istio.io/latest/docs/ambient/install/platform-prerequisites/',
    },
  ],
};
