import { type Node, type Scalar } from './node';
import { Declined } from './text';
import { originOf } from './shown';

/**
 * A scalar of the document that is written at another place: byte for byte, with its quotes and what a template fills
 * in, or with another value in its place. The comment behind it goes along where the new one ends its line.
 */
export class Carried {
  constructor(
    readonly scalar: Scalar,
    readonly replacement?: string,
    /** What it is carried over with. */
    readonly whole?: Node,
  ) {}

  /** What it says at its new place. */
  get value(): unknown {
    return this.replacement ?? this.scalar.value;
  }

  /** What a change is told apart by. */
  toJSON(): unknown {
    return [this.scalar.content.start, this.replacement];
  }
}

/** A value to be written, as plain data, in which scalars of the document may be carried over. */
export type Plain = PlainScalar | readonly Plain[] | { readonly [key: string]: Plain };

/** A value that is neither a map nor a list. */
export type PlainScalar = string | number | boolean | null | Carried;

/** `Array.isArray` does not narrow a readonly array. */
export function isPlainSequence(value: Plain): value is readonly Plain[] {
  return Array.isArray(value);
}

/** Whether a value is a map. */
export function isPlainMap(value: Plain): value is { readonly [key: string]: Plain } {
  return !isPlainScalar(value) && !isPlainSequence(value);
}

/** Whether a value is neither a map nor a list. */
export function isPlainScalar(value: Plain): value is PlainScalar {
  return typeof value !== 'object' || value === null || value instanceof Carried;
}

/** What a node says, as plain data. @throws Declined where that would lose how it is written: aliases, anchors, templates */
export function plainOf(node: Node): Plain {
  return copied(node, scalarData);
}

/** The value of a scalar. @throws Declined where that is no plain data, such as a date */
export function scalarData({ value, range }: Scalar): string | number | boolean | null {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  throw new Declined('the value cannot be carried over', range.start);
}

/** A node to be written at another place, its scalars byte for byte, all their branches included. @throws Declined as {@link plainOf} */
export function carriedOver(node: Node): Plain {
  return copied(node, (scalar) => new Carried(originOf(scalar), undefined, originOf(node)));
}

/** All that is carried over in a value. */
export function carriedIn(value: Plain): readonly Carried[] {
  if (value instanceof Carried) return [value];
  return isPlainScalar(value) ? [] : Object.values(value).flatMap(carriedIn);
}

function copied(node: Node, copy: (scalar: Scalar) => Plain): Plain {
  if (node.alias || node.anchor !== undefined) {
    throw new Declined(
      'the value has an anchor or is an alias, so it cannot be carried over',
      node.range.start,
    );
  }
  if (node.kind === 'scalar') return copy(node);
  if (node.kind === 'sequence') return node.items.map(({ value }) => copied(value, copy));
  const [inserted] = node.templatedEntries;
  if (inserted) throw new Declined('a template inserts a part of the value', inserted.start);
  return Object.fromEntries(
    node.entries.map(({ name, value }) => {
      if (name === undefined || name === '<<')
        throw new Declined('a key of the value is no plain text', node.range.start);
      return [name, copied(value, copy)];
    }),
  );
}
