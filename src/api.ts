import { transforms } from '../transforms';
import { Facts, givenFile } from './facts';
import { isOwn, mayBeText } from './files/names';
import type { Finding } from './finding';
import { chooseTransforms, usualTarget, withOccasion } from './migrate/choose';
import { ManifestFile } from './migrate/manifest-file';
import { migrateFile, surveyFile } from './migrate/migrate';
import { notesOfIgnores } from './migrate/ignore-findings';
import { byPosition, outcomeOf } from './migrate/outcome';
import type { RewriteOutcome } from './migrate/rewrite-outcome';
import { findingsOfIgnores, judgeOf, sweepPlainly } from './run/ignores';
import { isRewritable } from './run/rewritable';
import { sweep } from './run/sweep';
import type { Transform } from './transform';
import { parseVersion, type Version } from './version';

// From the files themselves: these types are all that the declarations of the package need to hold.
export type { Finding, Level } from './finding';
export type { RewriteOutcome } from './migrate/rewrite-outcome';

/** Options of {@link migrateText}. */
export interface MigrateOptions {
  /** The Istio version to migrate to, `1.28` or `1.28.2`; by default the newest patch of 1.28. */
  readonly to?: string;
  /** The old name of `to`. */
  readonly targetVersion?: string;
  /** Ids of the transforms to run; all by default. */
  readonly only?: readonly string[];
  /** Ids of transforms not to run. */
  readonly skip?: readonly string[];
}

/** Options of {@link migrateFiles}. */
export interface MigrateFilesOptions extends MigrateOptions {
  /** Whether to rewrite fenced YAML and JSON in Markdown files too; by default they are only searched. */
  readonly markdown?: boolean;
}

/** Replaces a stretch of the text as it was given; offsets count UTF-16 code units. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The migrated text of a file, and what was done. */
export interface MigratedFile {
  readonly text: string;
  /** What makes the new text of the old one, in order and without overlaps. */
  readonly edits: readonly TextEdit[];
  readonly rewrites: readonly RewriteOutcome[];
}

/** A migrated text. Where nothing had to change, it is the same text. */
export interface MigratedText extends MigratedFile {
  readonly changed: boolean;
  /** What you have to know; positions count in the migrated text. */
  readonly findings: readonly Finding[];
}

/** A migrated tree. */
export interface MigratedFiles {
  /** The files that change, by path. */
  readonly changed: ReadonlyMap<string, MigratedFile>;
  /** What you have to know, by path and position; positions count in the migrated texts. */
  readonly findings: readonly Finding[];
}

/**
 * Migrates the text of one manifest file, YAML or JSON, with one or several documents, or the fenced YAML and JSON of a
 * text whose path ends in `.md` or `.markdown`. Touches no file system: what depends on other files is decided by this
 * text alone. Does not search comments and strings for removed names, which {@link migrateFiles} does.
 *
 * @param path the file's name, for the findings
 * @throws RangeError if an id or the version is unknown
 */
export function migrateText(text: string, path: string, options: MigrateOptions = {}): MigratedText {
  const { chosen, target } = choiceOf(options);
  const file = new ManifestFile(path, text);
  const running = withOccasion(chosen, (word) => text.includes(word));
  const migration = migrateFile(file, running, { facts: factsOf([file], running), target });
  const known = transforms.map(({ id }) => id);
  // Only the search for removed names would show whether an ignore comment is needed.
  const notes = [...migration.notes, ...notesOfIgnores(migration.ignores, { known, ran: [] })];
  const { findings, rewrites } = outcomeOf(path, text, { ...migration, notes }, 'after');
  const changed = migration.text !== text;
  return { text: migration.text, changed, edits: editsOf(migration), rewrites, findings };
}

/**
 * Migrates a tree of files in memory, with the same decisions as the command in a folder that holds nothing else.
 * Manifests are rewritten; other texts are searched for removed names. Ignore files and configurations have no effect.
 *
 * @param files texts by path; paths are relative to the root of the tree, with slashes
 * @throws RangeError if an id or the version is unknown
 */
export function migrateFiles(
  files: ReadonlyMap<string, string> | Readonly<Record<string, string>>,
  options: MigrateFilesOptions = {},
): MigratedFiles {
  const { chosen, target } = choiceOf(options);
  const entries = [...(Symbol.iterator in files ? files : Object.entries(files))];
  const texts = entries.filter(([path]) => mayBeText(path) && !isOwn(path));
  const manifests = texts
    .filter(([path]) => isRewritable(path, options))
    .map(([path, text]) => new ManifestFile(path, text));
  const running = withOccasion(chosen, (word) => manifests.some(({ text }) => text.includes(word)));
  const facts = factsOf(manifests, running);
  const judge = judgeOf({ transforms: chosen, knownIds: transforms.map(({ id }) => id) });

  const changed = new Map<string, MigratedFile>();
  const findings: Finding[] = [];
  for (const manifest of manifests) {
    const { path, text: before } = manifest;
    const migration = migrateFile(manifest, running, { facts, target });
    const { findings: known, rewrites } = outcomeOf(path, before, migration, 'after');
    const { text, kept, ignores } = migration;
    const swept = { path, text, edits: migration.edits, kept, ignores, before, known };
    findings.push(...known, ...sweep(swept, chosen), ...findingsOfIgnores(swept, judge));
    if (text !== before) changed.set(path, { text, edits: editsOf(migration), rewrites });
  }
  const rest = texts.filter(([path]) => !isRewritable(path, options));
  findings.push(...rest.flatMap(([path, text]) => sweepPlainly({ path, text }, chosen, judge)));
  return { changed, findings: findings.toSorted(byPosition) };
}

/** @throws RangeError if an id or the version is unknown */
function choiceOf({ only = [], skip = [], targetVersion, to = targetVersion }: MigrateOptions): {
  readonly chosen: readonly Transform[];
  readonly target: Version;
} {
  const target = to === undefined ? usualTarget : parseVersion(to);
  if (!target) throw new RangeError(`not a version: ${to ?? ''}`);
  const unknown = [...only, ...skip].find((id) => !transforms.some((transform) => transform.id === id));
  if (unknown !== undefined) throw new RangeError(`unknown transform: ${unknown}`);
  return { chosen: chooseTransforms(transforms, { only, skip }, target), target };
}

function factsOf(files: readonly ManifestFile[], running: readonly Transform[]): Facts {
  const facts = new Facts();
  for (const { path } of files) facts.add(givenFile, path);
  for (const file of files) surveyFile(file, running, facts);
  return facts;
}

/** Without what only this code needs to know of an edit. */
function editsOf({ edits }: { readonly edits: readonly TextEdit[] }): TextEdit[] {
  return edits.map(({ start, end, text }) => ({ start, end, text }));
}
