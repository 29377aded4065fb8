import type { ConditionalTriggers, Context } from '../transform';
import type { ManifestDocument } from '../kubernetes/document';
import { KustomizeTree } from '../kustomize/tree';
import { partsForKustomize, readKustomizations } from '../kustomize/read';
import { type Node, valueAt } from '../yaml';
import {
  migrateFieldSpecs,
  migrateLabels,
  migrateReplacements,
  reportSchema,
  reportVariables,
} from './field-paths';
import { contextWithPatchPaths } from './crossplane';
import { contextFor } from './kept';
import { contextOfUnit } from './unit';
import { reportLeftFiles, reportLeftPatches } from './left-patches';
import { type Base, isListOfKind, isOfKind, type MovedKind } from './moved-kind';
import { contains } from './own';
import { migratePatch, migratePatches, roleOf } from './patches';
import { contextBesideYtt } from './templates';
import { contentsIn } from './wrapped';

/** Migrates the objects of a kind in a document, and what kustomizations say of them. */
export function migrateWithKustomize<B extends Base>(
  document: ManifestDocument,
  moved: MovedKind<B>,
  context: Context,
): void {
  const { facts } = context;
  const tree = KustomizeTree.of(facts);
  const uses = tree.patchUses(document.path);
  const kustomizations = readKustomizations(document);
  const inside = (node: Node) => kustomizations.some(({ mapping }) => contains(mapping, node));
  const isPatch = uses.length > 0;
  for (const object of contentsIn(document)) {
    // What a kustomization holds are patches, which come below; so does a file that is a patch as a whole.
    if (inside(object.mapping) || (isPatch && object.mapping === document.root)) continue;
    if (!isOfKind(object, moved) && !isListOfKind(object, moved)) continue;
    const role = roleOf(object, document, moved, context);
    const bases = role?.is === 'patch' ? role.bases : [];
    const own = facts
      .all(moved.bases)
      .filter((base) => base.path === document.path && base.name === object.name);
    const unit = contextOfUnit([...own, ...bases], moved, context);
    const around = contextWithPatchPaths(object, moved, contextBesideYtt(document, object, moved, unit));
    moved.migrateObject(object, role, contextFor(bases, object.mapping, around));
    reportLeftFiles(object, document, moved, context);
  }
  if (isPatch) migratePatch(document, uses, moved, context);
  // These go by the kind, whatever objects of it there are.
  const contextForAll = (node: Node | undefined) => contextFor(context.facts.all(moved.bases), node, context);
  for (const node of kustomizations) {
    migratePatches(node, document, moved, context);
    reportLeftPatches(node, document, moved, context);
    const replacements = valueAt(node.mapping, 'replacements');
    migrateReplacements(replacements, moved, contextForAll(replacements));
    migrateLabels(node.mapping, moved, contextForAll(valueAt(node.mapping, 'labels')));
    reportVariables(node.mapping, moved, context);
  }
  const { root } = document;
  if (tree.names('configurations', document.path)) migrateFieldSpecs(root, moved, contextForAll(root));
  if (tree.names('replacements', document.path)) migrateReplacements(root, moved, contextForAll(root));
  if (tree.names('schemas', document.path)) reportSchema(document, moved, context);
}

/** Whether a node speaks to kustomize: what it selects and names goes by the rules above, and is no reference. */
export function inKustomize(document: ManifestDocument): (node: Node) => boolean {
  const parts = partsForKustomize(document);
  return (node) => parts.some((part) => contains(part, node));
}

/** Whether a document as a whole speaks to kustomize. */
export function isForKustomize(document: ManifestDocument, { facts }: Context): boolean {
  const tree = KustomizeTree.of(facts);
  return (
    readKustomizations(document).some(({ form }) => form === 'kustomize') ||
    (['configurations', 'replacements', 'schemas'] as const).some((field) => tree.names(field, document.path))
  );
}

/** Words that matter in kustomizations and in what they name. */
export function wordsInKustomize(words: readonly string[]): ConditionalTriggers {
  return { words, countIn: (path, facts) => KustomizeTree.of(facts).concerns(path) };
}
