import type { Context } from '../../transform';
import { type KubernetesObject, objectAt } from '../../kubernetes/object';
import type { ManifestDocument } from '../../kubernetes/document';
import { type EmbeddedDocument, readEmbedded } from '../../kubernetes/embedded';
import { patchesByWay } from '../../kustomize/over';
import type { Kustomization } from '../../kustomize/kustomization';
import { KustomizeTree, type PatchUse } from '../../kustomize/tree';
import { type KustomizationNode } from '../../kustomize/read';
import { type PatchNode, readPatches } from '../../kustomize/patches';
import { readOperations } from '../../kustomize/operation';
import { asMapping, Declined, type Node, type Scalar, stringOf, type YamlDocument } from '../../yaml';
import { migrateJsonPatch, type PatchTarget, reportMissingBase } from './json-patch';
import { ownBases } from '../bases';
import { contextFor, contextThatDeclines } from '../given';
import { contextOfUnit } from '../unit';
import { type Base, isOfKind, isOfOpenVersion, type MovedKind, namesOf, type Role } from '../moved-kind';
import { holdCarried, pathsOfPatch } from './carriers';
import { isFilledByPatches } from './crossplane';
import { holdBack, movesFields, templatedPart } from './templated-patches';
import { basesOf, helpToNameKind, isStuck, keepApart, migrateSelector, relationOf, rivalsOf } from './target';
import { isInserted, readSelector, type Selector } from '../../kustomize/selector';

/** Migrates the patches that a kustomization holds itself, and the targets of all that it names. */
export function migratePatches<B extends Base>(
  node: KustomizationNode,
  document: ManifestDocument,
  kustomization: Kustomization,
  moved: MovedKind<B>,
  context: Context,
): void {
  for (const patch of readPatches(node)) {
    const uses: PatchUse[] = [{ kustomization, selector: patch.selector }];
    migrateTarget(patch, uses, moved, context);
    const { inline } = patch;
    if (inline?.kind !== 'scalar') {
      migratePatch({ root: inline }, uses, moved, context);
      continue;
    }
    const parts = readEmbeddedOrReport(document, inline, moved, context);
    for (const part of parts) migratePatch(part.document, uses, moved, part.context);
    // What a template inserts into a block of lines leaves nothing to be read.
    const isRead = parts.some(({ document: { root } }) => root);
    if (!isRead && isInserted(sourceOf(inline, document)) && movesFields(moved))
      holdBack(inline, inline, targetOf(uses, moved, context).bases, insertsAll, moved, context);
  }
}

const insertsAll = 'a template inserts this patch: it may be of a field that changes';

function sourceOf({ content }: Scalar, { text }: ManifestDocument): string {
  return text.slice(content.start, content.end);
}

/** The documents in a text of a kustomization; none, and a finding, where it cannot be read. */
export function readEmbeddedOrReport(
  document: ManifestDocument,
  scalar: Scalar,
  moved: MovedKind,
  context: Context,
): readonly EmbeddedDocument[] {
  const embedded = readEmbedded(document, scalar, context);
  if (Array.isArray(embedded)) return embedded;
  const at = { kind: 'spot', offset: embedded.offset } as const;
  const message = `this patch is not valid YAML: ${embedded.message}`;
  if (holdsWord(stringOf(scalar) ?? '', moved)) context.report({ level: 'warning', at, message });
  return [];
}

/** Migrates a document that kustomizations use as a patch, JSON or strategic merge. */
export function migratePatch<B extends Base>(
  { root }: Pick<YamlDocument, 'root'>,
  uses: readonly PatchUse[],
  moved: MovedKind<B>,
  context: Context,
): void {
  const target = targetOf(uses, moved, context);
  const object = patchObject(root);
  holdCarried(pathsOfPatch(root), usesFor(object, uses), moved, context);
  if (root && holdByTemplate(root, object, target, uses, moved, context)) return;
  // A patch in a file of its own is an object of the tree, too.
  const isOne = object && isOfKind(object, moved);
  const itself = isOne ? ownBases(object, moved, context) : [];
  const contextWith = (bases: readonly B[]): Context => {
    const unit = contextOfUnit([...itself, ...bases], moved, context, root);
    const own = contextFor(bases, root, unit);
    return target.isStuck
      ? contextThatDeclines(new Declined('the target that a kustomization gives it cannot follow'), own)
      : own;
  };
  const operations = readOperations(root);
  if (operations) {
    migrateJsonPatch(operations, target, moved, contextWith(target.bases));
    return;
  }
  if (!object) return;
  const named = isOfKind(object, moved);
  const bases = basesOfPatch(root, uses, moved, context);
  const isTargeted = uses.every(({ selector }) => selector && relationOf(selector, moved) === 'only');
  const isWide = target.relation === 'also' && target.bases.length > 0;
  if ((named && !isWide) || isTargeted) {
    moved.migrateObject(object, { is: 'patch', bases }, contextWith(bases));
  } else if (isWide) {
    const message = `this patch may be for objects other than ${moved.to.kind}, which may have this field too`;
    moved.migrateObject(
      object,
      { is: 'patch', bases },
      contextThatDeclines(new Declined(message, undefined, helpToNameKind(moved)), contextWith(bases)),
    );
  }
}

