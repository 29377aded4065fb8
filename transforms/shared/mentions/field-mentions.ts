import { type MovedKind, noteOfOldPath, oldPathsIn, pathLike } from '../../../src/moves';
import type { Mention, MentionPlace } from '../../../src/sweep/mention';
import { isSeparator, patchCommandAround } from '../../../src/sweep/object';
import { kindPattern, spellingsOf } from './version-mentions';

/**
 * Paths of fields that a kind has no more, as the table of its move has them: in commands, and in what programs, policies
 * and filters say of an object of that kind.
 */
export function fieldMention(moved: Pick<MovedKind, 'to' | 'moveField'>): Mention {
  const { kind, resource, shortNames = [] } = moved.to;
  const named = new RegExp(
    [
      kindPattern({ kind, plural: resource }).source,
      ...shortNames.map((name) => String.raw`\b${name}\b`),
    ].join('|'),
    'i',
  );
  return {
    words: [...spellingsOf(kind, resource), ...shortNames],
    pattern: new RegExp(`${pathLike.source}|${nested.source}`, 'g'),
    message: `still names an old field of ${kind}`,
    help: `use the fields of ${moved.to.version}`,
    isMeant: (place) =>
      !place.definition && oldPathsIn(dotted(place.word), moved).length > 0 && isAbout(place, named),
    says: ({ word }) => oldPathsIn(dotted(word), moved).map(({ path }) => noteOfOldPath(path, moved)),
  };
}

/** `{"spec": {"port": …`, as commands are given a patch. */
const nested = /(?<![\w-])spec(?:\\?["']?\s{0,9}:\s{0,9}\{\s{0,9}\\?["']?[\w-]+)+/;

function dotted(word: string): string {
  return word.includes(':') ? (word.match(/[\w-]+/g) ?? []).join('.') : word;
}

/** What says which kind an object is of: a command, or a comparison. */
const isCommand = /\b(?:kubectl|oc)\b/;
const saysKind = /\b(?:kubectl|oc|kind)\b/i;

/** Whether a place is about objects of a kind: its own line says so, or the nearest one that says any kind. */
function isAbout(place: MentionPlace, named: RegExp): boolean {
  const { ownLine, word } = place;
  const command = isCommand.test(ownLine) ? ownLine : patchCommandAround(place);
  if (command !== undefined) return named.test(command);
  // Apart from commands, an object that is written out is seen by the transform.
  if (word.includes(':')) return false;
  if (named.test(ownLine)) return true;
  const nearest = [place.above(12), place.below(4)].flatMap((lines) => {
    const end = lines.findIndex(isSeparator);
    return (end === -1 ? lines : lines.slice(0, end)).find((line) => saysKind.test(line)) ?? [];
  });
  return named.test(nearest[0] ?? '');
}
