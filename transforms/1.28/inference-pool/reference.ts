import type { ManifestDocument } from '../../../src/kubernetes/document';
import { asMapping, asSequence, holdersOf, type Mapping, type Node, walk } from '../../../src/yaml';
import { group, isOldApiVersion, isPoolResource, oldGroup } from './names';
import { says, textUnder } from './own';

/** A mapping that names the pool by its group or apiVersion, wherever it stands. */
export interface Reference {
  readonly mapping: Mapping;
  /** The key that holds the group. */
  readonly key: 'group' | 'apiVersion';
  readonly isOld: boolean;
  /** What to count together: the innermost Kubernetes object around it, or else the list that it stands in. */
  readonly owner: Node;
}

/**
 * Every reference to a pool in a document, in the order of the text. `kind: InferencePool` (or `resource:
 * inferencepools`) beside the group is enough; a `poolRef` may leave its kind out.
 */
export function findReferences({ root, objects }: ManifestDocument): Reference[] {
  const pools = new Set<Node>(objects.map((object) => object.mapping));
  const references: Reference[] = [];
  walk(root, (node) => {
    const mapping = asMapping(node);
    if (!mapping) return;
    const key = keyOf(mapping, pools);
    if (key === undefined) return;
    const isOldText = key === 'group' ? isOldGroup : isOldApiVersion;
    // It may stand there twice, or come from a merge key.
    const isOld = says(mapping, key, isOldText) || isOldText(textUnder(mapping, key) ?? '');
    references.push({ mapping, key, isOld, owner: ownerOf(mapping, pools) });
  });
  return references;
}

function keyOf(mapping: Mapping, objects: ReadonlySet<Node>): Reference['key'] | undefined {
  if (!namesPool(mapping)) return undefined;
  const groupText = textUnder(mapping, 'group');
  if (groupText === group || groupText === oldGroup || says(mapping, 'group', isOldGroup)) return 'group';
  if (objects.has(mapping) || !says(mapping, 'kind', isPoolKind)) return undefined;
  const version = textUnder(mapping, 'apiVersion') ?? '';
  return isOldApiVersion(version) || version.startsWith(`${group}/`) ? 'apiVersion' : undefined;
}

function namesPool(mapping: Mapping): boolean {
  if (says(mapping, 'kind', isPoolKind) || says(mapping, 'resource', isPoolResource)) return true;
  const holder = mapping.parent;
  const isPoolRef = holder?.kind === 'entry' && holder.name === 'poolRef';
  return isPoolRef && !mapping.entries.some(({ name }) => name === 'kind');
}

function ownerOf(mapping: Mapping, objects: ReadonlySet<Node>): Node {
  const [, ...holders] = holdersOf(mapping);
  return holders.find((holder) => objects.has(holder)) ?? holders.find(asSequence) ?? mapping;
}

export function isPoolKind(text: string): boolean {
  return text === 'InferencePool' || text === 'InferencePoolList';
}

function isOldGroup(text: string): boolean {
  return text === oldGroup;
}
