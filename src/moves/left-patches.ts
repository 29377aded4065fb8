import type { Context } from '../transform';
import type { KubernetesObject } from '../kubernetes/object';
import type { ManifestDocument } from '../kubernetes/document';
import { mayIgnore } from '../suppress/ignore';
import { readEmbedded } from '../kubernetes/embedded';
import type { Kustomization } from '../kustomize/kustomization';
import { type KustomizationNode, type PatchNode, readPatches } from '../kustomize/read';
import { KustomizeTree, type PatchUse } from '../kustomize/tree';
import { isAskedFor } from './kept';
import { basesIn } from './bases';
import type { Base, MovedKind } from './moved-kind';
import { placesOf } from './status';
import { basesOfPatch, basesOfUse, migratePatch } from './patches';

const help = 'the two no longer fit: remove that comment, or exclude the object as well';

/**
 * Tells of the patches in a kustomization that a comment keeps as they are, over objects that move. Below the comment
 * nothing is told, so it is where the kustomization brings them in.
 */
export function reportLeftPatches<B extends Base>(
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

function moves(bases: readonly Base[]): boolean {
  return bases.some(({ isKept }) => !isKept);
}

/** The same for patches in files of their own, where the object is: all of such a file is left alone. */
export function reportLeftFiles<B extends Base>(
  object: KubernetesObject,
  { path }: ManifestDocument,
  moved: MovedKind<B>,
  context: Context,
): void {
  const tree = KustomizeTree.of(context.facts);
  const isThis = (base: Base) => base.path === path && base.name === object.name && !base.isKept;
  const left = basesIn(moved, context.facts)
    .filter(({ isKept, isOld, obstacle }) => isKept && isOld && !obstacle)
    .filter((patch) =>
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
