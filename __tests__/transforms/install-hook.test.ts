import { migrateTree } from '../support/migrate-tree';

const istiod = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: istiod
spec:
  template:
    spec:
      containers:
        - name: discovery
          image: docker.io/istio/pilot:1.27.1
          env:
            - name: METRIC_ROTATION_INTERVAL
              value: 30s
            - name: REVISION
              value: default
`;
const gateway = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ingress
spec:
  template:
    metadata:
      annotations: {}
    spec:
      containers:
        - name: istio-proxy
          image: docker.io/istio/proxyv2:1.27.1
`;
const policy = `apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata:
  name: cart
`;
const route = `apiVersion: gateway.networking.k8s.io/v1alpha2
kind: TCPRoute
metadata:
  name: redis
`;
const flag = 'pilot:\n  traceSampling: 1\n  env:\n    PILOT_ENABLE_ALPHA_GATEWAY_API: "true"\n';

describe('a hook that passes single files', () => {
  const metrics = { transform: 'metric-eviction', input: { 'istiod.yaml': istiod, 'ingress.yaml': gateway } };

  test('leaves the flags where a workload that is due the interval is not given', async () => {
    const { texts, findings } = await migrateTree(metrics, ['istiod.yaml']);
    expect(texts).toEqual(metrics.input);
    expect(findings).toBe(
      'warning istiod.yaml:12:21 METRIC_ROTATION_INTERVAL stays: workloads that need its interval are in files that were not given\n',
    );
  });

  test('tells of a workload that will be due it', async () => {
    const { texts, findings } = await migrateTree(metrics, ['ingress.yaml']);
    expect(texts).toEqual(metrics.input);
    expect(findings).toBe(
      'note ingress.yaml:2:1 its pods are to get an eviction interval once METRIC_ROTATION_INTERVAL is removed from istiod (istiod.yaml:12)\n',
    );
  });

  test('does both where both are given, in either order', async () => {
    for (const paths of [
      ['istiod.yaml', 'ingress.yaml'],
      ['ingress.yaml', 'istiod.yaml'],
    ]) {
      const { texts } = await migrateTree(metrics, paths);
      expect(texts['istiod.yaml']).not.toContain('METRIC');
      expect(texts['ingress.yaml']).toContain('sidecar.istio.io/statsEvictionInterval: 30s');
    }
  });

  test.each([
    ['goes', {}, false],
    ['stays', { 'z/route.yaml': route }, true],
  ])('decides from the files around it that the alpha flag %s', async (_, more, stays) => {
    const input = { 'a/values.yaml': flag, 'policy.yaml': policy, ...more };
    const { texts } = await migrateTree({ transform: 'alpha-gateway-flag', input }, ['a/values.yaml']);
    expect(texts['a/values.yaml']?.includes('ALPHA')).toBe(stays);
  });

  test('knows a values file by the manifest that names it', async () => {
    const helmfile = 'releases:\n  - chart: istio/istiod\n    values: [istiod.yaml]\n';
    const input = { 'helmfile.yaml': helmfile, 'istiod.yaml': 'global:\n  hub: registry.example\n' };
    const { texts } = await migrateTree({ transform: 'seccomp-profile', input }, ['istiod.yaml']);
    expect(texts['istiod.yaml']).toContain('type: RuntimeDefault');
  });
});
