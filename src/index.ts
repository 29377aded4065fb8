import { newestTarget, transforms } from '../transforms';
import type { Finding } from './finding';
import { chooseTransforms } from './migrate/choose';
import type { RewriteOutcome } from './migrate/outcome';
import { runInMemory } from './run/memory';
import { parseVersion, type Version } from './version';

// From the files themselves: these types are all that the declarations of the package need to hold.
export type { Finding, Level } from './finding';
export type { RewriteOutcome } from './migrate/outcome';

/** What {@link migrateText} may be told. */
export interface MigrateOptions {
  /** Ids of the transforms to run; all by default. */
  readonly only?: readonly string[];
  /** Ids of transforms to leave out. */
  readonly skip?: readonly string[];
  /** The Istio version that runs now, such as `1.27`; by default the one before `to`. */
  readonly from?: string;
  /** The Istio version to upgrade to, such as `1.28` or `1.28.2`; by default the newest that is known. */
  readonly to?: string;
  /** The old name of `to`. */
  readonly targetVersion?: string;
}

/** A migrated text. */
export interface MigratedText {
  /** The same text where nothing had to change. */
  readonly text: string;
  readonly changed: boolean;
  readonly rewrites: readonly RewriteOutcome[];
  /** What a person has to know; positions count in the migrated text. */
  readonly findings: readonly Finding[];
}

/**
 * Migrates the text of one manifest file, YAML or JSON, of one or several documents; of a file whose name ends in `.md`
 * or `.markdown`, the fenced blocks of YAML and JSON. Touches no file system; what depends on other files of a tree is
 * decided by this text alone. The search for what still names a removed thing, in comments and strings, is left to the
 * command.
 *
 * @param path what the text's file is called, for the findings
 * @throws RangeError if an id or the version is unknown
 */
export function migrateText(text: string, path: string, options: MigrateOptions = {}): MigratedText {
  const { only = [], skip = [] } = options;
  const target = versionOf(options.to ?? options.targetVersion) ?? newestTarget;
  const knownIds = transforms.map(({ id }) => id);
  const unknown = [...only, ...skip].find((id) => !knownIds.includes(id));
  if (unknown !== undefined) throw new RangeError(`unknown transform: ${unknown}`);
  const { files, findings, faults } = runInMemory(new Map([[path, text]]), {
    transforms: chooseTransforms(transforms, { only, skip }, target),
    knownIds,
    from: versionOf(options.from),
    target,
    markdown: true,
    isSwept: false,
  });
  const [fault] = faults;
  if (fault) throw new Error(fault.message);
  const [file] = files;
  return {
    text: file?.after ?? text,
    changed: file?.status === 'changed',
    rewrites: file?.rewrites ?? [],
    findings,
  };
}

function versionOf(text: string | undefined): Version | undefined {
  const version = text === undefined ? undefined : parseVersion(text);
  if (text !== undefined && !version) throw new RangeError(`not a version: ${text}`);
  return version;
}
