import type { FactKind, Facts } from '../../../src/facts';
import { commandSurveys, installSurvey } from '../../../src/install/surveys';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import { describePlace, factPlaceOf, type KubernetesObject } from '../../../src/kubernetes/object';
import { fileOf } from '../../../src/kubernetes/path';
import { namespacesOf } from '../../../src/kustomize/ways';
import type { MentionPlace } from '../../../src/sweep/mention';
import type { Survey, Transform } from '../../../src/transform';
import { type Entry, entryOf, stringOf, unlessDeclined, valueAt } from '../../../src/yaml';
import { objectCheck } from '../../shared/checks/object-check';
import { placesOfSubjects, subjectSurveys } from '../../shared/subjects/subject-surveys';
import { chartsOf, installationAround } from '../../shared/values/installed-by-text';
import { excluded, excludedByCommands, excludedIn, key, setIn, wordsOfLists } from './listed';
import { fluxRelease } from '../../shared/examples';

/** A namespace that an object puts into the ambient mesh, as a whole or in part. */
const labelled: FactKind<string> = { name: 'namespaces-with-ambient-label' };

const label = 'istio.io/dataplane-mode';

const survey: Survey = {
  triggers: [...wordsOfLists, label],
  buildsOnFacts: true,
  collect(document, facts) {
    for (const { namespace, at } of unlessDeclined(() => excludedIn(document, facts)) ?? [])
      facts.add(excluded, { namespace, place: factPlaceOf(document, at) });
    for (const object of document.objects)
      if (unlessDeclined(() => labelsOf(object).length > 0) === true)
        for (const namespace of namespacesWith(object, document, facts))
          if (namespace !== undefined) facts.add(labelled, namespace);
  },
};

/** Where an object, or the pods that it makes, are put into the ambient mesh. */
function labelsOf({ group, kind, mapping }: KubernetesObject): Entry[] {
  const holders = isNamespace({ group, kind }) ? [mapping] : [mapping, valueAt(mapping, 'spec', 'template')];
  return holders.flatMap((holder) => {
    const at = entryOf(valueAt(holder, 'metadata', 'labels'), label);
    return at && stringOf(at.value) === 'ambient' ? [at] : [];
  });
}

function isNamespace({ group, kind }: Pick<KubernetesObject, 'group' | 'kind'>): boolean {
  return group === '' && kind === 'Namespace';
}

/** The namespace that an object is, or those that it may be in. */
function namespacesWith(
  object: KubernetesObject,
  { path }: ManifestDocument,
  facts: Facts,
): ReadonlySet<string | undefined> {
  const { name, namespace } = object;
  return isNamespace(object) ? new Set([name]) : new Set(namespacesOf({ path, namespace }, facts));
}

/** Namespaces that are never meant to be in the mesh. */
const ofTheSystem = new Set(['', 'istio-system', 'kube-node-lease', 'kube-public', 'kube-system']);

/** Of the names of a list, those that no object of the tree puts into the ambient mesh: a command, a kustomization or another repository may. */
function unlabelled(names: readonly string[], facts: Facts): string[] {
  const known = new Set(facts.all(labelled));
  return [...new Set(names)].filter((name) => !known.has(name) && !ofTheSystem.has(name));
}

function openNote(names: readonly string[]) {
  return {
    level: 'note',
    message: `in Istio 1.30 and later, ${key} of istio-cni counts for ambient pods, too: those of ${names.join(', ')} leave the mesh if they are in it`,
    help: `check whether these namespaces, or pods in them, have the label ${label}: ambient; if so, remove them from ${key} before the upgrade`,
  } as const;
}

/**
 * The agent of istio-cni obeys `excludeNamespaces` for ambient pods, as the plugin does for sidecars.
 *
 * Source: istio 1.29 and 1.30, `cni/pkg/nodeagent/informers.go` (isNamespaceExcluded).
 */
const labelledNamespaces = objectCheck({
  id: 'excluded-namespaces',
  title: 'Ambient namespaces among excludeNamespaces of istio-cni',
  release: '1.30',
  phase: 'before',
  kind: 'advice',
  triggers: [label, ...wordsOfLists],
  surveys: [installSurvey, ...commandSurveys, survey, ...subjectSurveys([['ambient']])],
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
        'cni.yaml': fluxRelease({ name: 'cni' }, '  values:\n    excludeNamespaces: [kube-system, shop]\n'),
      },
    },
    {
      when: 'The tree has an ambient mesh, and nothing in it shows whether a namespace of the list is in that.',
      level: 'note',
      message:
        'in Istio 1.30 and later, excludeNamespaces of istio-cni counts for ambient pods, too: those of shop leave the mesh if they are in it',
      remedy: 'Check the labels of the namespace, which a command or another repository may set.',
      files: {
        'cni.sh':
          'helm upgrade istio-cni istio/cni --set profile=ambient --set excludeNamespaces={kube-system,shop}\n',
      },
    },
  ],
  link: ['Add workloads to the mesh', 'https://istio.io/latest/docs/ambient/usage/add-workloads/'],
  check(object, { facts, report }, document) {
    const places = namespacesWith(object, document, facts);
    const all = [...facts.all(excluded), ...excludedByCommands(facts)];
    const found = all.find((each) => places.has(each.namespace));
    if (!found) return;
    for (const at of labelsOf(object))
      report({
        level: 'error',
        at,
        message: `in Istio 1.30 and later, pods of the namespace ${found.namespace} leave the mesh: excludeNamespaces of istio-cni lists it (${describePlace(found.place)})`,
        help: 'remove the namespace from excludeNamespaces before the upgrade, or the label if it is not meant to be in the mesh',
      });
  },
});

export const excludedNamespaces: Transform = {
  ...labelledNamespaces,
  mentions: [
    {
      words: [key],
      ...openNote([]),
      says: (place, facts) => [openNote(namesAt(place, facts))],
      isMeant: (place, facts) => namesAt(place, facts).length > 0,
    },
  ],
  migrate(document, context) {
    labelledNamespaces.migrate(document, context);
    const { facts, report } = context;
    const listed = excludedIn(document, facts);
    const names = unlabelled(
      listed.map(({ namespace }) => namespace),
      facts,
    );
    const first = listed.find(({ namespace }) => names.includes(namespace));
    if (first && isAmbient(fileOf(document.path), facts)) report({ ...openNote(names), at: first.at });
  },
};

/** The same of a command. */
function namesAt(place: MentionPlace, facts: Facts): string[] {
  const around = installationAround(place, facts);
  const isMeant =
    around && chartsOf(around, place, facts).includes('cni') && isAmbient(place.source.path, facts);
  return isMeant ? unlabelled(setIn(around.set), facts) : [];
}

/** Whether the tree has an ambient mesh that a file may be of. */
function isAmbient(path: string, facts: Facts): boolean {
  return placesOfSubjects(['ambient'], facts, path).length > 0;
}
