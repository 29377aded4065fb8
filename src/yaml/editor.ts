import type { Change, Plain, Word, Wrapper } from './change';
import type { Edit } from './edit';
import type { Entry, Item, Mapping, Node, Scalar, Sequence } from './node';

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
   */
  nest(entry: Entry, wrappers: readonly Wrapper[], key = entry.name ?? ''): void {
    this.noted.push({ type: 'move', entry, key, wrappers });
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

  /** Puts the only entry of a mapping in the place of the entry that holds the mapping. */
  unwrap(entry: Entry, only: Entry): void {
    this.noted.push({ type: 'unwrap', entry, only });
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
