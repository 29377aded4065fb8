import type { Facts } from '../facts';
import type { Level } from '../finding';
import type { MentionPlace } from './place';

/**
 * Names something that a release removed or renamed. What still holds one after the migration, in any text file, is
 * reported, unless a finding about that very line is there already. `transforms/shared/mentions.ts` makes them from rows.
 */
export interface Mention {
  /** A text without any of these is not searched. ASCII. */
  readonly words: readonly string[];
  /** What the path or the text has to match, too: where neither does, the text is not searched. */
  readonly about?: RegExp;
  /** Where the thing is named; by default wherever one of the words is. Has the flag `g`. */
  readonly pattern?: RegExp;
  /**
   * What is removed, where a row has a name of its own: a finding of the line that says this name is enough. Without it,
   * any finding of the same transform is.
   */
  readonly name?: string;
  /** One sentence without a full stop. */
  readonly message: string;
  /** What to do. */
  readonly help: string;
  /** How much it matters where it is run; `warning` by default. In docs and comments it is a note. */
  readonly level?: Level;
  /** Whether the tree gives a reason to look for it; without it, there always is one. */
  readonly isDue?: (facts: Facts) => boolean;
  /** Tells the removed thing from one that stays; without it, every place counts. */
  readonly isMeant?: (place: MentionPlace, facts: Facts) => boolean;
}
