import { contextIgnores } from '../suppress/ignored';
import { type DocumentText, findTexts, generatedTexts, type UnreadText } from '../kubernetes/texts';
import type { ManifestDocument } from '../kubernetes/document';
import { startOf } from '../kubernetes/place';
import type { Transform } from '../transform';
import { type Node, unlessDeclined } from '../yaml';
import { namesRemoved } from '../sweep/sweep';
import { prove } from './prove';
import { manifestFindings } from '../finding';
import type { Answers, Attempt, LocatedNote, Request, Surroundings } from './request';
import { answersOfText, unreadableText } from './texts';
import { askOfVariants } from './variants';

/** A transform, and the words without which a document has nothing for it. */
export type TriggeredTransforms = ReadonlyMap<Transform, readonly string[]>;

/** Which of the requests are to be carried out. */
export type Accepted = (request: Request) => boolean;

export const everything: Accepted = () => true;

/** What the transforms say of a document, and of the documents in its texts. */
export interface Asked {
  readonly document: ManifestDocument;
  readonly own: Answers;
  readonly texts: readonly { readonly text: DocumentText; readonly documents: readonly Asked[] }[];
  /** Of texts that cannot be read. */
  readonly problems: readonly LocatedNote[];
}

/** Asks the transforms about a document and all that is in it; nothing is carried out yet. */
export function askAll(
  document: ManifestDocument,
  transforms: TriggeredTransforms,
  surroundings: Surroundings,
): Asked {
  const words = [...transforms.values()].flat();
  const { texts, problems } = findTexts(document, words, surroundings.facts);
  const read = new Set(texts.map(({ scalar }) => startOf(scalar)));
  const isRead = (node: Node) => read.has(startOf(node));
  const isLeft = ({ offset }: LocatedNote) =>
    contextIgnores(document, manifestFindings).over({ kind: 'spot', offset });
  // What names nothing that is gone need not be read.
  const known = new Map([...transforms.keys()].map(({ id }) => [id, surroundings.facts]));
  const matters = ({ text, areValues }: UnreadText) =>
    areValues || namesRemoved(document.path, text, [...transforms.keys()], known);
  return {
    document,
    own: askOfVariants(document, [...transforms.keys()], { ...surroundings, isRead }),
    texts: texts.map((text) => ({
      text,
      documents: text.read.documents.map((inner) => askAll(inner, transforms, surroundings)),
    })),
    problems: [
      ...problems.filter((problem) => matters(problem)).map(unreadableText),
      ...noteOfGenerated(document),
    ].filter((note) => !isLeft(note)),
  };
}

/** One note for the ConfigMaps that are rendered along with istiod. */
function noteOfGenerated(document: ManifestDocument): LocatedNote[] {
  const [first] = unlessDeclined(() => generatedTexts(document)) ?? [];
  if (!first) return [];
  return [
    {
      transform: manifestFindings,
      level: 'note',
      offset: startOf(first),
      message: 'rendered from the istiod chart, so this text is not rewritten',
      help: 'render it again with the chart of the new release, and make any changes in the values',
    },
  ];
}

/** A migration that is not proven yet to be the same when it is run again. */
export function attempt(asked: Asked, accepted: Accepted): Attempt {
  return prove(asked.document, answersOf(asked, accepted));
}

/** What is accepted of the answers, with that of the texts as changes of the document that holds them. */
export function answersOf({ own, texts, problems }: Asked, accepted: Accepted): Answers {
  const inner = texts.map(({ text, documents }) =>
    answersOfText(
      text,
      documents.map((document) => attempt(document, accepted)),
    ),
  );
  return {
    requests: [...own.requests.filter(accepted), ...inner.flatMap(({ requests }) => requests)],
    refusals: own.refusals,
    notes: [...own.notes, ...problems, ...inner.flatMap(({ notes }) => notes)],
    kept: [...own.kept, ...inner.flatMap(({ kept }) => kept)],
  };
}
