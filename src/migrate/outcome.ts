import { type Finding, manifestFindings, type RewriteOutcome } from '../finding';
import { type Comment, type Edit, LineIndex, Offsets, removedComments, withActionsShown } from '../yaml';
import { grouped } from '../grouped';
import type { FileMigration } from './plan';
import type { AskedFor, LocatedNote } from './request';

/** Rewrites that belong together, and the edits that make all of them. */
export interface Fix {
  readonly rewrites: readonly RewriteOutcome[];
  /** In order; offsets count in the text before. */
  readonly edits: readonly Edit[];
}

/** What a migration says to the user. */
interface Outcome {
  readonly findings: readonly Finding[];
  readonly rewrites: readonly RewriteOutcome[];
  /** The same rewrites with their edits. */
  readonly fixes: readonly Fix[];
}

/**
 * Puts a migration's findings into words and positions.
 *
 * @param before the text that was migrated
 * @param positions whether positions count in that text, or in the migrated one
 */
export function outcomeOf(
  path: string,
  before: string,
  migration: FileMigration,
  positions: 'before' | 'after',
): Outcome {
  const lines = new LineIndex(positions === 'after' ? migration.text : before);
  const offsets = new Offsets(positions === 'after' ? migration.edits : []);
  const at = (offset: number) => lines.at(offsets.after(offset));
  const findings = withoutRepeats(migration.notes, wordsOfNote).map((note): Finding => ({
    ...{ transform: note.transform, level: note.level, message: withActionsShown(note.message) },
    ...(note.help !== undefined && { help: withActionsShown(note.help) }),
    ...(note.pin !== undefined && { pin: note.pin }),
    ...(note.isUntilRaised && { isUntilRaised: true }),
    ...(note.release !== undefined && { release: note.release }),
    ...(note.phase !== undefined && { phase: note.phase }),
    ...(note.whole && { whole: { ...note.whole, message: withActionsShown(note.whole.message) } }),
    path,
    ...at(note.offset),
  }));
  const { problem } = migration;
  if (problem) {
    findings.push({
      transform: manifestFindings,
      level: 'warning',
      path,
      ...at(problem.offset),
      message: `${problem.help === undefined ? 'invalid YAML' : 'cannot be read'}: ${problem.message}`,
      help:
        problem.help ??
        `it holds ${problem.matter}: fix the YAML error and run again; nothing in it was rewritten`,
    });
  }
  const fixes = migration.proven.map(({ done, edits }) => ({
    edits,
    rewrites: summariesOf(before, distinct(done), edits).map(({ transform, offset, summary, due }) => ({
      transform: transform.id,
      ...at(offset),
      summary: withActionsShown(summary),
      ...due,
    })),
  }));
  const rewrites = fixes.flatMap((fix) => fix.rewrites);
  return { findings: findings.toSorted(byPosition), rewrites, fixes };
}

/** Where a rewrite removes comments, its summary says which. */
function summariesOf(text: string, done: readonly AskedFor[], edits: readonly Edit[]): readonly AskedFor[] {
  const comments = commentsOf(text, done, edits);
  return done.map((request) => {
    const own = comments.get(request) ?? [];
    if (own.length === 0) return request;
    const what = own.length === 1 ? 'comment' : 'comments';
    const quoted = own.map((comment) => `"${comment.text}"`).join(', ');
    return { ...request, summary: `${request.summary}; removes the ${what} ${quoted}` };
  });
}

/**
 * The removed comments by the request that they go with: the next of the same edit, since a comment is above its
 * value or behind it on the line; where there is none, the one before, and at last the nearest of all.
 */
function commentsOf(
  text: string,
  done: readonly AskedFor[],
  edits: readonly Edit[],
): ReadonlyMap<AskedFor | undefined, readonly Comment[]> {
  const inOrder = done.toSorted((one, other) => one.offset - other.offset);
  let [next, edit] = [0, 0];
  return grouped(removedComments(text, edits), (comment) => {
    const line = text.lastIndexOf('\n', comment.offset) + 1;
    while ((inOrder[next]?.offset ?? Infinity) < line) next++;
    while ((edits[edit]?.end ?? Infinity) <= comment.offset) edit++;
    const { start = 0, end = 0 } = edits[edit] ?? {};
    let last = next;
    while ((inOrder[last]?.offset ?? Infinity) < comment.offset) last++;
    const ofLine = inOrder.slice(next, last).toReversed();
    const around = [...ofLine, inOrder[next], inOrder[next - 1]].filter((request) => request !== undefined);
    const distance = ({ offset }: AskedFor) => Math.abs(offset - comment.offset);
    return (
      around.find(({ offset }) => start <= offset && offset < end) ??
      around.toSorted((one, other) => distance(one) - distance(other))[0]
    );
  });
}

/** Rewrites without those of what an alias repeats: that is changed once. */
export function distinct(done: readonly AskedFor[]): AskedFor[] {
  return withoutRepeats(done, ({ transform, offset, summary }) => `${transform.id} ${offset} ${summary}`);
}

/** What two objects share through an alias is reported once, and what two transforms say of a place. */
function wordsOfNote(note: LocatedNote): string {
  return JSON.stringify({ ...note, about: undefined, stays: undefined, transform: undefined });
}

function withoutRepeats<T>(things: readonly T[], wordsOf: (thing: T) => string): T[] {
  return Array.from(grouped(things, wordsOf).values()).flatMap(([first]) => first ?? []);
}

/** Orders findings by path, then position. */
export function byPosition(a: Finding, b: Finding): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return byLine(a, b);
}

/** From the top of a file to its end. */
export function byLine(a: Pick<Finding, 'line' | 'column'>, b: Pick<Finding, 'line' | 'column'>): number {
  return a.line - b.line || a.column - b.column;
}
