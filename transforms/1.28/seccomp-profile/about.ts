import type { About, Case } from '../../../src/about';

export const declines: readonly Case[] = [
  {
    when: 'Values look like those of Istio, but nothing says that they are given to the istiod chart.',
    level: 'note',
    message:
      'not recognised as values of istiod, so they get no global.proxy.seccompProfile: its keys look like those of Istio, but nothing shows which chart uses them',
    remedy: 'If they are for the istiod chart alone, add the profile manually.',
    files: {
      'values.yaml': `global: {istioNamespace: istio-system}
meshConfig: {accessLogFile: /dev/stdout}
`,
    },
  },
  {
    when: 'Istio is installed by the Sail operator, which does not know the field before 1.29.',
    level: 'note',
    message: 'the Sail operator has no global.proxy.seccompProfile before Istio 1.29',
    remedy: 'Set it once you are on 1.29; `--to 1.29` does.',
    files: {
      'istio.yaml': `apiVersion: sailoperator.io/v1
kind: Istio
metadata: {name: default}
spec: {namespace: istio-system, version: v1.28.2}
`,
    },
  },
  {
    when: 'A file is a copy of a chart of the Istio project.',
    level: 'note',
    message: 'a copy of a chart of the Istio project, nothing in it is rewritten',
    remedy: 'Replace the copy with the chart of the new release.',
    files: {
      'charts/istiod/Chart.yaml': 'apiVersion: v2\nname: istiod\nversion: 1.27.3\n',
      'charts/istiod/values.yaml': 'global: {}\npilot: {}\n',
    },
  },
  {
    when: 'A text is rendered from the istiod chart, as the ConfigMap of the injector is.',
    level: 'note',
    message: 'rendered from the istiod chart, so this text is not rewritten',
    remedy: 'Set the profile in the values that it is rendered from, and render it again.',
    files: {
      'injector.yaml': `apiVersion: v1
kind: ConfigMap
metadata: {name: istio-sidecar-injector, namespace: istio-system}
data:
  values: |
    {"global": {"proxy": {}}, "pilot": {}}
`,
    },
  },
  {
    when: 'The file is encrypted by SOPS.',
    level: 'note',
    message: 'encrypted by SOPS, so it is not rewritten: an edit would break its checksum',
    remedy: 'Decrypt it, run over the plain text, and encrypt it again.',
    files: {
      'values.yaml': `pilot: {env: {PILOT_ENABLE_STATUS: "ENC[AES256_GCM,data:aGVsbG8=,type:str]"}}
global: {istioNamespace: istio-system}
sops: {mac: "ENC[AES256_GCM,data:bWFj,type:str]", version: 3.10.2}
`,
    },
  },
  {
    when: 'A template may insert the profile.',
    level: 'warning',
    message: 'not rewritten: a template may insert "seccompProfile" here',
    remedy: 'Check what the template inserts, and add the profile manually where it does not.',
    files: {
      'values.yaml.gotmpl': `pilot: {autoscaleMin: 2}
global:
  istioNamespace: istio-system
  proxy:
    logLevel: warning
    {{- toYaml .Values.proxy | nindent 4 }}
`,
    },
  },
  {
    when: 'The values are in a folded text (`>`), or in quotes together with actions of a template.',
    level: 'warning',
    message:
      'not rewritten: the text to change is folded, or in quotes with actions in it; write it as a block with "|"',
    remedy: 'Write the text as a literal block with `|`, and run again.',
    files: {
      'istiod.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: istiod}
spec:
  source:
    chart: istiod
    repoURL: https://istio-release.storage.googleapis.com/charts
    targetRevision: 1.28.2
    helm:
      values: >
        global: {logAsJson: true}
`,
    },
  },
];

const istio = 'https://github.com/istio/istio/blob/1.28.0';

const release = `apiVersion: helm.toolkit.fluxcd.io/v2
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
`;
const operator = `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
metadata:
  name: mesh
spec:
  profile: default
`;

export const about: About = {
  why: [
    'Istio 1.28 can run the containers istio-proxy and istio-validation under a seccomp profile of your choice: `global.proxy.seccompProfile`. It is empty by default, so they run as before.',
    'Nothing breaks without it. It hardens: `RuntimeDefault` forbids the system calls that the container runtime forbids by default. `--skip seccomp-profile` leaves it out.',
  ],
  changes: [
    '`global.proxy.seccompProfile: {type: RuntimeDefault}` is added to install values of the istiod chart that have none, or an empty one.',
    'In an IstioOperator it goes under `spec.unvalidatedValues`, since `istioctl` 1.28 refuses the field in `spec.values`. For 1.29 and later it is set there.',
    'Of several layers of values, only the lowest gets it, and none if one of them sets it.',
    'A profile that is set stays, whatever it says. So do `seccompProfile` at the root, of gateways and of istio-cni, which are for other containers.',
  ],
  examples: [
    {
      title: 'A release of Flux',
      before: { 'istiod.yaml': release },
      after: {
        'istiod.yaml': `${release}      proxy:
        seccompProfile:
          type: RuntimeDefault
`,
      },
    },
    {
      title: 'An IstioOperator',
      before: { 'operator.yaml': operator },
      after: {
        'operator.yaml': `${operator}  unvalidatedValues:
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
    [
      'Values of the istiod chart (1.28.0)',
      `${istio}/manifests/charts/istio-control/istio-discovery/values.yaml`,
    ],
    ['Where istioctl merges unvalidatedValues (1.28.0)', `${istio}/operator/pkg/render/manifest.go`],
    ['Seccomp profiles in Kubernetes', 'https://kubernetes.io/docs/tutorials/security/seccomp/'],
  ],
};
