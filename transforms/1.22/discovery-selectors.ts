import type { FactKind, FactPlace } from '../../src/facts';
import { describePlace, factPlaceOf, labelsOf } from '../../src/kubernetes/object';
import type { Survey } from '../../src/transform';
import {
  asMapping,
  entriesOf,
  entryOf,
  holdsPlaceholder,
  itemsOf,
  type Node,
  stringOf,
  valueAt,
  walk,
} from '../../src/yaml';
import { objectCheck } from '../shared/checks/object-check';

/** A requirement of a label selector: one of these values, none of them, or whether the label is there. */
interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** A selector of the mesh; undefined requirements cannot be read. */
interface Selector {
  readonly requirements: readonly Requirement[] | undefined;
  readonly place: FactPlace;
}

interface Namespace {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

const selectorFact: FactKind<Selector> = { name: 'discovery-selector' };
const namespaceFact: FactKind<Namespace> = { name: 'namespace-labels' };

const word = 'discoverySelectors';

const survey: Survey = {
  triggers: [word, 'Namespace'],
  occasion: [word],
  // Templates name the namespace of their release.
  mayConcern: (text) => text.includes(word) || /(?<![.\w])Namespace(?!\w)/.test(text),
  collect(document, facts) {
    walk(document.root, (node) => {
      const selectors = entryOf(asMapping(node), word);
      for (const { value } of itemsOf(selectors?.value))
        facts.add(selectorFact, { requirements: requirementsOf(value), place: factPlaceOf(document, value) });
    });
    for (const object of document.objects) {
      const { group, kind, name } = object;
      if (group !== '' || kind !== 'Namespace' || name === undefined) continue;
      const labels: Record<string, string> = { 'kubernetes.io/metadata.name': name };
      for (const [key, value = ''] of Object.entries(labelsOf(object))) labels[key] = value;
      facts.add(namespaceFact, { name, labels });
    }
  },
};

function requirementsOf(selector: Node): Requirement[] | undefined {
  const equal = entriesOf(valueAt(selector, 'matchLabels')).map(({ name = '', value }): Requirement => ({
    key: name,
    operator: 'In',
    values: [stringOf(value) ?? '{}'],
  }));
  const expressions = itemsOf(valueAt(selector, 'matchExpressions')).map(({ value }): Requirement => ({
    key: stringOf(valueAt(value, 'key')) ?? '{}',
    operator: stringOf(valueAt(value, 'operator')) ?? '{}',
    values: itemsOf(valueAt(value, 'values')).map((item) => stringOf(item.value) ?? '{}'),
  }));
  const all = [...equal, ...expressions];
  const isOpen = all.some(({ key, operator, values }) => [key, operator, ...values].some(holdsPlaceholder));
  return all.length === 0 || isOpen ? undefined : all;
}

function fulfils(labels: Namespace['labels'], { key, operator, values }: Requirement): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return true;
  }
}

const help =
  'label the namespace so that a selector matches it, or set ENABLE_ENHANCED_RESOURCE_SCOPING to "false" for istiod, which Istio reads up to 1.24';

/**
 * Objects of Istio in namespaces that no discovery selector matches, where the tree has the namespace with its labels.
 *
 * Source: istio 1.22, `pilot/pkg/features/experimental.go` (ENABLE_ENHANCED_RESOURCE_SCOPING),
 * `pkg/kube/namespace/filter.go`.
 */
export const discoverySelectors = objectCheck({
  id: 'discovery-selectors',
  title: 'Istio objects in namespaces that no discoverySelector matches',
  release: '1.22',
  phase: 'before',
  kind: 'advice',
  triggers: ['istio.io/'],
  occasion: [word],
  surveys: [survey],
  why: [
    'Up to Istio 1.21, `meshConfig.discoverySelectors` limited the Services and pods that istiod reads. In 1.22 and later they also limit the objects of Istio: a VirtualService, DestinationRule or AuthorizationPolicy in another namespace is ignored.',
  ],
  changes: [
    'Nothing. It reports the objects of namespaces that the tree has, with their labels, and that no selector matches.',
  ],
  reports: () => [
    {
      when: 'No selector matches the namespace of an Istio object.',
      level: 'error',
      message:
        'in Istio 1.22 and later, Sidecar shop/own is ignored: no discoverySelector (mesh.yaml:1) matches the labels of namespace shop',
      remedy: 'Label the namespace so that a selector matches it.',
      files: {
        'mesh.yaml': '{meshConfig: {discoverySelectors: [{matchLabels: {mesh: main}}]}}\n',
        'shop.yaml': '{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {team: a}}}\n',
        'sidecar.yaml':
          '{apiVersion: networking.istio.io/v1, kind: Sidecar, metadata: {name: own, namespace: shop}, spec: {egress: []}}\n',
      },
    },
  ],
  link: ['Discovery selectors', 'https://istio.io/latest/blog/2021/discovery-selectors/'],
  check({ group, kind, name, namespace, mapping }, { facts, report }) {
    if (!/^(?:networking|security|telemetry|extensions)\.istio\.io$/.test(group)) return;
    const selectors = facts.all(selectorFact);
    const [first] = selectors;
    const known = facts.all(namespaceFact).filter((each) => each.name === namespace);
    if (!first || known.length === 0) return;
    const mayMatch = selectors.some(({ requirements }) =>
      known.some(({ labels }) => requirements?.every((each) => fulfils(labels, each)) ?? true),
    );
    if (mayMatch) return;
    report({
      level: 'error',
      at: entryOf(mapping, 'kind') ?? mapping,
      message: `in Istio 1.22 and later, ${kind} ${namespace ?? ''}/${name ?? ''} is ignored: no discoverySelector (${describePlace(first.place)}) matches the labels of namespace ${namespace ?? ''}`,
      help,
    });
  },
});
