import type { Facts } from '../facts';
import type { Level } from '../finding';
import type { Phase } from '../transform';
import { type Position, type Range } from '../yaml';
import { type TextKind } from '../files/names';
/**
 * Names something that a release removed or renamed. What still holds one after the migration, in any text file, is
 * reported, unless a finding about that very line is there already. `transforms/shared/mentions.ts` makes them from rows.
 */
export interface Mention {
    /** A text without any of these is not searched. ASCII. */
    readonly words: readonly string[];
    /** What the path or the text has to match, too: where neither does, the text is not searched. */
    readonly about?: RegExp;
    /** Where the thing is named; by default wherever one of the words is. Has the flag `g`. */
    readonly pattern?: RegExp;
    /**
     * What is removed, where a row has a name of its own: a finding of the line that says this name is enough. Without it,
     * any finding of the same transform is.
     */
    readonly name?: string;
    /** One sentence without a full stop. */
    readonly message: string;
    /** What is said in its place, where that depends on the place and on the tree. */
    readonly messageOf?: (place: MentionPlace, facts: Facts) => string;
    /** What to do. */
    readonly help: string;
    /** How much it matters where it is run; `warning` by default. In docs and comments it is a note. */
    readonly level?: Level;
    /** When to act on it, where that is another phase than the transform's. */
    readonly phase?: Phase;
    /** Whether the tree gives a reason to look for it; without it, there always is one. */
    readonly isDue?: (facts: Facts) => boolean;
    /** Tells the removed thing from one that stays; without it, every place counts. */
    readonly isMeant?: (place: MentionPlace, facts: Facts) => boolean;
    /** The release that it is due with, where that depends on the place; without it, that of the transform. */
    readonly releaseOf?: (place: MentionPlace, facts: Facts) => string | undefined;
}
/** Answers which of many ranges hold an offset, for offsets that never go back: each range is looked at once or twice. */
export declare class Covers<R extends Range> {
    private readonly ahead;
    private open;
    constructor(ranges: readonly R[]);
    at(offset: number): readonly R[];
}
/** How many lines above and below a word can be seen. */
export declare const surroundingLines = 40;
/** A text, its lines, and what is asked of it again and again. */
export declare class SearchedText {
    readonly path: string;
    readonly text: string;
    private readonly lines;
    private readonly answers;
    private last;
    readonly kind: TextKind;
    constructor(path: string, text: string);
    /** The position as people count it. */
    positionOf(offset: number): Position;
    /** The line that holds an offset, without its line break. Of a long one, many places are asked for. */
    lineOf(offset: number): Range;
    lineAbove({ start }: Range): Range | undefined;
    lineBelow({ end }: Range): Range | undefined;
    /** Whether the whole text or its path matches a pattern without the flag `g`. */
    matches(pattern: RegExp): boolean;
}
/** A CustomResourceDefinition, which transforms do not see. */
export interface Definition extends Range {
    /** The full name: `plural.group`. */
    readonly name: string | undefined;
}
/** Where something is named, and what is around it. */
export declare class MentionPlace {
    readonly source: SearchedText;
    private readonly range;
    /** What it is a part of, if that is a definition. */
    readonly definition: Definition | undefined;
    private readonly own;
    constructor(source: SearchedText, range: Range, 
    /** What it is a part of, if that is a definition. */
    definition: Definition | undefined);
    get word(): string;
    /** The number of its line, from 1. */
    get lineNumber(): number;
    /** The line before the word, or as much of it as matters. */
    get before(): string;
    /** The line behind the word. */
    get after(): string;
    get ownLine(): string;
    /** The line so many lines below, or above if negative; undefined where there is none. */
    at(distance: number): string | undefined;
    /** The lines above, nearest first. */
    above(count: number): string[];
    below(count: number): string[];
    /** Whether the line is a comment up to the word. */
    get isInComment(): boolean;
    private lines;
    private seen;
}
