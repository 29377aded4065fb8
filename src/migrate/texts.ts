import { type DocumentText, isLastApplied } from '../kubernetes/texts';
import { Editor, type ParseProblem, type Range } from '../yaml';
import { manifestFindings } from '../finding';
import type { Attempt, LocatedNote, Request } from './request';

/** What a text in a document has to say to that document. All offsets count in the document. */
export interface TextAnswers {
  readonly requests: readonly Request[];
  readonly notes: readonly LocatedNote[];
  readonly kept: readonly Range[];
}

/** Carries what becomes of the documents in a text, one by one, out to the document that holds it. */
export function answersOfText(text: DocumentText, attempts: readonly Attempt[]): TextAnswers {
  const kept = attempts
    .flatMap((attempt) => attempt.kept)
    .map(({ start, end }) => ({ start: text.read.toOuter(start), end: text.read.toOuter(end) }));
  if (isLastApplied(text.scalar)) return { requests: [], notes: noteOfLastApplied(text, attempts), kept };
  return {
    requests: attempts.flatMap((attempt) => requestOf(text, attempt) ?? []),
    notes: attempts.flatMap(({ notes }) => notes).map((note) => outward(text, note)),
    kept,
  };
}

/** All that is done in one document of a text, as one change of the text. */
function requestOf(text: DocumentText, { rewrite, done }: Attempt): Request | undefined {
  const parts = done.map((request): Request => ({
    ...outward(text, request),
    notes: request.notes.map((note) => outward(text, note)),
  }));
  const [first] = parts;
  if (!rewrite || !first) return undefined;
  const edit = new Editor();
  edit.rewriteText(text.scalar, rewrite.edits);
  return { ...first, changes: edit.changes, notes: parts.flatMap(({ notes }) => notes), parts };
}

function outward<T extends { readonly offset: number }>({ read }: DocumentText, located: T): T {
  return { ...located, offset: read.toOuter(located.offset) };
}

/** `kubectl apply` writes it anew, and compares with it until then. */
function noteOfLastApplied({ read }: DocumentText, attempts: readonly Attempt[]): LocatedNote[] {
  const [first] = attempts.flatMap(({ done }) => done);
  if (!first) return [];
  return [
    {
      transform: first.transform.id,
      level: 'note',
      offset: read.toOuter(0),
      message: 'last-applied-configuration is not rewritten',
      help: 'remove the annotation from the file: kubectl sets it in the cluster by itself',
    },
  ];
}

/** A text that looks like a manifest, or is given to a chart, and cannot be read. */
export function unreadableText({ message, offset }: ParseProblem): LocatedNote {
  return {
    transform: manifestFindings,
    level: 'warning',
    offset,
    message: 'the manifest or values in this text are not valid YAML, so they are not rewritten',
    help: `check it manually; the error is: ${message}`,
  };
}
