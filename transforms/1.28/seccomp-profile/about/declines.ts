import type { Case } from '../../../../src/about';

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
    remedy: 'Set it once you are on 1.29; `--target-version 1.29` does.',
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
    when: 'The values stand in a folded text (`>`), or in quotes together with actions of a template.',
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
