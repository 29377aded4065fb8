import type { Change, Plain, Wrapper } from './change';
import { Declined } from './declined';
import type { Entry, Item, Node } from './node';

/**
 * What a document says, apart from how it is written. Aliases are expanded, since a change at one path must not
 * show at another; merge keys stay as keys; the order of entries counts.
 */
export type Model =
  | { readonly kind: 'scalar'; value: unknown }
  | { readonly kind: 'mapping'; entries: ModelEntry[] }
  | { readonly kind: 'sequence'; items: Model[] };

interface ModelEntry {
  key: Model;
  value: Model;
  /** The entry that this one was inserted behind. */
  after?: ModelEntry;
}

/** How many nodes aliases may add up to before a document is left alone: an alias bomb has billions. */
const aliasedNodesAtMost = 100_000;

/** @throws Declined if the document's aliases expand to too many nodes */
export function modelOf(root: Node | undefined): Model | undefined {
  return root && new ModelBuilder().model(root, false);
}

/**
 * What the document is to say after the changes, which must be settled.
 *
 * @throws Declined if the document's aliases expand to too many nodes
 */
export function changedModel(root: Node, changes: readonly Change[]): Model {
  const builder = new ModelBuilder();
  const model = builder.model(root, false);
  for (const change of changes)
    if (change.type !== 'remove' && change.type !== 'unwrap') builder.change(change);
  // An entry must still be there when the next one is inserted behind it.
  for (const change of changes)
    if (change.type === 'remove' || change.type === 'unwrap') builder.change(change);
  return model;
}

/** Whether two documents say the same. */
export function sameMeaning(a: Model | undefined, b: Model | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (a.kind === 'scalar') return b.kind === 'scalar' && sameValue(a.value, b.value);
  if (a.kind === 'sequence') {
    return (
      b.kind === 'sequence' &&
      a.items.length === b.items.length &&
      a.items.every((item, index) => sameMeaning(item, b.items[index]))
    );
  }
  return (
    b.kind === 'mapping' &&
    a.entries.length === b.entries.length &&
    a.entries.every((entry, index) => {
      const other = b.entries[index];
      return other && sameMeaning(entry.key, other.key) && sameMeaning(entry.value, other.value);
    })
  );
}

function sameValue(a: unknown, b: unknown): boolean {
  if (a instanceof Uint8Array || a instanceof Date) return JSON.stringify(a) === JSON.stringify(b);
  return Object.is(a, b);
}

class ModelBuilder {
  private aliased = 0;
  private readonly nodes = new Map<Node, Model>();
  private readonly entries = new Map<Entry, ModelEntry>();

  model(node: Node, underAlias: boolean): Model {
    const aliased = underAlias || node.alias !== undefined;
    if (aliased && ++this.aliased > aliasedNodesAtMost) {
      throw new Declined(`its aliases expand to more than ${aliasedNodesAtMost} nodes`);
    }
    const model = this.build(node, aliased);
    this.nodes.set(node, model);
    return model;
  }

  change(change: Change): void {
    switch (change.type) {
      case 'set':
        this.scalar(change.scalar).value = change.value;
        break;
      case 'move': {
        const entry = this.entry(change.entry);
        if (change.key !== change.entry.name) entry.key = scalarModel(change.key);
        entry.value = change.wrappers.reduceRight(wrap, entry.value);
        break;
      }
      case 'insert': {
        const { entries } = this.mapping(change.mapping);
        const after = change.after && this.entry(change.after);
        const entry: ModelEntry = { key: scalarModel(change.key), value: plainModel(change.value) };
        if (after) entry.after = after;
        const index = after
          ? entries.findLastIndex((other) => other === after || other.after === after) + 1
          : entries.length;
        entries.splice(index, 0, entry);
        break;
      }
      case 'append':
        this.sequence(change.sequence).items.push(plainModel(change.value));
        break;
      case 'remove':
        this.remove(change.target);
        break;
      case 'unwrap': {
        const { entries } = this.mapping(change.entry.parent);
        entries.splice(entries.indexOf(this.entry(change.entry)), 1, this.entry(change.only));
        break;
      }
    }
  }

  private build(node: Node, aliased: boolean): Model {
    if (node.kind === 'scalar') return scalarModel(node.value);
    if (node.kind === 'sequence') {
      return { kind: 'sequence', items: node.items.map((item) => this.model(item.value, aliased)) };
    }
    const entries = node.entries.map((entry) => {
      const model = { key: this.model(entry.key, aliased), value: this.model(entry.value, aliased) };
      this.entries.set(entry, model);
      return model;
    });
    return { kind: 'mapping', entries };
  }

  private remove(target: Entry | Item): void {
    if (target.kind === 'entry') {
      const mapping = this.mapping(target.parent);
      const gone = this.entry(target);
      mapping.entries = mapping.entries.filter((entry) => entry !== gone);
    } else {
      const sequence = this.sequence(target.parent);
      const gone = this.nodes.get(target.value);
      sequence.items = sequence.items.filter((item) => item !== gone);
    }
  }

  private entry(entry: Entry): ModelEntry {
    return found(this.entries.get(entry));
  }

  private scalar(node: Node): Extract<Model, { kind: 'scalar' }> {
    const model = this.nodes.get(node);
    return found(model?.kind === 'scalar' ? model : undefined);
  }

  private mapping(node: Node): Extract<Model, { kind: 'mapping' }> {
    const model = this.nodes.get(node);
    return found(model?.kind === 'mapping' ? model : undefined);
  }

  private sequence(node: Node): Extract<Model, { kind: 'sequence' }> {
    const model = this.nodes.get(node);
    return found(model?.kind === 'sequence' ? model : undefined);
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
  if (isPlainSequence(value)) return { kind: 'sequence', items: value.map(plainModel) };
  if (typeof value !== 'object' || value === null) return scalarModel(value);
  const entries = Object.entries(value).map(([key, item]) => ({
    key: scalarModel(key),
    value: plainModel(item),
  }));
  return { kind: 'mapping', entries };
}

/** `Array.isArray` does not narrow a readonly array. */
export function isPlainSequence(value: Plain): value is readonly Plain[] {
  return Array.isArray(value);
}
