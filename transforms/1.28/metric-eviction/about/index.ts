import type { About, Case, Example } from '../../../../src/about';
import { chart, declines, injected, istiodWith } from './declines';

function valuesWith(interval: string, more = ''): string {
  return `istiod:
  pilot:
    env:
      METRIC_ROTATION_INTERVAL: ${interval}
${more}`;
}

/** A Deployment in the mesh whose pods have this annotation. */
function annotated(annotation: string): string {
  return injected.replace('      labels:', `      annotations: {${annotation}}\n      labels:`);
}

export const reports: readonly Case[] = [
  {
    when: 'An interval is carried over.',
    level: 'note',
    message: 'eviction starts once a pod is recreated with a proxy of 1.28',
    remedy: 'Restart the workloads after the upgrade. A series is evicted after two unused intervals.',
    files: { 'Chart.yaml': chart, 'values.yaml': valuesWith('30s') },
  },
  {
    when: 'The interval is 60 seconds or more, and the tree does not pin 1.28.2 or newer.',
    level: 'warning',
    message: 'an eviction interval of 60s or more needs Istio 1.28.2 or newer',
    remedy: 'Upgrade to 1.28.2 or newer. If you stay on an older patch, say so with `--to`.',
    files: {
      'Chart.yaml': chart.replace(/1\.28\.\d+/, '~1.28'),
      'values.yaml': valuesWith('5m'),
    },
  },
  {
    when: 'The interval is not a multiple of the flush interval.',
    level: 'note',
    message: 'the eviction interval is rounded up from 32s to 35s',
    remedy: 'Nothing, if the longer interval suits you.',
    files: { 'Chart.yaml': chart, 'values.yaml': valuesWith('32s') },
  },
  {
    when: '`METRIC_GRACEFUL_DELETION_INTERVAL` was set.',
    level: 'note',
    message: 'METRIC_GRACEFUL_DELETION_INTERVAL is removed: Istio 1.28 has no replacement for it',
    remedy: 'Nothing.',
    files: {
      'Chart.yaml': chart,
      'values.yaml': valuesWith('30s', '      METRIC_GRACEFUL_DELETION_INTERVAL: 1m\n'),
    },
  },
  {
    when: 'The same values set the annotation already.',
    level: 'note',
    message: 'sidecar.istio.io/statsEvictionInterval is set here already, and stays as it is',
    remedy: 'See that it is what you want. The flags go all the same.',
    files: {
      'Chart.yaml': chart,
      'values.yaml': valuesWith(
        '30s',
        `  sidecarInjectorWebhook:
    injectedAnnotations: {sidecar.istio.io/statsEvictionInterval: 1m}
`,
      ),
    },
  },
  {
    when: 'A workload of the tree sets another interval, which the injector writes over.',
    level: 'warning',
    message: 'the mesh-wide eviction interval 30s overwrites 10m of Deployment shop/cart (cart.yaml:2)',
    remedy: 'Choose one interval for all of them.',
    files: {
      'Chart.yaml': chart,
      'values.yaml': valuesWith('30s'),
      'cart.yaml': annotated('sidecar.istio.io/statsEvictionInterval: 10m'),
    },
  },
  {
    when: 'A workload of the tree has a flush interval that the new interval is no multiple of.',
    level: 'warning',
    message:
      '30s is not a multiple of the flush interval 20s of Deployment shop/cart (cart.yaml:2), whose proxy ignores it',
    remedy: 'Choose an interval that is a multiple of each flush interval.',
    files: {
      'Chart.yaml': chart,
      'values.yaml': valuesWith('30s'),
      'cart.yaml': annotated('sidecar.istio.io/statsFlushInterval: 20s'),
    },
  },
  {
    when: 'Istio deploys pods from a Kubernetes Gateway, which the injector does not reach.',
    level: 'note',
    message: 'the pods of Gateway edge (gateway.yaml:5) do not get the eviction interval',
    remedy: 'Write the annotation under `spec.infrastructure.annotations` of the Gateway.',
    files: {
      'Chart.yaml': chart,
      'values.yaml': valuesWith('30s'),
      'gateway.yaml': `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: istio
  listeners: [{name: http, port: 80, protocol: HTTP}]
`,
    },
  },
  {
    when: 'Beside a rendered istiod, no workload of the tree is sure to run a proxy.',
    level: 'warning',
    message: 'no pod template in this tree is certain to run a proxy, so none gets the eviction interval',
    remedy: 'Add the annotation to the pod templates in the mesh, wherever they are.',
    files: { 'istiod.yaml': istiodWith('30s') },
  },
  {
    when: 'A workload that would get the annotation is a Job.',
    level: 'note',
    message: 'the pod template of a Job cannot be changed, so it does not get the eviction interval',
    remedy: 'Give the next Job the annotation.',
    files: {
      'istiod.yaml': istiodWith('30s'),
      'job.yaml': injected.replace('apps/v1', 'batch/v1').replace('Deployment', 'Job'),
    },
  },
  {
    when: 'The values are rewritten, and pinned to an Istio before 1.28.',
    level: 'note',
    message: 'this change is for Istio 1.28, but these values are for 1.27',
    remedy: 'Merge the change together with the upgrade.',
    files: { 'Chart.yaml': chart.replace('1.28.2', '1.27.3'), 'values.yaml': valuesWith('30s') },
  },
];

