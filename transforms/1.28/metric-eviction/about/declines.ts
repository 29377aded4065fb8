import type { Case } from '../../../../src/about';

/** A chart that wraps istiod. */
export const chart = `apiVersion: v2
name: mesh
version: 1.0.0
dependencies:
  - {name: istiod, version: 1.28.2}
`;

/** A rendered istiod that sets the rotation interval. */
export function istiodWith(interval: string, name = 'istiod'): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: istio-system}
spec:
  template:
    metadata:
      labels: {app: istiod}
    spec:
      containers:
        - name: discovery
          image: docker.io/istio/pilot:1.28.2
          env:
            - {name: METRIC_ROTATION_INTERVAL, value: ${interval}}
            - {name: REVISION, value: default}
`;
}

/** A Deployment whose pods are injected. */
export const injected = `apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, namespace: shop}
spec:
  template:
    metadata:
      labels:
        app: cart
        sidecar.istio.io/inject: "true"
    spec:
      containers:
        - {name: cart, image: registry.example/cart}
`;

function valuesWith(interval: string): string {
  return `istiod:
  pilot:
    env:
      METRIC_ROTATION_INTERVAL: ${interval}
`;
}

export const declines: readonly Case[] = [
  {
    when: 'The interval is not a Go duration: it is a number without a unit, or a template.',
    level: 'warning',
    message: 'METRIC_ROTATION_INTERVAL stays: its value is not a literal Go duration',
    remedy: 'Set the annotation manually, with a unit (`300s`), and remove the flags.',
    files: { 'Chart.yaml': chart, 'values.yaml': valuesWith('300') },
  },
  {
    when: 'The interval is 60 seconds or more, and `--to` is 1.28.0 or 1.28.1. The flags do no harm there.',
    level: 'error',
    message:
      'METRIC_ROTATION_INTERVAL stays: with an eviction interval of 60s or more, istio-proxy of 1.28.0 and 1.28.1 does not start',
    remedy: 'Upgrade to 1.28.2 or newer, and run again without `--to`.',
    files: { 'Chart.yaml': chart, 'values.yaml': valuesWith('5m') },
    target: '1.28.1',
  },
  {
    when: 'Several rendered istiods have different intervals.',
    level: 'warning',
    message:
      'METRIC_ROTATION_INTERVAL stays: the istiods of this tree have different intervals (blue.yaml:13, green.yaml:13)',
    remedy: 'Set the annotation manually on the pods of each, and remove the flags.',
    files: { 'blue.yaml': istiodWith('5m', 'istiod-blue'), 'green.yaml': istiodWith('1m', 'istiod-green') },
  },
  {
    when: 'Beside a rendered istiod, workloads that are to get the annotation lie in files that were not given.',
    level: 'warning',
    message:
      'METRIC_ROTATION_INTERVAL stays: workloads that need its interval are in files that were not given',
    remedy: 'Run over all the files that the finding names together, or over the whole repository.',
    files: { 'istiod.yaml': istiodWith('30s'), 'cart.yaml': injected },
    given: ['istiod.yaml'],
  },
  {
    when: 'The flag hangs on a condition of a template.',
    level: 'error',
    message: 'not rewritten: the required change depends on a template condition',
    remedy: 'Move the flag out of the condition, or make the change manually in both branches.',
    files: {
      'values.yaml.gotmpl': `pilot:
  env:
    {{- if .Values.rotation }}
    METRIC_ROTATION_INTERVAL: 5m
    {{- end }}
global: {istioNamespace: istio-system}
`,
    },
  },
  {
    when: 'A layer of values switches off what another one below may switch on.',
    level: 'warning',
    message:
      'METRIC_ROTATION_INTERVAL stays: this layer disables what a lower layer enables (charts/mesh/values.yaml)',
    remedy: 'See which of the layers wins in your installation, and set or leave out the annotation there.',
    files: {
      'charts/mesh/Chart.yaml': chart,
      'charts/mesh/values.yaml': valuesWith('30s'),
      'application.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: mesh}
spec:
  source:
    repoURL: https://git.example/platform.git
    path: charts/mesh
    helm:
      valuesObject:
        istiod: {pilot: {env: {METRIC_ROTATION_INTERVAL: "0"}}}
`,
    },
  },
  {
    when: 'Nothing shows that istiod reads the flag in this place.',
    level: 'warning',
    message: 'METRIC_ROTATION_INTERVAL stays: nothing shows that istiod reads it here',
    remedy: 'Check what reads it. If it is istiod, move it to the annotation manually.',
    files: { 'environment.yaml': 'METRIC_ROTATION_INTERVAL: 5m\n' },
  },
  {
    when: 'The flag is under `proxyMetadata`, or on a container that is not istiod. It never had an effect there.',
    level: 'warning',
    message:
      'METRIC_ROTATION_INTERVAL has no effect under proxyMetadata, and never had: it was a flag of istiod',
    remedy: 'Remove it. If you want eviction, set the annotation.',
    files: {
      'operator.yaml': `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
spec:
  meshConfig:
    defaultConfig:
      proxyMetadata:
        METRIC_ROTATION_INTERVAL: 5m
`,
    },
  },
  {
    when: 'The flag appears in a string or a script, such as an argument of a command.',
    level: 'warning',
    message: 'Istio 1.28 has no METRIC_ROTATION_INTERVAL',
    remedy: 'Change the command manually.',
    files: {
      'job.yaml': `apiVersion: batch/v1
kind: Job
metadata: {name: install}
spec:
  template:
    spec:
      containers:
        - name: helm
          image: registry.example/helm
          args: [upgrade, istiod, --set, pilot.env.METRIC_ROTATION_INTERVAL=5m]
`,
    },
  },
  {
    when: 'A patch of Kustomize overwrites the annotations of pods that need the interval.',
    level: 'error',
    message:
      'METRIC_ROTATION_INTERVAL stays: patches overwrite the annotations of pods that need its interval (overlay/kustomization.yaml:4)',
    remedy: 'Add the annotation to the patch, and run again.',
    files: {
      'istiod.yaml': istiodWith('30s'),
      'cart.yaml': injected,
      'kustomization.yaml': 'resources: [istiod.yaml, cart.yaml]\n',
      'overlay/kustomization.yaml': `resources: [..]
patches:
  - target: {kind: Deployment, name: cart}
    patch: '[{op: add, path: /spec/template/metadata/annotations, value: {team: shop}}]'
`,
    },
  },
];
