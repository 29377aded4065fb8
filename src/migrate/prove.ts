import type { ManifestDocument } from '../kubernetes/document';
import { Declined, type Rewrite, rewriteDocument } from '../yaml';
import { declinedNote } from './declined-note';
import type { Answers, Attempt, Request } from './request';

/** Makes as many of the requests as can be made together; each alone is all or nothing. */
export function prove(document: ManifestDocument, { requests, refusals, notes, kept }: Answers): Attempt {
  const declined = refusals.map(({ note }) => note);
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
        for (const { transform, offset } of partsOf(only))
          declined.push(declinedNote(transform, error, offset));
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

/** What a request is made of, each with its own place and summary. */
function partsOf(request: Request): readonly Request[] {
  return request.parts ?? [request];
}
