import type { Ignore } from '../suppress/ignore';
import { type Edit, originalOffset, type Range } from '../yaml';
import { type LocatedNote, relocated } from './outcome';
import type { FileMigration } from './plan';

/** A stretch of the first text that is still there, or a text that came in. */
type Piece = Range | { readonly text: string };

/**
 * The edits that do at once what two rounds of edits do one after the other. Both are arranged; offsets of the second
 * count in the text that the first leaves.
 *
 * @param length how long the first text is
 */
export function composeEdits(first: readonly Edit[], second: readonly Edit[], length: number): Edit[] {
  const source = piecesOf(first, length);
  const result: Piece[] = [];
  let at = 0;
  for (const { start, end, text } of second) {
    result.push(...take(source, start - at));
    take(source, end - start);
    if (text !== '') result.push({ text });
    at = end;
  }
  return editsOf([...result, ...source], length);
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

/** Takes so many characters from the front of the pieces. */
function take(pieces: Piece[], count: number): Piece[] {
  const taken: Piece[] = [];
  for (let left = count; left > 0;) {
    const piece = pieces.shift();
    if (!piece) break;
    const all = lengthOf(piece);
    if (all > left) {
      pieces.unshift(sliceOf(piece, left, all));
      taken.push(sliceOf(piece, 0, left));
    } else taken.push(piece);
    left -= all;
  }
  return taken;
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
  const back = (offset: number): number => originalOffset(offset, first.edits);
  const located = <T extends Pick<LocatedNote, 'offset' | 'about'>>(item: T): T => relocated(item, back);
  const done = second.done.map((request) => ({
    ...located(request),
    notes: request.notes.map(located),
  }));
  const edits = composeEdits(first.edits, second.edits, length);
  const parts = [...first.proven, ...(second.edits.length > 0 ? [{ done, edits: second.edits }] : [])];
  return {
    text: second.text,
    edits,
    // What a later stage changes may lie in what an earlier one made: the two are one fix.
    proven: second.edits.length === 0 ? first.proven : [{ done: parts.flatMap((part) => part.done), edits }],
    done: [...first.done, ...done],
    notes: [...first.notes, ...second.notes.map(located)],
    kept: [...first.kept, ...second.kept.map(({ start, end }) => ({ start: back(start), end: back(end) }))],
    ignores: withUses(first.ignores, second.ignores.map(located)),
    ...(second.problem && { problem: { ...second.problem, offset: back(second.problem.offset) } }),
  };
}

/** A comment that one of the stages had a use for is of use. */
function withUses(ignores: readonly Ignore[], again: readonly Ignore[]): readonly Ignore[] {
  for (const { offset, uses } of again) {
    const same = ignores.find((ignore) => ignore.offset === offset);
    for (const id of uses) same?.uses.add(id);
  }
  return ignores;
}
