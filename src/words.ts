import type { Range } from './yaml';

/** States are rows of so many columns: one for each character of ASCII. */
const columns = 128;

/**
 * Looks for words in texts, for all of them at once: each character of a text is looked at once, however many words there
 * are (Aho and Corasick, 1975; only the states that texts lead to are made). Words are ASCII, so the bytes of a file may
 * be searched as Latin-1 text before it is known how they are to be decoded.
 */
export class Words {
  private static readonly compiled = new Map<string, Words>();
  private static readonly ofList = new WeakMap<readonly string[], Words>();

  /** How many characters the longest word has. */
  readonly longest: number;

  private readonly root: Prefix;
  /** What each state is for: the longest prefix of a word that the text ends with. */
  private readonly prefixes: Prefix[] = [];
  /** For each state and character the next state, times two, with one more where a word ends there; 0 if not known yet. */
  private next = new Int32Array(columns);

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
    const distinct = [...new Set(words)];
    this.longest = Math.max(0, ...distinct.map(({ length }) => length));
    this.root = new Prefix(distinct);
    // State 0 is nobody’s, so that 0 can mean "not known".
    this.prefixes.push(this.root);
    this.stateOf(this.root);
  }

  /** Whether a text, or a stretch of it, holds one of the words. */
  isIn(text: string, stretch?: Range): boolean {
    return !this.search(text, stretch, () => 'enough');
  }

  /** The words that a text, or a stretch of it, holds. */
  in(text: string, stretch?: Range): ReadonlySet<string> {
    const found = new Set<string>();
    this.search(text, stretch, (words) => {
      for (const word of words) found.add(word);
      return 'more';
    });
    return found;
  }

  /** Calls back wherever words end; false if that was enough before the end. */
  private search(
    text: string,
    { start, end }: Range = { start: 0, end: text.length },
    onWords: (words: readonly string[]) => 'more' | 'enough',
  ): boolean {
    let state = 1;
    for (let at = start; at < end; at++) {
      const character = text.charCodeAt(at);
      if (character >= columns) {
        state = 1;
        continue;
      }
      const next = this.next[state * columns + character] || this.learn(state, character);
      state = next >> 1;
      if ((next & 1) === 1 && onWords(this.prefixes[state]?.words ?? []) === 'enough') return false;
    }
    return true;
  }

  private learn(state: number, character: number): number {
    const prefix = (this.prefixes[state] ?? this.root).with(character);
    const next = this.stateOf(prefix) * 2 + (prefix.words.length > 0 ? 1 : 0);
    this.next[state * columns + character] = next;
    return next;
  }

  private stateOf(prefix: Prefix): number {
    if (prefix.state !== undefined) return prefix.state;
    prefix.state = this.prefixes.length;
    this.prefixes.push(prefix);
    if (this.prefixes.length * columns > this.next.length) {
      const larger = new Int32Array(this.next.length * 2);
      larger.set(this.next);
      this.next = larger;
    }
    return prefix.state;
  }
}

/** The start of some words. */
class Prefix {
  state: number | undefined;
  private readonly longer = new Map<number, Prefix | undefined>();
  private ending: readonly string[] | undefined;
  private shorter: Prefix | undefined;

  /**
   * @param candidates the words that start with it
   * @param from the prefix with one character less; undefined for the empty one
   */
  constructor(
    private readonly candidates: readonly string[],
    private readonly text = '',
    private readonly from?: Prefix,
  ) {}

  /** The words that a text ends with which ends with this. */
  get words(): readonly string[] {
    this.ending ??= [...this.candidates.filter((word) => word === this.text), ...(this.rest?.words ?? [])];
    return this.ending;
  }

  /** The longest prefix that a text ends with which ends with this and a character. */
  with(character: number): Prefix {
    if (!this.longer.has(character)) this.longer.set(character, this.extendedBy(character));
    return this.longer.get(character) ?? this.rest?.with(character) ?? this;
  }

  private extendedBy(character: number): Prefix | undefined {
    const { length } = this.text;
    const candidates = this.candidates.filter((word) => word.charCodeAt(length) === character);
    const text = this.text + String.fromCharCode(character);
    return candidates.length > 0 ? new Prefix(candidates, text, this) : undefined;
  }

  /** The longest prefix that this ends with; undefined for the empty one. */
  private get rest(): Prefix | undefined {
    if (!this.from) return undefined;
    this.shorter ??= this.from.rest?.with(this.text.charCodeAt(this.text.length - 1)) ?? this.from;
    return this.shorter;
  }
}
