import { type Context, type ManifestDocument, type Note, startOf, type Transform } from '../manifest';
import { Declined, Editor, type Range } from '../yaml';
import type { Change } from '../yaml/change';

/** Changes that a transform asks for: all of them, or none. */
export interface Request {
  readonly transform: Transform;
  /** Offset in the file of what the changes are about. */
  readonly offset: number;
  readonly summary: string;
  readonly changes: readonly Change[];
  /** What is to be told if the changes are made. */
  readonly notes: readonly LocatedNote[];
}

/** A finding whose place is an offset in the file as it was read. */
export interface LocatedNote extends Omit<Note, 'at'> {
  readonly transform: string;
  readonly offset: number;
}

/** What the transforms say of one document. */
export interface Answers {
  readonly requests: readonly Request[];
  readonly notes: readonly LocatedNote[];
  /** Values that name a removed thing and stay on purpose. */
  readonly kept: readonly Range[];
}

/** Asks one transform after the other what it wants of a document. */
export function ask(
  document: ManifestDocument,
  transforms: readonly Transform[],
  { facts, target }: Pick<Context, 'facts' | 'target'>,
): Answers {
  const requests: Request[] = [];
  const notes: LocatedNote[] = [];
  const kept: Range[] = [];
  for (const transform of transforms) {
    const context = contextOf(transform, { facts, target }, { requests, notes, kept });
    try {
      transform.migrate(document, context);
    } catch (error) {
      if (!(error instanceof Declined)) throw error;
      notes.push(declinedNote(transform, error, error.offset ?? document.range.start));
    }
  }
  return { requests, notes, kept };
}

function contextOf(
  transform: Transform,
  { facts, target }: Pick<Context, 'facts' | 'target'>,
  { requests, notes, kept }: { requests: Request[]; notes: LocatedNote[]; kept: Range[] },
): Context {
  const located = ({ at, ...note }: Note): LocatedNote => ({
    ...note,
    transform: transform.id,
    offset: startOf(at),
  });
  return {
    facts,
    target,
    report(note) {
      notes.push(located(note));
    },
    keep(node) {
      kept.push(node.alias ?? node.content);
    },
    rewrite(place, summary, askFor) {
      const editor = new Editor();
      const told: LocatedNote[] = [];
      try {
        askFor(editor, (note) => told.push(located(note)));
      } catch (error) {
        if (!(error instanceof Declined)) throw error;
        notes.push(declinedNote(transform, error, startOf(place)));
        return;
      }
      const { changes } = editor;
      if (changes.length === 0) notes.push(...told);
      else requests.push({ transform, offset: startOf(place), summary, changes, notes: told });
    },
  };
}

/** What is declined would have to change: the release breaks it unless a person acts. */
export function declinedNote(
  { id, kind }: Transform,
  { message, offset }: Declined,
  place: number,
): LocatedNote {
  return {
    transform: id,
    level: kind === 'required' ? 'error' : 'warning',
    offset: offset ?? place,
    message: `left as it is: ${message}`,
    help: 'change it by hand, or resolve what stands in the way and run again',
  };
}
