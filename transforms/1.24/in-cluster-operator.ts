import type { FactKind, FactPlace, Facts } from '../../src/facts';
import { isTerraform } from '../../src/install/terraform/terraform';
import { findReleases } from '../../src/install/releases/release';
import type { ManifestDocument } from '../../src/kubernetes/document';
import { factPlaceOf, listPlaces } from '../../src/kubernetes/object';
import { findWorkloads } from '../../src/kubernetes/workload';
import { kustomizationsOf, kustomizeSurvey } from '../../src/kustomize/kustomization';
import { KustomizeTree } from '../../src/kustomize/tree';
import type { Survey, Transform } from '../../src/transform';
import { entryOf, itemsOf, type Place, stringOf, valueAt } from '../../src/yaml';
import { istioOperators } from '../shared/operators/operator-fields';
import type { About } from '../../src/about';

/** A sign that the operator runs in the cluster. */
interface Sign {
  readonly what: string;
  readonly place: FactPlace;
  /** Counts only if something applies the file: istioctl reads such an object from a file, too. */
  readonly ifApplied: boolean;
}

const sign: FactKind<Sign> = { name: 'in-cluster-operator' };

/** A folder that an Application of Argo CD applies as it is. */
const appliedFolder: FactKind<string> = { name: 'applied-folder' };

const operatorSurvey: Survey = {
  triggers: ['IstioOperator', 'istio-operator', 'argoproj.io'],
  collect(document, facts) {
    for (const { at, ...found } of signsIn(document))
      facts.add(sign, { ...found, place: factPlaceOf(document, at) });
    for (const { group, kind, mapping } of document.objects) {
      if (group !== 'argoproj.io' || kind !== 'Application') continue;
      const several = itemsOf(valueAt(mapping, 'spec', 'sources')).map(({ value }) => value);
      for (const source of [valueAt(mapping, 'spec', 'source'), ...several]) {
        const path = stringOf(valueAt(source, 'path'));
        if (path !== undefined) facts.add(appliedFolder, path.replace(/^\.?\/|\/$/g, ''));
      }
    }
  },
};

const ways =
  'before 1.24, scale the operator to 0, then install in one of three ways: "istioctl install -f" with the same IstioOperator, Helm ("istioctl manifest translate" prints the values), or the Sail operator; do not delete the IstioOperator while the operator runs, that uninstalls Istio';

/**
 * Istio no longer has an in-cluster operator. One error for the tree: it is one decision.
 *
 * Source: istio 1.23.0, `operator/cmd/operator` and `manifests/charts/istio-operator`, not in 1.24.0.
 */
export const inClusterOperator: Transform = {
  id: 'in-cluster-operator',
  title: 'Istio no longer has an in-cluster operator',
  release: '1.24',
  phase: 'before',
  kind: 'advice',
  docs: 'https://istio.io/latest/blog/2024/in-cluster-operator-deprecation-announcement/',
  about: () => about(),
  ends: ['image operator'],
  triggers: ['IstioOperator', 'istio-operator'],
  surveys: [operatorSurvey, kustomizeSurvey],
  mentions: [
    {
      words: ['istioctl operator'],
      pattern: /istioctl operator (?:init|dump)\b/g,
      name: 'istioctl operator',
      level: 'error',
      message: 'Istio 1.24 has neither "istioctl operator" nor the in-cluster operator',
      help: ways,
    },
    {
      words: ['manifests/charts/istio-operator'],
      level: 'error',
      message: 'Istio 1.24 has no chart istio-operator, and no in-cluster operator',
      help: ways,
      isMeant: ({ source, isInComment }) => source.kind !== 'manifest' && !isInComment,
    },
    {
      words: ['IstioOperator'],
      level: 'error',
      message:
        'Istio 1.24 has no in-cluster operator, but Terraform applies this IstioOperator to the cluster',
      help: ways,
      isMeant: (place) =>
        isTerraform(place.source.path) &&
        /\bkind"?[ \t]{0,20}[:=][ \t]{0,20}"?$/.test(place.before) &&
        /"(?:kubernetes|kubectl|k8s)_manifest"/.test(
          place.above(40).find((line) => line.startsWith('resource ')) ?? '',
        ),
    },
    {
      words: ['istiooperators.install.istio.io'],
      name: 'istiooperators.install.istio.io',
      level: 'note',
      message: 'nothing reads IstioOperators in the cluster with Istio 1.24, so their CRD can go',
      help: 'delete it once no operator runs in the cluster, and no IstioOperator is left in it',
      isMeant: ({ definition, word }) => definition?.name === word,
    },
  ],

  migrate(document, { facts, report }) {
    const signs = facts.derived(signsThatCount);
    const [first, ...others] = signs;
    const more = others.length > 0 ? `, ${listPlaces(others, 4)}` : '';
    for (const { at } of signsIn(document)) {
      const { path, line, column } = factPlaceOf(document, at);
      if (first?.place.path !== path || first.place.line !== line || first.place.column !== column) continue;
      report({
        level: 'error',
        at,
        message: `Istio 1.24 has no in-cluster operator, but this tree relies on it: ${first.what}${more}`,
        help: ways,
      });
    }
    for (const { mapping, name = '' } of istioOperators(document)) {
      if (!name.startsWith('installed-state')) continue;
      report({
        level: 'note',
        at: entryOf(mapping, 'kind') ?? mapping,
        message: `${name} was written to the cluster by istioctl for the in-cluster operator, and nothing reads it now`,
        help: 'delete it once no operator runs in the cluster',
      });
    }
  },
};

