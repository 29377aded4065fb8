import type { Edit } from './text';
import type { Element, Entry, Mapping, Node, Scalar, Sequence, Item, Text } from './node';
import type { Plain } from './plain';

/** A layer put around a value that moves down: a one-item list, or a mapping with the value under a key. */
export type Wrapper = 'item' | { readonly key: string };

/** A word of a scalar that gives way to another, wherever it is; the text around it stays as it is written. */
export interface Word {
  readonly from: string;
  readonly to: string;
}

/**
 * What an editing operation asks for, as data. Every change has an effect on the text (`compile`) and one on the
 * meaning (`model`); `verify` holds the two against each other.
 */
export type Change =
  /** The entry gets another key, and its value the layers, outermost first. Both may be left as they are. */
  | {
      readonly type: 'move';
      readonly entry: Entry;
      readonly key: string;
      readonly wrappers: readonly Wrapper[];
      /** Whether the value is no scalar, so that what a template inserts for it may be several lines. */
      readonly holdsLines?: boolean;
    }
  /** A scalar, or an alias for one, gets another value; its quotes stay. */
  | {
      readonly type: 'set';
      readonly scalar: Scalar;
      readonly value: string | number | boolean;
      readonly words?: readonly Word[];
      /** Whether only the line break at the end of a block scalar goes, and its lines stay as they are written. */
      readonly chomps?: boolean;
    }
  /** A new entry, after the given one or else at the mapping's end. */
  | {
      readonly type: 'insert';
      readonly mapping: Mapping;
      readonly after: Entry | undefined;
      readonly key: string;
      readonly value: Plain;
    }
  /** An entry without a value, or with `null`, gets a map. */
  | { readonly type: 'fill'; readonly entry: Entry; readonly value: { readonly [key: string]: Plain } }
  /** A new item at the end of a sequence. */
  | { readonly type: 'append'; readonly sequence: Sequence; readonly value: Plain }
  /** An entry or item goes, with the comments that belong to it, and with every parent that becomes empty. */
  | { readonly type: 'remove'; readonly target: Element }
  /** An entry gives its place to the entries of the mapping that is its value, which are all that it has. */
  | { readonly type: 'unwrap'; readonly entry: Entry; readonly entries: readonly Entry[] }
  /** The text that a scalar holds is edited; the edits count in that text. */
  | { readonly type: 'text'; readonly scalar: Scalar; readonly edits: readonly Edit[] };

/** What a change is made in: if that goes, so does the change. */
export function placeOf(change: Change): Node | Element {
  switch (change.type) {
    case 'move':
    case 'fill':
    case 'unwrap':
      return change.entry;
    case 'set':
    case 'text':
      return change.scalar;
    case 'insert':
      return change.mapping;
    case 'append':
      return change.sequence;
    case 'remove':
      return change.target;
  }
}

/** The nodes and elements that a change takes hold of. */
export function heldBy(change: Change): (Node | Element)[] {
  switch (change.type) {
    case 'set':
    case 'text':
      return [change.scalar];
    case 'move':
    case 'fill':
      return [change.entry];
    case 'insert':
      return change.after ? [change.mapping, change.after] : [change.mapping];
    case 'append':
      return [change.sequence];
    case 'remove':
      return [change.target, change.target.value, change.target.parent];
    case 'unwrap':
      return [change.entry, change.entry.parent, ...change.entries];
  }
}

/**
 * What a transform may ask for. The words are those of the design; each call notes a change, and nothing happens
 * to the text before all changes of a document are compiled and proven together.
 */
export class Editor {
  private readonly noted: Change[] = [];

  get changes(): readonly Change[] {
    return this.noted;
  }

  /** Gives an entry another key; its value stays. */
  rename(entry: Entry, key: string): void {
    if (entry.name !== key) this.noted.push({ type: 'move', entry, key, wrappers: [] });
  }

  /**
   * Puts layers around an entry's value, outermost first, and gives the entry another key if one is named:
   * `nest(port, [{ key: 'number' }])` makes `port: 1` into `port: {number: 1}`, in the style of the file.
   *
   * @param holdsLines set where the value is no scalar: what a template inserts for it may be several lines
   */
  nest(entry: Entry, wrappers: readonly Wrapper[], key = entry.name ?? '', holdsLines = false): void {
    this.noted.push({ type: 'move', entry, key, wrappers, holdsLines });
  }

  /** Gives a scalar, or the alias that stands for it, another value; its quotes stay. */
  set(scalar: Scalar, value: string | number | boolean): void {
    if (scalar.value !== value) this.noted.push({ type: 'set', scalar, value });
  }

  /**
   * Gives words inside a scalar's text way to others, wherever they stand, as in the command of a block scalar: all
   * around them stays as it is written.
   */
  replaceWords(scalar: Scalar, words: readonly Word[]): void {
    if (typeof scalar.value !== 'string') return;
    const value = words.reduce((text, { from, to }) => text.replaceAll(from, () => to), scalar.value);
    if (value !== scalar.value) this.noted.push({ type: 'set', scalar, value, words });
  }

  /** Ends a block scalar without a line break, whatever a template puts on its lines. */
  chomp(scalar: Text): void {
    this.noted.push({ type: 'set', scalar, value: scalar.value.replace(/(?<!\n)\n+$/, ''), chomps: true });
  }

  /** Adds an entry behind the given one, or at the mapping's end. */
  insert(mapping: Mapping, key: string, value: Plain, after?: Entry): void {
    this.noted.push({ type: 'insert', mapping, after, key, value });
  }

  /** Gives an entry whose value is null, spelled out or not, a map for a value. */
  fill(entry: Entry, value: { readonly [key: string]: Plain }): void {
    this.noted.push({ type: 'fill', entry, value });
  }

  /** Adds an item at a sequence's end. */
  append(sequence: Sequence, value: Plain): void {
    this.noted.push({ type: 'append', sequence, value });
  }

  /** Takes an entry or item out, with the comments that belong to it and every parent that becomes empty. */
  remove(target: Entry | Item): void {
    this.noted.push({ type: 'remove', target });
  }

  /** Puts the entries of a mapping, all that it has, in the place of the entry that holds the mapping. */
  unwrap(entry: Entry, entries: readonly Entry[]): void {
    this.noted.push({ type: 'unwrap', entry, entries });
  }

  /** Edits the text that a scalar holds; the edits count in that text, as {@link viewEmbeddedText} shows it. */
  rewriteText(scalar: Scalar, edits: readonly Edit[]): void {
    if (edits.length > 0) this.noted.push({ type: 'text', scalar, edits });
  }
}

/** A place that is known by its offset only. */
export interface Spot {
  readonly kind: 'spot';
  readonly offset: number;
}

/** Anything that a finding can point to. */
export type Place = Node | Entry | Item | Spot;
