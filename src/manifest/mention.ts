/**
 * Words that name something which the release removed. What still holds one after the migration, in any text file, is
 * reported, unless a finding about that very line is there already.
 */
export interface Mention {
  /** Exact texts; the finding points to the first one of a line. */
  readonly words: readonly string[];
  /** One sentence without a full stop. */
  readonly message: string;
  /** What to do. */
  readonly help: string;
  /** Tells the mention of the removed thing from one that stays; without it, every mention counts. */
  readonly isMeant?: (surroundings: Surroundings) => boolean;
}

/** Where a word of a {@link Mention} was found. */
export interface Surroundings {
  readonly word: string;
  /** The line before and behind the word. */
  readonly before: string;
  readonly after: string;
  /** The lines above, nearest first, and below; as many as there are, up to {@link surroundingLines}. */
  readonly above: readonly string[];
  readonly below: readonly string[];
  /** Whether it stands in a CustomResourceDefinition, which transforms do not see. */
  readonly isDefinition: boolean;
}

/** How many lines above and below a word can be seen. */
export const surroundingLines = 40;
