import type { ManifestDocument } from '../kubernetes/document';
import { readOperations } from '../kustomize/operation';
import { inlinePatches } from '../kustomize/read';
import type { Context } from '../transform';
import { insideOneOf, type Node } from '../yaml';
import { inKustomize, isForKustomize } from './kustomize';
import { type Base, isOfKind, type MovedKind } from './moved-kind';
import { migrateReferences } from './references/references';
import { migrateRoles } from './references/roles';

/**
 * Has whatever names a kind in a document follow it.
 *
 * @param isOther whether a node belongs to something that follows by rules of its own
 * @param isPatch whether it is a patch, which holds a part of an object only
 */
export type Follow = (
  document: ManifestDocument,
  context: Context,
  isOther: (node: Node) => boolean,
  isPatch: boolean,
) => void;

/**
 * Has whatever names the kind follow, in a document and in the patches that a kustomization holds as texts: a route, a
 * role or a picker is patched there as well as in a file.
 *
 * @param follow by default references and roles
 */
export function migrateNames<B extends Base>(
  document: ManifestDocument,
  moved: MovedKind<B>,
  context: Context,
  follow: Follow = (each, within, isOther) => {
    migrateRoles(each, moved, within, migrateReferences(each, moved, within, isOther));
  },
): void {
  for (const inner of inlinePatches(document, context)) {
    const { root, objects } = inner.document;
    const operations = readOperations(root) ?? [];
    // A patch for the kind itself goes by rules of its own, and so do the paths of operations.
    const others: Node[] = [
      ...objects.filter((object) => isOfKind(object, moved)).map(({ mapping }) => mapping),
      ...operations.flatMap(({ pathScalar, fromScalar }) =>
        fromScalar ? [pathScalar, fromScalar] : pathScalar,
      ),
    ];
    follow(inner.document, inner.context, insideOneOf(others), true);
  }
  if (!isForKustomize(document, context)) follow(document, context, inKustomize(document), false);
}
