import { LineIndex, type Place } from '../yaml';
import type { ManifestDocument } from './document';
import type { FactPlace } from '../facts';

/** Where a place of a document is, in the file as it was read. */
export function factPlaceOf(document: ManifestDocument, place: Place): FactPlace {
  const offset = outermostOffset(document, startOf(place));
  let outermost = document;
  while (outermost.host) outermost = outermost.host.document;
  const { path, text, within } = outermost;
  const position = within ? linesOf(within.outer).at(within.toOuter(offset)) : linesOf(text).at(offset);
  return { path, ...position };
}

let last = { text: '', lines: new LineIndex('') };

/** The lines of a text. Many facts of one file come one after the other: its lines are counted once. */
function linesOf(text: string): LineIndex {
  if (last.text !== text) last = { text, lines: new LineIndex(text) };
  return last.lines;
}

/** Where an offset of a document's text lies in the text that is in no scalar. */
export function outermostOffset({ host }: ManifestDocument, offset: number): number {
  return host ? outermostOffset(host.document, host.toOuter(offset)) : offset;
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