/** What a merge without a target is for, it says itself. */
function usesFor(object: KubernetesObject | undefined, uses: readonly PatchUse[]): readonly PatchUse[] {
  const own: Selector = {
    ...(object?.kind && { kind: object.kind }),
    ...(object?.name && { name: object.name }),
  };
  return uses.map(({ kustomization, selector = own }) => ({ kustomization, selector }));
}

/** Leaves the objects that a patch may be for where a template decides which fields it changes. */
function holdByTemplate<B extends Base>(
  root: Node,
  object: KubernetesObject | undefined,
  { bases }: PatchTarget<B>,
  uses: readonly PatchUse[],
  moved: MovedKind<B>,
  context: Context,
): boolean {
  const part = templatedPart(root, moved);
  if (!part) return false;
  const named =
    object && (isOfKind(object, moved) || isOfOpenVersion(object, moved))
      ? uses.filter(({ selector }) => !selector).flatMap((use) => basesOfUse(use, object, moved, context))
      : [];
  const reason = part.kind === 'entry' ? 'a template decides which fields this patch changes' : insertsAll;
  return holdBack(part, root, [...bases, ...named], reason, moved, context);
}

/** The objects of the tree that a patch is for. */
export function basesOfPatch<B extends Base>(
  root: Node | undefined,
  uses: readonly PatchUse[],
  moved: MovedKind<B>,
  context: Context,
): B[] {
  if (readOperations(root)) return [...targetOf(uses, moved, context).bases];
  const object = patchObject(root);
  return object ? uses.flatMap((use) => basesOfUse(use, object, moved, context)) : [];
}

/** What kustomize takes an object for that is in a file of its own, or with others in one. */
export function roleOf<B extends Base>(
  object: KubernetesObject,
  { path }: ManifestDocument,
  moved: MovedKind<B>,
  context: Context,
): Role<B> | undefined {
  const tree = KustomizeTree.of(context.facts);
  const uses = tree.patchUses(path);
  if (uses.length > 0) {
    return { is: 'patch', bases: uses.flatMap((use) => basesOfUse(use, object, moved, context)) };
  }
  const isFilled = isFilledByPatches(object);
  if (!isFilled && !tree.names('resources', path)) return undefined;
  const ways = isFilled ? [] : patchesByWay({ ...object, path }, context.facts);
  const isPatched = isFilled || (ways.length > 0 && ways.every(({ patches }) => patches.length > 0));
  return { is: 'resource', isPatched };
}

function migrateTarget<B extends Base>(
  { target }: PatchNode,
  uses: readonly PatchUse[],
  moved: MovedKind<B>,
  context: Context,
): void {
  if (!target) return;
  const { relation, bases } = targetOf(uses, moved, context);
  if (!isTold({ relation, bases })) return;
  const kustomizations = uses.map(({ kustomization }) => kustomization);
  const rivals = rivalsOf(readSelector(target), kustomizations, bases, moved, context.facts);
  const unit = contextOfUnit([...bases, ...rivals], moved, context, target);
  const summary = `patch target for ${moved.to.kind}: group and version`;
  contextFor(bases, target, unit).rewrite(target, summary, (edit, report) => {
    migrateSelector(target, bases, moved, edit);
    keepApart(target, 'pattern', kustomizations, bases, moved, context, edit);
    if (edit.changes.length > 0 && bases.length === 0) reportMissingBase(moved.to.kind, target, report);
  });
}

function targetOf<B extends Base>(
  uses: readonly PatchUse[],
  moved: MovedKind<B>,
  { facts }: Context,
): PatchTarget<B> {
  const tree = KustomizeTree.of(facts);
  const targets = uses.map(({ selector, kustomization }): PatchTarget<B> => {
    const relation = selector ? relationOf(selector, moved) : 'none';
    if (!selector || relation === 'none') return { relation, bases: [], isStuck: false };
    const bases = basesOf(moved, facts, tree, kustomization, selector);
    return { relation, bases, isStuck: isTold({ relation, bases }) && isStuck(selector, bases, moved) };
  });
  const relations = new Set(targets.map(({ relation }) => relation));
  const [relation = 'none'] = relations.size > 1 ? (['also'] as const) : relations;
  const bases = targets.flatMap((target) => target.bases);
  return { relation, bases, isStuck: targets.some((target) => target.isStuck) };
}

/** Whether what a target takes is certain: what takes other kinds, too, may take no other here. */
function isTold({ relation, bases }: Pick<PatchTarget<Base>, 'relation' | 'bases'>): boolean {
  return relation !== 'also' || bases.length > 0;
}

/** The objects that a patch of this name is for, as a kustomization names it. */
export function basesOfUse<B extends Base>(
  { kustomization, selector }: PatchUse,
  { name }: Pick<KubernetesObject, 'name'>,
  moved: MovedKind<B>,
  { facts }: Context,
): B[] {
  const tree = KustomizeTree.of(facts);
  return basesOf(
    moved,
    facts,
    tree,
    kustomization,
    selector ?? { kind: kindPattern(moved), name: name ?? '.*' },
  );
}

/** With a target, a patch needs no apiVersion and kind of its own. */
function patchObject(root: Node | undefined): KubernetesObject | undefined {
  const mapping = asMapping(root);
  return mapping && objectAt(mapping);
}

function kindPattern(moved: MovedKind): string {
  return [...new Set(namesOf(moved).map(({ kind }) => kind))].join('|');
}

function holdsWord(text: string, moved: MovedKind): boolean {
  return namesOf(moved).some(({ kind, group }) => text.includes(kind) || text.includes(group));
}
