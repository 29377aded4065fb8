import { newestTarget, transforms } from '../transforms';
import { isOwn, isOwnReport, mayBeText } from './files/names';
import type { Finding, RewriteOutcome } from './finding';
import { chooseTransforms } from './migrate/choices';
import type { Fix } from './migrate/outcome';
import { type MemoryOptions, runInMemory } from './run/memory';
import type { FileResult, RunResult } from './run/decide';
import { transformKinds } from './transform';
import { isAtLeast, printVersion, versionOf } from './version';

// From the files themselves: these types are all that the declarations of the package need to hold.
export type { Finding, Level, RewriteOutcome } from './finding';

/** Options of {@link migrateText}. */
export interface MigrateOptions {
  /** The Istio version that runs now, such as `1.27`; by default the oldest that the files pin, or the one before `to`. */
  readonly from?: string;
  /** The Istio version to upgrade to, such as `1.28` or `1.28.2`; by default the newest that is known. */
  readonly to?: string;
  /** The old name of `to`. */
  readonly targetVersion?: string;
  /** Whether to keep the old behaviour where a default changes. */
  readonly pinDefaults?: boolean;
  /** Whether to make optional changes, too, such as newer API versions. */
  readonly modernize?: boolean;
  /** Ids or kinds of the transforms to run; all by default. */
  readonly only?: readonly string[];
  /** Ids or kinds of transforms not to run. */
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
 * @throws RangeError if an id or a version is unknown
 */
export function migrateText(text: string, path: string, options: MigrateOptions = {}): MigratedText {
  const result = run(new Map([[path, text]]), { ...options, markdown: true }, false);
  const [file] = result.files;
  const migrated = migratedFile(file, text);
  return { ...migrated, changed: migrated.text !== text, findings: result.findings };
}

/**
 * Migrates a tree of files in memory, with the same decisions as the command in a folder that holds nothing else.
 * Manifests are rewritten; other texts are searched for removed names. Ignore files and configurations have no effect.
 *
 * @param files texts by path; paths are relative to the root of the tree, with slashes
 * @throws RangeError if an id or a version is unknown
 */
export function migrateFiles(
  files: ReadonlyMap<string, string> | Readonly<Record<string, string>>,
  options: MigrateFilesOptions = {},
): MigratedFiles {
  const entries = [...(Symbol.iterator in files ? files : Object.entries(files))];
  const searched = entries.filter(([path, text]) => mayBeText(path) && !isOwn(path) && !isOwnReport(text));
  const result = run(new Map(searched), options, true);
  const changed = result.files.filter(({ status }) => status === 'changed');
  return {
    changed: new Map(changed.map((file) => [file.path, migratedFile(file, file.before)])),
    findings: result.findings,
  };
}

/** @throws RangeError if an id or a version is unknown */
function run(
  texts: ReadonlyMap<string, string>,
  {
    only = [],
    skip = [],
    from,
    targetVersion,
    to = targetVersion,
    modernize,
    pinDefaults,
    markdown,
  }: MigrateFilesOptions,
  isSwept: boolean,
): RunResult {
  const knownIds = transforms.map(({ id }) => id);
  const known: readonly string[] = [...knownIds, ...transformKinds];
  const unknown = [...only, ...skip].find((name) => !known.includes(name));
  if (unknown !== undefined) throw new RangeError(`unknown transform: ${unknown}`);
  const target = to === undefined ? newestTarget : versionOf(to);
  const start = from === undefined ? undefined : versionOf(from);
  if (start && !isAtLeast(target, { ...start, patch: start.patch ?? 0 }))
    throw new RangeError(`from ${from ?? ''} is newer than to ${printVersion(target)}`);
  const options: MemoryOptions = {
    transforms: chooseTransforms(transforms, { only, skip, modernize: modernize === true }, target),
    knownIds,
    from: start,
    target,
    pinDefaults,
    markdown: markdown === true,
    isSwept,
  };
  const result = runInMemory(texts, options);
  const [fault] = result.faults;
  if (fault) throw new Error(`${fault.path}: ${fault.message}`);
  return result;
}

function migratedFile(file: FileResult | undefined, text: string): MigratedFile {
  return { text: file?.after ?? text, edits: editsOf(file?.fixes ?? []), rewrites: file?.rewrites ?? [] };
}

/** Without what only this code needs to know of an edit. */
function editsOf(fixes: readonly Fix[]): TextEdit[] {
  return fixes
    .flatMap(({ edits }) => edits)
    .map(({ start, end, text }) => ({ start, end, text }))
    .toSorted((one, other) => one.start - other.start || one.end - other.end);
}
