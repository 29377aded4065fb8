/** A stretch of a text, in UTF-16 code units: `start` included, `end` not. */
export interface Range {
    readonly start: number;
    readonly end: number;
}
/** A position as people and editors count it: both from 1, columns in UTF-16 code units. */
export interface Position {
    readonly line: number;
    readonly column: number;
}
/** How many of some things, which are in the order of the text, start before an offset. */
export declare function countBefore<T>(ordered: readonly T[], offset: number, startOf: (thing: T) => number): number;
/** The stretches that start in a part of the text, of many that are in its order. */
export declare function startingIn<T extends Range>(ordered: readonly T[], { start, end }: Range): readonly T[];
export declare function startOfRange({ start }: Range): number;
/** The offset at which the line of `offset` starts; a byte order mark is not part of the first line. */
export declare function lineStart(text: string, offset: number): number;
/** The offset at which the text of the line of `offset` ends: before its `\n` or `\r\n`, or at the end of the text. */
export declare function lineTextEnd(text: string, offset: number): number;
/** The offset at which the line after that of `offset` starts, or the end of the text. */
export declare function nextLineStart(text: string, offset: number): number;
/** The offset at which the text of the line above ends, or `start` itself if it does not start a line. */
export declare function textEndAbove(text: string, start: number): number;
/** The line break that the text uses at `offset`: that of its line, or of the text's first line. */
export declare function lineBreakAt(text: string, offset: number): '\n' | '\r\n';
/** Whether only spaces and tabs stand before `offset` on its line. */
export declare function startsItsLine(text: string, offset: number): boolean;
/** The spaces and tabs with which the line of `offset` starts. */
export declare function indentOf(text: string, offset: number): string;
/** The first offset at or after `offset` that is neither a space nor a tab. */
export declare function skipBlanks(text: string, offset: number): number;
/** The offset behind the last character before `offset` that is neither a space nor a tab. */
export declare function skipBlanksBack(text: string, offset: number): number;
/** The first offset at or after `offset` that is no white space. */
export declare function skipSpace(text: string, offset: number): number;
/** Turns offsets into positions, in which a byte order mark does not count; looks through the text once, when first asked. */
export declare class LineIndex {
    private readonly text;
    private starts;
    /** The line that was found last, and where the one behind it starts: a long one may be asked for again and again. */
    private last;
    constructor(text: string);
    at(offset: number): Position;
    private find;
    private index;
    /** Where the line behind that at an offset starts. */
    private lineAfter;
}
/**
 * Thrown where a rewrite cannot be done right. The message is a reason that the user can act on; the rewrite
 * that threw it is dropped whole, and the reason is reported at `offset`.
 */
export declare class Declined extends Error {
    readonly offset?: number | undefined;
    readonly help?: string | undefined;
    readonly name = "Declined";
    /**
     * @param message the reason, without a full stop
     * @param offset where in the text the reason lies, if it is not where the rewrite as a whole is
     * @param help what to do about it, if it is not the usual
     */
    constructor(message: string, offset?: number | undefined, help?: string | undefined);
}
/** What is read, or undefined where that is declined: whoever needs it says so. */
export declare function unlessDeclined<T>(read: () => T): T | undefined;
/** Replaces a stretch of the original text. An insertion is an edit of an empty stretch. */
export interface Edit extends Range {
    readonly text: string;
}
/**
 * Sorts edits by place; insertions at one place keep the order they came in. Stretches that are only removed may
 * overlap, and become one.
 *
 * @throws Declined if two edits touch the same text otherwise
 */
export declare function arrange(edits: readonly Edit[]): Edit[];
/** The text with the edits made. They must be arranged. */
export declare function applyEdits(text: string, edits: readonly Edit[]): string;
