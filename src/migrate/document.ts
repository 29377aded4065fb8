import { contextIgnores } from '../suppress/ignore';
import { type DocumentText, findTexts, type UnreadText } from '../kubernetes/texts';
import { encryptionOf, type ManifestDocument, recogniseDocument } from '../kubernetes/document';
import { startOf } from '../kubernetes/object';
import type { Facts } from '../facts';
import type { Transform } from '../transform';
import { Declined, type Entry, type Node, Offsets, type Rewrite, type YamlDocument } from '../yaml';
import { namesRemoved } from '../sweep/sweep';
import { manifestFindings } from '../finding';
import { declinedNote, prove } from './plan';
import { answersOfText, unreadableText } from './ask';
import { askOfVariants } from './variants';
import type { Answers, Attempt, LocatedNote, Request, Surroundings } from './request';

/** A transform, and the words without which a document has nothing for it. */
type TriggeredTransforms = ReadonlyMap<Transform, readonly string[]>;

/** Which of the requests are to be carried out. */
type Accepted = (request: Request) => boolean;

const everything: Accepted = () => true;

/** What the transforms say about a document, and about the documents in its texts. */
interface Asked {
  readonly document: ManifestDocument;
  readonly own: Answers;
  readonly texts: readonly { readonly text: DocumentText; readonly documents: readonly Asked[] }[];
  /** Of texts that cannot be read. */
  readonly problems: readonly LocatedNote[];
  readonly facts: Facts;
}

/** Asks the transforms about a document and all that is in it; nothing is carried out yet. */
function askAll(
  document: ManifestDocument,
  transforms: TriggeredTransforms,
  surroundings: Surroundings,
): Asked {
  const words = [...transforms.values()].flat();
  const { texts, problems, unused, generated } = findTexts(document, words, surroundings.facts);
  const read = new Set(texts.map(({ scalar }) => startOf(scalar)));
  const isRead = (node: Node) => read.has(startOf(node));
  // What names nothing that is gone need not be read.
  const known = new Map([...transforms.keys()].map(({ id }) => [id, surroundings.facts]));
  const matters = ({ text, areValues }: UnreadText) =>
    areValues || namesRemoved(document.path, text, [...transforms.keys()], known);
  const own = askOfVariants(document, [...transforms.keys()], { ...surroundings, isRead });
  const notes = [
    ...problems.filter(matters).map((problem) => [problem.scalar, unreadableText(problem)] as const),
    // One for the ConfigMaps that are rendered along with istiod.
    ...generated.slice(0, 1).map((text) => [text, noteOfText(text, isGenerated)] as const),
    ...unused.map((text) => [text, noteOfText(text, isUnused)] as const),
  ];
  const { over } = contextIgnores(document, manifestFindings);
  // A patch that cannot be read may be reported by whoever follows it.
  const isTold = ({ offset }: LocatedNote) => own.notes.some((note) => note.offset === offset);
  return {
    document,
    facts: surroundings.facts,
    own: { ...own, kept: [...own.kept, ...unused.map(({ content }) => content)] },
    texts: texts.map((text) => ({
      text,
      documents: text.read.documents.map((inner) => askAll(inner, transforms, surroundings)),
    })),
    problems: notes.flatMap(([text, note]) => (over(text) || isTold(note) ? [] : note)),
  };
}

/** A migration that is not proven yet to be the same when it is run again. */
function attempt(asked: Asked, accepted: Accepted): Attempt {
  return prove(asked.document, answersOf(asked, accepted), asked.facts);
}

function noteOfText(text: Entry | Node, said: Pick<LocatedNote, 'message' | 'help'>): LocatedNote {
  return { transform: manifestFindings, level: 'note', offset: startOf(text), ...said };
}

const isGenerated = {
  message: 'rendered from the istiod chart, so this text is not rewritten',
  help: 'render it again with the chart of the new release, and make any changes in the values',
};

/** What is said of values that have no effect: to rewrite them would be to say that they had one. */
const isUnused = {
  message: 'Argo CD ignores helm.values beside helm.valuesObject, so this text is not rewritten',
  help: 'delete it; first move to valuesObject what you want to have an effect',
};

/** What is accepted of the answers, with that of the texts as changes of the document that holds them. */
function answersOf({ document: around, own, texts, problems }: Asked, accepted: Accepted): Answers {
  const inner = texts.map(({ text, documents }) =>
    answersOfText(
      text,
      documents.map((document) => attempt(document, accepted)),
      around,
    ),
  );
  return {
    requests: [...own.requests.filter(accepted), ...inner.flatMap(({ requests }) => requests)],
    refusals: own.refusals,
    notes: [...own.notes, ...problems, ...inner.flatMap(({ notes }) => notes)],
    kept: [...own.kept, ...inner.flatMap(({ kept }) => kept)],
  };
}

