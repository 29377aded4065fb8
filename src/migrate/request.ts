import type { WholeProblem } from '../finding';
import type { Change, Range, Rewrite } from '../yaml';
import type { LayeredValue } from '../install/layers/united';
import type { Context, Due, Note, Transform } from '../transform';

/** The part of a text that a rewrite is about. */
export interface About extends Range {
  /** The place that it was asked for at; a reason against it may lie elsewhere. */
  readonly at: number;
}

/** A rewrite that a transform asks for, without the changes that make it: they hold on to the whole document. */
export interface AskedFor {
  /** By this the request is known again when it is carried out of a text. */
  readonly id: symbol;
  readonly transform: Transform;
  /** The object that it is about as a report names it, where it is about one. */
  readonly object: string | undefined;
  /** Offset in the file of what the changes are about. */
  readonly offset: number;
  /** What a finding speaks for that says why it is not done. */
  readonly about?: About;
  readonly summary: string;
  readonly due: Due;
  /** As in {@link Context.rewrite}. */
  readonly value?: LayeredValue | undefined;
  /** What is to be reported if the changes are made. */
  readonly notes: readonly LocatedNote[];
}

/** What lies somewhere, with the notes on it. */
type Located = Pick<AskedFor, 'offset' | 'about'> & Partial<Pick<AskedFor, 'notes'>>;

/**
 * The same at another place, as where it is carried out of a text.
 *
 * @param move where an offset comes to be
 */
export function relocated<T extends Located>(located: T, move: (offset: number) => number): T {
  const { offset, about, notes } = located;
  return {
    ...located,
    offset: move(offset),
    ...(about && { about: { ...movedRange(about, move), at: move(about.at) } }),
    ...(notes && { notes: notes.map((note) => relocated(note, move)) }),
  };
}

/** As {@link relocated}. */
export function movedRange({ start, end }: Range, move: (offset: number) => number): Range {
  return { start: move(start), end: move(end) };
}

/** Changes that a transform asks for: all of them, or none. */
export interface Request extends AskedFor {
  readonly changes: readonly Change[];
  /** The requests of the documents in a text that are carried out as one change of it. */
  readonly parts?: readonly Request[];
}

/** What there is beside the document and the transform. */
export type Surroundings = Pick<Context, 'facts' | 'target' | 'range' | 'pinDefaults' | 'collect'>;

/** A finding whose place is an offset in the file as it was read. */
export interface LocatedNote extends Omit<Note, 'at'> {
  readonly transform: string;
  readonly offset: number;
  /** Of a rewrite that is not made: the search for what is left has nothing to add there for the transform. */
  readonly about?: About;
  /** As in {@link Finding}. */
  readonly whole?: WholeProblem;
  /** What layers have to say of a value stays along with that which is not rewritten; of a document, whatever they say. */
  readonly stays?: LayeredValue | 'document';
}

/** What was asked for and cannot be done, whatever else is. */
export interface Refusal {
  readonly transform: Transform;
  /** As in {@link Request}. */
  readonly offset: number;
  readonly note: LocatedNote;
}

/** The same for one document. */
export type DocumentSurroundings = Surroundings & Pick<Context, 'isRead'>;

/** What becomes of one document. */
export interface Attempt {
  /** Undefined where nothing changes. */
  readonly rewrite: Rewrite | undefined;
  /** With what is to be reported about each. */
  readonly done: readonly Request[];
  /** What is to be reported besides. */
  readonly notes: readonly LocatedNote[];
  /** Values that name a removed thing and stay on purpose. */
  readonly kept: readonly Range[];
}

/** What the transforms say about one document. */
export interface Answers {
  readonly requests: readonly Request[];
  readonly refusals: readonly Refusal[];
  readonly notes: readonly LocatedNote[];
  /** Values that name a removed thing and stay on purpose. */
  readonly kept: readonly Range[];
}
