import { stringOf, valueAt } from '../../src/yaml';
import { foundBelow, noteCheck } from '../shared/checks/object-check';

/** Source: istio 1.21, `releasenotes/notes/extended-jwt.yaml`. */
export const jwtMetadata = noteCheck({
  id: 'jwt-metadata',
  title: 'Filters that read the metadata istio_authn',
  release: '1.21',
  phase: 'with',
  kind: 'advice',
  triggers: ['istio_authn'],
  why: [
    'What a token says is no longer in the dynamic metadata `istio_authn`, but in `envoy.filters.http.jwt_authn`, in another shape. A filter or rule of your own that reads the old key finds nothing.',
  ],
  changes: ['Nothing. It reports EnvoyFilters and WasmPlugins that name the old key.'],
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
  help: 'read the new key, whose shape differs, and test it with a token',
  link: ['EnvoyFilter', 'https://istio.io/latest/docs/reference/config/networking/envoy-filter/'],
  find: ({ kind, mapping }) =>
    kind === 'EnvoyFilter' || kind === 'WasmPlugin'
      ? foundBelow(valueAt(mapping, 'spec'), (node) =>
          /(?<![\w-])istio_authn(?![\w-])/.test(stringOf(node) ?? '') ? node : undefined,
        )
      : [],
});
