import type { Finding } from './finding';
import type { RewriteOutcome } from './migrate/rewrite-outcome';
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
export declare function migrateText(text: string, path: string, options?: MigrateOptions): MigratedText;
