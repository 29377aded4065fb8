import type { ManifestDocument } from '../../kubernetes/document';
import { readText } from '../../kubernetes/embedded';
import { objectAt } from '../../kubernetes/object';
import { folderOf } from '../../kubernetes/path';
import { describeKustomization, type Kustomization, kustomizationsOf } from '../../kustomize/kustomization';
import { readOperations } from '../../kustomize/operation';
import { readBuilds } from '../../kustomize/read';
import { contentOfPatch } from '../../kustomize/patches';
import { fits, type Selector, selects } from '../../kustomize/selector';
import { isInside, KustomizeTree } from '../../kustomize/tree';
import type { Facts } from '../../facts';
import type { Context } from '../../transform';
import { asMapping, entryOf, type Node, type Place, type Text, unlessDeclined, walk } from '../../yaml';
import { basesIn } from '../bases';
import { placeOf } from './old-paths';
import { type Base, isOfKind, isOldObject, type MovedKind } from '../moved-kind';
import { anchoredField, oldFieldsOf } from './patterns';
import { plural } from '../nouns';
import { relationOf } from './target';
import { holdBack } from './templated-patches';

/**
 * Leaves the objects that Flux or Argo CD builds with the operation of a patch for them that a template inserts: it may
 * be in an element of a generator, or in `templatePatch`.
 *
 * @param at the path of a field that moves
 * @returns whether it is such an operation
 */
export function holdByUnreadPatch<B extends Base>(
  document: ManifestDocument,
  text: Text,
  at: Place,
  moved: MovedKind<B>,
  context: Context,
): boolean {
  return isOfOperation(text) && hold(at, text, basesOf(buildsIn(document), moved, context), moved, context);
}

/**
 * The same for whole patches, with a target or a kind of their own. Values of a chart hold such patches as well, for
 * what its templates build.
 *
 * @returns the patches
 */
export function holdByUnreadPatches<B extends Base>(
  document: ManifestDocument,
  moved: MovedKind<B>,
  context: Context,
  isOther: (node: Node) => boolean,
): readonly Node[] {
  const held: Node[] = [];
  walk(document.root, (node) => {
    if (node.alias || !asMapping(node) || isOther(node)) return;
    const { inline, selector } = unlessDeclined(() => contentOfPatch(node, '.')) ?? {};
    if (!inline || !isForOldVersion(inline, selector, document, moved)) return;
    const bases = basesOf(buildsAround(document, context.facts), moved, context).filter(
      (base) => !selector || selects(selector, base),
    );
    if (hold(inline, inline, bases, moved, context)) held.push(node);
  });
  return held;
}

function hold<B extends Base>(
  at: Place,
  patch: Node,
  bases: readonly B[],
  moved: MovedKind<B>,
  context: Context,
): boolean {
  const { kind, version } = moved.to;
  const reason = `a template inserts this patch, which does not fit ${version} ${plural(kind)}`;
  return holdBack(at, patch, bases, reason, moved, context);
}

/** Whether a text is the path of an operation of JSON 6902, or holds such operations. */
function isOfOperation({ value, parent }: Text): boolean {
  return (
    /(?:^|[\s{,])["']?op["']?:/.test(value) ||
    (parent?.kind === 'entry' && unlessDeclined(() => entryOf(parent.parent, 'op')) !== undefined)
  );
}

/** Whether a patch is for the kind, by its target or by itself, and does not fit the new version. */
function isForOldVersion(
  inline: Node,
  selector: Selector | undefined,
  document: ManifestDocument,
  moved: MovedKind,
): boolean {
  if (selector && relationOf(selector, moved) !== 'only') return false;
  // With the group, it is a reference, which follows.
  if (selector && !selector.group && !fits(selector.version, moved.to.version)) return true;
  const roots =
    inline.kind === 'scalar'
      ? (readText(document, inline)?.documents ?? []).map(({ root }) => root)
      : [inline];
  return roots.some((root) => {
    const mapping = asMapping(root);
    if (!selector) {
      const object = mapping && objectAt(mapping);
      return object !== undefined && isOfKind(object, moved) && isOldObject(object, moved);
    }
    const operations = unlessDeclined(() => readOperations(root));
    const paths = operations?.flatMap(({ path, from = path }) => [path, from]);
    if (paths) return paths.some((path) => placeOf(path, moved)?.join('/') !== path.join('/'));
    return mapping !== undefined && oldFieldsOf(mapping, anchoredField, moved).length > 0;
  });
}

/** What the document builds, in the folders that it names. */
function buildsIn(document: ManifestDocument): Kustomization[] {
  const outermost = outermostOf(document);
  return readBuilds(outermost)
    .filter(({ builds }) => builds !== undefined)
    .map((build) => describeKustomization(outermost, build));
}

/** The same; where it builds nothing, what is built by files around it, of the nearest folder that has some. */
function buildsAround(document: ManifestDocument, facts: Facts): readonly Kustomization[] {
  const own = buildsIn(document);
  if (own.length > 0) return own;
  const ofTools = kustomizationsOf(facts).filter(({ isFromRoot }) => isFromRoot);
  for (let folder = folderOf(outermostOf(document).path); ; folder = folderOf(folder)) {
    const inside = ofTools.filter(({ path }) => isInside(path, folder));
    if (inside.length > 0 || folder === folderOf(folder)) return inside;
  }
}

function outermostOf(document: ManifestDocument): ManifestDocument {
  return document.host ? outermostOf(document.host.document) : document;
}

/** The old objects that kustomizations build. */
function basesOf<B extends Base>(
  builds: readonly Kustomization[],
  moved: MovedKind<B>,
  { facts }: Context,
): B[] {
  if (builds.length === 0) return [];
  const tree = KustomizeTree.of(facts);
  const reached = builds.map((build) => tree.reach(build));
  return basesIn(moved, facts).filter(({ path }) => reached.some((reach) => reach.has(path)));
}
