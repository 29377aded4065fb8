import type { Context, Note, Transform } from '../transform';
import type { Change, Range, Rewrite } from '../yaml';

/** A rewrite that a transform asks for, without the changes that make it: they hold on to the whole document. */
export interface AskedFor {
  /** By this the request is known again when it is carried out of a text. */
  readonly id: symbol;
  readonly transform: Transform;
  /** The object that it is about as a report names it, where it is about one. */
  readonly object: string | undefined;
  /** Offset in the file of what the changes are about. */
  readonly offset: number;
  readonly summary: string;
  /** As in {@link Note}. */
  readonly release: string | undefined;
  /** What is to be told if the changes are made. */
  readonly notes: readonly LocatedNote[];
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
