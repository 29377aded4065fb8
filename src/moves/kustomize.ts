import type { FactKind, Facts } from '../facts';
import type { ConditionalTriggers, Context } from '../transform';
import type { KubernetesObject } from '../kubernetes/object';
import type { ManifestDocument } from '../kubernetes/document';
import { mayIgnore } from '../suppress/ignore';
import { readEmbedded } from '../kubernetes/embedded';
import { describeKustomization, type Kustomization, kustomizeSurvey } from '../kustomize/kustomization';
import {
  inlineTransformers,
  type KustomizationNode,
  partsForKustomize,
  readKustomizations,
} from '../kustomize/read';
import { type PatchNode, readPatches } from '../kustomize/patches';
import { KustomizeTree, type PatchUse } from '../kustomize/tree';
import { insideOneOf, type Node, valueAt } from '../yaml';
import { reportAhead } from './ahead';
import { contextFor, isAskedFor } from './given';
import { basesIn, ownBases, placesOf } from './bases';
import { contentsIn } from './contents';
import { type Base, isListOfKind, isOfKind, type MovedKind } from './moved-kind';
import { leaveOpenVersion } from './templates';
import {
  basesOfPatch,
  basesOfUse,
  migratePatch,
  migratePatches,
  readEmbeddedOrReport,
  roleOf,
} from './patches/patches';
import { migrateLiterals } from './references/names-in-texts';
import { migrateFieldSpecs, migrateLabels, migrateReplacements, reportSchema } from './patches/field-paths';
import { reportLonePatch } from './patches/lone-patches';
import { holdByYttOverlay } from './patches/ytt-overlays';
import { contextWithGraph } from './patches/graph-expressions';
import { contextWithPatchPaths } from './patches/crossplane';
import { contextBesideTwin } from './patches/twins';
import { migrateExpressions } from './patches/expressions';
import { migrateVariables } from './patches/variables';
import { contextOfUnit } from './unit';

const help = 'the two no longer fit: remove that comment, or exclude the object as well';

/**
 * Reports the patches in a kustomization that a comment keeps as they are, over objects that move. Below the comment
 * nothing is reported, so it is where the kustomization brings them in.
 */
function reportLeftPatches<B extends Base>(
  node: KustomizationNode,
  document: ManifestDocument,
  kustomization: Kustomization,
  moved: MovedKind<B>,
  context: Context,
): void {
  if (!mayIgnore(document.text)) return;
  for (const patch of readPatches(node)) {
    const use = { kustomization, selector: patch.selector };
    if (!isLeft(patch, use, document, moved, context)) continue;
    context.report({
      level: 'warning',
      at: patch.place,
      message: `this patch is excluded by an ignore comment, but the ${moved.to.kind} that it is for is migrated`,
      help,
    });
  }
}

function isLeft<B extends Base>(
  { inline }: PatchNode,
  use: PatchUse,
  document: ManifestDocument,
  moved: MovedKind<B>,
  context: Context,
): boolean {
  const parts =
    inline?.kind === 'scalar'
      ? readEmbedded(document, inline, context)
      : [{ document: { root: inline }, context }];
  if (!Array.isArray(parts)) return false;
  return parts.some(({ document: { root }, context: { ignores } }) => {
    if (!root || !moves(basesOfPatch(root, [use], moved, context))) return false;
    const asked: boolean[] = [];
    migratePatch({ root }, [use], moved, {
      ...context,
      report: () => undefined,
      rewrite: (_place, _summary, ask) => {
        asked.push(isAskedFor(ask));
      },
    });
    return asked.includes(true) && ignores.over(root);
  });
}

/** Whether some of the objects move, or have moved already. */
function moves(bases: readonly Base[]): boolean {
  return bases.some(({ isKept, isOld, obstacle }) => !isKept || (obstacle && !isOld));
}

/** The same for patches in files of their own, where the object is: all of such a file is left alone. */
function reportLeftFiles<B extends Base>(
  object: KubernetesObject,
  { path }: ManifestDocument,
  moved: MovedKind<B>,
  context: Context,
): void {
  const tree = KustomizeTree.of(context.facts);
  const isThis = (base: Base) => base.path === path && base.name === object.name && !base.isKept;
  const kept = context.facts.derivedFor(moved.bases, keptPatches) as readonly B[];
  const left = kept.filter((patch) =>
    tree.patchUses(patch.path).some((use) => basesOfUse(use, patch, moved, context).some(isThis)),
  );
  if (left.length === 0) return;
  context.report({
    level: 'warning',
    at: object.apiVersionEntry ?? object.mapping,
    message: `a patch of this ${moved.to.kind} is excluded by an ignore comment (${placesOf(left)})`,
    help,
  });
}

