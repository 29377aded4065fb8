import type { ManifestDocument } from '../kubernetes/document';
import { describeKustomization } from '../kustomize/kustomization';
import { readBuilds } from '../kustomize/read';
import { KustomizeTree } from '../kustomize/tree';
import type { Facts } from '../facts';
import type { Context } from '../transform';
import { Declined, entryOf, type Place, type Text, unlessDeclined } from '../yaml';
import { basesIn } from './bases';
import type { Base, MovedKind } from './moved-kind';
import { plural } from './status';
import { contextOfUnit } from './unit';

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
  if (!isOfOperation(text)) return false;
  const bases = basesBuiltBy(document, moved, context.facts);
  if (bases.length === 0) return false;
  const { kind, version } = moved.to;
  contextOfUnit(bases, moved, context, text).rewrite(at, `patch for ${kind}`, () => {
    throw new Declined(
      `a template inserts this patch of a field that ${version} ${plural(kind)} do not have`,
    );
  });
  return true;
}

/** Whether a text is the path of an operation of JSON 6902, or holds such operations. */
function isOfOperation({ value, parent }: Text): boolean {
  return (
    /(?:^|[\s{,])["']?op["']?:/.test(value) ||
    (parent?.kind === 'entry' && unlessDeclined(() => entryOf(parent.parent, 'op')) !== undefined)
  );
}

/** The old objects that what is in a document builds, in the folders that it names. */
function basesBuiltBy<B extends Base>(document: ManifestDocument, moved: MovedKind<B>, facts: Facts): B[] {
  let outermost = document;
  while (outermost.host) outermost = outermost.host.document;
  const tree = KustomizeTree.of(facts);
  const reached = readBuilds(outermost)
    .filter(({ builds }) => builds !== undefined)
    .map((build) => tree.reach(describeKustomization(outermost, build)));
  return basesIn(moved, facts).filter(
    ({ path, isOld, isKept, obstacle }) =>
      isOld && (!isKept || obstacle) && reached.some((reach) => reach.has(path)),
  );
}
