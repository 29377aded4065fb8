import { type Change, type Place, placeOf, type Range, Declined } from '../yaml';
import type { ManifestDocument } from '../kubernetes/document';
import { startOf } from '../kubernetes/place';
import type { ContextIgnores } from '../transform';
import { type Ignore, isFor } from './ignore';

/** What comments in a document say to leave alone for a transform; an ignore that is met here was of use. */
export function contextIgnores(document: ManifestDocument, transform: string): ContextIgnores {
  const used = (ignore: Ignore | undefined): boolean => {
    ignore?.uses.add(transform);
    return ignore !== undefined;
  };
  return {
    over: (place) => used(ignoreOver(document, transform, place)),
    within: (place) => used(ignoreWithin(document, transform, place)),
    against: (change) => used(ignoreAgainst(document, transform, change)),
    in: (inner) => contextIgnores(inner, transform),
  };
}

/** The comment that says to leave a place of a document alone for a transform, with all that is in it. */
export function ignoreOver(document: ManifestDocument, transform: string, place: Place): Ignore | undefined {
  return find(document, transform, place, (range) => liesIn(place, range));
}

/** The comment that says to leave a place alone, or a part of it. */
export function ignoreWithin(
  document: ManifestDocument,
  transform: string,
  place: Place,
): Ignore | undefined {
  return find(
    document,
    transform,
    place,
    (range) => liesIn(place, range) || (place.kind !== 'spot' && overlaps(range, place.range)),
  );
}

/** The comment that a change cannot be made for. Beside what is left alone, something new may be put. */
function ignoreAgainst(document: ManifestDocument, transform: string, change: Change): Ignore | undefined {
  const isNew = change.type === 'insert' || change.type === 'append';
  return (isNew ? ignoreOver : ignoreWithin)(document, transform, placeOf(change));
}

/** Looks at the document's own ignores, then at those of what it stands in. */
function find(
  { ignores, host }: ManifestDocument,
  transform: string,
  place: Place,
  isMeant: (range: Range) => boolean,
): Ignore | undefined {
  const own = ignores.find((each) => each.range && isFor(each, transform) && isMeant(each.range));
  if (own || !host) return own;
  return ignoreOver(host.document, transform, { kind: 'spot', offset: host.toOuter(startOf(place)) });
}

/** Through an alias, a place lies both where it is written and where it is named. */
function liesIn(place: Place, range: Range): boolean {
  if (place.kind === 'spot') return range.start <= place.offset && place.offset < range.end;
  for (let at: Exclude<Place, { kind: 'spot' }> | undefined = place; at; at = at.parent) {
    if (contains(range, 'alias' in at && at.alias ? at.alias : at.range)) return true;
  }
  return false;
}

function contains(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function overlaps(one: Range, other: Range): boolean {
  return one.start < other.end && other.start < one.end;
}

/** What was asked for is not done since a comment says to leave alone what it is about, in part at least. */
export class LeftAlone extends Declined {
  /** @param why as in "not rewritten: why" */
  constructor(why = 'an ignore comment excludes a part of it, and it can only be rewritten as a whole') {
    super(why);
  }
}
