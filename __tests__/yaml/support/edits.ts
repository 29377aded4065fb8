import { applyEdits, type Edit } from '../../../src/yaml';
import { arrange } from '../../../src/yaml/text';
import { fc } from './runs';

/** Where edits may begin and end, two by two, and what they put there. */
const cuts = fc.array(fc.tuple(fc.nat(40), fc.string({ maxLength: 3 })));

/** Edits of a text that do not overlap, in their order. */
function editsAt(text: string, places: readonly (readonly [offset: number, text: string])[]): Edit[] {
  const offsets = places.map(([offset]) => Math.min(offset, text.length)).sort((a, b) => a - b);
  const edits: Edit[] = [];
  for (let index = 0; index + 1 < offsets.length; index += 2) {
    const [start = 0, end = 0] = [offsets[index], offsets[index + 1]];
    edits.push({ start, end, text: places[index]?.[1] ?? '' });
  }
  return edits;
}

/** A text, and edits of it. */
export const edited = fc
  .tuple(fc.string({ maxLength: 40 }), cuts)
  .map(([text, places]) => ({ text, edits: editsAt(text, places) }));

/** A text, edits of it, and edits of what those leave. */
export const editedTwice = fc.tuple(edited, cuts).map(([{ text, edits }, places]) => {
  const first = arrange(edits);
  const between = applyEdits(text, first);
  return { text, first, between, second: arrange(editsAt(between, places)) };
});
