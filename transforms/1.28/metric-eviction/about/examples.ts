import type { Example } from '../../../../src/about';
import { chart, injected, istiodWith } from './chart';

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
