import { type Change, heldBy, type Wrapper } from './changes';
import { Declined } from './text';
import { editedValue } from './embedded';
import type { Element, Entry, Mapping, Node, Sequence, YamlDocument } from './node';
import { Carried, isPlainScalar, isPlainSequence, type Plain } from './plain';
import { withoutFiller } from './template/mask';

/**
 * What a document says, apart from how it is written. Aliases are expanded, since a change at one path must not
 * show at another; merge keys stay as keys; the order of entries counts.
 */
type Model =
  | { readonly kind: 'scalar'; value: unknown }
  | { readonly kind: 'mapping'; entries: ModelEntry[] }
  | { readonly kind: 'sequence'; items: Model[] };

interface ModelEntry {
  key: Model;
  value: Model;
  /** The entry that this one was inserted behind. */
  after?: ModelEntry | undefined;
}

/** How many nodes aliases may add up to before a document is left alone: an alias bomb has billions. */
const aliasedNodesAtMost = 100_000;

/**
 * What the document is to say after the changes, which must be settled.
 *
 * @throws Declined if the document's aliases expand to too many nodes
 */
export function changedModel(document: YamlDocument, root: Node, changes: readonly Change[]): Model {
  const builder = new ModelBuilder(document, changes);
  const model = builder.model(root, false);
  // An entry must still be there when the next one is inserted behind it.
  for (const change of changes) if (change.type !== 'unwrap') builder.change(change);
  for (const change of changes) if (change.type === 'unwrap') builder.change(change);
  builder.dropRemoved();
  return model;
}

class ModelBuilder {
  private aliased = 0;
  private readonly nodes = new Map<Node, Model>();
  private readonly entries = new Map<Entry, ModelEntry>();
  private readonly removed = new Map<Mapping | Sequence, Set<ModelEntry | Model>>();
  /** Only what changes refer to is kept at hand: a document can have a million nodes. */
  private readonly spokenOf: ReadonlySet<Node | Element>;

  constructor(
    private readonly document: YamlDocument,
    changes: readonly Change[],
  ) {
    this.spokenOf = new Set(changes.flatMap(heldBy));
  }

  model(node: Node, underAlias: boolean): Model {
    const aliased = underAlias || node.alias !== undefined;
    if (aliased && ++this.aliased > aliasedNodesAtMost) {
      throw new Declined(`its aliases expand to more than ${aliasedNodesAtMost} nodes`);
    }
    const model = this.build(node, aliased);
    if (this.spokenOf.has(node)) this.nodes.set(node, model);
    return model;
  }

  change(change: Change): void {
    switch (change.type) {
      case 'set':
        this.of(change.scalar).value = change.value;
        break;
      case 'move': {
        const entry = this.entry(change.entry);
        if (change.key !== change.entry.name) entry.key = scalarModel(change.key);
        entry.value = change.wrappers.reduceRight(wrap, entry.value);
        break;
      }
      case 'insert': {
        const { entries } = this.of(change.mapping);
        const after = change.after && this.entry(change.after);
        const entry: ModelEntry = { key: scalarModel(change.key), value: plainModel(change.value), after };
        const index = after
          ? entries.findLastIndex((other) => other === after || other.after === after) + 1
          : entries.length;
        entries.splice(index, 0, entry);
        break;
      }
      case 'fill':
        this.entry(change.entry).value = plainModel(change.value);
        break;
      case 'append':
        this.of(change.sequence).items.push(plainModel(change.value));
        break;
      case 'remove':
        this.remove(change.target);
        break;
      case 'text': {
        const model = this.of(change.scalar);
        model.value = editedValue(this.document, change.scalar, change.edits);
        break;
      }
      case 'unwrap': {
        const { entries } = this.of(change.entry.parent);
        const within = change.entries.map((entry) => this.entry(entry));
        entries.splice(entries.indexOf(this.entry(change.entry)), 1, ...within);
        break;
      }
    }
  }

  /** Removes what was removed, from each collection at once. */
  dropRemoved(): void {
    for (const [collection, gone] of this.removed) {
      if (collection.kind === 'mapping') {
        const model = this.of(collection);
        model.entries = model.entries.filter((entry) => !gone.has(entry));
      } else {
        const model = this.of(collection);
        model.items = model.items.filter((item) => !gone.has(item));
      }
    }
  }

  private remove(target: Element): void {
    const gone = this.removed.get(target.parent) ?? new Set();
    gone.add(target.kind === 'entry' ? this.entry(target) : this.of(target.value));
    this.removed.set(target.parent, gone);
  }

  private build(node: Node, aliased: boolean): Model {
    if (node.kind === 'scalar') return scalarModel(node.value);
    if (node.kind === 'sequence') {
      return { kind: 'sequence', items: node.items.map((item) => this.model(item.value, aliased)) };
    }
    const entries = node.entries.map((entry) => {
      const model = { key: this.model(entry.key, aliased), value: this.model(entry.value, aliased) };
      if (this.spokenOf.has(entry)) this.entries.set(entry, model);
      return model;
    });
    return { kind: 'mapping', entries };
  }

  private entry(entry: Entry): ModelEntry {
    return found(this.entries.get(entry));
  }

  /** What a node says; that is of the node's own kind. */
  private of<N extends Node>(node: N): Extract<Model, { kind: N['kind'] }> {
    return found(this.nodes.get(node)) as Extract<Model, { kind: N['kind'] }>;
  }
}

function found<T>(model: T | undefined): T {
  if (model === undefined) throw new Error('a change speaks of a node of another document');
  return model;
}

function scalarModel(value: unknown): Model {
  return { kind: 'scalar', value };
}

function wrap(value: Model, wrapper: Wrapper): Model {
  if (wrapper === 'item') return { kind: 'sequence', items: [value] };
  return { kind: 'mapping', entries: [{ key: scalarModel(wrapper.key), value }] };
}

function plainModel(value: Plain): Model {
  if (isPlainScalar(value)) return scalarModel(value instanceof Carried ? value.value : value);
  if (isPlainSequence(value)) return { kind: 'sequence', items: value.map(plainModel) };
  const entries = Object.entries(value).map(([key, item]) => ({
    key: scalarModel(key),
    value: plainModel(item),
  }));
  return { kind: 'mapping', entries };
}

/** Whether a node, of whatever document, says what a model says. */
export function says(node: Node | undefined, model: Model | undefined): boolean {
  if (!node || !model) return false;
  if (model.kind === 'scalar') return node.kind === 'scalar' && sameValue(node.value, model.value);
  if (model.kind === 'sequence') {
    return (
      node.kind === 'sequence' &&
      node.items.length === model.items.length &&
      node.items.every((item, index) => says(item.value, model.items[index]))
    );
  }
  return (
    node.kind === 'mapping' &&
    node.entries.length === model.entries.length &&
    node.entries.every(({ key, value }, index) => {
      const entry = model.entries[index];
      return says(key, entry?.key) && says(value, entry?.value);
    })
  );
}

function sameValue(a: unknown, b: unknown): boolean {
  if (a instanceof Uint8Array || a instanceof Date) return JSON.stringify(a) === JSON.stringify(b);
  if (typeof a === 'string' && typeof b === 'string') return withoutFiller(a) === withoutFiller(b);
  return Object.is(a, b);
}
