import { type FactPlace, givenFiles, NotAllGiven } from '../facts';
import { grouped } from '../grouped';
import { describePlace } from '../kubernetes/object';
import { areaOf, fileOf } from '../kubernetes/path';
import { LeftAlone } from '../suppress/ignore';
import type { Context } from '../transform';
import { Declined, type Node, type Place } from '../yaml';
import { idOf, partsOf } from './bases';
import { basesMeant, type Meant, type NamedObject } from './meant';
import { isUnread } from './unread';
import { unitPlace } from './units';
import { contextOfGiven, contextThatDeclines, isAmbiguous, isAskedFor, tried } from './given';
import type { Base, MovedKind, Obstacle } from './moved-kind';

/**
 * An object, its patches and what names it move together. Where a part of them cannot move, or is in files that were not
 * given, none is rewritten.
 *
 * @param bases the objects of the tree that are rewritten or patched
 * @param node all that changes with them at a place, so that nobody takes it for a miss where it stays
 */
export function contextOfUnit<B extends Base>(
  bases: readonly B[],
  moved: MovedKind<B>,
  context: Context,
  node?: Node,
): Context {
  if (context.collect) return contextThatCollects({ bases }, moved, context);
  // Of one that a condition decides on, the template says what is wrong with it.
  const isItself = (base: B) =>
    base.obstacle?.isOfCondition && node && idOf(base) === idOf({ place: context.locate(node) });
  const unread = bases.find((base) => isUnread(base) && !isItself(base))?.obstacle;
  if (unread) return contextThatDeclines(new Declined(unread.reason, undefined, unread.help), context);
  const obstacle = bases.find((base) => base.obstacle && !isUnread(base))?.obstacle;
  return obstacle ? contextThatStays(obstacle, node, context) : contextOfGiven(bases, moved, context);
}

/** The same for what only names objects: it follows, whatever becomes of them, or holds them where it cannot. */
export function contextOfFollower<B extends Base>(
  named: NamedObject,
  moved: MovedKind<B>,
  context: Context,
): Context {
  const meant = { ...named, ...basesMeant(named, moved, context.facts) };
  if (context.collect) return contextThatCollects(meant, moved, context);
  const { bases, means } = meant;
  const given = contextOfGiven(means === 'perhaps' ? [] : bases, moved, context);
  return {
    ...given,
    rewrite(place, summary, ask) {
      // Of a rule on many objects, some move all the same.
      const at = describePlace(context.locate(place));
      const held = bases.find(({ obstacle }) => obstacle && describePlace(obstacle.place) === at)?.obstacle;
      (held ? contextThatStays(held, undefined, context) : given).rewrite(place, summary, ask);
    },
  };
}

/** The objects that something surely names: those of its chart or folder, or of the only one that has any. */
function surelyMeant<B extends Base>({ bases, means }: Meant<B>, { path }: FactPlace): readonly B[] {
  if (means === 'perhaps') return [];
  const areas = grouped(bases, (base) => areaOf(base.place.path));
  return areas.get(areaOf(path)) ?? (areas.size === 1 ? bases : []);
}

/** Notes, where a rehearsal asks for it, a place that nobody rewrites and that has to change along with objects. */
export function collectFollower<B extends Base>(
  node: Node,
  named: NamedObject,
  moved: MovedKind<B>,
  { collect, ignores, locate, facts }: Context,
): void {
  if (!collect) return;
  const { bases, means } = basesMeant(named, moved, facts);
  const objects = bases.filter(({ isKept }) => !isKept).map(idOf);
  if (objects.length === 0 || ignores.over(node)) return;
  const place = locate(node);
  collect(partsOf(moved), place, () => {
    return { place, objects, follows: true, means, reason: undefined, isInProof: false };
  });
}

/**
 * Notes what would change, and why it cannot.
 *
 * @param meant the objects, and how they are meant by what only names them
 */
