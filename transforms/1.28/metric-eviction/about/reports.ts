import type { Case } from '../../../../src/about';
import { chart, injected, istiodWith } from './declines';

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
    when: 'The interval is 60 seconds or more.',
    level: 'warning',
    message: 'an eviction interval of 60s or more needs Istio 1.28.2 or newer',
    remedy: 'Upgrade to 1.28.2 or newer. If you stay on an older patch, say so with `--target-version`.',
    files: { 'Chart.yaml': chart, 'values.yaml': valuesWith('5m') },
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
