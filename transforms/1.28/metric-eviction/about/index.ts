import type { About, Example } from '../../../../src/about';
import { chart, declines, injected, istiodWith } from './declines';
import { reports } from './reports';

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
      'cart.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, namespace: shop}
spec:
  template:
    metadata:
      labels:
        app: cart
        sidecar.istio.io/inject: "true"
      annotations:
        sidecar.istio.io/statsEvictionInterval: 5m
    spec:
      containers:
        - {name: cart, image: registry.example/cart}
`,
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
    {
      title: 'Release note on the flags that are gone',
      url: `${istio}/blob/1.28.0/releasenotes/notes/remove-metric-rotation.yaml`,
    },
    {
      title: 'Release note on the annotations that are new',
      url: `${istio}/blob/1.28.0/releasenotes/notes/stats-flush-eviction.yaml`,
    },
    {
      title: 'Release note of 1.28.2 on intervals of 60 seconds and more',
      url: `${istio}/blob/1.28.2/releasenotes/notes/58518.yaml`,
    },
    { title: 'Issue 58500 on the proxies that do not start', url: `${istio}/issues/58500` },
  ],
};