/** The objects that are patches and that comments exclude. */
function keptPatches(facts: Facts, bases: FactKind<Base>): readonly Base[] {
  const tree = KustomizeTree.of(facts);
  return basesIn({ bases }, facts).filter(
    ({ isKept, isOld, obstacle, path }) => isKept && isOld && !obstacle && tree.patchUses(path).length > 0,
  );
}

/** Migrates the objects of a kind in a document, and what kustomizations say about them. */
export function migrateWithKustomize<B extends Base>(
  document: ManifestDocument,
  moved: MovedKind<B>,
  context: Context,
): void {
  // A patch in a text comes with the kustomization that holds it.
  if (document.host?.patch) return;
  const { facts } = context;
  const tree = KustomizeTree.of(facts);
  const uses = tree.patchUses(document.path);
  // A transformer in a text belongs to the kustomization that holds it.
  const kustomizations = readKustomizations(document).filter(
    ({ form }) => !(form === 'transformer' && document.host),
  );
  const inside = insideOneOf(
    kustomizations.flatMap((node) => (node.form === 'helmfile' ? partsForKustomize(node) : node.mapping)),
  );
  const isPatch = uses.length > 0;
  for (const object of contentsIn(document)) {
    // What a kustomization holds are patches, which come below; so does a file that is a patch as a whole.
    if (inside(object.mapping) || (isPatch && object.mapping === document.root)) continue;
    if (!isOfKind(object, moved) && !isListOfKind(object, moved)) {
      leaveOpenVersion(object, document, moved, context);
      continue;
    }
    const role = roleOf(object, document, moved, context);
    const bases = role?.is === 'patch' ? role.bases : [];
    const own = ownBases(object, moved, context);
    const unit = contextOfUnit([...own, ...bases], moved, context, object.mapping);
    const alone = contextBesideTwin(own, role, moved, unit);
    const around = contextWithPatchPaths(object, moved, contextWithGraph(object, document, moved, alone));
    const forObject = contextFor(bases, object.mapping, around);
    moved.migrateObject(object, role, forObject);
    if (role?.is !== 'patch') reportAhead(object, moved, forObject);
    migrateExpressions(object, moved, forObject);
    reportLeftFiles(object, document, moved, context);
  }
  if (isPatch) migratePatch(document, uses, moved, context);
  else if (!holdByYttOverlay(document, moved, context)) reportLonePatch(document, moved, context);
  for (const node of kustomizations) {
    const kustomization = describeKustomization(document, node);
    migrateKustomization(node, document, kustomization, moved, context);
    migrateVariables(node.mapping, kustomization, moved, context);
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
  migrateLiterals(node.mapping, moved, context);
  migrateLabels(node.mapping, [kustomization], moved, context);
}

/** Whether a node speaks to kustomize: what it selects and names goes by the rules above, and is no reference. */
export function inKustomize(document: ManifestDocument): (node: Node) => boolean {
  return insideOneOf(readKustomizations(document).flatMap(partsForKustomize));
}

/** Whether a document as a whole speaks to kustomize. */
export function isForKustomize(document: ManifestDocument, { facts }: Context): boolean {
  const tree = KustomizeTree.of(facts);
  return (
    readKustomizations(document).some(({ form }) => form === 'kustomize' || form === 'transformer') ||
    (['configurations', 'replacements', 'schemas'] as const).some((field) => tree.names(field, document.path))
  );
}

/**
 * A selector need not name what it takes: a pattern or a version alone takes it, too. So each one counts while the tree
 * has objects that move.
 */
export function selectorsInKustomize(moved: readonly Pick<MovedKind, 'bases'>[]): ConditionalTriggers[] {
  const hasMoving = (facts: Facts): boolean =>
    moved.some((each) =>
      basesIn(each, facts).some(({ isOld, isKept, obstacle }) => isOld && (!isKept || obstacle)),
    );
  // A patch in a file of its own may have a template insert all that it names.
  const words = ['target:', 'target"', 'select:', 'select"', 'fieldSpecs', 'fields:', 'fields"', '{{', '${'];
  return wordsInKustomize(words, (facts) => facts.derived(hasMoving));
}

/** Words that matter in kustomizations and in what they name. */
export function wordsInKustomize(
  words: readonly string[],
  isAsked: (facts: Facts) => boolean = () => true,
): ConditionalTriggers[] {
  return [
    { words, countIn: (path, facts) => KustomizeTree.of(facts).concerns(path) && isAsked(facts) },
    {
      words,
      inDocumentWith: kustomizeSurvey.triggers,
      countIn: (path, facts) => KustomizeTree.of(facts).holdsKustomization(path) && isAsked(facts),
    },
  ];
}
