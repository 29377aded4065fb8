import type { Range, YamlDocument } from '../yaml';
import { type Directive, directivesIn, ignoreWord } from './directive';
import { childAround, rangeOf } from './target';

/** A comment that says to leave something alone, on purpose. */
export interface Ignore {
  /** Where its comment starts. */
  readonly offset: number;
  /** The transforms that it is for; all if empty. */
  readonly ids: readonly string[];
  readonly isForFile: boolean;
  /** What it is for, in the text that it stands in; undefined where it stands above nothing. */
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
 * The ignores in a document. The text of a scalar is not looked into: what stands in it counts for it alone.
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
