import { type DocumentText, isLastApplied } from '../kubernetes/texts';
import {
  type Change,
  commentBehind,
  Declined,
  Editor,
  type Node,
  type ParseProblem,
  type Place,
  placeOf,
  type Range,
  type Spot,
} from '../yaml';
import { manifestFindings } from '../finding';
import type { Context, ContextIgnores, Note, Transform } from '../transform';
import { contextIgnores, LeftAlone } from '../suppress/ignore';
import {
  definitionsAmong,
  describeObject,
  factPlaceOf,
  innermostAt,
  type KubernetesObject,
  startOf,
} from '../kubernetes/object';
import { once } from '../once';
import type { ManifestDocument } from '../kubernetes/document';
import { declinedNote } from './plan';
import {
  type About,
  type Answers,
  type Attempt,
  type DocumentSurroundings,
  type LocatedNote,
  movedRange,
  type Refusal,
  relocated,
  type Request,
} from './request';
import { mayMatter } from './unreadable';

/** What a text in a document has to say to that document. All offsets count in the document. */
interface TextAnswers {
  readonly requests: readonly Request[];
  readonly notes: readonly LocatedNote[];
  readonly kept: readonly Range[];
}

/** Carries what becomes of the documents in a text, one by one, out to the document around it. */
export function answersOfText(
  text: DocumentText,
  attempts: readonly Attempt[],
  { text: around }: Pick<ManifestDocument, 'text'>,
): TextAnswers {
  const kept = attempts
    .flatMap((attempt) => attempt.kept)
    .map((range) => movedRange(range, (offset) => text.read.toOuter(offset)));
  if (isLastApplied(text.scalar)) return { requests: [], notes: noteOfLastApplied(text, attempts), kept };
  const requests = attempts.flatMap((attempt) => requestOf(text, attempt) ?? []);
  const notes = attempts.flatMap((attempt) => attempt.notes).map((note) => outward(text, note));
  const held = setterBehind(text.scalar, around);
  if (!held) return { requests, notes, kept };
  const refused = requests.flatMap(({ parts = [] }) => parts.map((part) => declinedNote(part, held)));
  return { requests: [], notes: [...notes, ...refused], kept };
}

/** All that is done in one document of a text, as one change of the text. */
function requestOf(text: DocumentText, { rewrite, done }: Attempt): Request | undefined {
  const parts = done.map((request) => outward(text, request));
  const [first] = parts;
  if (!rewrite || !first) return undefined;
  const edit = new Editor();
  edit.rewriteText(text.scalar, rewrite.edits);
  return { ...first, changes: edit.changes, parts };
}

function outward<T extends Pick<LocatedNote, 'offset' | 'about'>>({ read }: DocumentText, located: T): T {
  return relocated(located, (offset) => read.toOuter(offset));
}

/** `kubectl apply` writes it again, and compares with it until then. */
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

interface Collected {
  readonly requests: Request[];
  readonly refusals: Refusal[];
  readonly notes: LocatedNote[];
  readonly kept: Range[];
}

/** Asks one transform after the other what it wants of a document. */
export function ask(
  document: ManifestDocument,
  transforms: readonly Transform[],
  surroundings: DocumentSurroundings,
): Answers {
  const answers: Collected = { requests: [], refusals: [], notes: [], kept: [] };
  /** Why a transform cannot look at the document at all: what others cannot read either is told once, at the highest level. */
  const unread = new Map<string, Refusal>();
  for (const transform of transforms) {
    const context = contextOf(document, transform, surroundings, answers);
    try {
      transform.migrate(document, context);
    } catch (error) {
      if (!(error instanceof Declined)) throw error;
      if (!mayMatter(document, transform, surroundings.facts)) continue;
      const offset = document.range.start;
      const note = { ...declinedNote({ transform, offset }, error), stays: 'document' as const };
      const key = JSON.stringify([note.offset, note.message]);
      const isTold = unread.has(key) && note.level !== 'error';
      if (!isTold && !contextIgnores(document, transform.id).over(spot(note.offset)))
        unread.set(key, { transform, offset, note });
    }
  }
  answers.refusals.push(...unread.values());
  return answers;
}

function spot(offset: number): Spot {
  return { kind: 'spot', offset };
}