/** What can become of a document. */
export interface DocumentPlan {
  /** All that can be done is done; what cannot be proven is left out and told. */
  readonly all: Attempt;
  /**
   * Only some of that is done, by the ids of these requests alone; undefined where it can be done only together with others.
   */
  readonly only: (accepted: ReadonlySet<symbol>) => Attempt | undefined;
}

/** Asks the transforms what is to become of a document. */
export function planDocument(
  document: ManifestDocument,
  transforms: TriggeredTransforms,
  surroundings: Surroundings,
): DocumentPlan {
  const encryption = encryptionOf(document);
  if (encryption) {
    const all = leftEncrypted(encryption, document, transforms, surroundings);
    return { all, only: () => all };
  }
  const asked = askAll(document, transforms, surroundings);
  const answers = answersOf(asked, everything);
  const runAgain = ({ document: rewritten }: Rewrite): readonly Request[] => {
    const again = recogniseAgain(document, rewritten);
    // What the tree says was learned from the documents as they were.
    return attempt(askAll(again, transforms, { ...surroundings, collect: undefined }), everything).done;
  };
  const all = stable(prove(document, answers, asked.facts), runAgain);
  return {
    all,
    only(accepted) {
      const { rewrite, done } = attempt(asked, ({ id }) => accepted.has(id));
      if (!rewrite || done.length < accepted.size) return undefined;
      const left = all.done.filter(({ id }) => !accepted.has(id));
      const offsets = new Offsets(rewrite.edits);
      const moved = (offset: number) => offsets.after(offset) - document.range.start;
      const isStable = areSame(left, runAgain(rewrite), moved);
      return isStable ? { ...all, rewrite, done } : undefined;
    },
  };
}

/** The attempt, or nothing of it where a second run would ask for more. */
function stable(proven: Attempt, runAgain: (rewrite: Rewrite) => readonly Request[]): Attempt {
  const [unstable] = proven.rewrite ? runAgain(proven.rewrite) : [];
  if (!unstable) return proven;
  const reason = new Declined(`a second run would change the result again (${unstable.summary})`);
  const declined = proven.done.map((request) => declinedNote(request, reason));
  return { ...proven, rewrite: undefined, done: [], notes: [...proven.notes, ...declined] };
}

/** Whether a second run asks for exactly what was left, where that lies now. */
function areSame(
  left: readonly Request[],
  wanted: readonly Request[],
  moved: (offset: number) => number,
): boolean {
  const expected = left.map(({ transform, offset }) => `${transform.id} ${moved(offset)}`);
  const found = wanted.map(({ transform, offset }) => `${transform.id} ${offset}`);
  return JSON.stringify(expected.toSorted()) === JSON.stringify(found.toSorted());
}

/** What became of a document; what is ignored in the whole file still is. */
function recogniseAgain({ path, ignores }: ManifestDocument, rewritten: YamlDocument): ManifestDocument {
  const document = recogniseDocument(path, rewritten);
  const ofFile = ignores.filter(({ isForFile }) => isForFile);
  return ofFile.length === 0 ? document : { ...document, ignores: [...document.ignores, ...ofFile] };
}

const encrypted = 'it is encrypted by SOPS, and an edit would break its checksum';

/** One note for the document, if there is anything to say about it; an error where other places stay along with it. */
function leftEncrypted(
  { range }: Entry,
  document: ManifestDocument,
  transforms: TriggeredTransforms,
  surroundings: Surroundings,
): Attempt {
  const { collect } = surroundings;
  const asked = askAll(document, transforms, {
    ...surroundings,
    collect:
      collect &&
      ((kind, place, factOf) => {
        collect(kind, place, () => factOf(encrypted));
      }),
  });
  const { requests, refusals, notes, kept } = answersOf(asked, everything);
  const [first] = [...requests, ...refusals];
  if (!first && notes.length === 0) return { rewrite: undefined, done: [], notes: [], kept };
  const staying = refusals.map(({ note }) => note).filter(({ message }) => message.includes(encrypted));
  if (staying.length > 0) return { rewrite: undefined, done: [], notes: staying, kept };
  const note: LocatedNote = {
    transform: first?.transform.id ?? notes[0]?.transform ?? '',
    level: 'note',
    offset: range.start,
    stays: 'document',
    message: 'encrypted by SOPS, so it is not rewritten: an edit would break its checksum',
    help: 'run istio-migrate on a decrypted copy to see what is due, then make the changes with "sops"',
  };
  return { rewrite: undefined, done: [], notes: [note], kept };
}
