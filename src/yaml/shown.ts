import { countBefore, type Range, startOfRange } from './text';
import {
  type Element,
  type Entry,
  isNull,
  type Item,
  type Mapping,
  type Node,
  type Scalar,
  type Sequence,
} from './node';

/** The node or element of the whole document that a variant's stands for. */
export function originOf<T extends Node | Element>(part: T): T {
  return (origins.get(part) as T | undefined) ?? part;
}

const origins = new WeakMap<object, Node | Element>();

/** What of a document a variant shows. */
export interface Showing {
  /** In the order of the text. */
  readonly hidden: readonly Range[];
  readonly valueOf: (scalar: Scalar) => unknown;
}

/** The hidden stretch that an offset lies in. */
export function hiddenAt(hidden: readonly Range[], offset: number): Range | undefined {
  const last = hidden[countBefore(hidden, offset + 1, startOfRange) - 1];
  return last && offset < last.end ? last : undefined;
}

/** A node as a variant shows it. */
export function shown(node: Node, parent: Element | undefined, shows: Showing): Node {
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

class ShownNode<T extends Mapping | Sequence> {
  readonly range: Range;
  readonly content: Range;
  readonly alias: Range | undefined;
  readonly anchor: string | undefined;
  readonly flow: boolean;

  constructor(
    protected readonly origin: T,
    readonly parent: Element | undefined,
    protected readonly shows: Showing,
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

class ShownMapping extends ShownNode<Mapping> implements Mapping {
  readonly kind = 'mapping';
  private built: readonly Entry[] | undefined;

  get entries(): readonly Entry[] {
    return (this.built ??= this.shownEntries());
  }

  /** Branches may end with keys that have one value in common, below the block: the last of them holds it as it is parsed. */
  private shownEntries(): readonly Entry[] {
    const shared = new Map<Entry, Node>();
    const left = shownOf(this.origin.entries, this.shows, (last, before) => {
      if (isNull(before.value)) shared.set(before, last.value);
    });
    return left.map((entry) => new ShownEntry(entry, this, this.shows, shared.get(entry)));
  }

  get templatedEntries(): readonly Range[] {
    return this.origin.templatedEntries.filter(({ start }) => !hiddenAt(this.shows.hidden, start));
  }
}

class ShownSequence extends ShownNode<Sequence> implements Sequence {
  readonly kind = 'sequence';
  private built: readonly Item[] | undefined;

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
    private readonly sharedValue?: Node,
  ) {
    ({ name: this.name, key: this.key, range: this.range } = origin);
    origins.set(this, origin);
  }

  get value(): Node {
    return (this.built ??= shown(this.sharedValue ?? this.origin.value, this, this.shows));
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

/**
 * Those of the elements of a collection that are shown; the hidden ones are passed over, stretch by stretch.
 *
 * @param onPassed called with the last of a stretch, and the one that is shown before it
 */
function shownOf<T extends Element>(
  elements: readonly T[],
  { hidden }: Showing,
  onPassed?: (last: T, before: T) => void,
): T[] {
  const left: T[] = [];
  for (let index = 0; index < elements.length;) {
    const element = elements[index];
    if (!element) break;
    const gone = hiddenAt(hidden, element.range.start);
    const before = left.at(-1);
    if (!gone) left.push(element);
    index = gone ? countBefore(elements, gone.end, ({ range }) => range.start) : index + 1;
    const last = elements[index - 1];
    if (gone && last && before && last.range.end > gone.end) onPassed?.(last, before);
  }
  return left;
}
