import type { About } from '../../src/about';

const release = (values: string) => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: istiod
spec:
  chart:
    spec:
      chart: istiod
      sourceRef: {kind: HelmRepository, name: istio}
  values:
    ${values}
`;

export const about: About = {
  why: [
    'The charts and `istioctl` of Istio 1.30 take their images from `registry.istio.io/release` unless `hub` is set. All other releases use `docker.io/istio`.',
    'The registry does not answer for 24 hours on 8-9 December 2026, and is switched off that month: new pods and new nodes then get no image. The same images are at `docker.io/istio`.',
  ],
  changes: [
    'With `--pin-defaults`, `global.hub: docker.io/istio` is written into the values of istiod, istio-cni and ztunnel that set no hub, if the upgrade ends at 1.30. Otherwise they are reported; where the upgrade passes 1.30 on the way, as a note. Values of the Sail operator are left out: it names each image by itself.',
  ],
  examples: [],
  declines: [],
  reports: [
    {
      when: 'Install values set no hub, and the upgrade ends at 1.30.',
      level: 'warning',
      message:
        'Istio 1.30 takes its images from registry.istio.io by default, which is switched off in December 2026',
      remedy: 'Set `global.hub: docker.io/istio`, or run with `--pin-defaults`.',
      target: '1.30',
      files: { 'release.yaml': release('global: {}') },
    },
  ],
  links: [
    {
      title: 'Retirement of gcr.io/istio-release: images',
      url: 'https://istio.io/latest/blog/2026/retirement-of-gcr.io-follow-up/',
    },
  ],
};
