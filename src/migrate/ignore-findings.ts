import type { Ignore } from '../suppress/ignore';
import { suggestion } from './nearest';
import { manifestFindings } from '../finding';
import type { LocatedNote } from './request';

/** The transforms that ignores are held against, by their ids. */
export interface JudgedBy {
  /** All that there are. */
  readonly known: readonly string[];
  /** Those that ran; of the others nobody knows what they would have changed. */
  readonly ran: readonly string[];
}

/** What is wrong with the ignores of a file that was migrated and swept: a typo, a wrong place, or no need for them. */
export function notesOfIgnores(ignores: readonly Ignore[], judge: JudgedBy): LocatedNote[] {
  return ignores.flatMap((ignore): LocatedNote[] => {
    const { offset, ids, range } = ignore;
    const finding = { transform: manifestFindings, offset };
    const unknown = ids.filter((id) => !judge.known.includes(id));
    if (unknown.length > 0) return [{ ...finding, level: 'warning', ...misspelt(unknown, judge) }];
    if (!range) return [{ ...finding, level: 'warning', ...misplaced }];
    const unused = unusedOf(ignore, judge);
    return unused === undefined ? [] : [{ ...finding, level: 'note', ...needless(unused) }];
  });
}

function misspelt(unknown: readonly string[], { known }: JudgedBy): { message: string; help: string } {
  const [first = ''] = unknown;
  return {
    message: `unknown transform in ignore comment: ${unknown.join(', ')}`,
    help: `${suggestion(first, known)} (put a reason on a line of its own)`,
  };
}

const misplaced = {
  message: 'ignore comment has no effect: put it directly above a key, an item or a document',
  help: 'move it to a line of its own, directly above the key, item or document to exclude',
} as const;

function needless(what: string): { message: string; help: string } {
  return { message: `ignore comment is not needed: ${what} here`, help: 'remove it' };
}

/** What an ignore keeps nothing from, in words. */
function unusedOf({ ids, uses }: Ignore, { known, ran }: JudgedBy): string | undefined {
  if (ids.length === 0) {
    const isKnown = known.every((id) => ran.includes(id));
    return isKnown && uses.size === 0 ? 'no transform would change anything' : undefined;
  }
  const unused = ids.filter((id) => ran.includes(id) && !uses.has(id));
  return unused.length > 0 ? `${unused.join(', ')} would change nothing` : undefined;
}
