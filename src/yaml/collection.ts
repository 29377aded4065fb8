import type { Range } from './lines';
import type { Entry, Item, Mapping, Sequence } from './node';

/** What every node has. */
type Placed = Omit<Mapping, 'kind' | 'flow' | 'entries' | 'templatedEntries'>;

class CollectionView<Self, Child> {
  readonly range: Range;
  readonly content: Range;
  readonly alias: Range | undefined;
  readonly anchor: string | undefined;
  readonly parent: Entry | Item | undefined;
  private built: readonly Child[] | undefined;

  constructor(
    place: Placed,
    readonly flow: boolean,
    private readonly build: (self: Self) => readonly Child[],
  ) {
    this.range = place.range;
    this.content = place.content;
    this.alias = place.alias;
    this.anchor = place.anchor;
    this.parent = place.parent;
  }

  protected childrenOf(self: Self): readonly Child[] {
    return (this.built ??= this.build(self));
  }
}

/** A mapping that builds its entries when they are first asked for. */
export class MappingView extends CollectionView<Mapping, Entry> implements Mapping {
  readonly kind = 'mapping';
  private arrived: readonly Range[] | undefined;

  constructor(
    place: Placed,
    flow: boolean,
    build: (self: Mapping) => readonly Entry[],
    private readonly findArrivals: (self: Mapping) => readonly Range[],
  ) {
    super(place, flow, build);
  }

  get entries(): readonly Entry[] {
    return this.childrenOf(this);
  }

  get templatedEntries(): readonly Range[] {
    return (this.arrived ??= this.findArrivals(this));
  }
}

/** A sequence that builds its items when they are first asked for. */
export class SequenceView extends CollectionView<Sequence, Item> implements Sequence {
  readonly kind = 'sequence';

  get items(): readonly Item[] {
    return this.childrenOf(this);
  }
}
