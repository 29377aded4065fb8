import type { About } from '../../../src/about';

const values = (text: string) => `# values of istiod
global:
  meshID: main
pilot:
  env:
    PILOT_HTTP10: "true"
${text}`;

export const about: About = {
  why: [
    'Each release knows the compatibility versions of a few releases before it. At another one, `helm` and `istioctl` stop with an unknown compatibility version.',
    'A version without quotes is a number in YAML, and `1.30` becomes `1.3`.',
  ],
  changes: [
    'A version that the target does not know is replaced by the flags that it sets: those of the defaults that changed after it, as far as the target still reads them. Flags that are already set do not change.',
    'A version that the target knows gets quotes if it has none.',
    'What the target no longer reads is named.',
  ],
  examples: [],
  declines: [],
  reports: [
    {
      when: 'The version is not written in the manifest.',
      level: 'warning',
      message:
        'Istio 1.31 knows the compatibility versions 1.25 to 1.30 only, and the one here cannot be seen',
      remedy: 'Check what is filled in, and set the flags instead of an old version.',
      files: { 'values.yaml': values('compatibilityVersion: "${COMPATIBILITY}"\n') },
    },
    {
      when: 'The version stood for a flag that the target no longer reads.',
      level: 'warning',
      message:
        'Istio 1.31 no longer reads PILOT_SPAWN_UPSTREAM_SPAN_FOR_GATEWAY, which compatibilityVersion 1.24 set: gateways send a span of their own for the upstream request',
      remedy: 'Check that the new behaviour is right for you.',
      files: { 'values.yaml': values('compatibilityVersion: "1.24"\n') },
    },
  ],
  links: [
    {
      title: 'Compatibility versions',
      url: 'https://istio.io/latest/docs/setup/additional-setup/compatibility-versions/',
    },
  ],
};