function contextOf(
  document: ManifestDocument,
  transform: Transform,
  surroundings: DocumentSurroundings,
  { requests, refusals, notes, kept }: Collected,
): Context {
  const located = ({ at, ...note }: Note): LocatedNote => ({
    ...note,
    transform: transform.id,
    offset: startOf(at),
  });
  const ignores = contextIgnores(document, transform.id);
  const definitions = definitionsAmong(document.objects);
  const isDefined = (place: Place) => innermostAt(startOf(place), definitions) !== undefined;
  return {
    ...surroundings,
    ignores,
    locate: (place) => factPlaceOf(document, place),
    report(note) {
      if (!isDefined(note.at) && !ignores.over(note.at)) notes.push(located(note));
    },
    keep(node) {
      kept.push(node.alias ?? node.content);
    },
    rewrite(place, summary, askFor, { value, ...due } = {}) {
      if (isDefined(place)) return;
      const editor = new Editor();
      const told: LocatedNote[] = [];
      const tell = (note: Note) => {
        if (!ignores.over(note.at)) told.push(located(note));
      };
      const offset = startOf(place);
      const { changes } = editor;
      try {
        askFor(editor, tell);
        if (changes.some(ignores.against)) throw new LeftAlone();
        for (const change of changes) requireNoSetter(change, document);
      } catch (error) {
        if (!(error instanceof Declined)) throw error;
        const isAboutIgnored = error.offset !== undefined && ignores.over(spot(error.offset));
        const reason = isAboutIgnored ? new LeftAlone() : error;
        const toldAt = reason instanceof LeftAlone ? placeToTell(place, changes, ignores) : place;
        if (!toldAt || ignores.over(toldAt)) return;
        const about = aboutOf(place, document);
        const note = declinedNote({ transform, offset: startOf(toldAt), about, value }, reason);
        refusals.push({ transform, offset, note });
        return;
      }
      if (changes.length === 0) {
        notes.push(...told);
        return;
      }
      const about = innermostAt(offset, document.objects);
      const object = about && describeObject(about);
      const id = Symbol(summary);
      const asked = { id, transform, object, offset, about: aboutOf(place, document), summary, due, value };
      requests.push({ ...asked, changes, notes: told });
    },
  };
}

/** kpt writes a value again that has a setter in its comment: `# kpt-set: ${port}`, or a JSON reference in older files. */
const setter = /^#\s*(?:kpt-set:|\{\s*"\$(?:kpt-set|openapi|ref)")/;

/** @throws Declined where a change would be undone by the next run of kpt, or leave its setter without a place */
function requireNoSetter(change: Change, { text }: ManifestDocument): void {
  const value =
    change.type === 'remove'
      ? change.target.value
      : change.type === 'set' || change.type === 'text'
        ? change.scalar
        : undefined;
  const reason = value && setterBehind(value, text);
  if (reason) throw reason;
}

/** That kpt decides on a value, if it does. */
function setterBehind(value: Node, text: string): Declined | undefined {
  const comment = commentBehind(text, value) ?? '';
  if (!setter.test(comment)) return undefined;
  return new Declined(
    `a kpt setter decides on this value (${comment.replace(/^#\s*/, '')})`,
    startOf(value),
    'change the setter and this line together',
  );
}

/** What a rewrite is about: all of an object where it is one of the object itself, else its place and what is on that line. */
function aboutOf(place: Place, { objects, text }: ManifestDocument): About {
  const start = startOf(place);
  const at = start;
  const own = ownersIn(objects).get(place);
  if (own) return { start: own.mapping.range.start, end: own.mapping.range.end, at };
  const lineEnd = text.indexOf('\n', start);
  const end = lineEnd === -1 ? text.length : lineEnd;
  return { start, end: place.kind === 'spot' ? end : Math.max(place.range.end, end), at };
}

/** The objects by what stands for all of one. */
const ownersIn = once(
  (objects: readonly KubernetesObject[]) =>
    new Map<Place | undefined, KubernetesObject>(
      objects.toReversed().flatMap((object) => [
        [object.mapping, object],
        [object.apiVersionEntry, object],
      ]),
    ),
  new WeakMap(),
);

/** Where to tell that changes are not made; undefined where all that they are for is to be left alone. */
function placeToTell(
  place: Place,
  changes: readonly Change[],
  { over, against }: ContextIgnores,
): Place | undefined {
  const others = changes.filter((change) => !against(change));
  const [first] = others;
  if (changes.length > 0 && !first) return undefined;
  if (!over(place)) return place;
  return first && placeOf(first);
}
