/** Random numbers that are the same for the same seed, on any machine. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** From 0 up to, and without, 1 (the generator that is known as mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 up to, and without, `below`. */
  below(below: number): number {
    return Math.floor(this.next() * below);
  }

  /** One of several; throws where there is none. */
  oneOf<T>(items: readonly T[]): T {
    const [item] = items.slice(this.below(items.length));
    if (item === undefined) throw new Error('nothing to choose from');
    return item;
  }

  /** The items in another order. */
  shuffled<T>(items: readonly T[]): T[] {
    return items
      .map((item) => ({ item, rank: this.next() }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ item }) => item);
  }

  /** A name as people give them to objects. */
  name(): string {
    return `${this.oneOf(qualities)}-${this.oneOf(things)}-${this.below(10_000)}`;
  }

  /** A sentence for descriptions and comments. */
  sentence(): string {
    return `The ${this.oneOf(qualities)} ${this.oneOf(things)} ${this.oneOf(deeds)} the ${this.oneOf(qualities)} ${this.oneOf(things)}.`;
  }
}

const qualities = [
  'quiet',
  'amber',
  'northern',
  'early',
  'broad',
  'second',
  'inner',
  'steady',
  'pale',
  'swift',
];
const things = [
  'ledger',
  'checkout',
  'basket',
  'archive',
  'gateway',
  'mailer',
  'search',
  'billing',
  'cache',
  'worker',
];
const deeds = ['waits for', 'feeds', 'replaces', 'watches', 'limits', 'renews', 'serves', 'stores'];
