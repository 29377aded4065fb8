import { type Change, type Place, placeOf, type Range } from '../../yaml';
import type { ManifestDocument } from '../document';
import { startOf } from '../place';
import { type Ignore, isFor } from './ignore';

/** Whether a comment says to leave a place of a document alone, with all that is in it. */
export function isIgnored(document: ManifestDocument, transform: string, place: Place): boolean {
  return isIgnoredBy(
    document,
    transform,
    ({ range }) => range !== undefined && liesIn(place, range),
    startOf(place),
  );
}

/** Whether a comment says to leave a part of a place alone, or all of it. */
export function isIgnoredInPart(document: ManifestDocument, transform: string, place: Place): boolean {
  if (place.kind === 'spot') return isIgnored(document, transform, place);
  const isMeant = ({ range }: Ignore) =>
    range !== undefined && (liesIn(place, range) || overlaps(range, place.range));
  return isIgnoredBy(document, transform, isMeant, startOf(place));
}

/** Whether a change touches what is to be left alone. Beside it, something new may be put. */
export function touchesIgnored(document: ManifestDocument, transform: string, change: Change): boolean {
  const place = placeOf(change);
  return change.type === 'insert' || change.type === 'append'
    ? isIgnored(document, transform, place)
    : isIgnoredInPart(document, transform, place);
}

/** Looks at the document's own ignores, and at those of what it stands in; the first that counts was of use. */
function isIgnoredBy(
  { ignores, host }: ManifestDocument,
  transform: string,
  isMeant: (ignore: Ignore) => boolean,
  offset: number,
): boolean {
  const ignore = ignores.find((each) => isFor(each, transform) && isMeant(each));
  ignore?.uses.add(transform);
  if (ignore || !host) return ignore !== undefined;
  return isIgnored(host.document, transform, { kind: 'spot', offset: host.toOuter(offset) });
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
