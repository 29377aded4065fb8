import type { Place } from '../yaml';

/** Where in the text a person is to look for a place. */
export function offsetOf(place: Place): number {
  if (place.kind === 'spot') return place.offset;
  if (place.kind === 'entry') return place.range.start;
  const node = place.kind === 'item' ? place.value : place;
  return (node.alias ?? node.content).start;
}
