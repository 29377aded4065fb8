import type { FactKind, FactPlace } from '../../src/facts';
import { findInstallValues } from '../../src/install/find';
import { settingsOf } from '../../src/install/settings';
import { installSurvey } from '../../src/install/surveys';
import type { ManifestDocument } from '../../src/kubernetes/document';
import { describePlace, factPlaceOf } from '../../src/kubernetes/object';
import { namespacesOf } from '../../src/kustomize/ways';
import type { Survey } from '../../src/transform';
import { entryOf, itemsOf, type Place, stringOf, unlessDeclined, valueAt } from '../../src/yaml';
import { objectCheck } from '../shared/checks/object-check';

/** A namespace that the CNI plugin leaves alone. */
interface Excluded {
  readonly namespace: string;
  readonly place: FactPlace;
}

const excluded: FactKind<Excluded> = { name: 'namespaces-without-cni' };
const rendered = 'EXCLUDE_NAMESPACES';

const survey: Survey = {
  triggers: ['excludeNamespaces', rendered],
  buildsOnFacts: true,
  collect(document, facts) {
    for (const { namespace, at } of unlessDeclined(() => excludedIn(document, facts)) ?? [])
      facts.add(excluded, { namespace, place: factPlaceOf(document, at) });
  },
};

/** What install values and the rendered ConfigMap of istio-cni exclude. */
function excludedIn(
  document: ManifestDocument,
  facts: Parameters<Survey['collect']>[1],
): { readonly namespace: string; readonly at: Place }[] {
  const values = findInstallValues(document, facts).filter(({ chart }) => chart === 'cni');
  const listed = values.flatMap((each) =>
    settingsOf(each, ['cni', 'excludeNamespaces']).flatMap((setting) =>
      setting.form === 'map'
        ? itemsOf(setting.value).map(({ value }) => ({ namespace: stringOf(value) ?? '', at: value }))
        : [{ namespace: stringOf(setting.value) ?? '', at: setting.place }],
    ),
  );
  const joined = document.objects
    .filter(({ kind }) => kind === 'ConfigMap')
    .flatMap(({ mapping }) => entryOf(valueAt(mapping, 'data'), rendered) ?? [])
    .flatMap((at) =>
      (stringOf(at.value) ?? '').split(',').map((name) => ({ namespace: name.trim(), at: at.value })),
    );
  return [...listed, ...listedInText(document), ...joined];
}

/** In a text of a manifest that names the chart: what the text is for is not known while the tree is read. */
function listedInText({
  root,
  host,
}: ManifestDocument): { readonly namespace: string; readonly at: Place }[] {
  if (!host || !/istio-cni|chart["']?:\s*["']?cni\b/.test(host.document.text)) return [];
  const lists = [valueAt(root, 'cni', 'excludeNamespaces'), valueAt(root, 'excludeNamespaces')];
  return lists.flatMap((list) =>
    itemsOf(list).map(({ value }) => ({ namespace: stringOf(value) ?? '', at: value })),
  );
}

const label = 'istio.io/dataplane-mode';

/**
 * The agent of istio-cni obeys `excludeNamespaces` for ambient pods, as the plugin does for sidecars.
 *
 * Source: istio 1.29 and 1.30, `cni/pkg/nodeagent/informers.go` (isNamespaceExcluded).
 */
export const excludedNamespaces = objectCheck({
  id: 'excluded-namespaces',
  title: 'Ambient namespaces among excludeNamespaces of istio-cni',
  release: '1.30',
  phase: 'before',
  kind: 'advice',
  triggers: [label],
  surveys: [installSurvey, survey],
  why: [
    'Up to Istio 1.29, `excludeNamespaces` of istio-cni counted for sidecars only. In 1.30 and later, pods of these namespaces are removed from the ambient mesh: they lose mTLS and policies.',
  ],
  changes: ['Nothing. It reports each ambient namespace and workload that `excludeNamespaces` lists.'],
  reports: () => [
    {
      when: 'A namespace is labelled for ambient mode, and `excludeNamespaces` lists it.',
      level: 'error',
      message:
        'in Istio 1.30 and later, pods of the namespace shop leave the mesh: excludeNamespaces of istio-cni lists it (cni.yaml:11)',
      remedy: 'Remove the namespace from `excludeNamespaces`, or the label from the namespace.',
      files: {
        'namespace.yaml': `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    ${label}: ambient
`,
        'cni.yaml': `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: cni
spec:
  chart:
    spec:
      chart: cni
      sourceRef: {kind: HelmRepository, name: istio}
  values:
    excludeNamespaces: [kube-system, shop]
`,
      },
    },
  ],
  link: ['Add workloads to the mesh', 'https://istio.io/latest/docs/ambient/usage/add-workloads/'],
  check({ group, kind, name, namespace, mapping }, { facts, report }, { path }) {
    const isNamespace = group === '' && kind === 'Namespace';
    const holders = isNamespace ? [mapping] : [mapping, valueAt(mapping, 'spec', 'template')];
    const places = isNamespace ? new Set([name]) : namespacesOf({ path, namespace }, facts);
    const found = facts.all(excluded).find((each) => places.has(each.namespace));
    if (!found) return;
    for (const holder of holders) {
      const at = entryOf(valueAt(holder, 'metadata', 'labels'), label);
      if (!at || stringOf(at.value) !== 'ambient') continue;
      report({
        level: 'error',
        at,
        message: `in Istio 1.30 and later, pods of the namespace ${found.namespace} leave the mesh: excludeNamespaces of istio-cni lists it (${describePlace(found.place)})`,
        help: 'remove the namespace from excludeNamespaces before the upgrade, or the label if it is not meant to be in the mesh',
      });
    }
  },
});
