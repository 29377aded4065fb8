import { transforms } from '../transforms';
import { Facts, givenFile } from './facts';
import { parseVersion } from './version';
import type { Finding } from './finding';
import { chooseTransforms, usualTarget, withOccasion } from './migrate/choose';
import { ManifestFile } from './migrate/manifest-file';
import { migrateFile, surveyFile } from './migrate/migrate';
import { notesOfIgnores } from './migrate/ignore-findings';
import { outcomeOf } from './migrate/outcome';
import type { RewriteOutcome } from './migrate/rewrite-outcome';

// From the files themselves: these types are all that the declarations of the package need to hold.
export type { Finding, Level } from './finding';
export type { RewriteOutcome } from './migrate/rewrite-outcome';

/** What {@link migrateText} may be told. */
export interface MigrateOptions {
  /** Ids of the transforms to run; all by default. */
  readonly only?: readonly string[];
  /** Ids of transforms to leave out. */
  readonly skip?: readonly string[];
  /** The Istio version to migrate to, `1.28` or `1.28.2`; by default the newest patch of 1.28. */
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
  const { only = [], skip = [], targetVersion } = options;
  const target = targetVersion === undefined ? usualTarget : parseVersion(targetVersion);
  if (!target) throw new RangeError(`not a version: ${targetVersion ?? ''}`);
  const unknown = [...only, ...skip].find((id) => !transforms.some((transform) => transform.id === id));
  if (unknown !== undefined) throw new RangeError(`no transform is called ${unknown}`);
  const chosen = withOccasion(chooseTransforms(transforms, { only, skip }, target), (word) =>
    text.includes(word),
  );
  const file = new ManifestFile(path, text);
  const facts = new Facts();
  facts.add(givenFile, path);
  surveyFile(file, chosen, facts);
  const migration = migrateFile(file, chosen, { facts, target });
  const known = transforms.map(({ id }) => id);
  // Whether an ignore is needed shows only when the text is searched as well.
  const notes = [...migration.notes, ...notesOfIgnores(migration.ignores, { known, ran: [] })];
  const { findings, rewrites } = outcomeOf(path, text, { ...migration, notes }, 'after');
  return { text: migration.text, changed: migration.text !== text, rewrites, findings };
}
