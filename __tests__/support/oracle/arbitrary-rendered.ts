import fc from 'fast-check';
import { fields, maybe, one } from './arbitrary';
import { environmentList } from './arbitrary-values';
import type { Fields } from './data';

const istiod: fc.Arbitrary<Fields> = environmentList.map((env) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'istiod', namespace: 'istio-system' },
  spec: {
    template: {
      metadata: { labels: { app: 'istiod' } },
      spec: { containers: [{ name: 'discovery', image: 'docker.io/istio/pilot:1.27.3', env }] },
    },
  },
}));

const namespace: fc.Arbitrary<Fields> = fields({
  apiVersion: one('v1'),
  kind: one('Namespace'),
  metadata: fields({
    name: one('shop', 'stock'),
    labels: maybe(
      fields({
        'istio-injection': maybe(one('enabled', 'enabled', 'disabled')),
        'istio.io/rev': maybe(one('canary'), 0.5),
      }),
    ),
  }),
});

const template: fc.Arbitrary<Fields> = fields({
  metadata: maybe(
    fields({
      labels: maybe(
        fields({ app: one('cart'), 'sidecar.istio.io/inject': maybe(one('true', 'true', 'false')) }),
      ),
      annotations: maybe(
        fields({
          'sidecar.istio.io/inject': maybe(one('false'), 0.3),
          'sidecar.istio.io/statsFlushInterval': maybe(one('10s', '7s')),
          'sidecar.istio.io/statsEvictionInterval': maybe(one('10m'), 0.3),
        }),
      ),
    }),
    3,
  ),
  spec: fields({
    hostNetwork: maybe(one(true, false), 0.3),
    containers: one(
      [{ name: 'cart', image: 'shop/cart:1' }],
      [{ name: 'cart', image: 'shop/cart:1' }],
      [{ name: 'istio-proxy', image: 'auto' }],
      [{ name: 'gateway', image: 'docker.io/istio/proxyv2:1.27.3' }],
    ),
  }),
});

const kinds: Readonly<Record<string, [apiVersion: string, around: (template: Fields) => Fields]>> = {
  Pod: ['v1', (pod) => pod],
  Deployment: ['apps/v1', (pod) => ({ spec: { replicas: 2, template: pod } })],
  StatefulSet: ['apps/v1', (pod) => ({ spec: { template: pod, serviceName: 'a' } })],
  DaemonSet: ['apps/v1', (pod) => ({ spec: { template: pod } })],
  ReplicaSet: ['apps/v1', (pod) => ({ spec: { template: pod } })],
  Job: ['batch/v1', (pod) => ({ spec: { template: pod } })],
  CronJob: [
    'batch/v1',
    (pod) => ({ spec: { schedule: '@daily', jobTemplate: { spec: { template: pod } } } }),
  ],
};

const workload: fc.Arbitrary<Fields> = fc
  .tuple(fc.constantFrom(...Object.keys(kinds)), template, fc.constantFrom('shop', 'stock', 'other'))
  .map(([kind, pod, space]): Fields => {
    const [apiVersion = '', around = (same: Fields) => same] = kinds[kind] ?? [];
    const { metadata = {}, ...rest } = around(pod);
    return {
      apiVersion,
      kind,
      metadata: { name: 'cart', namespace: space, ...(metadata as Fields) },
      ...rest,
    };
  });

/** A rendered istiod, and what else lies in its tree. */
export const renderedTree: fc.Arbitrary<Fields[]> = fc
  .tuple(istiod, fc.array(fc.oneof(namespace, workload, workload), { maxLength: 4 }))
  .map(([first, others]): Fields[] => [first, ...others]);
