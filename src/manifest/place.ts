import { LineIndex, type Place } from '../yaml';
import type { ManifestDocument } from './document';
import type { FactPlace } from './facts';

/** Where a place of a document is, in the file as it was read. */
export function factPlaceOf(document: ManifestDocument, place: Place): FactPlace {
  let offset = startOf(place);
  let outermost = document;
  for (; outermost.host; outermost = outermost.host.document) offset = outermost.host.toOuter(offset);
  const { path, text, within } = outermost;
  const position = within
    ? new LineIndex(within.outer).at(within.toOuter(offset))
    : new LineIndex(text).at(offset);
  return { path, ...position };
}

/** Offset at which a place starts: an entry at its key, a node where its alias or content starts. */
export function startOf(place: Place): number {
  if (place.kind === 'spot') return place.offset;
  if (place.kind === 'entry') return place.range.start;
  const node = place.kind === 'item' ? place.value : place;
  return (node.alias ?? node.content).start;
}

/** `path:line`, as a message names another file. */
export function describePlace({ path, line }: FactPlace): string {
  return `${path}:${line}`;
}
