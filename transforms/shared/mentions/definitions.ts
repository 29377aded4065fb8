import type { Mention, MentionPlace } from '../../../src/sweep/mention';
import type { Removal } from './mentions';
import type { MovedApi } from './version-mentions';

/** The CRD of a kind that has left its group, which transforms do not see. */
export function crdMention(
  { group, plural }: Pick<MovedApi, 'group' | 'plural'>,
  removal: Pick<Removal, 'message' | 'help'>,
): Mention {
  return {
    ...removal,
    words: [`${plural}.${group}`],
    isMeant: ({ definition, before }) =>
      definition !== undefined && /(?:\bname["']?:|^\s*-)\s*["']?$/.test(before),
  };
}

/** Whether a text in a definition is a value that its schema allows or compares with, and no description. */
export function isInSchemaRule(place: MentionPlace): boolean {
  const { before, after } = place;
  const isCompared =
    /(?:[=!]=|\bin\s*\[[^\]]*|\(|,)\s*\\?["']$/.test(before) || /^\\?["']\s*(?:[=!]=|\])/.test(after);
  return (
    isCompared ||
    isInPattern.test(`${place.at(-1) ?? ''}\n${before}`) ||
    /(?:^|[{,\s])["']?(?:default|const|enum)["']?:\s*\[?[^:]*$/.test(before) ||
    /^\s*(?:-\s*["']?|["'])$/.test(before)
  );
}

/** Up to a place in a regular expression, be it on the line below what takes one. */
const isInPattern = /(?:\bpattern["']?:(?:[ \t]+[>|][-+]?)?|\bmatches\s*\()\s*\\?["']?\S*$/;
