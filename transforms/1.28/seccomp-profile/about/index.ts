import type { About } from '../../../../src/about';
import { declines } from './declines';

const istio = 'https://github.com/istio/istio/blob/1.28.0';

export const about: About = {
  why: [
    'Istio 1.28 can run the containers istio-proxy and istio-validation under a seccomp profile of your choice: `global.proxy.seccompProfile`. It is empty by default, so they run as before.',
    'Nothing breaks without it. It hardens: `RuntimeDefault` forbids the system calls that the container runtime forbids by default. `--skip seccomp-profile` leaves it out.',
  ],
  changes: [
    '`global.proxy.seccompProfile: {type: RuntimeDefault}` is added to install values of the istiod chart that have none, or an empty one.',
    'In an IstioOperator it goes under `spec.unvalidatedValues`, since `istioctl` 1.28 refuses the field in `spec.values`. From `--target-version 1.29` on it goes there.',
    'Of several layers of values, only the lowest gets it, and none if one of them sets it.',
    'A profile that is set stays, whatever it says. So do `seccompProfile` at the root, of gateways and of istio-cni, which are for other containers.',
  ],
  examples: [
    {
      title: 'A release of Flux',
      before: {
        'istiod.yaml': `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: istiod
spec:
  chart:
    spec:
      chart: istiod
      version: 1.28.2
  values:
    global:
      logAsJson: true # for the collector
`,
      },
      after: {
        'istiod.yaml': `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: istiod
spec:
  chart:
    spec:
      chart: istiod
      version: 1.28.2
  values:
    global:
      logAsJson: true # for the collector
      proxy:
        seccompProfile:
          type: RuntimeDefault
`,
      },
    },
    {
      title: 'An IstioOperator',
      before: {
        'operator.yaml': `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
metadata:
  name: mesh
spec:
  profile: default
`,
      },
      after: {
        'operator.yaml': `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
metadata:
  name: mesh
spec:
  profile: default
  unvalidatedValues:
    global:
      proxy:
        seccompProfile:
          type: RuntimeDefault
`,
      },
    },
  ],
  declines,
  reports: [
    {
      when: 'An IstioOperator sets the profile under `spec.values`.',
      level: 'error',
      message:
        'istioctl 1.28 fails on global.proxy.seccompProfile in the values of an IstioOperator: unknown field',
      remedy: 'Move it to `spec.unvalidatedValues.global.proxy.seccompProfile`.',
      files: {
        'operator.yaml': `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
spec:
  values: {global: {proxy: {seccompProfile: {type: RuntimeDefault}}}}
`,
      },
    },
    {
      when: 'The values are rewritten, and pinned to an Istio before 1.28.',
      level: 'note',
      message: 'this change is for Istio 1.28, but these values are for 1.27',
      remedy: 'Merge the change together with the upgrade.',
      files: {
        'istiod.yaml': `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: istiod}
spec:
  chart: {spec: {chart: istiod, version: 1.27.3}}
  values: {}
`,
      },
    },
  ],
  links: [
    {
      title: 'Values of the istiod chart (1.28.0)',
      url: `${istio}/manifests/charts/istio-control/istio-discovery/values.yaml`,
    },
    {
      title: 'Where istioctl merges unvalidatedValues (1.28.0)',
      url: `${istio}/operator/pkg/render/manifest.go`,
    },
    {
      title: 'Seccomp profiles in Kubernetes',
      url: 'https://kubernetes.io/docs/tutorials/security/seccomp/',
    },
  ],
};
