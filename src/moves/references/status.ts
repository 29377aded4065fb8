import type { Context } from '../../transform';
import type { Facts } from '../../facts';
import { asMapping, Declined, holdersOf, type Mapping, type Node } from '../../yaml';
import { chartFolderOf } from '../../kubernetes/path';
import { areMoving, placesOf } from '../bases';
import { basesMeant, type NamedObject } from '../meant';
import { nounOf, plural } from '../nouns';
import { contextThatStays } from '../unit';
import { isUnread } from '../unread';
import { type Base, certainEntry, type MovedKind, newApiVersion, textUnder } from '../moved-kind';

/** What becomes of the objects that something names: all move, comments exclude all of them, or some. */
export type MoveStatus = 'moves' | 'stays' | 'both';

/** Of objects that do not lie in the tree, nothing excludes any. */
export function statusOf<B extends Base>(
  named: NamedObject,
  moved: Pick<MovedKind<B>, 'bases'>,
  facts: Facts,
): MoveStatus {
  const statuses = facts.derivedFor(moved.bases, noStatuses);
  const key = JSON.stringify([named.name, named.namespace, named.path]);
  const known = statuses.get(key) ?? findStatus(named, moved, facts);
  statuses.set(key, known);
  return known;
}

const noStatuses = () => new Map<string, MoveStatus>();

function findStatus<B extends Base>(
  named: NamedObject,
  moved: Pick<MovedKind<B>, 'bases'>,
  facts: Facts,
): MoveStatus {
  const excluded = excludedOf(named, moved, facts);
  if (excluded.length === 0) return 'moves';
  if (excluded.some(({ obstacle }) => obstacle?.isOfCondition)) return 'both';
  // What names one by its old name means none of its namesakes that have the new one.
  const isOther = ({ isKept, isOld }: B) => !isKept && (isOld || named.name === undefined);
  return basesMeant(named, moved, facts).bases.some(isOther) ? 'both' : 'stays';
}

/** Whether something that names an object stays since that cannot move. */
export function isHeld<B extends Base>(
  named: NamedObject,
  moved: Pick<MovedKind<B>, 'bases'>,
  facts: Facts,
): boolean {
  return excludedOf(named, moved, facts).some(({ obstacle }) => obstacle !== undefined);
}

/** The objects that may be meant and that comments exclude. */
function excludedOf<B extends Base>(
  named: NamedObject,
  moved: Pick<MovedKind<B>, 'bases'>,
  facts: Facts,
): B[] {
  return basesMeant(named, moved, facts).bases.filter(({ isKept, isOld }) => isKept && isOld);
}

/** The status of all objects that a rule or flag of an object is about: those of its namespace. */
export function statusAround<B extends Base>(
  node: Node,
  moved: Pick<MovedKind<B>, 'bases'>,
  { facts }: Context,
): MoveStatus {
  return statusOf({ namespace: namespaceAround(node) }, moved, facts);
}

/**
 * The namespace of what the innermost object around a node names without one: its own. Deployers and settings are about
 * objects anywhere.
 */
export function namespaceAround(node: Node): string | undefined {
  const metadataOf = (holder: Node) => asMapping(certainEntry(holder, 'metadata')?.value);
  const object = holdersOf(node).find((holder) => metadataOf(holder) !== undefined);
  const metadata = object && metadataOf(object);
  if (!metadata || isAboutAnywhere(object, metadata)) return undefined;
  const target = textUnder(certainEntry(object, 'spec')?.value, 'targetNamespace');
  return target ?? textUnder(metadata, 'namespace');
}

function isAboutAnywhere(object: Node, metadata: Node): boolean {
  const group = /^(?:argoproj\.io|kustomize\.toolkit\.fluxcd\.io|config\.gatekeeper\.sh)\//;
  return group.test(textUnder(object, 'apiVersion') ?? '') || textUnder(metadata, 'name') === 'argocd-cm';
}

/** What a reference names: without a namespace, what lies in that of its object. */
export function namedBy(mapping: Mapping, { locate }: Context): NamedObject {
  const namespace = textUnder(mapping, 'namespace') ?? namespaceAround(mapping);
  return { name: textUnder(mapping, 'name'), namespace, path: locate(mapping).path };
}

