/**
 * How much a finding matters. error: traffic or a rollout breaks on the new release unless the user acts;
 * warning: look before you upgrade; note: good to know.
 */
export type Level = 'error' | 'warning' | 'note';
/** The transform that findings about a file or document as a whole carry. */
export declare const manifestFindings = "manifest";
/** Something that the user has to know. */
export interface Finding {
    /** The id of the transform that says so; `manifest` where a file could not be read as one. */
    readonly transform: string;
    readonly level: Level;
    readonly path: string;
    /** Counted from 1, in the file as the command leaves it; the column in UTF-16 code units. */
    readonly line: number;
    readonly column: number;
    /** One sentence without a full stop. The same thing found twice has the same message. */
    readonly message: string;
    /** What to do. */
    readonly help?: string;
    /** The release that it is due with, where that is another one than its transform's. */
    readonly release?: string;
}
/** A rewrite that was made or is due. */
export interface RewriteOutcome {
    readonly transform: string;
    /** Counted from 1, in the same text as the findings. */
    readonly line: number;
    readonly column: number;
    /** What changes and why, in one line. */
    readonly summary: string;
    /** The release that it is due with, where that is another one than its transform's. */
    readonly release?: string;
}
