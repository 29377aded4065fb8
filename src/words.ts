import type { Edit, Range } from './yaml';
import { Prefix } from './prefix';

/** States are rows of so many columns: one for each character of ASCII. */
const columns = 128;

/** What the table says of a character that no text had yet in a state. */
const unknown = -1;

/** A state in which a word ends as the table has it, and the other way round. */
function ending(state: number): number {
  return -2 - state;
}

/** How many characters of a text are turned into bytes at a time. */
const atOnce = 16 * 1024;

/** Room for so many characters as UTF-8, used again and again. */
const room = new Uint8Array(3 * atOnce);
const encoder = new TextEncoder();
/** Characters beyond ASCII, of which no word has any, may become others. */
const decoder = new TextDecoder('latin1');

/**
 * Looks for words in texts, for all of them at once: each byte of a text is looked at once, however many words there are
 * (Aho and Corasick, 1975; only the states that texts lead to are made). Words are ASCII, so the bytes of a file may be
 * searched before it is known how they are to be decoded.
 */
export class Words {
  private static readonly compiled = new Map<string, Words>();
  private static readonly ofList = new WeakMap<readonly string[], Words>();

  private readonly all: ReadonlySet<string>;
  private readonly longest: number;
  private readonly covered = new WeakMap<Words, boolean>();
  private readonly root: Prefix;
  /** What each state is for: the longest prefix of a word that the text ends with. */
  private readonly prefixes: Prefix[] = [];
  /**
   * The table: a state is where its row starts, and a row has the next state for each character. Where a word ends, it is
   * written as {@link ending} does; what is not known yet is {@link unknown}.
   */
  private next = new Int32Array(64 * columns).fill(unknown);

  /** The search for a list of words; made once. */
  static of(words: readonly string[]): Words {
    const known = Words.ofList.get(words);
    if (known) return known;
    const key = words.join('\n');
    const search = Words.compiled.get(key) ?? new Words(words);
    Words.compiled.set(key, search);
    Words.ofList.set(words, search);
    return search;
  }

  private constructor(words: readonly string[]) {
    this.all = new Set(words);
    this.longest = Math.max(0, ...words.map(({ length }) => length));
    this.root = new Prefix([...this.all]);
    this.stateOf(this.root);
  }

  /** Whether a text, or a stretch of it, holds one of the words. */
  isIn(text: string, stretch?: Range): boolean {
    return this.searched(text, stretch, (found) => found.size > 0).size > 0;
  }

  /** The words that a text, or a stretch of it, holds. */
  in(text: string, stretch?: Range): ReadonlySet<string> {
    return this.searched(text, stretch, () => false);
  }

  /** The words that each of some stretches holds. Stretches that hold the same share one set: there may be many. */
  inEach(text: string, stretches: readonly Range[]): ReadonlySet<string>[] {
    const share = shared();
    return stretches.map((stretch) => share(this.in(text, stretch)));
  }

  /**
   * The words that edits have brought into a text, or that stand beside them.
   *
   * @param edits in order; offsets count in the text before
   */
  inEdited(text: string, edits: readonly Edit[]): ReadonlySet<string> {
    const found = new Set<string>();
    let moved = 0;
    for (const { start, end, text: made } of edits) {
      const at = start + moved;
      moved += made.length - (end - start);
      const stretch = { start: at - this.longest, end: at + made.length + this.longest };
      for (const word of this.in(text, stretch)) found.add(word);
    }
    return found;
  }

  /** Whether a search for these words finds all that one for the others does. */
  covers(others: Words): boolean {
    let covers = this === others || this.covered.get(others);
    if (covers === undefined)
      this.covered.set(others, (covers = [...others.all].every((word) => this.all.has(word))));
    return covers;
  }

