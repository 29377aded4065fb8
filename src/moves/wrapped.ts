import type { ManifestDocument } from '../kubernetes/document';
import { type KubernetesObject, objectAt } from '../kubernetes/object';
import { asMapping, type Mapping, type Node, walk } from '../yaml';
import { certainEntry } from './own';

/**
 * The objects of a document, as transforms see their content. Some tools put the whole object a level deeper: below
 * `spec` (raw resources of charts: `spec: {spec: …}`), or below `data` (`generate` of Kyverno).
 */
export function contentsIn(document: ManifestDocument): KubernetesObject[] {
  return [
    ...document.objects.map((object) => contentUnder(object, 'spec') ?? object),
    ...generatedIn(document).flatMap((object) => contentUnder(object, 'data') ?? []),
  ];
}

/** Everything in a document that is an object itself, and no reference to one. */
export function objectMappings(document: ManifestDocument): ReadonlySet<Node> {
  return new Set<Node>([...document.objects, ...generatedIn(document)].map(({ mapping }) => mapping));
}

function generatedIn({ root, text, range }: ManifestDocument): KubernetesObject[] {
  if (!text.slice(range.start, range.end).includes('generate')) return [];
  const found: KubernetesObject[] = [];
  walk(root, (node) => {
    const mapping = asMapping(node);
    if (!mapping || mapping.alias || certainEntry(mapping, 'spec')) return;
    if (certainEntry(mapping, 'kind') && innerOf(mapping, 'data')) found.push(objectAt(mapping));
  });
  return found;
}

/** The object with the mapping under a key as its own, if that holds its spec. */
function contentUnder(object: KubernetesObject, key: string): KubernetesObject | undefined {
  const mapping = innerOf(object.mapping, key);
  if (!mapping) return undefined;
  const inner = objectAt(mapping);
  return {
    ...object,
    mapping,
    name: object.name ?? inner.name,
    namespace: object.namespace ?? inner.namespace,
  };
}

const objectKeys = ['spec', 'metadata', 'labels', 'annotations', 'status'];

function innerOf(mapping: Mapping, key: string): Mapping | undefined {
  const inner = asMapping(certainEntry(mapping, key)?.value);
  if (!inner || !asMapping(certainEntry(inner, 'spec')?.value)) return undefined;
  return inner.entries.every(({ name = '' }) => objectKeys.includes(name)) ? inner : undefined;
}
