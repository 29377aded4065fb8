import {
  type Context,
  isEncrypted,
  type ManifestDocument,
  recogniseDocument,
  type Transform,
} from '../manifest';
import { Declined, entryOf, type Range, type Rewrite, rewriteDocument } from '../yaml';
import { type Answers, ask, declinedNote, type LocatedNote, type Request } from './request';

/** What becomes of one document. */
export interface DocumentMigration {
  /** Undefined where nothing changes. */
  readonly rewrite: Rewrite | undefined;
  readonly done: readonly Request[];
  readonly notes: readonly LocatedNote[];
  /** Values that name a removed thing and stay on purpose. */
  readonly kept: readonly Range[];
}

type Surroundings = Pick<Context, 'facts' | 'target'>;

/** Has the transforms migrate a document; what cannot be proven is left out and told. */
export function migrateDocument(
  document: ManifestDocument,
  transforms: readonly Transform[],
  surroundings: Surroundings,
): DocumentMigration {
  const answers = ask(document, transforms, surroundings);
  if (isEncrypted(document)) return leftEncrypted(document, answers);
  const proven = prove(document, answers);
  if (!proven.rewrite) return proven;
  const unstable = secondRun(document.path, proven.rewrite, transforms, surroundings);
  if (!unstable) return proven;
  const reason = new Declined(`a second run would change the result again (${unstable.summary})`);
  const declined = proven.done.map((request) => declinedNote(request.transform, reason, request.offset));
  return { rewrite: undefined, done: [], notes: [...answers.notes, ...declined], kept: answers.kept };
}

/** One note for the document, if there is anything to say of it. */
function leftEncrypted(
  { root, range }: ManifestDocument,
  { requests, notes, kept }: Answers,
): DocumentMigration {
  if (requests.length === 0 && notes.length === 0) return { rewrite: undefined, done: [], notes: [], kept };
  const note: LocatedNote = {
    transform: requests[0]?.transform.id ?? notes[0]?.transform ?? '',
    level: 'note',
    offset: entryOf(root, 'sops')?.range.start ?? range.start,
    message: 'encrypted by SOPS, so nothing in it is rewritten: an edit would break its checksum',
    help: 'edit it with "sops", as if it were not encrypted, and run over a decrypted copy to see what is due',
  };
  return { rewrite: undefined, done: [], notes: [note], kept };
}

/** Makes as many of the requests as can be made together; each alone is all or nothing. */
function prove(document: ManifestDocument, { requests, notes, kept }: Answers): DocumentMigration {
  const declined: LocatedNote[] = [];
  let done: readonly Request[] = [];
  let rewrite: Rewrite | undefined;
  const add = (more: readonly Request[]): void => {
    if (more.length === 0) return;
    const together = [...done, ...more];
    try {
      rewrite = rewriteDocument(
        document,
        together.flatMap((request) => request.changes),
      );
      done = together;
    } catch (error) {
      if (!(error instanceof Declined)) throw error;
      const [only] = more;
      if (more.length === 1 && only) {
        declined.push(declinedNote(only.transform, error, only.offset));
        return;
      }
      const half = more.length >> 1;
      add(more.slice(0, half));
      add(more.slice(half));
    }
  };
  add(requests);
  return { rewrite, done, notes: [...notes, ...done.flatMap((request) => request.notes), ...declined], kept };
}

/** The first request that a second run over the result would carry out, if there is one. */
function secondRun(
  path: string,
  { document }: Rewrite,
  transforms: readonly Transform[],
  surroundings: Surroundings,
): Request | undefined {
  const again = recogniseDocument(path, document);
  return prove(again, ask(again, transforms, surroundings)).done[0];
}
