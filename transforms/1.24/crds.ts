import type { MentionPlace } from '../../src/sweep/mention';
import { objectCheck } from '../shared/checks/object-check';

/** Kinds without a v1, which the components read as before. */
const withoutV1 = ['envoyfilters', 'proxyconfigs', 'wasmplugins'];
const groups = /^(?:networking|security|telemetry)\.istio\.io$/;

const crd = (versions: string): string => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: sidecars.networking.istio.io
spec:
  group: networking.istio.io
  names: {plural: sidecars, kind: Sidecar}
  versions:
${versions}`;

/**
 * In 1.24 and later, the components read v1 of Istio's kinds, and the file of the CRDs has another place.
 *
 * Source: istio 1.23.0 and 1.24.0, `pkg/config/schema/metadata.yaml`, `manifests/charts/base/{crds,files}`.
 */
export const istioCrds = objectCheck({
  id: 'istio-crds',
  title: 'CRDs of Istio in the tree: version v1, and the place of their file',
  release: '1.24',
  phase: 'before',
  kind: 'required',
  triggers: [],
  // Others have CRDs, too.
  conditionalTriggers: [{ words: ['CustomResourceDefinition'], beside: ['istio.io'] }],
  mentions: [
    {
      words: ['CustomResourceDefinition'],
      pattern: /CustomResourceDefinition(?<=\bkind["']?\s{0,9}:\s{0,9}["']?CustomResourceDefinition)/g,
      level: 'error',
      message: 'this CRD does not serve v1, the only version that Istio 1.24 reads',
      help: 'use the CRDs of the release that you upgrade to, and apply them before istiod',
      isMeant: lacksV1,
    },
    {
      words: ['crd-all.gen.yaml'],
      pattern: /manifests\/charts\/base\/crds\/crd-all\.gen\.yaml/g,
      message: 'in Istio 1.24 and later, this file is manifests/charts/base/files/crd-all.gen.yaml',
      help: 'change the path together with the version of Istio that it is taken from; "helm upgrade" of the chart base needs the labels and annotations of the upgrade notes once, so that Helm owns the CRDs',
    },
  ],
  why: [
    'The components of Istio 1.24 read Istio’s kinds as `v1`. With CRDs of Istio 1.21 or older, which do not serve it, they read nothing.',
    'The file with all CRDs moved from `manifests/charts/base/crds` to `manifests/charts/base/files`.',
  ],
  changes: ['Nothing. It reports CRDs without `v1`, and places that name the old path.'],
  reports: () => [
    {
      when: 'A CRD of Istio in the tree does not serve `v1`.',
      level: 'error',
      message: 'this CRD does not serve v1, the only version that Istio 1.24 reads',
      remedy: 'Use the CRDs of the release that you upgrade to.',
      files: { 'crds.yaml': crd('    - {name: v1beta1, served: true}\n') },
    },
  ],
  link: ['Upgrade with Helm', 'https://istio.io/latest/docs/setup/upgrade/helm/'],
  check() {
    // Transforms do not see CRDs: the search for what is left does.
  },
});

/** Whether a CRD of Istio does not serve v1, though its kind has one. */
function lacksV1({ definition, source }: MentionPlace): boolean {
  const [, plural, group] = /^(\w+)\.(.+)$/.exec(definition?.name ?? '') ?? [];
  if (!definition || plural === undefined || withoutV1.includes(plural) || !groups.test(group ?? ''))
    return false;
  const text = source.text.slice(definition.start, definition.end);
  return /\bversions["']?\s*:/.test(text) && !/\bname["']?\s*:\s*["']?v1["']?\s*(?:[,}#]|$)/m.test(text);
}
