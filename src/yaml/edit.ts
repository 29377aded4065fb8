import { Declined } from './declined';
import type { Range } from './lines';

/** Replaces a stretch of the original text. An insertion is an edit of an empty stretch. */
export interface Edit extends Range {
  readonly text: string;
}

/**
 * Sorts edits by place; insertions at one place keep the order they came in. Stretches that are only taken out may
 * overlap, and become one.
 *
 * @throws Declined if two edits touch the same text otherwise
 */
export function arrange(edits: readonly Edit[]): Edit[] {
  const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const arranged: Edit[] = [];
  for (const edit of sorted) {
    const previous = arranged.at(-1);
    if (!previous || edit.start >= previous.end) {
      arranged.push(edit);
    } else if (edit.text === '' && previous.text === '') {
      // Neighbours that go may both take the blank lines between them.
      arranged.splice(-1, 1, { ...previous, end: Math.max(previous.end, edit.end) });
    } else {
      throw new Declined('two changes touch the same text', edit.start);
    }
  }
  return arranged;
}

/** The text with the edits made. They must be arranged. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const edit of edits) {
    pieces.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  pieces.push(text.slice(at));
  return pieces.join('');
}

/** Where an offset of the original text lies after the edits; inside replaced text, where the replacement starts. */
export function moveOffset(offset: number, edits: readonly Edit[]): number {
  let moved = offset;
  for (const edit of edits) {
    if (edit.start > offset) break;
    if (edit.end > offset) return moved - (offset - edit.start);
    moved += edit.text.length - (edit.end - edit.start);
  }
  return moved;
}

/** Where an offset of the edited text lay before the edits, which must be arranged: the opposite of {@link moveOffset}. */
export function originalOffset(offset: number, edits: readonly Edit[]): number {
  let moved = 0;
  for (const edit of edits) {
    const start = edit.start + moved;
    if (start > offset) break;
    if (offset < start + edit.text.length) return Math.min(edit.start + (offset - start), edit.end);
    moved += edit.text.length - (edit.end - edit.start);
  }
  return offset - moved;
}
