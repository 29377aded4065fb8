import type { FactKind, Facts } from '../facts';
import { grouped } from '../grouped';
import { type ManifestDocument, recogniseDocument } from '../kubernetes/document';
import { fileOf, madeFrom } from '../kubernetes/path';
import { innermostAt, type KubernetesObject, startOf } from '../kubernetes/object';
import { isParseProblem, type Node, parseDocument, type Place, splitDocuments } from '../yaml';
import { type Kustomization, kustomizationsOf, type NamedPatch } from './kustomization';
import { readOperations } from './operation';
import { selects } from './selector';
import { KustomizeTree } from './tree';
import { namesUpTo, waysOf } from './ways';

/** An object of the tree that patches may be for. */
export interface Patched {
  readonly path: string;
  readonly kind: string;
  readonly name: string | undefined;
}

/** A patch that may be for an object. */
export interface PatchOver extends NamedPatch {
  /** Whether an object of this name in it means that object: one without a target says itself what it is for. */
  readonly isFor: (name: string | undefined) => boolean;
}

/** The patches that kustomizations may lay over an object, which they may have given other names on the way. */
export function patchesOver(object: Patched, facts: Facts): PatchOver[] {
  const patching = KustomizeTree.of(facts).patchingOver(object.path);
  return patching.flatMap((kustomization) => patchesIn(kustomization, object, facts));
}

/** A way that an object takes to where it is built, with the patches on it. */
export interface PatchedWay {
  /** The file of the kustomization that nothing builds on any more. */
  readonly top: string;
  readonly patches: readonly PatchOver[];
}

/**
 * The patches that may be for an object, by each way that it takes to where it is built: overlays beside one another do
 * not share them. Empty if no kustomization patches it.
 */
export function patchesByWay(object: Patched, facts: Facts): readonly PatchedWay[] {
  const patches = patchesOver(object, facts);
  if (patches.length === 0) return [];
  const ways = waysOf(object.path, facts);
  // What only a component names is built elsewhere, if at all.
  if (ways.length === 0) return [{ top: patches.at(-1)?.namedIn ?? object.path, patches }];
  return ways.map((way) => ({
    top: way.at(-1)?.path ?? object.path,
    patches: way.flatMap((kustomization) => patchesIn(kustomization, object, facts)),
  }));
}

/** The patches of one kustomization for an object that it reaches, in their order. */
export function patchesIn(kustomization: Kustomization, object: Patched, facts: Facts): PatchOver[] {
  const names = namesUpTo(kustomization, object, facts);
  const isTaken = ({ selector }: NamedPatch) =>
    !selector || [...names].some((name) => selects(selector, { kind: object.kind, name, labels: {} }));
  return kustomization.patches.filter(isTaken).map((patch) => ({
    ...patch,
    isFor: (name: string | undefined) => patch.selector !== undefined || names.has(name),
  }));
}

/** What a file says of an object, or in a JSON patch of whatever its target takes. */
export interface Statement {
  readonly path: string;
  /** Undefined in a JSON patch, whose target is named elsewhere. */
  readonly name: string | undefined;
}

/** A patch, with what it says of an object. */
export interface Saying<S extends Statement> {
  readonly patch: PatchOver;
  readonly says: readonly S[];
}

/**
 * What patches over an object say of it.
 *
 * @param statements those that a survey found in files
 * @param read finds them in a document: a patch may be a text of the kustomization
 */
export function sayingsOf<S extends Statement>(
  patches: readonly PatchOver[],
  facts: Facts,
  statements: FactKind<S>,
  read: (document: ManifestDocument) => readonly S[],
): Saying<S>[] {
  const byPath = facts.derivedFor(statements, statementsByPath<S>);
  return patches.map((patch) => {
    const { path = '', text, namedIn, isFor } = patch;
    const all =
      text === undefined ? (byPath.get(madeFrom(path)) ?? []) : documentsIn(text, namedIn).flatMap(read);
    return { patch, says: all.filter(({ name }) => isFor(name)) };
  });
}

function statementsByPath<S extends Statement>(facts: Facts, statements: FactKind<S>) {
  return grouped(facts.all(statements), ({ path }) => madeFrom(path));
}

/** The documents of a text, as those of a file. */
export function documentsIn(text: string, path: string): ManifestDocument[] {
  return splitDocuments(text).flatMap((range) => {
    const parsed = parseDocument(text, range);
    return isParseProblem(parsed) ? [] : recogniseDocument(path, parsed);
  });
}

/** What a document says of objects by words that a pattern finds, be it in the operations of a JSON patch. */
export function statementsIn(document: ManifestDocument, pattern: RegExp, ofKind?: string): Statement[] {
  const { text, objects, root, path } = document;
  const says = ({ range: { start, end } }: Node) => pattern.test(text.slice(start, end));
  const isMeant = ({ kind, mapping }: KubernetesObject) => (ofKind ?? kind) === kind && says(mapping);
  const isOperation = root !== undefined && readOperations(root) !== undefined && says(root);
  const names = [...objects.filter(isMeant).map(({ name }) => name), ...(isOperation ? [undefined] : [])];
  return names.map((name) => ({ path: fileOf(path), name }));
}

/** The other files that say something of the object at a place: patches over it, or the bases of the patch that it is in. */
export function layersBeside(
  place: Place,
  document: ManifestDocument,
  statements: FactKind<Statement>,
  pattern: RegExp,
  facts: Facts,
): string[] {
  const path = fileOf(document.path);
  const object = innermostAt(startOf(place), document.objects);
  const tree = KustomizeTree.of(facts);
  const isInline = document.path !== path;
  const patching = isInline
    ? kustomizationsOf(facts).filter((each) => each.path === path)
    : tree.patchUses(path).map(({ kustomization }) => kustomization);
  const below = facts.all(statements).filter(({ name, path: other }) => {
    const isSame = object?.name === undefined || name === undefined || name === object.name;
    return isSame && other !== path && patching.some((each) => tree.reach(each).has(other));
  });
  if (isInline || patching.length > 0 || !object) return below.map((each) => each.path);
  const read = (inner: ManifestDocument) => statementsIn(inner, pattern);
  return sayingsOf(patchesOver({ ...object, path }, facts), facts, statements, read)
    .filter(({ says }) => says.length > 0)
    .map(({ patch }) => patch.path ?? patch.namedIn);
}
