import type { ManifestDocument } from '../kubernetes/document';
import { asMapping, asText, itemsOf, type Mapping, walk } from '../yaml';
import type { Survey } from '../transform';
import {
  type Base,
  certainEntry,
  isResource,
  type KindName,
  type MovedKind,
  namesOf,
  textUnder,
} from './moved-kind';
import { findReferences } from './find-references';
import { namespaceAround } from './status';
import { usesOf } from './given';

/** What names old objects of the kind in a document: references, and rules on all of a namespace. */
function oldUsesIn<B extends Base>(
  document: ManifestDocument,
  moved: MovedKind<B>,
): { readonly name: string | undefined; readonly namespace: string | undefined }[] {
  const uses = findReferences(document, moved)
    .filter(({ isOld }) => isOld)
    .map(({ mapping }) => ({
      name: textUnder(mapping, 'name'),
      namespace: textUnder(mapping, 'namespace') ?? namespaceAround(mapping),
    }));
  walk(document.root, (node) => {
    const groups = itemsOf(certainEntry(node, 'apiGroups')?.value).map(({ value }) => asText(value)?.value);
    const mapping = asMapping(node);
    const isRule = moved.from.some(
      (name) =>
        name.group !== moved.to.group &&
        groups.includes(name.group) &&
        mapping &&
        listsResource(mapping, name),
    );
    if (isRule && !groups.includes(moved.to.group))
      uses.push({ name: undefined, namespace: namespaceAround(node) });
  });
  return uses;
}

export function listsResource(mapping: Mapping, { resource }: KindName): boolean {
  return itemsOf(certainEntry(mapping, 'resources')?.value).some(({ value }) =>
    isResource(asText(value)?.value ?? '', resource),
  );
}

/** Collects what names old objects of a kind, for whoever is given only a part of the tree. */
export function useSurvey<B extends Base>(moved: MovedKind<B>): Survey {
  return {
    triggers: [...new Set(namesOf(moved).flatMap(({ kind, resource }) => [kind, resource]))],
    collect(document, facts) {
      for (const use of oldUsesIn(document, moved)) facts.add(usesOf(moved), { path: document.path, ...use });
    },
  };
}
