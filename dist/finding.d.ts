/** When a change may be merged: before, with or after the upgrade of istiod to its release, or at any time. */
export type Phase = 'any' | 'before' | 'with' | 'after';
/**
 * How much a finding matters. error: traffic or a rollout breaks on the new release unless the user acts;
 * warning: look before you upgrade; note: good to know.
 */
export type Level = 'error' | 'warning' | 'note';
/** The transform that findings about a file or document as a whole carry. */
export declare const manifestFindings = "manifest";
/** How a run over the whole tree reports what this run, which was given only a part of it, reports otherwise. */
export interface WholeProblem {
    /** A rewrite that is due there, or a finding. */
    readonly type: 'rewrite' | 'finding';
    /** The file that it is reported in, where that is another one. */
    readonly path?: string;
    readonly message: string;
}
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
    /** Whether it is about a version that is pinned here, and so until that is raised. */
    readonly isUntilRaised?: boolean;
    /** The settings that keep the old behaviour of a changed default; reports list those of one place together. */
    readonly pin?: string;
    /** The release that it is due with, where that is another one than its transform's. */
    readonly release?: string;
    /** When to act on it, where that is another phase than its transform's. */
    readonly phase?: Phase;
    /** By this, a baseline and code scanning know it as the same problem. */
    readonly whole?: WholeProblem;
}
/** A rewrite that was made or is due. */
export interface RewriteOutcome {
    readonly transform: string;
    /** Counted from 1, in the same text as the findings. */
    readonly line: number;
    readonly column: number;
    /** What changes and why, in one line. */
    readonly summary: string;
    /** The release and the phase that it is due with, where these are other ones than its transform's. */
    readonly release?: string;
    readonly phase?: Phase;
}
