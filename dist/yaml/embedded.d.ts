import { type Edit, type Range } from './text';
import type { Scalar, YamlDocument } from './node';
/** A text that a scalar holds, seen as a text of its own. */
export interface EmbeddedText {
    readonly text: string;
    /** How far each of its lines is indented in the outer one. */
    readonly margin: number;
    /** Where an offset of the inner text lies in the outer one; where the two cannot be matched, where the scalar starts. */
    toOuter(offset: number): number;
}
/** What a scalar is in. */
type Outer = Pick<YamlDocument, 'text' | 'template'>;
/** Sees the text that a scalar of a file holds, with the actions of a template; undefined where it holds no text. */
export declare function viewEmbeddedText(outer: Outer, scalar: Scalar): EmbeddedText | undefined;
/**
 * Carries edits of the text that a scalar holds out to the file.
 *
 * @param edits of the inner text, arranged
 * @throws Declined if the scalar is neither a literal block nor quoted
 */
export declare function carryOut(outer: Outer, scalar: Scalar, edits: readonly Edit[]): Edit[];
/** What a scalar says after edits of the text that it holds, as a parser sees it. */
export declare function editedValue(outer: Outer, scalar: Scalar, edits: readonly Edit[]): string;
/** A line of the inner text, where it starts in both texts, and how long the prefix is that it has in the outer one. */
interface PrefixedLine {
    readonly inner: number;
    readonly outer: number;
    readonly prefix: number;
}
/** A text that is made of another one, or is a part of it. */
export interface WithinText {
    readonly outer: string;
    /** Where an offset of the text lies in the outer one. */
    toOuter(offset: number): number;
}
/** A text whose lines are lines of an outer text behind a prefix. It has `\n` for every line break of the outer one. */
export declare class PrefixedText implements WithinText {
    readonly outer: string;
    readonly text: string;
    private readonly lines;
    private readonly prefix;
    /**
     * @param lines of the inner text; where it ends with a line break, the last one is empty and starts behind it
     * @param prefix what new lines get; empty lines get it without the blanks at its end
     */
    constructor(outer: string, text: string, lines: readonly PrefixedLine[], prefix: string);
    /** How far the lines are indented in the outer text. */
    get margin(): number;
    /** Where an offset of the inner text lies in the outer one. */
    toOuter(offset: number): number;
    /** An edit of the inner text as one of the outer text. */
    carryOut({ start, end, text }: Edit): Edit;
    /** A new line behind the prefix; an empty one has no blanks at its end. */
    private prefixed;
    private lineAt;
}
/**
 * Reads lines of an outer text as a text of their own.
 *
 * @param range starts at the start of a line
 * @param prefixOf how long the prefix is of a line, which is given without its line break
 */
export declare function readPrefixedLines(outer: string, { start, end }: Range, prefixOf: (line: string) => number): {
    text: string;
    lines: readonly PrefixedLine[];
};
export {};
