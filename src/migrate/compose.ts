import type { Ignore } from '../suppress/ignore';
import { type Edit, Offsets, type Range } from '../yaml';
import type { FileMigration } from './plan';
import { movedRange, relocated } from './request';

/** A stretch of the first text that is still there, or a text that came in. */
type Piece = Range | { readonly text: string };

/**
 * The edits that do at once what two rounds of edits do one after the other. Both are arranged; offsets of the second
 * count in the text that the first leaves.
 *
 * @param length how long the first text is
 */
export function composeEdits(first: readonly Edit[], second: readonly Edit[], length: number): Edit[] {
  const take = takingFrom(piecesOf(first, length));
  const result: Piece[] = [];
  let at = 0;
  for (const { start, end, text } of second) {
    for (const piece of take(start - at)) result.push(piece);
    take(end - start);
    result.push({ text });
    at = end;
  }
  return editsOf([...result, ...take(Infinity)], length);
}

function piecesOf(edits: readonly Edit[], length: number): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { start, end, text } of edits) {
    pieces.push({ start: at, end: start }, { text });
    at = end;
  }
  return [...pieces, { start: at, end: length }].filter((piece) => lengthOf(piece) > 0);
}

/** Takes so many characters from the front of the pieces, and the next time those behind them. */
function takingFrom(pieces: readonly Piece[]): (count: number) => Piece[] {
  let [next, used] = [0, 0];
  return (count) => {
    const taken: Piece[] = [];
    let left = count;
    for (let piece = pieces[next]; piece && left > 0; piece = pieces[next]) {
      const all = lengthOf(piece);
      const end = Math.min(all, used + left);
      taken.push(sliceOf(piece, used, end));
      left -= end - used;
      [next, used] = end === all ? [next + 1, 0] : [next, end];
    }
    return taken;
  };
}

function editsOf(pieces: readonly Piece[], length: number): Edit[] {
  const edits: Edit[] = [];
  let at = 0;
  let text = '';
  for (const piece of [...pieces, { start: length, end: length }]) {
    if ('text' in piece) {
      text += piece.text;
      continue;
    }
    if (piece.start > at || text !== '') edits.push({ start: at, end: piece.start, text });
    at = piece.end;
    text = '';
  }
  return edits;
}

function lengthOf(piece: Piece): number {
  return 'text' in piece ? piece.text.length : piece.end - piece.start;
}

function sliceOf(piece: Piece, from: number, to: number): Piece {
  return 'text' in piece
    ? { text: piece.text.slice(from, to) }
    : { start: piece.start + from, end: piece.start + to };
}

/**
 * What two stages do to a file, one after the other. All offsets count in the text before the first.
 *
 * @param length how long that text is
 */
export function composed(first: FileMigration, second: FileMigration, length: number): FileMigration {
  const offsets = new Offsets(first.edits);
  const back = (offset: number): number => offsets.before(offset);
  const done = [...first.done, ...second.done.map((request) => relocated(request, back))];
  const edits = composeEdits(first.edits, second.edits, length);
  return {
    text: second.text,
    edits,
    // What a later stage changes may lie in what an earlier one made: the two are one fix.
    proven: second.edits.length === 0 ? first.proven : [{ done, edits }],
    done,
    notes: [...first.notes, ...second.notes.map((note) => relocated(note, back))],
    kept: [...first.kept, ...second.kept.map((range) => movedRange(range, back))],
    ignores: withUses(
      first.ignores,
      second.ignores.map((ignore) => relocated(ignore, back)),
    ),
    ...(second.problem && { problem: relocated(second.problem, back) }),
  };
}

/** A comment that one of the stages had a use for is of use. */
function withUses(ignores: readonly Ignore[], again: readonly Ignore[]): readonly Ignore[] {
  const byOffset = new Map(ignores.map((ignore) => [ignore.offset, ignore]));
  for (const { offset, uses } of again) {
    for (const id of uses) byOffset.get(offset)?.uses.add(id);
  }
  return ignores;
}
