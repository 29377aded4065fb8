import {
  type Context,
  type ContextIgnores,
  contextIgnores,
  type KubernetesObject,
  LeftAlone,
  type ManifestDocument,
  type Note,
  startOf,
  type Transform,
} from '../manifest';
import {
  type Change,
  Declined,
  Editor,
  type Place,
  placeOf,
  type Range,
  type Rewrite,
  type Spot,
} from '../yaml';

/** Changes that a transform asks for: all of them, or none. */
export interface Request {
  /** By this the request is known again when it is carried out of a text. */
  readonly id: symbol;
  readonly transform: Transform;
  /** The object that it is about, where it is about one. */
  readonly object: KubernetesObject | undefined;
  /** Offset in the file of what the changes are about. */
  readonly offset: number;
  readonly summary: string;
  readonly changes: readonly Change[];
  /** What is to be told if the changes are made. */
  readonly notes: readonly LocatedNote[];
  /** The requests of the documents in a text that are carried out as one change of it. */
  readonly parts?: readonly Request[];
}

/** What there is beside the document and the transform. */
export type Surroundings = Pick<Context, 'facts' | 'target'>;

export { manifestFindings } from '../manifest/finding';

/** A finding whose place is an offset in the file as it was read. */
export interface LocatedNote extends Omit<Note, 'at'> {
  readonly transform: string;
  readonly offset: number;
}

/** What was asked for and cannot be done, whatever else is. */
export interface Refusal {
  readonly transform: Transform;
  /** As in {@link Request}. */
  readonly offset: number;
  readonly note: LocatedNote;
}

/** The same for one document. */
export type DocumentSurroundings = Pick<Context, 'facts' | 'target' | 'isRead'>;

/** What becomes of one document. */
export interface Attempt {
  /** Undefined where nothing changes. */
  readonly rewrite: Rewrite | undefined;
  /** With what is to be told of each. */
  readonly done: readonly Request[];
  /** What is to be told besides. */
  readonly notes: readonly LocatedNote[];
  /** Values that name a removed thing and stay on purpose. */
  readonly kept: readonly Range[];
}

/** What the transforms say of one document. */
export interface Answers {
  readonly requests: readonly Request[];
  readonly refusals: readonly Refusal[];
  readonly notes: readonly LocatedNote[];
  /** Values that name a removed thing and stay on purpose. */
  readonly kept: readonly Range[];
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
  for (const transform of transforms) {
    const context = contextOf(document, transform, surroundings, answers);
    try {
      transform.migrate(document, context);
    } catch (error) {
      if (!(error instanceof Declined)) throw error;
      const offset = document.range.start;
      const note = declinedNote(transform, error, offset);
      if (!contextIgnores(document, transform.id).over(spot(note.offset)))
        answers.refusals.push({ transform, offset, note });
    }
  }
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
  return {
    ...surroundings,
    ignores,
    report(note) {
      if (!ignores.over(note.at)) notes.push(located(note));
    },
    keep(node) {
      kept.push(node.alias ?? node.content);
    },
    rewrite(place, summary, askFor) {
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
      } catch (error) {
        if (!(error instanceof Declined)) throw error;
        const isAboutIgnored = error.offset !== undefined && ignores.over(spot(error.offset));
        const reason = isAboutIgnored ? new LeftAlone() : error;
        const toldAt = reason instanceof LeftAlone ? placeToTell(place, changes, ignores) : place;
        if (!toldAt || ignores.over(toldAt)) return;
        const note = declinedNote(transform, reason, startOf(toldAt));
        refusals.push({ transform, offset, note });
        return;
      }
      if (changes.length === 0) {
        notes.push(...told);
        return;
      }
      const object = innermostAt(offset, document.objects);
      requests.push({ id: Symbol(summary), transform, object, offset, summary, changes, notes: told });
    },
  };
}

/** Objects come in the order of the text, one that holds another before it. */
function innermostAt(offset: number, objects: readonly KubernetesObject[]): KubernetesObject | undefined {
  return objects.findLast(({ mapping: { content } }) => content.start <= offset && offset < content.end);
}

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
