import type { Plain, Wrapper } from '../../../src/yaml';
import { isPlainScalar, isPlainSequence } from '../../../src/yaml/plain';

/**
 * Plain data with the order of entries, and the editing operations on it, written independently of the editing
 * core: what the core does to a text is held against it.
 */
export type Data = Leaf | Branch;

export interface Leaf {
  readonly kind: 'leaf';
  value: unknown;
}

export interface Branch {
  readonly kind: 'map' | 'seq';
  children: Child[];
}

interface Child {
  /** Empty in a sequence. */
  key: string;
  value: Data;
  /** The child it was inserted behind. */
  behind?: Child;
}

/** Indices of children, from the root down. */
export type Path = readonly number[];

/** What is asked for, with paths into the document as it was before. */
export type Operation =
  | { readonly type: 'rename'; readonly path: Path; readonly key: string }
  | {
      readonly type: 'nest';
      readonly path: Path;
      readonly wrappers: readonly Wrapper[];
      readonly key: string;
    }
  | { readonly type: 'set'; readonly path: Path; readonly value: string | number | boolean }
  | {
      readonly type: 'insert';
      readonly path: Path;
      readonly key: string;
      readonly value: Plain;
      readonly after: number | undefined;
    }
  | { readonly type: 'append'; readonly path: Path; readonly value: Plain }
  | { readonly type: 'remove'; readonly path: Path }
  | { readonly type: 'unwrap'; readonly path: Path };

export function dataAt(root: Data, path: Path): Data {
  let at = root;
  for (const index of path) at = childAt(at, index).value;
  return at;
}

export function branchAt(root: Data, path: Path): Branch {
  const data = dataAt(root, path);
  if (data.kind === 'leaf') throw new Error('there is a leaf');
  return data;
}

function childAt(data: Data, index: number): Child {
  const child = data.kind === 'leaf' ? undefined : data.children[index];
  if (!child) throw new Error('there is nothing at this path');
  return child;
}

function parentAt(root: Data, path: Path): { parent: Branch; child: Child } {
  const parent = branchAt(root, path.slice(0, -1));
  return { parent, child: childAt(parent, path.at(-1) ?? -1) };
}

/** Changes data in place, all paths read before anything changes. */
export function operate(root: Data, operations: readonly Operation[]): Data {
  const grown = new Set<Branch>();
  const steps = operations.map((operation) => stepOf(root, operation, grown));
  for (const step of steps) step.change();
  for (const step of steps) step.removeLate();
  return root;
}

const nothing = (): void => undefined;

function stepOf(root: Data, operation: Operation, grown: Set<Branch>) {
  const { path } = operation;
  switch (operation.type) {
    case 'rename': {
      const { child } = parentAt(root, path);
      return { change: () => void (child.key = operation.key), removeLate: nothing };
    }
    case 'nest': {
      const { child } = parentAt(root, path);
      const unchanged = child.key === operation.key;
      const change = () => {
        if (!unchanged) child.key = operation.key;
        for (const wrapper of operation.wrappers.toReversed()) child.value = wrapped(child.value, wrapper);
      };
      return { change, removeLate: nothing };
    }
    case 'set': {
      const leaf = dataAt(root, path);
      if (leaf.kind !== 'leaf') throw new Error('there is no leaf');
      return { change: () => void (leaf.value = operation.value), removeLate: nothing };
    }
    case 'insert':
    case 'append': {
      const branch = branchAt(root, path);
      const after =
        operation.type === 'insert' && operation.after !== undefined
          ? childAt(branch, operation.after)
          : undefined;
      grown.add(branch);
      const change = () => {
        const key = operation.type === 'insert' ? operation.key : '';
        const child: Child = { key, value: fromPlain(operation.value), ...(after && { behind: after }) };
        let index = after ? branch.children.indexOf(after) + 1 : branch.children.length;
        while (after && branch.children[index]?.behind === after) index++;
        branch.children.splice(index, 0, child);
      };
      return { change, removeLate: nothing };
    }
    case 'remove': {
      const chain = path.map((_, depth) => parentAt(root, path.slice(0, depth + 1))).toReversed();
      const removeLate = () => {
        for (const { parent, child } of chain) {
          parent.children = parent.children.filter((other) => other !== child);
          if (parent.children.length > 0 || grown.has(parent)) break;
        }
      };
      return { change: nothing, removeLate };
    }
    case 'unwrap': {
      const { parent, child } = parentAt(root, path);
      const within = child.value.kind === 'leaf' ? [] : child.value.children;
      const removeLate = () => void parent.children.splice(parent.children.indexOf(child), 1, ...within);
      return { change: nothing, removeLate };
    }
  }
}

function wrapped(value: Data, wrapper: Wrapper): Data {
  return wrapper === 'item'
    ? { kind: 'seq', children: [{ key: '', value }] }
    : { kind: 'map', children: [{ key: wrapper.key, value }] };
}

export function fromPlain(value: Plain): Data {
  if (isPlainScalar(value)) return { kind: 'leaf', value };
  if (isPlainSequence(value))
    return { kind: 'seq', children: value.map((item) => ({ key: '', value: fromPlain(item) })) };
  const children = Object.entries(value).map(([key, item]) => ({ key, value: fromPlain(item) }));
  return { kind: 'map', children };
}

/** Data as nested arrays, for comparing: a mapping is a list of pairs. */
export function toComparable(data: Data | undefined): unknown {
  if (!data) return undefined;
  if (data.kind === 'leaf') return data.value;
  if (data.kind === 'seq') return { seq: data.children.map((child) => toComparable(child.value)) };
  return { map: data.children.map((child) => [child.key, toComparable(child.value)]) };
}

/** What `yaml` says about a text, if mappings are read as `Map`, in the same form. */
export function comparableOf(value: unknown): unknown {
  if (value instanceof Map) {
    return { map: [...value].map(([key, item]: [unknown, unknown]) => [String(key), comparableOf(item)]) };
  }
  if (Array.isArray(value)) return { seq: value.map(comparableOf) };
  return value;
}