export const examples: readonly Example[] = [
  {
    title: 'Values of a chart that wraps istiod',
    before: {
      'Chart.yaml': chart,
      'values.yaml': `istiod:
  pilot:
    env:
      METRIC_ROTATION_INTERVAL: 30s
      METRIC_GRACEFUL_DELETION_INTERVAL: 5m
      PILOT_ENABLE_IP_AUTOALLOCATE: "true"
`,
    },
    after: {
      'values.yaml': `istiod:
  pilot:
    env:
      PILOT_ENABLE_IP_AUTOALLOCATE: "true"
  sidecarInjectorWebhook:
    injectedAnnotations:
      sidecar.istio.io/statsEvictionInterval: 30s
`,
    },
  },
  {
    title: 'A rendered istiod, and a workload that is injected',
    before: { 'istiod.yaml': istiodWith('5m'), 'cart.yaml': injected },
    after: {
      'istiod.yaml': istiodWith('5m').replace(/^.*METRIC_ROTATION_INTERVAL.*\n/m, ''),
      'cart.yaml': injected.replace(
        'inject: "true"\n',
        '$&      annotations:\n        sidecar.istio.io/statsEvictionInterval: 5m\n',
      ),
    },
  },
];

const istio = 'https://github.com/istio/istio';

export const about: About = {
  why: [
    'istiod 1.28 no longer reads `METRIC_ROTATION_INTERVAL` and `METRIC_GRACEFUL_DELETION_INTERVAL`. Nothing fails at once, but series that are no longer used stay in the proxies.',
    'In their place, a proxy of 1.28 reads the annotation `sidecar.istio.io/statsEvictionInterval` of its pod. It starts once the pod is recreated.',
    'In 1.28.0 and 1.28.1, istio-proxy does not start with an interval of 60 seconds or more. 1.28.2 fixes that.',
  ],
  changes: [
    'Both flags go from the environment of istiod.',
    'In install values, the rotation interval becomes the annotation that the injector gives every pod: `sidecarInjectorWebhook.injectedAnnotations`.',
    'Beside a rendered istiod Deployment, it becomes an annotation of the pod templates of the tree that are sure to run a proxy. They and istiod change in one run, or neither does.',
    'An interval that is not a multiple of the flush interval (5 seconds, unless a pod sets another) is rounded up.',
    'Where rotation was off, both flags go and nothing takes their place.',
    'An annotation that is set stays.',
  ],
  examples,
  declines,
  reports,
  links: [
    [
      'Release note on the flags that are gone',
      `${istio}/blob/1.28.0/releasenotes/notes/remove-metric-rotation.yaml`,
    ],
    [
      'Release note on the annotations that are new',
      `${istio}/blob/1.28.0/releasenotes/notes/stats-flush-eviction.yaml`,
    ],
    [
      'Release note of 1.28.2 on intervals of 60 seconds and more',
      `${istio}/blob/1.28.2/releasenotes/notes/58518.yaml`,
    ],
    ['Issue 58500 on the proxies that do not start', `${istio}/issues/58500`],
  ],
};
