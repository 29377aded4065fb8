import {
  type Change,
  Declined,
  type Node,
  type Place,
  placeOf,
  type Range,
  type YamlDocument,
} from '../yaml';
import type { ManifestDocument } from '../kubernetes/document';
import { startOf } from '../kubernetes/object';
import type { ContextIgnores } from '../transform';
import { childAround, type Directive, directivesIn, ignoreWord, rangeOf } from './directive';

/** A comment that says to leave something alone, on purpose. */
export interface Ignore {
  /** Where its comment starts. */
  readonly offset: number;
  /** The transforms that it is for; all if empty. */
  readonly ids: readonly string[];
  readonly isForFile: boolean;
  /** What it is for, in the text that it is in; undefined where it is above nothing. */
  readonly range: Range | undefined;
  /** The transforms that something was left alone of; filled as they run. */
  readonly uses: Set<string>;
}

/** The uses of the ignores of a file, by their offset in it: what is read again is the same ignore. */
export class IgnoreUses {
  private readonly known = new Map<number, Set<string>>();

  of(offset: number): Set<string> {
    const uses = this.known.get(offset) ?? new Set();
    this.known.set(offset, uses);
    return uses;
  }
}

/**
 * The ignores in a document. The text of a scalar is not looked into: what is in it counts for it alone.
 *
 * @param usesOf the uses of the ignore at an offset of the document's text
 */
export function ignoresIn(document: YamlDocument, usesOf: (offset: number) => Set<string>): Ignore[] {
  const { text, range, root } = document;
  return directivesIn(text, range)
    .filter(({ comment }) => !root || !isInScalar(document, comment.start))
    .map((directive) => ignoreOf(directive, rangeOf(document, directive), usesOf));
}

/** An ignore for the whole of a text, or for a part of it. */
export function ignoreOf(
  { comment, ids, isForFile }: Directive,
  range: Range | undefined,
  usesOf: (offset: number) => Set<string>,
): Ignore {
  const offset = comment.start;
  return { offset, ids, isForFile, range: isForFile ? everywhere : range, uses: usesOf(offset) };
}

const everywhere: Range = { start: 0, end: Infinity };

/** Whether a text may hold ignores at all. */
export function mayIgnore(text: string): boolean {
  return text.includes(ignoreWord);
}

/** Whether an ignore is for a transform. */
export function isFor({ ids }: Ignore, id: string): boolean {
  return ids.length === 0 || ids.includes(id);
}

function isInScalar({ root }: YamlDocument, offset: number): boolean {
  for (let at = root; at;) {
    const { kind, content } = at;
    if (kind === 'scalar') return content.start <= offset && offset < content.end;
    at = childAround(at, offset)?.value;
  }
  return false;
}

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
export function ignoreOver(
  document: Pick<ManifestDocument, 'ignores' | 'host'>,
  transform: string,
  place: Place,
): Ignore | undefined {
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

/** Whether a comment may say of something, or of a part of it, to leave it alone for some transform. */
export function mayBeLeftAlone({ text, ignores, host }: ManifestDocument, node: Node): boolean {
  // A comment in a text counts for what is in it.
  if (mayIgnore(text.slice(node.range.start, node.range.end))) return true;
  if (ignores.some(({ range }) => range && liesIn(node, range))) return true;
  if (!host) return false;
  const place: Place = { kind: 'spot', offset: host.toOuter(node.range.start) };
  return host.document.ignores.some(({ range }) => range && liesIn(place, range));
}

/** The comment that a change cannot be made for. Beside what is left alone, something new may be put. */
function ignoreAgainst(document: ManifestDocument, transform: string, change: Change): Ignore | undefined {
  const isNew = change.type === 'insert' || change.type === 'append';
  return (isNew ? ignoreOver : ignoreWithin)(document, transform, placeOf(change));
}

/** Looks at the document's own ignores, then at those of what it is in. */
function find(
  { ignores, host }: Pick<ManifestDocument, 'ignores' | 'host'>,
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

/** A comment that looks like an ignore and is none. */
export interface NearMiss {
  readonly offset: number;
  /** How it starts if it is written right. */
  readonly meant: string;
}

/** What starts a comment that seems to ask for the same: with a colon or a space, as `disable`, for the next line. */
const alike =
  /(?<![^\s\uFEFF])(?:#+|\/\/+|<!--|\{\{-?[ \t]*\/\*|\{#-?)[ \t]*istio[-_ ]?migrate(?:[ \t]*:[ \t]*|[ \t]+|[-_])(?:ignore|disable|skip|nolint)(?![a-z])[^\r\n]*/gi;
const right = /istio-migrate-ignore(?:-file)?(?![\w-]|[ \t]*:)/;

/** Comments in a text that look like an ignore, but for their spelling. */
export function nearMissesIn(text: string): NearMiss[] {
  if (!/istio[-_ ]?migrate/i.test(text)) return [];
  return Array.from(text.matchAll(alike), ({ 0: comment, index }) => ({ comment, index }))
    .filter(({ comment }) => !right.test(comment))
    .map(({ comment, index }) => ({
      offset: index,
      meant: /(?:ignore|disable|skip|nolint)[-_]file/i.test(comment) ? `${ignoreWord}-file` : ignoreWord,
    }));
}