function contextThatCollects<B extends Base>(
  meant: { readonly bases: readonly B[] } | (NamedObject & Meant<B>),
  moved: MovedKind<B>,
  context: Context,
): Context {
  const { bases } = meant;
  const idsOf = (some: readonly B[]) => some.filter(({ isKept }) => !isKept).map(idOf);
  const objects = idsOf(bases);
  const unread = bases.find(isUnread)?.obstacle?.reason;
  return {
    ...context,
    rewrite(place, summary, ask) {
      context.rewrite(place, summary, ask);
      const outcome = tried(ask);
      if (outcome === 'nothing' || outcome instanceof LeftAlone) return;
      if (objects.length === 0 || context.ignores.over(place)) return;
      const at = context.locate(place);
      context.collect?.(unitPlace, at, () => ({ place: at, objects }));
      context.collect?.(partsOf(moved), at, (obstacle) => {
        const isInProof = outcome === 'something' && obstacle !== undefined;
        const own = outcome === 'something' ? obstacle : outcome.message;
        const reason = outcome === 'something' ? (unread ?? own) : own;
        const part = { place: at, objects, reason, isInProof };
        if (!('means' in meant)) return { ...part, follows: false };
        const held = own === undefined ? [] : surelyMeant(meant, at);
        if (held.some(({ isOld }) => isOld)) return { ...part, objects: idsOf(held), follows: false };
        return { ...part, follows: true, means: meant.means };
      });
    },
  };
}

/** Leaves a part of what cannot move as a whole. That is reported once, where the reason is. */
export function contextThatStays(
  { reason, place: first, parts }: Obstacle,
  node: Node | undefined,
  context: Context,
): Context {
  const given = givenFiles(context.facts);
  const isGiven = ({ path }: FactPlace) => given.size === 0 || given.has(path);
  // Where a comment keeps a part of what a patch or name is for, nothing is asked for there any more: the object tells.
  const telling = isAmbiguous(reason) ? parts.filter((part) => part.objects.includes(idOf(part))) : parts;
  const told = telling.map(({ place }) => place).find(isGiven) ?? first;
  // Where a run over the whole tree reports it.
  const usual = telling[0]?.place ?? first;
  const others = parts.slice(1).filter(({ place }) => place !== told);
  const listed = others.slice(0, mostListed).map((part) => {
    const isOther = part.reason !== undefined && part.reason !== reason;
    return describePlace(part.place) + (isOther ? ` (${part.reason})` : '');
  });
  const more = moreOf(others.slice(mostListed).map(({ place }) => place));
  const messageAt = (place: FactPlace) => (place === first ? reason : `${reason} (${describePlace(first)})`);
  const message = messageAt(told);
  const whole = { type: 'finding', path: fileOf(usual.path), message: messageAt(usual) } as const;
  const helpWith = (own = 'change it manually, or fix what prevents the rewrite and run again') =>
    `${own}; these must change together with it: ${listed.join(', ')}${more}`;
  const isTold = (place: Place): boolean => {
    const at = context.locate(place);
    return at.path === told.path && at.line === told.line && at.column === told.column;
  };
  return {
    ...context,
    report: () => undefined,
    rewrite(place, summary, ask) {
      const isReason = isTold(place);
      if (!isReason && !isAskedFor(ask)) return;
      const kept = node ?? nodeOf(place);
      if (kept) context.keep(kept);
      if (isReason)
        context.rewrite(place, summary, () => {
          const why = tried(ask);
          const isDeclined = why instanceof Declined && !(why instanceof LeftAlone);
          const offset = isDeclined ? why.offset : undefined;
          const own = isDeclined ? why.help : undefined;
          const help = others.length === 0 ? own : helpWith(own);
          throw told === usual
            ? new Declined(message, offset, help)
            : new NotAllGiven(message, whole, offset, help);
        });
    },
  };
}

const mostListed = 12;

/** The files of the places that are too many to be listed; where these are too many as well, how to find them. */
function moreOf(rest: readonly FactPlace[]): string {
  if (rest.length === 0) return '';
  const files = [...new Set(rest.map(({ path }) => fileOf(path)))];
  const hidden = files.length - mostListed;
  const others = hidden > 0 ? ` and ${hidden} more files; search the tree for its name to list them` : '';
  return `, and ${rest.length} more in ${files.slice(0, mostListed).join(', ')}${others}`;
}

function nodeOf(place: Place): Node | undefined {
  if (place.kind === 'spot') return undefined;
  return place.kind === 'entry' || place.kind === 'item' ? place.value : place;
}
