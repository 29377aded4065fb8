import type { Transform } from '../../src/transform';

const old = 'charts/base/crds/crd-all.gen.yaml';
const message = 'from Istio 1.24 on, the CRDs of the base chart are in charts/base/files/crd-all.gen.yaml';
const help =
  'change crds to files together with the version, since releases up to 1.23 have the file at the old path only';

/**
 * The file with the CRDs moves within the base chart.
 *
 * Source: istio 1.23.0 and 1.24.0, `manifests/charts/base`.
 */
export const baseCrds: Transform = {
  id: 'base-crds',
  title: 'The file with the CRDs of the base chart has another path',
  release: '1.24',
  phase: 'with',
  kind: 'advice',
  docs: 'https://istio.io/latest/news/releases/1.24.x/announcing-1.24/upgrade-notes/',
  about: () =>
    Promise.resolve({
      why: [
        'Up to Istio 1.23, the CRDs are in `manifests/charts/base/crds/crd-all.gen.yaml`, from 1.24 on in `manifests/charts/base/files/crd-all.gen.yaml`. An address of a newer release with the old path finds nothing.',
      ],
      changes: ['Nothing: which version the address names is your decision. It reports the old path.'],
      examples: [],
      declines: [],
      reports: [
        {
          when: 'A kustomization, a script or another text names the old path.',
          level: 'warning' as const,
          message,
          remedy: 'Change the path together with the version.',
          files: {
            'kustomization.yaml': `resources:
  - https://raw.githubusercontent.com/istio/istio/1.23.2/manifests/${old}
`,
          },
        },
      ],
      links: [
        { title: 'The base chart', url: 'https://github.com/istio/istio/tree/1.24.0/manifests/charts/base' },
      ],
    }),
  triggers: [],
  mentions: [{ words: [old], message, help }],
  migrate() {
    // The path is no part of a manifest's meaning: the mention finds it in every file.
  },
};
