import type { Range } from './yaml';

/**
 * Looks for words in texts, for all of them at once. The words are ASCII, so the bytes of a file may be searched as
 * Latin-1 text before it is known how they are to be decoded.
 */
export class Words {
  private static readonly compiled = new Map<string, Words>();
  private static readonly ofList = new WeakMap<readonly string[], Words>();

  /** How many characters the longest word has. */
  readonly longest: number;

  private readonly pattern: RegExp;
  /** The words within each word, with itself. */
  private readonly within: ReadonlyMap<string, readonly string[]>;

  /** The search for a list of words; compiled once. */
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
    // Where two words start alike, the longer one is found, and tells of the other.
    const distinct = [...new Set(words)].sort((one, other) => other.length - one.length);
    this.longest = distinct[0]?.length ?? 0;
    this.within = new Map(distinct.map((word) => [word, distinct.filter((other) => word.includes(other))]));
    this.pattern = new RegExp(distinct.length === 0 ? '(?!)' : distinct.map(literally).join('|'), 'g');
  }

  /** Whether a text holds one of the words. */
  isIn(text: string): boolean {
    return this.next(text, 0) !== undefined;
  }

  /** The words that a text holds. */
  in(text: string): ReadonlySet<string> {
    let match = this.next(text, 0);
    if (!match) return noWords;
    const found = new Set<string>();
    // One that starts within another is found too.
    for (; match; match = this.next(text, match.index + 1)) {
      for (const word of this.within.get(match[0]) ?? []) found.add(word);
    }
    return found;
  }

  /** Answers whether stretches of a text hold one of the words; in their order, the text is searched only once. */
  stretchesOf(text: string): (stretch: Range) => boolean {
    // From one offset on, this word comes next.
    let from = 0;
    let next = this.next(text, from);
    return ({ start, end }) => {
      if (start < from || (next !== undefined && next.index < start)) {
        from = start;
        next = this.next(text, from);
      }
      return next !== undefined && next.index + next[0].length <= end;
    };
  }

  private next(text: string, offset: number): RegExpExecArray | undefined {
    this.pattern.lastIndex = offset;
    return this.pattern.exec(text) ?? undefined;
  }
}

const noWords: ReadonlySet<string> = new Set();

function literally(word: string): string {
  return word.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
