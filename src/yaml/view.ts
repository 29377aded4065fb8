import type { Alias, Document, Pair, ParsedNode, Scalar as YamlScalar, YAMLSeq } from 'yaml';
import {
  MappingView,
  SequenceView,
  type Entry,
  type Item,
  type Mapping,
  type Node,
  type Scalar,
  type ScalarStyle,
  type Sequence,
  writtenAt,
  type YamlDocument,
} from './node';
import { Declined, type Range, nextLineStart, skipBlanksBack } from './text';
import { library, endOf, endOfToken, isProperty, type Token } from './library';
import { arrivalsIn, broughtBehind } from './template/lines';
import { insertedValue, type Template, templatedValue } from './template/mask';

/** Where a node is before it is known what it is. `props` counts from the document, `at` from the text. */
interface Place {
  readonly props?: number | undefined;
  readonly at: number;
  readonly parent?: Entry | Item;
}

/** What an alias can stand for: anything but an alias. */
export type AnchoredNode = Exclude<ParsedNode, Alias.Parsed>;

type Writable<T> = { -readonly [Field in keyof T]: T[Field] };

/**
 * Shows what `yaml` parsed as nodes that know their place in the text. They are built when they are first asked
 * for: an alias bomb costs nothing until someone walks into it.
 */
export class View implements YamlDocument {
  readonly root: Node | undefined;

  constructor(
    readonly text: string,
    readonly range: Range,
    /** Where the text begins that was parsed. */
    private readonly origin: number,
    parsed: Document.Parsed,
    private readonly targets: ReadonlyMap<Alias, AnchoredNode>,
    readonly template: Template | undefined,
  ) {
    const { contents } = parsed;
    // An empty document holds nothing, or an empty scalar that has no token.
    this.root = contents?.srcToken ? this.node(contents, { at: origin }) : this.brought();
  }

  /** What a template inserts where nothing else is. */
  private brought(): Scalar | undefined {
    const { text, range, template } = this;
    const lines = template?.lines.filter(({ start }) => range.start <= start && start < range.end) ?? [];
    const [first] = lines;
    const last = lines.at(-1);
    if (!template || !first || !last) return undefined;
    const content = { start: first.start, end: last.end };
    const value = templatedValue(text, template, content);
    return {
      ...this.empty({ at: first.start }, undefined),
      value,
      style: 'templated',
      range: content,
      content,
    };
  }

  private node(source: ParsedNode | null, place: Place): Node {
    if (source === null) return this.unwritten(place, undefined, undefined);
    if (!library().isAlias(source)) return this.resolved(source, place, undefined);
    const start = this.shift(source.range[0]);
    const target = this.targets.get(source);
    const written = { start, end: start + source.source.length + 1 };
    return target ? this.resolved(target, place, written) : this.inserted(source, place, written);
  }

  /** What an alias stands for whose anchor only a template can insert. */
  private inserted({ source }: Alias.Parsed, { parent }: Place, range: Range): Scalar {
    const value = insertedValue(`*${source}`);
    return {
      ...{ kind: 'scalar', value, style: 'templated' },
      ...{ range, content: range, alias: undefined, anchor: undefined, parent },
    };
  }

  private resolved(source: AnchoredNode, place: Place, alias: Range | undefined): Node {
    const token = source.srcToken;
    if (
      library().isScalar(source) &&
      (!token || ('source' in token && token.source === '' && source.value === null))
    ) {
      const at = alias ? this.shift(source.range[0]) : place.at;
      return this.unwritten({ ...place, at: skipBlanksBack(this.text, at) }, source.anchor, alias);
    }
    // A pair inside a flow sequence, `[a: b]`, is a mapping without a token of its own.
    const [start, end] = token ? [token.offset, endOfToken(token)] : source.range;
    const content = { start: this.shift(start), end: this.shift(end) };
    // Through an alias, the anchor is not here but where the node is defined.
    const from = alias || place.props === undefined ? content.start : this.shift(place.props);
    const { anchor } = source;
    const base = { range: { start: from, end: content.end }, content, alias, anchor, parent: place.parent };
    if (library().isMap(source)) {
      const flow = source.srcToken?.type !== 'block-map';
      return new MappingView(
        base,
        flow,
        (self) => source.items.map((pair) => this.entry(self, pair)),
        (self) => arrivalsIn(this, self),
      );
    }
    if (library().isSeq(source)) {
      return new SequenceView(
        base,
        source.flow === true,
        (self) => this.items(self, source),
        (self) => arrivalsIn(this, self),
      );
    }
    const { range, parent } = base;
    const value = this.blockOfActions(source, content, place.parent) ?? valueOf(source);
    return { kind: 'scalar', value, style: styleOf(source), range, content, alias, anchor, parent };
  }

