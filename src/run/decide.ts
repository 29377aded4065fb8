import { isInUpstreamChart } from '../install/chart';
import { textKindOf } from '../files/names';
import { type Finding, manifestFindings, type RewriteOutcome } from '../finding';
import { type Ignore, type NearMiss, nearMissesIn } from '../suppress/ignore';
import type { Transform, TransformKind } from '../transform';
import { isMarkdown } from '../markdown/blocks';
import {
  allIgnoresOf,
  ignoresOfMarkdown,
  ignoresOfPlainText,
  type JudgedBy,
  notesOfIgnores,
} from '../migrate/ignores';
import { ManifestFile } from '../migrate/manifest-file';
import type { Fix } from '../migrate/outcome';
import { LineIndex, Offsets } from '../yaml';
import { findingsInTerraform } from '../migrate/terraform';
import { sweep, type SweptText } from '../sweep/sweep';
import type { Upgraded } from '../migrate/pipeline';
import type { UpgradeRange } from '../version';
import type { RunOptions } from './open';
import type { LocatedNote } from '../migrate/request';

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
  const offsets = new Offsets(positions === 'after' ? edits : []);
  return notes.map(({ offset, ...note }) => ({
    ...note,
    path,
    ...lines.at(offsets.after(offset)),
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

/** Sweeps a text that no transform rewrites, unless it belongs to a copy of an upstream chart, which stays as it is. */
export function sweepPlainly(
  { path, text, searched }: Pick<SweptText, 'path' | 'text' | 'searched'>,
  transforms: readonly Transform[],
  judge: JudgedBy,
  { facts, range }: Pick<Upgraded, 'facts' | 'range'>,
): Finding[] {
  const ignores = ignoresOf(path, text);
  const { ignores: inside, ...terraform } = findingsInTerraform(
    { path, text },
    transforms,
    facts,
    range,
    ignores,
  );
  const { known } = terraform;
  const swept = { path, text, searched, ignores, ...terraform };
  // Whether something in Markdown is needed shows only when its blocks are migrated as well.
  const judgedBy = isMarkdown(path) ? { ...judge, ran: [] } : judge;
  const isCopied = [...facts.values()].some((each) => isInUpstreamChart(path, each));
  const found = isCopied ? [] : sweep({ ...swept, ignores: [...ignores, ...inside] }, transforms, facts);
  return [...known, ...found, ...findingsOfIgnores(swept, judgedBy)];
}

/** What the ignores of a run are held against. */
export function judgeOf({ transforms, knownIds }: Pick<RunOptions, 'transforms' | 'knownIds'>): JudgedBy {
  const ran = transforms.map(({ id }) => id);
  return { known: knownIds ?? ran, ran };
}

/** What the command was asked to do with rewrites: show them, make them, or only say whether there are any. */
export type Mode = 'dry-run' | 'write' | 'check';

/** A file that is changed, or that could not be handled. */
export interface FileResult {
  /** Relative to the working directory, with `/`. */
  readonly path: string;
  readonly status: 'changed' | 'failed';
  readonly before: string;
  /** The same text as `before` in a failed file. */
  readonly after: string;
  readonly rewrites: readonly RewriteOutcome[];
  /** The same rewrites with the edits of `before` that make them; all edits together make `after`. */
  readonly fixes: readonly Fix[];
  /** Ids and kinds of the transforms that change the file, each once. */
  readonly transforms: readonly string[];
  readonly kinds: readonly TransformKind[];
  /** Why it failed: it could not be parsed, or written. */
  readonly error?: string;
}

/** Something that kept the tool from doing its job: exit code 2. */
export interface Fault {
  readonly path: string;
  /** One line, for the user. */
  readonly message: string;
}

/** All that a run found out. */
export interface RunResult {
  readonly mode: Mode;
  /** The upgrade that was asked for, with where it starts. */
  readonly range: UpgradeRange;
  /** Files looked at, and files parsed since they hold a trigger word. */
  readonly scanned: number;
  readonly parsed: number;
  /** Sorted by path. */
  readonly files: readonly FileResult[];
  /** Sorted by path, line and column. */
  readonly findings: readonly Finding[];
  /** Paths that were named and that an ignore rule keeps out. */
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  readonly faults: readonly Fault[];
  /** How many rewrites the user declined, or did not come to; undefined where nobody was asked. */
  readonly leftByChoice?: number;
  /** Whether the text came from standard input, so that there is no file to write. */
  readonly isStandardInput?: boolean;
  /** The absolute paths of all files that were searched; undefined where they are not known. */
  readonly looked?: readonly string[];
  /** How many problems a baseline accepts; they are left out of the files and findings. */
  readonly accepted?: number;
  readonly durationMs: number;
}
