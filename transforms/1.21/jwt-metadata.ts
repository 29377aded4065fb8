import { stringOf, valueAt, walk } from '../../src/yaml';
import { objectCheck } from '../shared/object-check';

/** Source: istio 1.21, `releasenotes/notes/extended-jwt.yaml`. */
export const jwtMetadata = objectCheck({
  id: 'jwt-metadata',
  title: 'Filters that read the metadata istio_authn',
  release: '1.21',
  phase: 'with',
  kind: 'advice',
  triggers: ['istio_authn'],
  about: () => ({
    why: [
      'What a token says is no longer in the dynamic metadata `istio_authn`, but in `envoy.filters.http.jwt_authn`, in another shape. A filter or rule of your own that reads the old key finds nothing.',
    ],
    changes: ['Nothing. It reports EnvoyFilters and WasmPlugins that name the old key.'],
    reports: [
      {
        when: 'An EnvoyFilter or WasmPlugin names `istio_authn`.',
        level: 'warning',
        message:
          'since Istio 1.21 the claims of tokens are in envoy.filters.http.jwt_authn, and no longer in istio_authn',
        remedy: 'Read the new key, whose shape differs, and test it.',
        files: {
          'filter.yaml': `apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata:
  name: claims
spec:
  configPatches:
    - applyTo: HTTP_FILTER
      patch:
        value:
          inline_code: handle:streamInfo():dynamicMetadata():get("istio_authn")
`,
        },
      },
    ],
    links: [
      { title: 'EnvoyFilter', url: 'https://istio.io/latest/docs/reference/config/networking/envoy-filter/' },
    ],
  }),
  check({ kind, mapping }, { report }) {
    if (kind !== 'EnvoyFilter' && kind !== 'WasmPlugin') return;
    walk(valueAt(mapping, 'spec'), (node) => {
      if (!/(?<![\w-])istio_authn(?![\w-])/.test(stringOf(node) ?? '')) return;
      report({
        level: 'warning',
        at: node,
        message:
          'since Istio 1.21 the claims of tokens are in envoy.filters.http.jwt_authn, and no longer in istio_authn',
        help: 'read the new key, whose shape differs, and test it with a token',
      });
    });
  },
});
