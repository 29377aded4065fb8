import { type Range } from '../text';
/**
 * What a template's action does to the text around it: puts something there, opens, divides or closes a block, or
 * leaves nothing behind (a comment, an assignment).
 */
type ActionKind = 'output' | 'open' | 'divide' | 'close' | 'silent';
/** A template's action in a text, from its first to its last delimiter. */
export interface Action extends Range {
    readonly kind: ActionKind;
    /** What is between the delimiters, without trim markers and space around it. */
    readonly inner: string;
}
/**
 * Every action of a text, in order. A text without any is no template. Braces in comments and quoted strings are actions
 * over several lines only if others show that the text is a template; on one line they may reach beyond their string only
 * if others do, or if the text would be no YAML otherwise: `{"open": "{{", "close": "}}"}` has no action.
 */
export declare function findActions(text: string): Action[];
/** The word that an action starts with: `if`, `range`, `else`, … */
export declare function firstWord(inner: string): string;
/** Tells which places are in a comment or quoted string of their line. To be asked from the first to the last. */
export declare class Guards {
    private readonly text;
    private line;
    private lineEnd;
    private at;
    private guard;
    constructor(text: string);
    over(offset: number): boolean;
    /** What a place is guarded by, `#` or a quote; empty where it is not. */
    guardOf(offset: number): string;
    private startLineOf;
}
export {};
