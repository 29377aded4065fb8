import type { About } from '../../../src/about';

const telemetry = (value: string): string => `apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata:
  name: metrics
spec:
  metrics:
    - providers: [{name: prometheus}]
      overrides:
        - tagOverrides:
            caller:
              value: ${value}
`;

export const about: About = {
  why: [
    'Expressions of Telemetry objects and of filters read what a proxy knows of its peer. Istio 1.24 keeps it under other names, with other fields. An expression with an old name has no value, so tags become `unknown`, and filters of access logs match nothing.',
  ],
  changes: [
    '`filter_state["wasm.downstream_peer"]` and `filter_state["wasm.upstream_peer"]` become `filter_state.downstream_peer` and `filter_state.upstream_peer`, with the fields of the new record.',
    'In Telemetry objects, `node.metadata` and `node.id` become `xds.node.metadata` and `xds.node.id`, and `istio_responseClass` becomes `filter_state["wasm.istio_responseClass"]`.',
    'An expression that asks with `has(filter_state.downstream_peer)` which record there is stays.',
  ],
  examples: [
    {
      title: 'A tag of a metric',
      before: { 'metrics.yaml': telemetry('filter_state["wasm.downstream_peer"].workload_name') },
      after: { 'metrics.yaml': telemetry('filter_state.downstream_peer.workload') },
    },
  ],
  declines: [
    {
      when: 'An expression reads a field that the new record does not have.',
      level: 'error',
      message:
        'not rewritten: the peer of Istio 1.24 has no field for .mesh_id; it has namespace, cluster, service, revision, app, version, workload, type and name',
      remedy: 'Use another field, or delete the tag.',
      files: { 'metrics.yaml': telemetry('filter_state["wasm.downstream_peer"].mesh_id') },
    },
  ],
  reports: [
    {
      when: 'An expression was rewritten.',
      level: 'note',
      message: 'proxies older than Istio 1.24 do not know the new names, and leave the value empty',
      remedy: 'Restart the workloads soon after the upgrade of istiod.',
      files: { 'metrics.yaml': telemetry('filter_state["wasm.upstream_peer"].namespace') },
    },
    {
      when: 'An expression has the short form of older docs.',
      level: 'warning',
      message: 'upstream_peer is not a name that expressions of Istio 1.24 know',
      remedy: 'Write `filter_state.upstream_peer` and one of its fields.',
      files: { 'metrics.yaml': telemetry("upstream_peer.labels['app'].value") },
    },
  ],
  links: [{ title: 'Telemetry API', url: 'https://istio.io/latest/docs/reference/config/telemetry/' }],
};
