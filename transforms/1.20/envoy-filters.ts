import { isInText } from '../../src/sweep/object';
import { keyOf, stringOf, valueAt, walk } from '../../src/yaml';
import { objectCheck } from '../shared/checks/object-check';

const removed = ['forward_downstream_sni', 'tcp_cluster_rewrite', 'sni_verifier'];
const pattern = /(?:^|\.)(?:forward_downstream_sni|tcp_cluster_rewrite|sni_verifier)$/;

/** Network filters that left Istio's build of Envoy. Source: change notes of Istio 1.20. */
export const removedEnvoyFilters = objectCheck({
  id: 'removed-envoy-filters',
  title: 'EnvoyFilters with filters that the proxy no longer has',
  release: '1.20',
  phase: 'before',
  kind: 'required',
  triggers: removed,
  // Terraform and other programs write such objects too.
  mentions: [
    {
      words: removed,
      about: /EnvoyFilter/,
      message: 'the proxy has no such network filter since Istio 1.20, and refuses the listener',
      help: 'delete the patch, or the match that looks for the filter',
      isMeant: isInText,
    },
  ],
  why: [
    'The network filters `forward_downstream_sni`, `tcp_cluster_rewrite` and `sni_verifier` are gone from the proxy of Istio 1.20. A proxy refuses a listener that names one, and every later update of it.',
  ],
  changes: ['Nothing. It reports the EnvoyFilters that name such a filter.'],
  reports: () => [
    {
      when: 'A patch of an EnvoyFilter adds such a filter, or matches it.',
      level: 'error',
      message: 'the proxy has no filter sni_verifier since Istio 1.20, and refuses the listener',
      remedy: 'Delete the patch.',
      files: {
        'filter.yaml': `apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata:
  name: verify
spec:
  configPatches:
    - applyTo: NETWORK_FILTER
      patch:
        operation: INSERT_BEFORE
        value:
          name: sni_verifier
`,
      },
    },
  ],
  link: ['EnvoyFilter', 'https://istio.io/latest/docs/reference/config/networking/envoy-filter/'],
  check({ group, kind, mapping }, { report }) {
    if (group !== 'networking.istio.io' || kind !== 'EnvoyFilter') return;
    walk(valueAt(mapping, 'spec', 'configPatches'), (node) => {
      const name = stringOf(node);
      if (keyOf(node) !== 'name' || !pattern.test(name ?? '')) return;
      report({
        level: 'error',
        at: node,
        message: `the proxy has no filter ${name ?? ''} since Istio 1.20, and refuses the listener`,
        help: 'delete the patch, or the match that looks for the filter',
      });
    });
  },
});
