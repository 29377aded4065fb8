import { fileDirectivesIn, linesOf, plainDirectivesIn } from '../suppress/directive';
import { type Ignore, ignoreOf, mayIgnore } from '../suppress/ignore';
import type { ManifestDocument } from '../kubernetes/document';
import { readText } from '../kubernetes/embedded';
import { type Range, type Scalar, stringOf, walk } from '../yaml';
import { type FencedBlock, findManifestBlocks } from '../markdown/blocks';
import { manifestFindings } from '../finding';
import { ManifestFile } from './manifest-file';
import { type LocatedNote, movedRange } from './request';

/** Every ignore in a manifest file, also in the texts of its scalars. All offsets count in the file. */
export function allIgnoresOf(file: ManifestFile): Ignore[] {
  return [...file.ownIgnores, ...file.documentsWithIgnores.flatMap(ignoresInTexts)];
}

/** The ignores in a text that is neither a manifest nor Markdown: each is for the line below, or for the whole file. */
export function ignoresOfPlainText(text: string): Ignore[] {
  return plainDirectivesIn(text).map((directive) =>
    ignoreOf(directive, linesOf(text, directive), () => new Set()),
  );
}

/** Every ignore in a Markdown text: those around its blocks, and those in them. */
export function ignoresOfMarkdown(path: string, text: string): Ignore[] {
  if (!mayIgnore(text)) return [];
  const inBlocks = findManifestBlocks(text).flatMap((view) =>
    ignoresOfBlock(new ManifestFile(path, view.text, { within: view }), view),
  );
  return [...ignoresAroundBlocks(text), ...inBlocks];
}

/** The ignores of a block of Markdown; offsets count in the Markdown text. */
export function ignoresOfBlock(file: ManifestFile, view: FencedBlock): Ignore[] {
  const whole = { start: view.toOuter(0), end: view.toOuter(view.text.length) };
  return allIgnoresOf(file).map((ignore) => carryIgnoreOut(ignore, whole, (offset) => view.toOuter(offset)));
}

/** The ignores for the whole of a Markdown text. */
export function ignoresAroundBlocks(text: string): Ignore[] {
  return fileDirectivesIn(text).map((directive) => ignoreOf(directive, undefined, () => new Set()));
}

/** An ignore of a part of a text, in the whole text. */
function carryIgnoreOut(ignore: Ignore, whole: Range, toOuter: (offset: number) => number): Ignore {
  const { range, offset } = ignore;
  return { ...ignore, offset: toOuter(offset), range: range && rangeIn(whole, range, toOuter) };
}

/** A part whose place in the whole is not known stands for all of it. */
function rangeIn(whole: Range, { start, end }: Range, toOuter: (offset: number) => number): Range {
  if (end === Infinity) return whole;
  const range = movedRange({ start, end }, toOuter);
  return range.start < range.end ? range : whole;
}

function ignoresInTexts(document: ManifestDocument): Ignore[] {
  const ignores: Ignore[] = [];
  walk(document.root, (node) => {
    // A text that is one scalar holds no other text: read again, it would be the same.
    if (node === document.root || node.kind !== 'scalar' || node.alias) return;
    if (!mayIgnore(stringOf(node) ?? '')) return;
    ignores.push(...ignoresOfText(document, node));
  });
  return ignores;
}

function ignoresOfText(document: ManifestDocument, scalar: Scalar): Ignore[] {
  const read = readText(document, scalar);
  const [first] = read?.documents ?? [];
  if (!read || !first) return [];
  const inner = [...first.ignores, ...read.documents.flatMap(ignoresInTexts)];
  return inner.map((ignore) => carryIgnoreOut(ignore, scalar.content, (offset) => read.toOuter(offset)));
}

/** What somebody may have meant by a word that is not known, or all there is. */
export function suggestion(
  word: string,
  known: readonly string[],
  all = `available: ${known.join(', ')}`,
): string {
  const near = nearest(word, known);
  return near === undefined ? all : `did you mean "${near}"?`;
}

/** The same for the id of a transform, of which there are too many for a line. */
export function suggestedTransform(word: string, known: readonly string[]): string {
  return suggestion(word, known, 'run "istio-migrate --list" to see all');
}

/** The name that is most like a mistyped one; undefined if none is alike. */
export function nearest(typed: string, names: readonly string[]): string | undefined {
  const lower = typed.toLowerCase();
  const started = names.filter((name) => lower.length > 2 && name.startsWith(lower));
  if (started.length === 1) return started[0];
  const stepsAtMost = (name: string): number => Math.max(2, name.length / 3);
  const [best] = names
    // A text as long as a file takes that many steps at least; to count them takes minutes.
    .filter((name) => Math.abs(name.length - lower.length) <= stepsAtMost(name))
    .map((name) => ({ name, steps: distance(lower, name) }))
    .filter(({ name, steps }) => steps <= stepsAtMost(name))
    .toSorted((one, other) => one.steps - other.steps);
  if (!best) return undefined;
  // Of a short word, two letters are all there is: as many steps would make any other word of it.
  return best.steps < typed.length || best.name.startsWith(lower) ? best.name : undefined;
}

/** How many letters have to be put in, removed or replaced (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [index, letter] of Array.from(from).entries()) {
    const next = [index + 1];
    for (const [column, other] of Array.from(to).entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** The transforms that ignores are held against, by their ids. */
export interface JudgedBy {
  /** All that there are. */
  readonly known: readonly string[];
  /** Those that ran; of the others nobody knows what they would have changed. */
  readonly ran: readonly string[];
}

/** What is wrong with the ignores of a file that was migrated and swept: a typo, a wrong place, or no need for them. */
export function notesOfIgnores(ignores: readonly Ignore[], judge: JudgedBy): LocatedNote[] {
  return ignores.flatMap((ignore): LocatedNote[] => {
    const { offset, ids, range } = ignore;
    const finding = { transform: manifestFindings, offset };
    const unknown = ids.filter((id) => !judge.known.includes(id));
    if (unknown.length > 0) return [{ ...finding, level: 'warning', ...misspelt(unknown, judge) }];
    if (!range) return [{ ...finding, level: 'warning', ...misplaced }];
    const unused = unusedOf(ignore, judge);
    return unused === undefined ? [] : [{ ...finding, level: 'note', ...needless(unused) }];
  });
}

function misspelt(unknown: readonly string[], { known }: JudgedBy): { message: string; help: string } {
  const [first = ''] = unknown;
  return {
    message: `unknown transform in ignore comment: ${unknown.join(', ')}`,
    help: `${suggestedTransform(first, known)} (put a reason on a line of its own)`,
  };
}

const misplaced = {
  message: 'ignore comment has no effect: put it directly above a key, an item or a document',
  help: 'move it to a line of its own, directly above the key, item or document to exclude',
} as const;

function needless(what: string): { message: string; help: string } {
  return { message: `ignore comment is not needed: ${what} here`, help: 'remove it' };
}

/** What an ignore keeps nothing from, in words. */
function unusedOf({ ids, uses }: Ignore, { known, ran }: JudgedBy): string | undefined {
  if (ids.length === 0) {
    const isKnown = known.every((id) => ran.includes(id));
    return isKnown && uses.size === 0 ? 'no transform would change anything' : undefined;
  }
  const unused = ids.filter((id) => ran.includes(id) && !uses.has(id));
  return unused.length > 0 ? `${unused.join(', ')} would change nothing` : undefined;
}
