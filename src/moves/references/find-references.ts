import type { ManifestDocument } from '../../kubernetes/document';
import { asMapping, asSequence, holdersOf, type Mapping, mergedInto, type Node, walk } from '../../yaml';
import { objectMappings } from '../contents';
import {
  type Base,
  isKindOrList,
  isResource,
  type KindName,
  type MovedKind,
  namesOf,
  says,
  textUnder,
} from '../moved-kind';

/** A mapping that names the kind by its group or apiVersion, wherever it appears. */
export interface Reference {
  readonly mapping: Mapping;
  /** The key that holds the group. */
  readonly key: 'group' | 'apiGroup' | 'apiVersion';
  readonly name: KindName;
  /** Whether it names what the kind was called before. */
  readonly isOld: boolean;
  /** What to count together: the innermost Kubernetes object around it, or else the list that it is in. */
  readonly owner: Node;
}

/** Every reference to the kind in a document, in the order of the text. */
export function findReferences<B extends Base>(document: ManifestDocument, moved: MovedKind<B>): Reference[] {
  const known = objectMappings(document);
  const references: Reference[] = [];
  walk(document.root, (node) => {
    const mapping = asMapping(node);
    const found = mapping && referenceAt(mapping, known, moved);
    if (found) references.push({ ...found, mapping, owner: ownerOf(mapping, known) });
  });
  return references;
}

function referenceAt<B extends Base>(
  mapping: Mapping,
  objects: ReadonlySet<Node>,
  moved: MovedKind<B>,
): Pick<Reference, 'key' | 'name' | 'isOld'> | undefined {
  const names = namesOf(moved).filter((name) => namesKind(mapping, name, moved));
  // It may be there twice, or come from a merge key; what is old counts then.
  const holds = (key: string, isMeant: (text: string) => boolean) =>
    says(mapping, key, isMeant) || isMeant(textUnder(mapping, key) ?? '');
  const oldestFirst = names.toReversed();
  for (const key of ['group', 'apiGroup'] as const) {
    const name = oldestFirst.find(({ group }) => holds(key, (text) => text === group));
    if (!name) continue;
    return { key, name, isOld: isOldReference(name, textUnder(mapping, 'version'), moved) };
  }
  // What is merged into an object is a part of it.
  if (objects.has(mergedInto(mapping) ?? mapping)) return undefined;
  const isKind = (name: KindName) => says(mapping, 'kind', (text) => isKindOrList(text, name.kind));
  for (const name of oldestFirst.filter(isKind)) {
    const isMeant = (text: string) => name.versions.some((version) => text === `${name.group}/${version}`);
    if (!holds('apiVersion', isMeant)) continue;
    return { key: 'apiVersion', name, isOld: !isNewest(name, moved) };
  }
  return undefined;
}

function isNewest({ group, kind, versions }: KindName, { to }: MovedKind): boolean {
  return group === to.group && kind === to.kind && versions.includes(to.version);
}

/** Whether a group, and a version where one is given, are those that the kind had before. */
function isOldReference(
  { group, kind }: KindName,
  version: string | undefined,
  { to, from }: MovedKind,
): boolean {
  if (group !== to.group || kind !== to.kind) return true;
  return from.some(
    (name) => name.group === group && name.kind === kind && name.versions.includes(version ?? ''),
  );
}

/** Whether a mapping names the kind or its resource. */
export function namesKind(
  mapping: Mapping,
  { kind, resource }: KindName,
  { referenceKeys = [] }: MovedKind,
): boolean {
  if (says(mapping, 'kind', (text) => isKindOrList(text, kind))) return true;
  if (says(mapping, 'resource', (text) => isResource(text, resource))) return true;
  const holder = mapping.parent;
  const isNamedByKey = holder?.kind === 'entry' && referenceKeys.includes(holder.name ?? '');
  return isNamedByKey && !mapping.entries.some(({ name }) => name === 'kind');
}

function ownerOf(mapping: Mapping, objects: ReadonlySet<Node>): Node {
  const [, ...holders] = holdersOf(mapping);
  return holders.find((holder) => objects.has(holder)) ?? holders.find(asSequence) ?? mapping;
}
