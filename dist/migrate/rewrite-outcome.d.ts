/** A rewrite that was made or is due. */
export interface RewriteOutcome {
    readonly transform: string;
    /** Counted from 1, in the same text as the findings. */
    readonly line: number;
    readonly column: number;
    /** What changes and why, in one line. */
    readonly summary: string;
}