  /** The value of a block scalar in which a parser sees nothing, since a template inserts all its lines. */
  private blockOfActions(
    source: AnchoredNode,
    { start }: Range,
    parent: Place['parent'],
  ): string | undefined {
    if (!this.template || !parent || !library().isScalar(source)) return undefined;
    if (!source.type?.startsWith('BLOCK') || String(source.value).trim() !== '') return undefined;
    const brought = broughtBehind(this, parent, nextLineStart(this.text, start));
    return brought && templatedValue(this.text, this.template, brought);
  }

  /** Nothing that a YAML parser sees; a template may put the value there. */
  private unwritten(place: Place, anchor: string | undefined, alias: Range | undefined): Scalar {
    const empty = this.empty(place, anchor, alias);
    const brought = place.parent && !alias ? broughtBehind(this, place.parent, place.at) : undefined;
    if (!brought) return empty;
    const value = this.template && templatedValue(this.text, this.template, brought);
    return {
      ...empty,
      value,
      style: 'templated',
      range: { ...brought, start: place.props === undefined ? brought.start : empty.range.start },
      content: brought,
    };
  }

  private empty({ props, at, parent }: Place, anchor: string | undefined, alias?: Range): Scalar {
    const range = { start: alias || props === undefined ? at : this.shift(props), end: at };
    const content = { start: at, end: at };
    return { kind: 'scalar', value: null, style: 'empty', range, content, alias, anchor, parent };
  }

  private entry(parent: Mapping, pair: Pair<ParsedNode, ParsedNode | null>): Entry {
    const { start, key, sep = [] } = pair.srcToken ?? { start: [] };
    const colon = sep.find(({ type }) => type === 'map-value-ind');
    const first = start.find(isBeforeKey) ?? key ?? colon;
    if (!first) throw new Declined('an entry of a mapping has no place in the text', parent.range.start);
    const keyEnd = key ? endOfToken(key) : (endOf(start.findLast(isBeforeKey)) ?? first.offset);
    const valueAt = endOf(sep.findLast(isProperty) ?? colon) ?? keyEnd;
    const entry: Writable<Entry> = {
      kind: 'entry',
      name: keyName(pair.key, this.text.slice(this.shift(key?.offset ?? keyEnd), this.shift(keyEnd))),
      key: this.node(pair.key, { at: this.shift(keyEnd) }),
      value: parent,
      parent,
      range: { start: this.shift(first.offset), end: this.shift(valueAt) },
    };
    const props = propertyStart(sep);
    entry.value = this.node(pair.value, { props, at: this.shift(valueAt), parent: entry });
    entry.range = { start: entry.range.start, end: endOfNode(entry.value, entry.range.end) };
    return entry;
  }

  private items(parent: Sequence, source: YAMLSeq.Parsed): Item[] {
    return source.items.map((value, index) => {
      if (library().isPair(value)) throw new Declined('a list tagged !!omap or !!pairs', parent.range.start);
      const { start = [] } = source.srcToken?.items[index] ?? {};
      const dash = start.find(({ type }) => type === 'seq-item-ind');
      const end = endOf(start.findLast(isProperty) ?? dash);
      const at = end === undefined ? parent.content.start : this.shift(end);
      const range = { start: dash ? this.shift(dash.offset) : at, end: at };
      const item: Writable<Item> = { kind: 'item', value: parent, parent, range };
      item.value = this.node(value, { props: propertyStart(start), at, parent: item });
      const first = dash ? range.start : writtenAt(item.value).start;
      item.range = { start: first, end: endOfNode(item.value, at) };
      return item;
    });
  }

  private shift(offset: number): number {
    return offset + this.origin;
  }
}

/** Whether a token is what an entry can start with before its key. */
function isBeforeKey(token: Token): boolean {
  return isProperty(token) || token.type === 'explicit-key-ind';
}

function propertyStart(tokens: readonly Token[]): number | undefined {
  return tokens.find(isProperty)?.offset;
}

function endOfNode(node: Node, otherwise: number): number {
  return Math.max(writtenAt(node).end, otherwise);
}

function keyName(key: ParsedNode, source: string): string | undefined {
  if (!library().isScalar(key)) return undefined;
  const { value } = key as YamlScalar;
  return typeof value === 'string' ? value : source;
}

/** In YAML 1.1 documents, `yaml` gives merge keys a symbol for a value. */
function valueOf({ value }: YamlScalar): unknown {
  return typeof value === 'symbol' ? value.description : value;
}

function styleOf(scalar: YamlScalar.Parsed): ScalarStyle {
  switch (scalar.type) {
    case 'QUOTE_SINGLE':
      return 'single';
    case 'QUOTE_DOUBLE':
      return 'double';
    case 'BLOCK_LITERAL':
      return 'literal';
    case 'BLOCK_FOLDED':
      return 'folded';
    default:
      return 'plain';
  }
}
