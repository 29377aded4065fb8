import type { Range } from './text';
import { type Template } from './template/mask';
/**
 * A read-only view of a YAML document that knows where in the text everything is. An alias is seen as what it
 * stands for, at a path of its own: the same text can be reached by several paths, and each is a node of its own.
 */
export type Node = Mapping | Sequence | Scalar;
/** `empty`: nothing is written. `templated`: a template brings the value, on lines below the key. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded' | 'empty' | 'templated';
interface NodeBase {
    /** From the anchor or tag, or else the first character, to the last character. No trailing comment, no line break. */
    readonly range: Range;
    /** As `range`, but without anchor and tag. */
    readonly content: Range;
    /** The place of the alias through which this node was reached, if it was reached through one. */
    readonly alias: Range | undefined;
    readonly anchor: string | undefined;
    /** What holds this node; undefined for a document's root. */
    readonly parent: Entry | Item | undefined;
}
export interface Scalar extends NodeBase {
    readonly kind: 'scalar';
    /** The value by YAML's core schema. */
    readonly value: unknown;
    readonly style: ScalarStyle;
}
/** A scalar that is a string. */
export interface Text extends Scalar {
    readonly value: string;
}
export interface Mapping extends NodeBase {
    readonly kind: 'mapping';
    readonly flow: boolean;
    readonly entries: readonly Entry[];
    /** Lines that a template puts among the entries: nobody knows what keys they bring. */
    readonly templatedEntries: readonly Range[];
}
export interface Sequence extends NodeBase {
    readonly kind: 'sequence';
    readonly flow: boolean;
    readonly items: readonly Item[];
}
/** A key with its value. */
export interface Entry {
    readonly kind: 'entry';
    /** The key's text, or undefined where the key is no scalar. */
    readonly name: string | undefined;
    readonly key: Node;
    readonly value: Node;
    readonly parent: Mapping;
    /** From the `?`, anchor or key to the end of the value. */
    readonly range: Range;
}
/** A sequence's item with its value. */
export interface Item {
    readonly kind: 'item';
    readonly value: Node;
    readonly parent: Sequence;
    /** From the `-` (in flow style: from the value) to the end of the value. */
    readonly range: Range;
}
/** What a collection holds. */
export type Element = Entry | Item;
/** The entries or items of a collection. */
export declare function childrenOf(collection: Mapping | Sequence): readonly Element[];
/** Where a value is in the text: the alias itself, if it was reached through one. */
export declare function writtenAt(node: Node): Range;
/** Whether a value is null because nothing at all is written. */
export declare function isUnwritten(node: Node): boolean;
/** Whether an entry's value starts on the line of its key. */
export declare function isOnKeyLine(text: string, { key, value }: Entry): boolean;
/** A parsed document inside the text of its file. All offsets count from the start of that text. */
export interface YamlDocument {
    readonly text: string;
    readonly range: Range;
    /** Undefined where the document is empty. */
    readonly root: Node | undefined;
    /** The file's template, if it is one. */
    readonly template: Template | undefined;
}
/** The value of a scalar, otherwise undefined. */
export declare function scalarValueOf(node: Node | undefined): unknown;
/** Whether a scalar is written on lines of its own below a `|` or `>`. */
export declare function isBlockText(node: Node): boolean;
/** The value of a scalar that is a string, otherwise undefined. */
export declare function stringOf(node: Node | undefined): string | undefined;
/** The scalar that a node is whose value is a string, otherwise undefined. */
export declare function asText(node: Node | undefined): Text | undefined;
/** Whether a node is absent, or null in any spelling. */
export declare function isNull(node: Node | undefined): boolean;
/** Whether a template brings a value as a whole. */
export declare function isTemplatedNode(node: Node | undefined): boolean;
/** The mapping that a node is, otherwise undefined. */
export declare function asMapping(node: Node | undefined): Mapping | undefined;
/** The sequence that a node is, otherwise undefined. */
export declare function asSequence(node: Node | undefined): Sequence | undefined;
/** The entries of a mapping; none if the node is none. */
export declare function entriesOf(node: Node | undefined): readonly Entry[];
/** The items of a sequence; none if the node is none. */
export declare function itemsOf(node: Node | undefined): readonly Item[];
/** What every node has. */
type Placed = Omit<Mapping, 'kind' | 'flow' | 'entries' | 'templatedEntries'>;
declare class CollectionView<Self, Child> {
    readonly flow: boolean;
    private readonly build;
    readonly range: Range;
    readonly content: Range;
    readonly alias: Range | undefined;
    readonly anchor: string | undefined;
    readonly parent: Entry | Item | undefined;
    private built;
    constructor(place: Placed, flow: boolean, build: (self: Self) => readonly Child[]);
    protected childrenOf(self: Self): readonly Child[];
}
/** A mapping that builds its entries when they are first asked for. */
export declare class MappingView extends CollectionView<Mapping, Entry> implements Mapping {
    private readonly findArrivals;
    readonly kind = "mapping";
    private arrived;
    constructor(place: Placed, flow: boolean, build: (self: Mapping) => readonly Entry[], findArrivals: (self: Mapping) => readonly Range[]);
    get entries(): readonly Entry[];
    get templatedEntries(): readonly Range[];
}
/** A sequence that builds its items when they are first asked for. */
export declare class SequenceView extends CollectionView<Sequence, Item> implements Sequence {
    readonly kind = "sequence";
    get items(): readonly Item[];
}
export {};
