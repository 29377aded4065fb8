import { LeftAlone } from '../suppress/ignored';
import type { Transform } from '../transform';
import type { Declined } from '../yaml';
import type { LocatedNote } from './request';

/**
 * What is declined would have to change: the release breaks it unless a person acts. What is left alone as a comment
 * says is left so on purpose.
 */
export function declinedNote({ id, kind }: Transform, reason: Declined, place: number): LocatedNote {
  const { message, offset = place } = reason;
  const note = { transform: id, offset, message: `left as it is: ${message}` };
  if (reason instanceof LeftAlone) {
    return {
      ...note,
      level: 'note',
      help: 'take the comment out, or put it elsewhere, to have this migrated',
    };
  }
  const help = 'change it by hand, or resolve what stands in the way and run again';
  return { ...note, level: kind === 'required' ? 'error' : 'warning', help };
}
