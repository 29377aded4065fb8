import { requireAddresses } from '../addresses/guard';
import { type Facts, NotAllGiven } from '../facts';
import { type Ignore, LeftAlone } from '../suppress/ignore';
import {
  type Change,
  Declined,
  type Edit,
  type ParseProblem,
  type Range,
  type Rewrite,
  rewriteDocument,
} from '../yaml';
import type { ManifestDocument } from '../kubernetes/document';
import type { Answers, AskedFor, Attempt, LocatedNote, Request } from './request';

/** Rewrites of one document, which were proven together, and the edits that make them. */
interface Proven {
  readonly done: readonly AskedFor[];
  readonly edits: readonly Edit[];
}

/** What becomes of a file. All offsets count in the text as it was read. */
export interface FileMigration {
  readonly text: string;
  readonly edits: readonly Edit[];
  /** The same edits and rewrites, by what was proven together. */
  readonly proven: readonly Proven[];
  readonly done: readonly AskedFor[];
  readonly notes: readonly LocatedNote[];
  /** Values that name a removed thing and stay on purpose. */
  readonly kept: readonly Range[];
  /** What comments say to leave alone, in the texts of scalars as well. */
  readonly ignores: readonly Ignore[];
  /** Why the file was left alone as a whole, and the word in it for which that matters. */
  readonly problem?: ParseProblem & { readonly matter: string };
}

/** What can become of a file. */
export interface FilePlan {
  /** All that can be done is done. */
  readonly all: FileMigration;
  /**
   * Only some of that is done, by the ids of the requests; undefined where it can be done only together with others.
   */
  readonly only: (accepted: ReadonlySet<symbol>) => FileMigration | undefined;
}

/** A file that stays as it is, with what else there is to say of it. */
export function unchanged(text: string, said: Partial<FileMigration>): FileMigration {
  return { text, edits: [], proven: [], done: [], notes: [], kept: [], ignores: [], ...said };
}

/** The plan for such a file. */
export function planOfUnchanged(text: string, said: Partial<FileMigration>): FilePlan {
  const all = unchanged(text, said);
  return { all, only: () => all };
}

/** What a finding on such a rewrite begins with. */
export const notRewritten = 'not rewritten: ';

/** What is not made, as far as the finding says so. */
type Declinable = Pick<AskedFor, 'transform' | 'offset' | 'about' | 'value'>;

/** A rewrite that is due and not made: the release breaks it unless you act. What an ignore comment excludes is a note. */
export function declinedNote(
  { transform: { id, kind }, offset: place, about, value }: Declinable,
  reason: Declined,
): LocatedNote {
  const { message, offset = place } = reason;
  const note = { transform: id, offset, message: notRewritten + message };
  if (reason instanceof LeftAlone) {
    return {
      ...note,
      level: 'note',
      help: 'remove or move the ignore comment to have this rewritten',
    };
  }
  const { help = 'change it manually, or fix what prevents the rewrite and run again' } = reason;
  const whole = reason instanceof NotAllGiven ? reason.whole : undefined;
  return {
    ...note,
    level: kind === 'required' ? 'error' : 'warning',
    help,
    ...(about && { about }),
    ...(value && { stays: value }),
    ...(whole && {
      whole: whole.type === 'finding' ? { ...whole, message: notRewritten + whole.message } : whole,
    }),
  };
}

/** Makes as many of the requests as can be made together; each alone is all or nothing. */
export function prove(
  document: ManifestDocument,
  { requests, refusals, notes, kept }: Answers,
  facts: Facts,
): Attempt {
  const declined = refusals.map(({ note }) => note);
  let done: readonly Request[] = [];
  let rewrite: Rewrite | undefined;
  const add = (more: readonly Request[]): void => {
    if (more.length === 0) return;
    const together = [...done, ...more];
    try {
      const rewritten = rewriteDocument(document, changesOf(together));
      // What moves a kind has the patches over its objects follow.
      const unfollowed = together.filter(({ transform }) => !transform.hasUnits);
      const alone = unfollowed.length === together.length ? rewritten : undefined;
      if (unfollowed.length > 0)
        requireAddresses(
          document,
          () => alone ?? rewriteDocument(document, changesOf(unfollowed)),
          facts,
          (keys) => unfollowed.some(({ transform }) => transform.movesPaths?.(keys)),
        );
      rewrite = rewritten;
      done = together;
    } catch (error) {
      if (!(error instanceof Declined)) throw error;
      const [only] = more;
      if (more.length === 1 && only) {
        for (const part of partsOf(only)) declined.push(declinedNote(part, error));
        return;
      }
      const half = more.length >> 1;
      add(more.slice(0, half));
      add(more.slice(half));
    }
  };
  add(requests);
  return { rewrite, done: done.flatMap(partsOf), notes: [...notes, ...declined], kept };
}

function changesOf(requests: readonly Request[]): Change[] {
  return requests.flatMap(({ changes }) => changes);
}

/** What a request is made of, each with its own place and summary. */
function partsOf(request: Request): readonly Request[] {
  return request.parts ?? [request];
}
