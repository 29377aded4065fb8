import { LeftAlone } from '../suppress/ignored';
import type { Transform } from '../transform';
import type { Declined } from '../yaml';
import type { LocatedNote } from './request';

/** A rewrite that is due and not made: the release breaks it unless you act. What an ignore comment excludes is a note. */
export function declinedNote({ id, kind }: Transform, reason: Declined, place: number): LocatedNote {
  const { message, offset = place } = reason;
  const note = { transform: id, offset, message: `not rewritten: ${message}` };
  if (reason instanceof LeftAlone) {
    return {
      ...note,
      level: 'note',
      help: 'remove or move the ignore comment to have this rewritten',
    };
  }
  const { help = 'change it manually, or fix what prevents the rewrite and run again' } = reason;
  return { ...note, level: kind === 'required' ? 'error' : 'warning', help };
}
