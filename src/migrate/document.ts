import {
  contextIgnores,
  findTexts,
  isEncrypted,
  type ManifestDocument,
  recogniseDocument,
  startOf,
  type Transform,
} from '../manifest';
import {
  Declined,
  type Node,
  type ParseProblem,
  type Rewrite,
  rewriteDocument,
  entryOf,
  type YamlDocument,
} from '../yaml';
import {
  type Answers,
  type Attempt,
  declinedNote,
  type LocatedNote,
  manifestFindings,
  type Request,
  type Surroundings,
} from './request';
import { answersOfText, unreadableText } from './texts';
import { askOfVariants } from './variants';

/** A transform, and the words without which a document has nothing for it. */
export type TriggeredTransforms = ReadonlyMap<Transform, readonly string[]>;

/** Has the transforms migrate a document; what cannot be proven is left out and told. */
export function migrateDocument(
  document: ManifestDocument,
  transforms: TriggeredTransforms,
  surroundings: Surroundings,
): Attempt {
  const answers = answersOf(document, transforms, surroundings);
  if (isEncrypted(document)) return leftEncrypted(document, answers);
  const proven = prove(document, answers);
  if (!proven.rewrite) return proven;
  const again = recogniseAgain(document, proven.rewrite.document);
  const unstable = attempt(again, transforms, surroundings).done[0];
  if (!unstable) return proven;
  const reason = new Declined(`a second run would change the result again (${unstable.summary})`);
  const declined = proven.done.map((request) => declinedNote(request.transform, reason, request.offset));
  const refused = answers.refusals.map(({ note }) => note);
  const notes = [...answers.notes, ...refused, ...declined];
  return { rewrite: undefined, done: [], notes, kept: answers.kept };
}

/** What became of a document; what is ignored in the whole file still is. */
function recogniseAgain({ path, ignores }: ManifestDocument, rewritten: YamlDocument): ManifestDocument {
  const document = recogniseDocument(path, rewritten);
  const ofFile = ignores.filter(({ isForFile }) => isForFile);
  return ofFile.length === 0 ? document : { ...document, ignores: [...document.ignores, ...ofFile] };
}

/** What the transforms say of a document, and of the documents in its texts. */
function answersOf(
  document: ManifestDocument,
  transforms: TriggeredTransforms,
  surroundings: Surroundings,
): Answers {
  const words = [...transforms.values()].flat();
  const { texts, problems } = findTexts(document, words, surroundings.facts);
  const read = new Set(texts.map(({ scalar }) => startOf(scalar)));
  const isRead = (node: Node) => read.has(startOf(node));
  const isLeft = ({ offset }: ParseProblem) =>
    contextIgnores(document, manifestFindings).over({ kind: 'spot', offset });
  const own = askOfVariants(document, [...transforms.keys()], { ...surroundings, isRead });
  const inner = texts.map((text) => answersOfText(text, (each) => attempt(each, transforms, surroundings)));
  return {
    requests: [...own.requests, ...inner.flatMap(({ requests }) => requests)],
    refusals: own.refusals,
    notes: [
      ...own.notes,
      ...problems.filter((problem) => !isLeft(problem)).map(unreadableText),
      ...inner.flatMap(({ notes }) => notes),
    ],
    kept: [...own.kept, ...inner.flatMap(({ kept }) => kept)],
  };
}

/** A migration that is not proven yet to be the same when it is run again. */
function attempt(
  document: ManifestDocument,
  transforms: TriggeredTransforms,
  surroundings: Surroundings,
): Attempt {
  return prove(document, answersOf(document, transforms, surroundings));
}

/** One note for the document, if there is anything to say of it. */
function leftEncrypted(
  { root, range }: ManifestDocument,
  { requests, refusals, notes, kept }: Answers,
): Attempt {
  const [first] = [...requests, ...refusals];
  if (!first && notes.length === 0) return { rewrite: undefined, done: [], notes: [], kept };
  const note: LocatedNote = {
    transform: first?.transform.id ?? notes[0]?.transform ?? '',
    level: 'note',
    offset: entryOf(root, 'sops')?.range.start ?? range.start,
    message: 'encrypted by SOPS, so nothing in it is rewritten: an edit would break its checksum',
    help: 'edit it with "sops", as if it were not encrypted, and run over a decrypted copy to see what is due',
  };
  return { rewrite: undefined, done: [], notes: [note], kept };
}

/** Makes as many of the requests as can be made together; each alone is all or nothing. */
function prove(document: ManifestDocument, { requests, refusals, notes, kept }: Answers): Attempt {
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