  /** A search through bytes that come piece by piece: a word may begin in one and end in the next. */
  search(): WordSearch {
    let state = 0;
    const found = new Set<string>();
    const seen = new Set<number>();
    const unescaped = unescaper();
    const add = (bytes: Uint8Array): void => {
      state = this.step(state, unescaped(bytes), (ended) => {
        if (seen.has(ended)) return;
        seen.add(ended);
        for (const word of this.prefixes[ended / columns]?.words ?? []) found.add(word);
      });
    };
    return { found, add };
  }

  private searched(
    text: string,
    { start, end }: Range = { start: 0, end: text.length },
    isEnough: (found: ReadonlySet<string>) => boolean,
  ): ReadonlySet<string> {
    const { found, add } = this.search();
    for (let at = Math.max(0, start); at < end && !isEnough(found); at += atOnce) {
      const { written } = encoder.encodeInto(text.slice(at, Math.min(end, at + atOnce)), room);
      add(room.subarray(0, written));
    }
    return found;
  }

  /** Searches bytes from a state on; gives the state behind them. */
  private step(from: number, bytes: Uint8Array, onEnd: (state: number) => void): number {
    let state = from;
    let last = unknown;
    let table = this.next;
    // By index: to iterate over a Buffer takes four times as long.
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] ?? columns;
      if (byte >= columns) {
        state = 0;
        continue;
      }
      const next = table[state + byte] ?? unknown;
      if (next >= 0) {
        state = next;
        continue;
      }
      const learned = next === unknown ? this.learn(state, byte) : next;
      table = this.next;
      state = learned < 0 ? ending(learned) : learned;
      if (learned >= 0 || learned === last) continue;
      last = learned;
      onEnd(state);
    }
    return state;
  }

  private learn(state: number, character: number): number {
    const prefix = (this.prefixes[state / columns] ?? this.root).with(character);
    const reached = this.stateOf(prefix);
    const next = prefix.words.length > 0 ? ending(reached) : reached;
    this.next[state + character] = next;
    return next;
  }

  private stateOf(prefix: Prefix): number {
    if (prefix.state !== undefined) return prefix.state;
    prefix.state = this.prefixes.length * columns;
    this.prefixes.push(prefix);
    if (this.prefixes.length * columns > this.next.length) {
      const larger = new Int32Array(this.next.length * 2).fill(unknown);
      larger.set(this.next);
      this.next = larger;
    }
    return prefix.state;
  }
}

const backslash = '\\'.charCodeAt(0);

/** What stands for ASCII in double quotes, in YAML and JSON, and what may be the beginning of one at a piece's end. */
const escape = /\\(?:\/|(?:x|u00|U000000)([0-7][\da-fA-F]))/g;
const begun = /\\(?:x[0-7]?|u0{0,2}[0-7]?|U0{0,6}[0-7]?)?$/;

/** Reads such escapes in bytes that come piece by piece. Outside of quotes they are none, but no word has one. */
function unescaper(): (bytes: Uint8Array) => Uint8Array {
  let held = '';
  return (bytes) => {
    if (held === '' && !bytes.includes(backslash)) return bytes;
    const text = held + decoder.decode(bytes);
    held = begun.exec(text)?.[0] ?? '';
    const whole = text.slice(0, text.length - held.length);
    const read = (_: string, code = '2f') => String.fromCharCode(Number.parseInt(code, 16));
    return encoder.encode(whole.replaceAll(escape, read));
  };
}

/** Gives equal sets as one: of very many texts, most hold the same words. */
export function shared(): (words: ReadonlySet<string>) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>();
  return (words) => {
    const key = [...words].join('\n');
    const first = known.get(key) ?? words;
    known.set(key, first);
    return first;
  };
}

/** What a text was searched for, and what it holds of that. */
export interface Searched {
  readonly by: Words;
  readonly words: ReadonlySet<string>;
}

/** A search that was made, if it looked for all of these words. */
export function covering(searched: Searched | undefined, words: Words): Searched | undefined {
  return searched?.by.covers(words) ? searched : undefined;
}

/** A search under way. */
export interface WordSearch {
  /** The words that the bytes held so far. */
  readonly found: ReadonlySet<string>;
  readonly add: (bytes: Uint8Array) => void;
}
