import type { Finding, RewriteOutcome } from '../finding';
import { type Edit, LineIndex, moveOffset, removedComments, withActionsShown } from '../yaml';
import type { FileMigration } from './plan';
import { type LocatedNote, manifestFindings, type Request } from './request';

/** Rewrites that belong together, and the edits that make all of them. */
export interface Fix {
  readonly rewrites: readonly RewriteOutcome[];
  /** In order; offsets count in the text before. */
  readonly edits: readonly Edit[];
}

/** What a migration says to a person. */
export interface Outcome {
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
  const at = (offset: number) =>
    lines.at(positions === 'after' ? moveOffset(offset, migration.edits) : offset);
  const findings = withoutRepeats(migration.notes).map(({ offset, ...note }): Finding => ({
    ...note,
    message: withActionsShown(note.message),
    ...(note.help !== undefined && { help: withActionsShown(note.help) }),
    path,
    ...at(offset),
  }));
  const { problem } = migration;
  if (problem) {
    findings.push({
      transform: manifestFindings,
      level: 'warning',
      path,
      ...at(problem.offset),
      message: `invalid YAML: ${problem.message}`,
      help: 'fix the YAML error and run again; nothing in it was rewritten',
    });
  }
  const fixes = migration.proven.map(({ done, edits }) => ({
    edits,
    rewrites: summariesOf(before, done, edits).map(({ transform, offset, summary, release }) => ({
      transform: transform.id,
      ...at(offset),
      summary: withActionsShown(summary),
      ...(release !== undefined && { release }),
    })),
  }));
  const rewrites = fixes.flatMap((fix) => fix.rewrites);
  return { findings: findings.toSorted(byPosition), rewrites, fixes };
}

/** Where a rewrite removes comments, its summary says which. */
function summariesOf(text: string, done: readonly Request[], edits: readonly Edit[]): readonly Request[] {
  const comments = removedComments(text, edits).map((comment) => {
    const distances = done.map(({ offset }) => Math.abs(offset - comment.offset));
    return { text: comment.text, owner: done[distances.indexOf(Math.min(...distances))] };
  });
  return done.map((request) => {
    const own = comments.filter(({ owner }) => owner === request).map((comment) => `"${comment.text}"`);
    if (own.length === 0) return request;
    const what = own.length === 1 ? 'comment' : 'comments';
    return { ...request, summary: `${request.summary}; removes the ${what} ${own.join(', ')}` };
  });
}

/** What two objects share through an alias is told once. */
function withoutRepeats(notes: readonly LocatedNote[]): LocatedNote[] {
  const byText = new Map(notes.map((note) => [JSON.stringify(note), note]));
  return [...byText.values()];
}

/** Orders findings by path, then position. */
export function byPosition(a: Finding, b: Finding): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
