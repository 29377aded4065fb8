import type { ManifestDocument } from '../kubernetes/document';
import { type KubernetesObject, objectAt } from '../kubernetes/object';
import { once } from '../once';
import { asMapping, type Entry, type Mapping, type Node, walk } from '../yaml';
import { certainEntry } from './moved-kind';

/**
 * The objects of a document, as transforms see their content. Some tools put it a level deeper, under a key of their own:
 * raw resources of charts (`spec: {spec: …}`, `manifest: {spec: …}`), `generate` of Kyverno (`data: {spec: …}`).
 */
export function contentsIn(document: ManifestDocument): KubernetesObject[] {
  const wrapped = wrappedIn(document);
  const known = objectsByMapping(document);
  return [
    ...document.objects.map((object) => wrapped.get(object.mapping) ?? object),
    ...[...wrapped].flatMap(([mapping, object]) => (known.has(mapping) ? [] : object)),
  ];
}

/** Everything in a document that is an object itself, and no reference to one. */
export function objectMappings(document: ManifestDocument): ReadonlySet<Node> {
  return new Set<Node>([...objectsByMapping(document).keys(), ...wrappedIn(document).keys()]);
}

function objectsByMapping({ objects }: ManifestDocument): Map<Node, KubernetesObject> {
  return new Map(objects.map((object) => [object.mapping, object]));
}

/** The objects with their content a level deeper, by the mappings that say what they are. */
const wrappedIn: (document: ManifestDocument) => ReadonlyMap<Node, KubernetesObject> = once((document) => {
  const known = objectsByMapping(document);
  const found = new Map<Node, KubernetesObject>();
  walk(document.root, (node) => {
    const mapping = asMapping(node);
    if (!mapping || mapping.alias || !certainEntry(mapping, 'kind')) return;
    const inner = contentOf(mapping);
    if (inner) found.set(mapping, withContent(known.get(mapping) ?? objectAt(mapping), inner));
  });
  return found;
}, new WeakMap());

function withContent(object: KubernetesObject, mapping: Mapping): KubernetesObject {
  const inner = objectAt(mapping);
  return {
    ...object,
    mapping,
    name: object.name ?? inner.name,
    namespace: object.namespace ?? inner.namespace,
  };
}

/** What holds the spec of an object, if the object does not hold it itself. */
function contentOf(mapping: Mapping): Mapping | undefined {
  const spec = certainEntry(mapping, 'spec');
  if (spec) return contentIn(spec);
  const [only, other] = certainEntry(mapping, 'apiVersion')
    ? mapping.entries.flatMap((entry) => contentIn(entry) ?? [])
    : [];
  return other ? undefined : only;
}

const objectKeys = ['spec', 'metadata', 'labels', 'annotations', 'status'];

function contentIn({ name = '', value }: Entry): Mapping | undefined {
  const inner = asMapping(value);
  // A patch is a part of an object.
  if (!inner || /patch/i.test(name) || !asMapping(certainEntry(inner, 'spec')?.value)) return undefined;
  return inner.entries.every((entry) => objectKeys.includes(entry.name ?? '')) ? inner : undefined;
}