function signsIn(document: ManifestDocument): (Omit<Sign, 'place'> & { readonly at: Place })[] {
  const workloads = findWorkloads(document).flatMap(({ object, containers }) => {
    const isOperator = containers.some(
      ({ name, image = '' }) =>
        /(?:^|\/)(?:istio|istio-release|release)\/operator(?:[:@]|$)/.test(image) ||
        (name === 'istio-operator' && /(?:^|\/)operator(?:[:@]|$)/.test(image)),
    );
    const at = entryOf(object.mapping, 'kind') ?? object.mapping;
    return isOperator ? [{ what: `${object.kind} ${object.name ?? ''}`, at, ifApplied: false }] : [];
  });
  // Others have an operator of this name too, in repositories of their own.
  const releases = findReleases(document)
    .filter(({ chart }) => /(?:^|\/)manifests\/charts\/istio-operator\/?$/.test(chart.name))
    .map(({ place }) => ({ what: 'chart istio-operator', at: place, ifApplied: false }));
  const objects = istioOperators(document)
    .filter(({ name = '' }) => !name.startsWith('installed-state'))
    .map(({ mapping, name, namespace }) => ({
      what: name === undefined ? 'IstioOperator' : `IstioOperator ${name}`,
      at: entryOf(mapping, 'kind') ?? mapping,
      ifApplied: namespace === undefined || !isBesideOthers(document),
    }));
  return [...workloads, ...releases, ...objects];
}

/** Whether the file holds other objects, which only kubectl or a tool like it applies. */
function isBesideOthers({ text }: ManifestDocument): boolean {
  const kinds = [...text.matchAll(/^kind:[ \t]*["']?(\w+)/gm)].map(([, kind]) => kind);
  return kinds.some((kind) => kind !== 'IstioOperator');
}

function signsThatCount(facts: Facts): readonly Sign[] {
  const tree = KustomizeTree.of(facts);
  const folders = [
    ...facts.all(appliedFolder),
    ...kustomizationsOf(facts).flatMap(({ wholeFolders }) => wholeFolders),
  ];
  return facts.all(sign).flatMap((each) => {
    const { ifApplied, what, place } = each;
    if (!ifApplied) return each;
    const [by] = tree.listing(place.path);
    if (by !== undefined) return { ...each, what: `${what}, a resource of ${by}` };
    const isIn = (folder: string): boolean =>
      folder !== '' && folder !== '.' && place.path.startsWith(`${folder}/`);
    return folders.some(isIn) ? each : [];
  });
}

const mesh = `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
metadata:
  name: mesh
  namespace: istio-system
spec:
  profile: default
`;

const about = (): About => ({
  why: [
    'Istio 1.24 has no operator in the cluster: the Deployment `istio-operator`, its chart and `istioctl operator init` are gone. An IstioOperator that is applied to the cluster does nothing any more. `istioctl install -f` still reads one from a file.',
    'As long as the old operator runs, it keeps its old Istio. Deleting the IstioOperator then uninstalls Istio: the operator has to be scaled to 0 first.',
  ],
  changes: ['Nothing. One error names all the places that rely on the operator.'],
  reports: [
    {
      when: 'A kustomization, Flux or Argo CD applies an IstioOperator, a file has it together with other objects, or the operator itself is installed.',
      level: 'error',
      message:
        'Istio 1.24 has no in-cluster operator, but this tree relies on it: IstioOperator mesh, a resource of kustomization.yaml',
      remedy:
        'Scale the operator to 0 before the upgrade, then install with `istioctl install -f`, with Helm, or with the Sail operator.',
      files: { 'kustomization.yaml': 'resources:\n  - mesh.yaml\n', 'mesh.yaml': mesh },
    },
    {
      when: 'Git holds the state that `istioctl` wrote to the cluster.',
      level: 'note',
      message:
        'installed-state was written to the cluster by istioctl for the in-cluster operator, and nothing reads it now',
      remedy: 'Delete it once no operator runs in the cluster.',
      files: { 'state.yaml': mesh.replace('name: mesh', 'name: installed-state') },
    },
  ],
  links: [['Installing Istio with Helm', 'https://istio.io/latest/docs/setup/install/helm/']],
});
