import { grouped } from '../grouped';
import type { Change } from './changes';
import { applyEdits, arrange, countBefore, type Range, startingIn } from './text';
import type { Element, Mapping, Node, Scalar, YamlDocument } from './node';
import { hiddenAt, originOf, shown } from './shown';
import { library } from './library';
import { nodesIn } from './lookup';
import { isTemplated } from './template/mask';
import { blocksReaching, blocksStartingIn } from './template/blocks';
import { choicesOf } from './template/choices';

/**
 * A template's document as one rendering could show it: of each block one branch, or none. Where branches hold the
 * same key, each variant has it once, so whoever reads a variant need not know of templates.
 */
export interface Variant extends YamlDocument {
  /** Whether what is at an offset is a part of this variant. */
  readonly shows: (offset: number) => boolean;
  /** What is not, in the order of the text. */
  readonly hidden: readonly Range[];
}

/** How often a key may appear in a mapping for each two of its entries to be looked at. */
const repeatedAtMost = 12;

/** Entries with the same key, two by two: no rendering shows both, unless they are in the same branch. */
function repeatedIn({ root }: YamlDocument): [number, number][] {
  return nodesIn(root).flatMap((node) => {
    if (node.kind !== 'mapping' || node.alias || node.entries.length < 2) return [];
    return Array.from(grouped(node.entries, ({ name }) => name).values()).flatMap((same) => {
      const starts = same.slice(0, repeatedAtMost).map(({ range }) => range.start);
      return starts.flatMap((one, index) =>
        starts.slice(index + 1).map((other): [number, number] => [one, other]),
      );
    });
  });
}

/** The variants of a document; for a document without blocks, the document alone. */
export function variantsOf(document: YamlDocument): Variant[] {
  const { template, range } = document;
  const hidden = template ? choicesOf(template, range, () => repeatedIn(document)) : [[]];
  return hidden.map((ranges) => variantOf(document, ranges));
}

/** Tells how many of the variants show what is at an offset, without a look at each. */
export function countShowing(variants: readonly Variant[]): (offset: number) => number {
  const ranges = variants.flatMap(({ hidden }) => hidden);
  const starts = ranges.map(({ start }) => start).sort((one, other) => one - other);
  const ends = ranges.map(({ end }) => end).sort((one, other) => one - other);
  const upTo = (offsets: readonly number[], offset: number) => countBefore(offsets, offset + 1, (at) => at);
  return (offset) => variants.length - upTo(starts, offset) + upTo(ends, offset);
}

/**
 * A field that some variants show and others do not, since a condition without an `else` decides on it; and where that
 * condition is.
 */
export function optionalField(
  { entries, parent }: Mapping,
  some: readonly Variant[],
  others: readonly Variant[],
): { readonly name: string; readonly condition: number } | undefined {
  for (const [name, same] of grouped(entries, (entry) => entry.name)) {
    const has = ({ shows }: Variant) => same.some(({ range }) => shows(range.start));
    const [first] = same;
    if (!first || name === undefined || !some.every(has) || others.some(has)) continue;
    const at = { start: first.range.start, end: first.range.start };
    const around = blocksReaching(some[0]?.template?.blocks ?? [], at);
    const open = around.findLast(
      ({ keyword, hasElse }) => !hasElse && (keyword === 'if' || keyword === 'with'),
    );
    // What is around all of the mapping decides on nothing here.
    if (open && open.range.start > (parent?.range.start ?? -1)) return { name, condition: open.range.start };
  }
  return undefined;
}

/** A change that is about the whole document instead of a variant. */
export function originalChange(change: Change): Change {
  const parts = Object.entries(change).map(([name, part]: [string, unknown]) => [
    name,
    typeof part === 'object' && part !== null ? originOf(part as Node | Element) : part,
  ]);
  return Object.fromEntries(parts) as Change;
}

function variantOf(document: YamlDocument, ranges: readonly Range[]): Variant {
  const hidden = arrange(ranges.map(({ start, end }) => ({ start, end, text: '' })));
  const { text, range, root, template } = document;
  const showing = { hidden, valueOf: (scalar: Scalar) => valueShown(document, hidden, scalar) };
  const shownRoot = root && (hidden.length === 0 ? root : shown(root, undefined, showing));
  return { text, range, root: shownRoot, template, hidden, shows: (offset) => !hiddenAt(hidden, offset) };
}

/** The value of a scalar; of one with a condition inside (`{{ if … }}a{{ else }}b{{ end }}`), what is shown of it. */
function valueShown({ text, template }: YamlDocument, hidden: readonly Range[], scalar: Scalar): unknown {
  const { value, style, content } = scalar;
  if (!template || typeof value !== 'string' || !isTemplated(value)) return value;
  const isInside = ({ start, end }: Range) => content.start <= start && end <= content.end;
  const blocks = blocksStartingIn(template.blocks, content).filter(({ range }) => isInside(range));
  const isChoice = blocks.length > 0 && blocks.every(({ keyword }) => keyword === 'if' || keyword === 'with');
  if (!isChoice || text.slice(content.start, content.end).includes('\n')) return value;
  const controls = startingIn(template.actions, content).filter(({ kind }) => kind !== 'output');
  const gone = [...controls, ...startingIn(hidden, content)].filter(isInside).map(({ start, end }) => ({
    start: start - content.start,
    end: end - content.start,
    text: '',
  }));
  const left = applyEdits(template.masked.slice(content.start, content.end), arrange(gone));
  if (style === 'plain')
    return isTemplated(left) ? left.trim() : library().parse(left, { logLevel: 'silent' });
  const quote = left.charAt(0);
  const inner = left.slice(1, -1);
  return inner.includes(quote) || inner.includes('\\') ? value : inner;
}