/** Whether what a place names moves; where it does not, or nobody can say, that is reported there. */
export function mayMove<B extends Base>(
  place: Node,
  named: NamedObject,
  moved: MovedKind<B>,
  context: Context,
): boolean {
  const status = statusOf(named, moved, context.facts);
  const code = named.name === undefined && usedByCode(moved, context.facts);
  if (status === 'moves' && code) {
    context.report({ at: place, ...code });
    return false;
  }
  if (status === 'stays') stayWithObject(place, named, moved, context);
  if (status === 'both') {
    // A condition that decides on the object has to decide on its name, where both are of one chart.
    const { path } = context.locate(place);
    const isOfChart = ({ obstacle, place: of }: B) =>
      obstacle?.isOfCondition && chartFolderOf(of.path) === chartFolderOf(path);
    const decision = excludedOf(named, moved, context.facts).find(isOfChart);
    if (decision?.obstacle) {
      const { reason, help } = decision.obstacle;
      context.rewrite(place, moved.to.kind, () => {
        throw new Declined(reason, undefined, help);
      });
    } else context.report({ at: place, ...ambiguous(named, moved, context.facts) });
  }
  return status === 'moves';
}

/**
 * Why what names the kind, and no object of it, stays as it is: no object in the tree moves, and code uses what the kind
 * was called before. A list of what that code may do would no longer go with it.
 */
function usedByCode<B extends Base>(moved: MovedKind<B>, facts: Facts) {
  const [place] = moved.code && !areMoving(moved, facts) ? facts.all(moved.code) : [];
  if (!place) return undefined;
  const { kind } = moved.to;
  return {
    level: 'warning',
    message: `not rewritten: code uses the old ${changingPart(moved)} of ${kind} (${place.path}:${place.line}), and may depend on this`,
    help: `change the two together to ${newApiVersion(moved)}, or this alone if that code does not read it`,
  } as const;
}

/** Leaves what names an excluded object with it. */
export function stayWithObject<B extends Base>(
  place: Node,
  named: NamedObject,
  moved: MovedKind<B>,
  context: Context,
): void {
  const { facts, keep, report } = context;
  keep(place);
  const unread = excludedOf(named, moved, facts).find(isUnread);
  if (unread?.obstacle) {
    const { reason, help } = unread.obstacle;
    // Where a rule that reads old fields holds it as well, that is said in its place.
    context.rewrite(place, moved.to.kind, () => {
      throw new Declined(reason, undefined, help);
    });
    return;
  }
  // What cannot move is reported where it is, with every place of it; here, if that file was not given.
  const stuck = excludedOf(named, moved, facts).find(({ obstacle }) => obstacle)?.obstacle;
  if (stuck)
    contextThatStays(stuck, undefined, context).rewrite(place, moved.to.kind, () => {
      throw new Declined(stuck.reason);
    });
  const excluded = excludedOf(named, moved, facts).filter(({ obstacle }) => !obstacle);
  if (excluded.length === 0) return;
  const what = changingPart(moved);
  report({
    level: 'note',
    at: place,
    message: `not rewritten: the ${moved.to.kind} that it names is excluded by an ignore comment (${placesOf(excluded)})`,
    help: `Istio ${moved.release} knows only the new ${what}: remove that comment once the ${nounOf(moved)} may move`,
  });
}

/** Reported for what names an object where nobody can say which. */
export function ambiguous<B extends Base>(named: NamedObject, moved: MovedKind<B>, facts: Facts) {
  const what = changingPart(moved);
  const excluded = excludedOf(named, moved, facts);
  const why = excluded.some(({ obstacle }) => obstacle) ? 'stay' : 'are excluded by an ignore comment';
  return {
    // Nobody has told that one which cannot be read is to stay.
    level: excluded.some(isUnread) ? 'error' : 'warning',
    message: `ambiguous: some of the ${plural(moved.to.kind)} that this may name ${why} (${placesOf(excluded)}), others are migrated`,
    help: `if it names one that is migrated, change the ${what} manually; if it names all of them, add the new ${what}`,
  } as const;
}

/** Which part of its name tells an old object of the kind from a new one. */
export function changingPart({ to, from }: Pick<MovedKind, 'to' | 'from'>): 'group' | 'version' {
  return from.some(({ group }) => group !== to.group) ? 'group' : 'version';
}
