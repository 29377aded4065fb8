import { migrateFiles } from '../../src/api';

const values = (below: string): string => `# copied from the chart
${below}
  pilot:
    autoscaleMin: 1
    env:
      METRIC_ROTATION_INTERVAL: 30s
  global:
    istioNamespace: istio-system
`;

const release = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: istiod, namespace: istio-system}
spec:
  chart: {spec: {chart: istiod, version: 1.23.2, sourceRef: {kind: HelmRepository, name: istio}}}
  values: {global: {proxy: {seccompProfile: {type: Unconfined}}}}
`;

const migrated = `# copied from the chart
pilot:
  autoscaleMin: 1
global:
  istioNamespace: istio-system
  proxy:
    seccompProfile:
      type: RuntimeDefault
sidecarInjectorWebhook:
  injectedAnnotations:
    sidecar.istio.io/statsEvictionInterval: 30s
`;

const textOf = ({ changed }: ReturnType<typeof migrateFiles>): string | undefined =>
  changed.get('a/values.yaml')?.text;

describe('what is moved out of defaults is seen there by all others', () => {
  test.each([
    ['a range', { from: '1.23', to: '1.28' }],
    ['a range whose start is a pin', { to: '1.28' }],
  ])('in one run over %s', (_, range) => {
    const result = migrateFiles({ 'a/values.yaml': values('defaults:'), 'b/release.yaml': release }, range);
    expect(textOf(result)).toBe(migrated);
  });

  test('in a run for each release', () => {
    const releases = ['1.23', '1.24', '1.25', '1.26', '1.27', '1.28'];
    let text = values('defaults:');
    for (const [index, from] of releases.slice(0, -1).entries()) {
      const result = migrateFiles({ 'a/values.yaml': text }, { from, to: releases[index + 1] ?? from });
      text = textOf(result) ?? text;
    }
    expect(text).toBe(migrated);
  });
});

test('What is among the defaults of a chart of 1.24 and later stays there, and counts.', () => {
  const result = migrateFiles(
    { 'a/values.yaml': values('_internal_defaults_do_not_set:') },
    { from: '1.27', to: '1.28' },
  );
  expect(textOf(result)).toBe(`# copied from the chart
_internal_defaults_do_not_set:
  pilot:
    autoscaleMin: 1
  global:
    istioNamespace: istio-system
sidecarInjectorWebhook:
  injectedAnnotations:
    sidecar.istio.io/statsEvictionInterval: 30s
global:
  proxy:
    seccompProfile:
      type: RuntimeDefault
`);
});
