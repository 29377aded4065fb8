import type { ManifestDocument } from '../kubernetes/document';
import { readOperations } from '../kustomize/operation';
import type { Context } from '../transform';
import { insideOneOf, type Node } from '../yaml';
import { inKustomize, isForKustomize } from './kustomize';
import type { Base, MovedKind } from './moved-kind';
import { migrateReferences } from './references/references';
import { migrateRoles } from './references/roles';

/**
 * Has whatever names a kind in a document follow it.
 *
 * @param isOther whether a node belongs to something that follows by rules of its own
 */
export type Follow = (document: ManifestDocument, context: Context, isOther: (node: Node) => boolean) => void;

/**
 * Has whatever names the kind follow in a document.
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
  if (isForKustomize(document, context)) return;
  // A kustomization that holds a patch as a text has the paths of its operations follow.
  const pointers = document.host?.patch && insideOneOf(pointersIn(document));
  follow(document, context, pointers ?? inKustomize(document));
}

function pointersIn({ root }: ManifestDocument): Node[] {
  const operations = readOperations(root) ?? [];
  return operations.flatMap(({ pathScalar, fromScalar }) =>
    fromScalar ? [pathScalar, fromScalar] : pathScalar,
  );
}
