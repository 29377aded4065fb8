import { type Edit } from './text';
import { type Entry, type Mapping, type Node } from './node';
/** What a look-up does where a key is not simply present or absent. */
export interface LookUp {
    /** The key appears twice, and readers differ in which one counts: decline, take the first, or find nothing. */
    readonly duplicates: 'decline' | 'first' | 'none';
    /** The key does not appear, but a template may insert it: decline, or take it for absent. */
    readonly templates: 'decline' | 'absent';
}
/**
 * The entry of a mapping under a key: its own, or else one that a merge key (`<<`) inserts.
 *
 * @throws Declined if the options ask for it
 */
export declare function findEntry(node: Node | undefined, name: string, how: LookUp): Entry | undefined;
/** The entry under a key that must not appear twice. One that a template may insert is not seen. @throws Declined */
export declare function entryOf(node: Node | undefined, name: string): Entry | undefined;
/** As {@link entryOf}, for keys whose absence decides what is to be done. @throws Declined also if a template may insert it */
export declare function requireKnownEntry(node: Node | undefined, name: string): Entry | undefined;
/** A node and all that holds it, innermost first. */
export declare function holdersOf(node: Node): Node[];
/** The value under a path of keys, or undefined. @throws Declined as {@link entryOf} */
export declare function valueAt(node: Node | undefined, ...path: readonly string[]): Node | undefined;
/**
 * The entry that a mapping's own one overrides: what a merge key (`<<`) would insert if that were not there, be it into
 * the mapping or, of one that is merged itself, beside it (`<<: [{a: 1}, {a: 2}]`).
 */
export declare function mergedEntryOf(mapping: Mapping, name: string): Entry | undefined;
/** Tells whether a node is, or lies in, one of several, in one search however many there are. */
export declare function insideOneOf(outer: readonly Node[]): (node: Node) => boolean;
/** Calls `visit` for a node and all below it, parents first. Aliases are followed for as long as `budget` lasts. */
export declare function walk(root: Node | undefined, visit: (node: Node) => void, budget?: {
    aliased: number;
}): void;
/** A node and all below it, as {@link walk} comes across them. */
export declare function nodesIn(root: Node | undefined): Node[];
/** The comment behind a value on its line, with its `#`; undefined where none is. */
export declare function commentBehind(text: string, node: Node): string | undefined;
/** A comment, with its `#`. */
export interface Comment {
    readonly offset: number;
    readonly text: string;
}
/** The comments of a text that its edits, which must be arranged, remove and write nowhere else. */
export declare function removedComments(text: string, edits: readonly Edit[]): Comment[];
