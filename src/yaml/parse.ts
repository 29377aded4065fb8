import { isAlias, isMap, isScalar, isSeq, parseDocument as parseYaml, visit } from 'yaml';
import type { Alias, CST, Document, Pair, ParsedNode, Scalar as YamlScalar, YAMLMap, YAMLSeq } from 'yaml';
import { Declined } from './declined';
import type { Range } from './lines';
import type { Entry, Item, Mapping, Node, Scalar, ScalarStyle, Sequence, YamlDocument } from './node';

/** Why a document could not be parsed, and where. */
export interface ParseProblem {
  readonly message: string;
  readonly offset: number;
}

/**
 * Parses one document of a text.
 *
 * @param range where the document lies, as {@link splitDocuments} gives it
 * @returns the document, or the first thing that is wrong with it. Duplicate keys are no problem here.
 */
export function parseDocument(text: string, range: Range): YamlDocument | ParseProblem {
  let parsed: Document.Parsed;
  try {
    parsed = parseYaml(text.slice(range.start, range.end), {
      keepSourceTokens: true,
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
  } catch (error) {
    if (error instanceof RangeError) return { message: 'it is nested too deeply', offset: range.start };
    throw error;
  }
  const [problem] = parsed.errors;
  if (problem) return { message: firstLine(problem.message), offset: range.start + problem.pos[0] };
  return new View(text, range, parsed);
}

/** Whether the result of {@link parseDocument} is a problem. */
export function isParseProblem(result: YamlDocument | ParseProblem): result is ParseProblem {
  return 'message' in result;
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}

type Token = CST.SourceToken;

/** Builds nodes when they are first asked for: an alias bomb costs nothing until someone walks into it. */
class View implements YamlDocument {
  private readonly targets: ReadonlyMap<Alias, ParsedNode>;
  readonly root: Node | undefined;

  constructor(
    readonly text: string,
    readonly range: Range,
    parsed: Document.Parsed,
  ) {
    this.targets = aliasTargets(parsed);
    const { contents } = parsed;
    // An empty document holds an empty scalar that has no token.
    const isEmpty =
      contents === null || (isScalar(contents) && !contents.srcToken && contents.value === null);
    this.root = isEmpty
      ? undefined
      : this.node(contents, { props: undefined, at: range.start, parent: undefined });
  }

  private node(source: ParsedNode | null, place: Place): Node {
    if (source === null) return this.empty(place);
    if (!isAlias(source)) return this.resolved(source, place, undefined);
    const alias = {
      start: this.shift(source.range[0]),
      end: this.shift(source.range[0]) + source.source.length + 1,
    };
    const target = this.targets.get(source);
    if (!target) throw new Declined(`the alias *${source.source} has no anchor`, alias.start);
    return this.resolved(target, place, alias);
  }

  private resolved(source: ParsedNode, place: Place, alias: Range | undefined): Node {
    if (isAlias(source)) throw new Declined('an alias stands for another alias', place.at);
    const token = source.srcToken;
    if (!token && isScalar(source)) return this.empty(place, alias);
    // A pair inside a flow sequence, `[a: b]`, is a mapping without a token of its own.
    const [start, end] = token ? [token.offset, endOfToken(token)] : source.range;
    const content = { start: this.shift(start), end: this.shift(end) };
    // Through an alias, the anchor is not here but where the node is defined.
    const from = alias || place.props === undefined ? content.start : this.shift(place.props);
    const base = {
      range: { start: from, end: content.end },
      content,
      alias,
      anchor: source.anchor,
      parent: place.parent,
    };
    if (isMap(source)) return new MappingView(base, source, (self) => this.entries(self, source));
    if (isSeq(source)) return new SequenceView(base, source, (self) => this.items(self, source));
    return { ...base, kind: 'scalar', value: source.value, style: styleOf(source) };
  }

  private empty({ props, at, parent }: Place, alias?: Range): Scalar {
    const range = { start: props === undefined ? at : this.shift(props), end: at };
    return {
      kind: 'scalar',
      value: null,
      style: 'empty',
      range,
      content: { start: at, end: at },
      alias,
      anchor: undefined,
      parent,
    };
  }

  private entries(parent: Mapping, source: YAMLMap.Parsed): Entry[] {
    return source.items.map((pair) => this.entry(parent, pair));
  }

  private entry(parent: Mapping, pair: Pair<ParsedNode, ParsedNode | null>): Entry {
    const token = pair.srcToken;
    if (!token) throw new Declined('an entry of a mapping has no place in the text', parent.range.start);
    const separators = token.sep ?? [];
    const keyEnd = token.key ? endOfToken(token.key) : (token.start.at(-1)?.offset ?? 0);
    const colon = separators.find((separator) => separator.type === 'map-value-ind');
    const afterColon = colon ? separators.slice(separators.indexOf(colon) + 1) : [];
    const lastProperty = afterColon.findLast(isProperty);
    const valueAt = endOf(lastProperty ?? colon) ?? keyEnd;
    const start =
      token.start.find((t) => isProperty(t) || t.type === 'explicit-key-ind')?.offset ?? token.key?.offset;
    const entry: { -readonly [Field in keyof Entry]: Entry[Field] } = {
      kind: 'entry',
      name: keyName(pair.key, this.text.slice(this.shift(token.key?.offset ?? 0), this.shift(keyEnd))),
      key: this.node(pair.key, { props: undefined, at: this.shift(keyEnd), parent: undefined }),
      value: parent,
      parent,
      range: { start: this.shift(start ?? colon?.offset ?? keyEnd), end: this.shift(valueAt) },
    };
    entry.value = this.node(pair.value, {
      props: propertyStart(afterColon),
      at: this.shift(valueAt),
      parent: entry,
    });
    entry.range = { start: entry.range.start, end: endOfNode(entry.value, entry.range.end) };
    return entry;
  }

  private items(parent: Sequence, source: YAMLSeq.Parsed): Item[] {
    const token = source.srcToken;
    if (token?.type !== 'block-seq' && token?.type !== 'flow-collection') {
      throw new Declined('a sequence has no place in the text', parent.range.start);
    }
    return source.items.map((value, index) => {
      const { start = [] } = token.items[index] ?? {};
      const dash = start.find((t) => t.type === 'seq-item-ind');
      const lastProperty = start.findLast(isProperty);
      const at = this.shift(endOf(lastProperty ?? dash) ?? token.offset);
      const item: { -readonly [Field in keyof Item]: Item[Field] } = {
        kind: 'item',
        value: parent,
        parent,
        range: { start: at, end: at },
      };
      item.value = this.node(value, { props: propertyStart(start), at, parent: item });
      const first = dash ? this.shift(dash.offset) : (item.value.alias ?? item.value.range).start;
      item.range = { start: first, end: endOfNode(item.value, at) };
      return item;
    });
  }

  private shift(offset: number): number {
    return offset + this.range.start;
  }
}

/** Where a node stands before it is known what it is. `props` counts from the document, `at` from the text. */
interface Place {
  readonly props: number | undefined;
  readonly at: number;
  readonly parent: Entry | Item | undefined;
}

type Base = Omit<Mapping, 'kind' | 'flow' | 'entries'>;

class MappingView implements Mapping {
  readonly kind = 'mapping';
  readonly range: Range;
  readonly content: Range;
  readonly alias: Range | undefined;
  readonly anchor: string | undefined;
  readonly parent: Entry | Item | undefined;
  readonly flow: boolean;
  private built: readonly Entry[] | undefined;

  constructor(
    base: Base,
    source: YAMLMap.Parsed,
    private readonly build: (self: Mapping) => readonly Entry[],
  ) {
    ({
      range: this.range,
      content: this.content,
      alias: this.alias,
      anchor: this.anchor,
      parent: this.parent,
    } = base);
    this.flow = source.flow === true || source.srcToken?.type !== 'block-map';
  }

  get entries(): readonly Entry[] {
    return (this.built ??= this.build(this));
  }
}

class SequenceView implements Sequence {
  readonly kind = 'sequence';
  readonly range: Range;
  readonly content: Range;
  readonly alias: Range | undefined;
  readonly anchor: string | undefined;
  readonly parent: Entry | Item | undefined;
  readonly flow: boolean;
  private built: readonly Item[] | undefined;

  constructor(
    base: Base,
    source: YAMLSeq.Parsed,
    private readonly build: (self: Sequence) => readonly Item[],
  ) {
    ({
      range: this.range,
      content: this.content,
      alias: this.alias,
      anchor: this.anchor,
      parent: this.parent,
    } = base);
    this.flow = source.flow === true;
  }

  get items(): readonly Item[] {
    return (this.built ??= this.build(this));
  }
}

function aliasTargets(document: Document.Parsed): Map<Alias, ParsedNode> {
  const targets = new Map<Alias, ParsedNode>();
  const anchors = new Map<string, ParsedNode>();
  visit(document, {
    Node(_, node) {
      if (isAlias(node)) {
        const target = anchors.get(node.source);
        if (target) targets.set(node, target);
      } else if (node.anchor) {
        anchors.set(node.anchor, node as ParsedNode);
      }
    },
  });
  return targets;
}

function isProperty(token: Token): boolean {
  return token.type === 'anchor' || token.type === 'tag';
}

function propertyStart(tokens: readonly Token[]): number | undefined {
  return tokens.find(isProperty)?.offset;
}

function endOf(token: Token | undefined): number | undefined {
  return token && token.offset + token.source.length;
}

function endOfNode(node: Node, otherwise: number): number {
  return Math.max(node.alias ? node.alias.end : node.range.end, otherwise);
}

/** The offset behind a token's last character, without trailing space, comment and line break. */
function endOfToken(token: CST.Token): number {
  switch (token.type) {
    case 'block-map':
    case 'block-seq': {
      const last = token.items.findLast((item) => endOfItem(item) !== undefined);
      return (last && endOfItem(last)) ?? token.offset;
    }
    case 'flow-collection':
      return endOf(token.end[0]) ?? token.offset;
    case 'block-scalar':
      return (
        token.offset +
        token.source.length +
        sum(token.props.map((prop) => ('source' in prop ? prop.source.length : 0)))
      );
    default:
      return token.offset + ('source' in token ? token.source.length : 0);
  }
}

function endOfItem({ start, key, sep = [], value }: CST.CollectionItem): number | undefined {
  if (value) return endOfToken(value);
  const solid = (token: Token) => !['space', 'comment', 'newline'].includes(token.type);
  return endOf(sep.findLast(solid)) ?? (key ? endOfToken(key) : endOf(start.findLast(solid)));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function keyName(key: ParsedNode, source: string): string | undefined {
  if (!isScalar(key)) return undefined;
  const { value } = key as YamlScalar;
  return typeof value === 'string' ? value : source;
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
