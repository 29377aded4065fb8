import { textKindOf } from '../files/names';
import type { FactsOf } from '../facts';
import type { Finding } from '../finding';
import type { Ignore } from '../suppress/ignore';
import type { Transform } from '../transform';
import { isMarkdown } from '../markdown/names';
import { allIgnoresOf, ignoresOfMarkdown, ignoresOfPlainText } from '../migrate/ignores';
import { type JudgedBy, notesOfIgnores } from '../migrate/ignore-findings';
import { ManifestFile } from '../migrate/manifest-file';
import { manifestFindings } from '../finding';
import type { LocatedNote } from '../migrate/request';
import { type NearMiss, nearMissesIn } from '../suppress/near-miss';
import { LineIndex, moveOffset } from '../yaml';
import type { RunOptions } from './options';
import { sweep, type SweptText } from '../sweep/sweep';

/** The ignores of a text that is only swept. */
function ignoresOf(path: string, text: string): readonly Ignore[] {
  if (isMarkdown(path)) return ignoresOfMarkdown(path, text);
  return textKindOf(path) === 'manifest'
    ? allIgnoresOf(new ManifestFile(path, text))
    : ignoresOfPlainText(text);
}

/** What is wrong with the ignores of a text, once all was tried that they may keep from. */
export function findingsOfIgnores(
  { path, text, before = text, ignores = [], edits = [], positions = 'after' }: SweptText,
  judge: JudgedBy,
): Finding[] {
  const notes = [...notesOfIgnores(ignores, judge), ...nearMissesIn(before).map(noteOfNearMiss)];
  if (notes.length === 0) return [];
  const lines = new LineIndex(positions === 'after' ? text : before);
  return notes.map(({ offset, ...note }) => ({
    ...note,
    path,
    ...lines.at(positions === 'after' ? moveOffset(offset, edits) : offset),
  }));
}

function noteOfNearMiss({ offset, meant }: NearMiss): LocatedNote {
  return {
    transform: manifestFindings,
    level: 'warning',
    offset,
    message: 'this comment has no effect, but looks like an ignore comment',
    help: `to exclude something, write "# ${meant}", with nothing but transform ids behind it`,
  };
}

/** Sweeps a text that no transform looks at. */
export function sweepPlainly(
  { path, text }: Pick<SweptText, 'path' | 'text'>,
  transforms: readonly Transform[],
  judge: JudgedBy,
  facts: FactsOf,
): Finding[] {
  const swept = { path, text, ignores: ignoresOf(path, text) };
  // Whether something in Markdown is needed shows only when its blocks are migrated as well.
  const judgedBy = isMarkdown(path) ? { ...judge, ran: [] } : judge;
  return [...sweep(swept, transforms, facts), ...findingsOfIgnores(swept, judgedBy)];
}

/** What the ignores of a run are held against. */
export function judgeOf({ transforms, knownIds }: Pick<RunOptions, 'transforms' | 'knownIds'>): JudgedBy {
  const ran = transforms.map(({ id }) => id);
  return { known: knownIds ?? ran, ran };
}
