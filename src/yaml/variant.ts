import { grouped } from '../grouped';
import type { Change } from './changes';
import { applyEdits, arrange, countBefore, type Range, startingIn, startOfRange } from './text';
import type { Element, Entry, Item, Mapping, Node, Scalar, Sequence, YamlDocument } from './node';
import { library } from './library';
import { nodesIn } from './lookup';
import { isTemplated } from './template/mask';
import { blocksStartingIn } from './template/blocks';
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

/** The node or element of the whole document that a variant's stands for. */
export function originOf<T extends Node | Element>(part: T): T {
  return (origins.get(part) as T | undefined) ?? part;
}

/** A change that is about the whole document instead of a variant. */
export function originalChange(change: Change): Change {
  const parts = Object.entries(change).map(([name, part]: [string, unknown]) => [
    name,
    typeof part === 'object' && part !== null ? (origins.get(part) ?? part) : part,
  ]);
  return Object.fromEntries(parts) as Change;
}

const origins = new WeakMap<object, Node | Element>();

function variantOf(document: YamlDocument, ranges: readonly Range[]): Variant {
  const hidden = arrange(ranges.map(({ start, end }) => ({ start, end, text: '' })));
  const { text, range, root, template } = document;
  const showing = { hidden, valueOf: (scalar: Scalar) => valueShown(document, hidden, scalar) };
  const shownRoot = root && (hidden.length === 0 ? root : shown(root, undefined, showing));
  return { text, range, root: shownRoot, template, hidden, shows: (offset) => !hiddenAt(hidden, offset) };
}

/** What of a document a variant shows. */
interface Showing {
  /** In the order of the text. */
  readonly hidden: readonly Range[];
  readonly valueOf: (scalar: Scalar) => unknown;
}

/** The hidden stretch that an offset lies in. */
function hiddenAt(hidden: readonly Range[], offset: number): Range | undefined {
  const last = hidden[countBefore(hidden, offset + 1, startOfRange) - 1];
  return last && offset < last.end ? last : undefined;
}

/** Those of the elements of a collection that are shown; the hidden ones are passed over, stretch by stretch. */
function shownOf<T extends Element>(elements: readonly T[], { hidden }: Showing): T[] {
  const left: T[] = [];
  for (let index = 0; index < elements.length;) {
    const element = elements[index];
    if (!element) break;
    const gone = hiddenAt(hidden, element.range.start);
    if (!gone) left.push(element);
    index = gone ? countBefore(elements, gone.end, ({ range }) => range.start) : index + 1;
  }
  return left;
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

function shown(node: Node, parent: Element | undefined, shows: Showing): Node {
  const view = viewOf(node, parent, shows);
  origins.set(view, node);
  return view;
}

function viewOf(node: Node, parent: Element | undefined, shows: Showing): Node {
  switch (node.kind) {
    case 'scalar':
      return { ...node, value: shows.valueOf(node), parent };
    case 'mapping':
      return new ShownMapping(node, parent, shows);
    case 'sequence':
      return new ShownSequence(node, parent, shows);
  }
}

class ShownNode {
  readonly range: Range;
  readonly content: Range;
  readonly alias: Range | undefined;
  readonly anchor: string | undefined;
  readonly flow: boolean;

  constructor(
    origin: Mapping | Sequence,
    readonly parent: Element | undefined,
  ) {
    ({
      range: this.range,
      content: this.content,
      alias: this.alias,
      anchor: this.anchor,
      flow: this.flow,
    } = origin);
  }
}

class ShownMapping extends ShownNode implements Mapping {
  readonly kind = 'mapping';
  private built: readonly Entry[] | undefined;

  constructor(
    private readonly origin: Mapping,
    parent: Element | undefined,
    private readonly shows: Showing,
  ) {
    super(origin, parent);
  }

  get entries(): readonly Entry[] {
    return (this.built ??= shownOf(this.origin.entries, this.shows).map(
      (entry) => new ShownEntry(entry, this, this.shows),
    ));
  }

  get templatedEntries(): readonly Range[] {
    return this.origin.templatedEntries.filter(({ start }) => !hiddenAt(this.shows.hidden, start));
  }
}

class ShownSequence extends ShownNode implements Sequence {
  readonly kind = 'sequence';
  private built: readonly Item[] | undefined;

  constructor(
    private readonly origin: Sequence,
    parent: Element | undefined,
    private readonly shows: Showing,
  ) {
    super(origin, parent);
  }

  get items(): readonly Item[] {
    return (this.built ??= shownOf(this.origin.items, this.shows).map(
      (item) => new ShownItem(item, this, this.shows),
    ));
  }

  get templatedItems(): readonly Range[] {
    return this.origin.templatedItems.filter(({ start }) => !hiddenAt(this.shows.hidden, start));
  }
}

class ShownEntry implements Entry {
  readonly kind = 'entry';
  readonly name: string | undefined;
  readonly key: Node;
  readonly range: Range;
  private built: Node | undefined;

  constructor(
    private readonly origin: Entry,
    readonly parent: Mapping,
    private readonly shows: Showing,
  ) {
    ({ name: this.name, key: this.key, range: this.range } = origin);
    origins.set(this, origin);
  }

  get value(): Node {
    return (this.built ??= shown(this.origin.value, this, this.shows));
  }
}

class ShownItem implements Item {
  readonly kind = 'item';
  readonly range: Range;
  private built: Node | undefined;

  constructor(
    private readonly origin: Item,
    readonly parent: Sequence,
    private readonly shows: Showing,
  ) {
    this.range = origin.range;
    origins.set(this, origin);
  }

  get value(): Node {
    return (this.built ??= shown(this.origin.value, this, this.shows));
  }
}
