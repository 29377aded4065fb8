import type { Range } from './text';
import { isTemplated, type Template } from './template/mask';

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
  /** Lines that a template puts among the items: nobody knows how many they bring. */
  readonly templatedItems: readonly Range[];
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
export function childrenOf(collection: Mapping | Sequence): readonly Element[] {
  return collection.kind === 'mapping' ? collection.entries : collection.items;
}

/** Where a value is in the text: the alias itself, if it was reached through one. */
export function writtenAt(node: Node): Range {
  return node.alias ?? node.range;
}

/** Whether a value is null because nothing at all is written. */
export function isUnwritten(node: Node): boolean {
  const { start, end } = writtenAt(node);
  return start === end;
}

/** Whether an entry's value starts on the line of its key. */
export function isOnKeyLine(text: string, { key, value }: Entry): boolean {
  return !text.slice(key.content.end, writtenAt(value).start).includes('\n');
}

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
export function scalarValueOf(node: Node | undefined): unknown {
  return node?.kind === 'scalar' ? node.value : undefined;
}

/** Whether a scalar is written on lines of its own below a `|` or `>`. */
export function isBlockText(node: Node): boolean {
  return node.kind === 'scalar' && (node.style === 'literal' || node.style === 'folded');
}

/** The value of a scalar that is a string, otherwise undefined. */
export function stringOf(node: Node | undefined): string | undefined {
  return asText(node)?.value;
}

/** The scalar that a node is whose value is a string, otherwise undefined. */
export function asText(node: Node | undefined): Text | undefined {
  return node && isText(node) ? node : undefined;
}

function isText(node: Node): node is Text {
  return node.kind === 'scalar' && typeof node.value === 'string';
}

/** Whether a node is absent, or null in any spelling. */
export function isNull(node: Node | undefined): boolean {
  return node === undefined || (node.kind === 'scalar' && node.value === null);
}

/** Whether a template brings a value as a whole. */
export function isTemplatedNode(node: Node | undefined): boolean {
  return isTemplated(stringOf(node) ?? '');
}

/** The mapping that a node is, otherwise undefined. */
export function asMapping(node: Node | undefined): Mapping | undefined {
  return node?.kind === 'mapping' ? node : undefined;
}

/** The sequence that a node is, otherwise undefined. */
export function asSequence(node: Node | undefined): Sequence | undefined {
  return node?.kind === 'sequence' ? node : undefined;
}

/** The entries of a mapping; none if the node is none. */
export function entriesOf(node: Node | undefined): readonly Entry[] {
  return asMapping(node)?.entries ?? [];
}

/** The items of a sequence; none if the node is none. */
export function itemsOf(node: Node | undefined): readonly Item[] {
  return asSequence(node)?.items ?? [];
}

/** What every node has. */
type Placed = Omit<Mapping, 'kind' | 'flow' | 'entries' | 'templatedEntries'>;

abstract class CollectionView<Self, Child> {
  readonly range: Range;
  readonly content: Range;
  readonly alias: Range | undefined;
  readonly anchor: string | undefined;
  readonly parent: Entry | Item | undefined;
  protected built: readonly Child[] | undefined;
  protected arrived: readonly Range[] | undefined;

  constructor(
    place: Placed,
    readonly flow: boolean,
    protected readonly build: (self: Self) => readonly Child[],
    protected readonly findArrivals: (self: Self) => readonly Range[],
  ) {
    this.range = place.range;
    this.content = place.content;
    this.alias = place.alias;
    this.anchor = place.anchor;
    this.parent = place.parent;
  }
}

/** A mapping that builds its entries when they are first asked for. */
export class MappingView extends CollectionView<Mapping, Entry> implements Mapping {
  readonly kind = 'mapping';

  get entries(): readonly Entry[] {
    return (this.built ??= this.build(this));
  }

  get templatedEntries(): readonly Range[] {
    return (this.arrived ??= this.findArrivals(this));
  }
}

/** A sequence that builds its items when they are first asked for. */
export class SequenceView extends CollectionView<Sequence, Item> implements Sequence {
  readonly kind = 'sequence';

  get items(): readonly Item[] {
    return (this.built ??= this.build(this));
  }

  get templatedItems(): readonly Range[] {
    return (this.arrived ??= this.findArrivals(this));
  }
}
