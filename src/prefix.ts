/** The start of some words. */
export class Prefix {
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
