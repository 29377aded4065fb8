import type { ConditionalTriggers, Context } from '../transform';
import type { ManifestDocument } from '../kubernetes/document';
import { KustomizeTree } from '../kustomize/tree';
import { describeKustomization, type Kustomization } from '../kustomize/kustomization';
import {
  inlineTransformers,
  type KustomizationNode,
  partsForKustomize,
  readKustomizations,
} from '../kustomize/read';
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
import { ownBases } from './bases';
import { contextBesideTwin } from './twins';
import { contextOfUnit } from './unit';
import { reportLeftFiles, reportLeftPatches } from './left-patches';
import { type Base, isListOfKind, isOfKind, type MovedKind } from './moved-kind';
import { contains } from './own';
import { migratePatch, migratePatches, readEmbeddedOrReport, roleOf } from './patches';
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
  // A transformer in a text belongs to the kustomization that holds it.
  const kustomizations = readKustomizations(document).filter(
    ({ form }) => !(form === 'transformer' && document.host),
  );
  const inside = (node: Node) => kustomizations.some(({ mapping }) => contains(mapping, node));
  const isPatch = uses.length > 0;
  for (const object of contentsIn(document)) {
    // What a kustomization holds are patches, which come below; so does a file that is a patch as a whole.
    if (inside(object.mapping) || (isPatch && object.mapping === document.root)) continue;
    if (!isOfKind(object, moved) && !isListOfKind(object, moved)) continue;
    const role = roleOf(object, document, moved, context);
    const bases = role?.is === 'patch' ? role.bases : [];
    const own = ownBases(object, moved, context);
    const unit = contextOfUnit([...own, ...bases], moved, context, object.mapping);
    const alone = contextBesideTwin(own, role, moved, unit);
    const around = contextWithPatchPaths(object, moved, contextBesideYtt(document, object, moved, alone));
    moved.migrateObject(object, role, contextFor(bases, object.mapping, around));
    reportLeftFiles(object, document, moved, context);
  }
  if (isPatch) migratePatch(document, uses, moved, context);
  for (const node of kustomizations) {
    const kustomization = describeKustomization(document, node);
    migrateKustomization(node, document, kustomization, moved, context);
    reportVariables(node.mapping, moved, context);
    for (const scalar of inlineTransformers(node)) {
      for (const inner of readEmbeddedOrReport(document, scalar, moved, context))
        for (const each of readKustomizations(inner.document))
          migrateKustomization(each, inner.document, kustomization, moved, inner.context);
    }
  }
  const { root, path } = document;
  const inConfigurations = tree.naming('configurations', path);
  if (inConfigurations.length > 0) migrateFieldSpecs(root, inConfigurations, moved, context);
  const inReplacements = tree.naming('replacements', path);
  if (inReplacements.length > 0) migrateReplacements(root, inReplacements, moved, context);
  if (tree.names('schemas', path)) reportSchema(document, moved, context);
}

/** What a kustomization, or a transformer that one names or holds, does to objects. */
function migrateKustomization<B extends Base>(
  node: KustomizationNode,
  document: ManifestDocument,
  kustomization: Kustomization,
  moved: MovedKind<B>,
  context: Context,
): void {
  migratePatches(node, document, kustomization, moved, context);
  reportLeftPatches(node, document, kustomization, moved, context);
  migrateReplacements(valueAt(node.mapping, 'replacements'), [kustomization], moved, context);
  migrateLabels(node.mapping, [kustomization], moved, context);
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
    readKustomizations(document).some(({ form }) => form === 'kustomize' || form === 'transformer') ||
    (['configurations', 'replacements', 'schemas'] as const).some((field) => tree.names(field, document.path))
  );
}

/** Words that matter in kustomizations and in what they name. */
export function wordsInKustomize(words: readonly string[]): ConditionalTriggers {
  return { words, countIn: (path, facts) => KustomizeTree.of(facts).concerns(path) };
}
