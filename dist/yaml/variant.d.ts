import type { Change } from './changes';
import { type Range } from './text';
import type { Element, Node, YamlDocument } from './node';
/**
 * A template's document as one rendering could show it: of each block one branch, or none. Where branches hold the
 * same key, each variant has it once, so whoever reads a variant need not know of templates.
 */
export interface Variant extends YamlDocument {
    /** Whether what is at an offset is a part of this variant. */
    readonly shows: (offset: number) => boolean;
    /** What is not, in the order of the text. */
    readonly hidden: readonly Range[];
}
/** The variants of a document; for a document without blocks, the document alone. */
export declare function variantsOf(document: YamlDocument): Variant[];
/** Tells how many of the variants show what is at an offset, without a look at each. */
export declare function countShowing(variants: readonly Variant[]): (offset: number) => number;
/** The node or element of the whole document that a variant's stands for. */
export declare function originOf<T extends Node | Element>(part: T): T;
/** A change that is about the whole document instead of a variant. */
export declare function originalChange(change: Change): Change;
