import { isExpression } from '../../kubernetes/object';
import { asMapping, entriesOf, type Entry, type Mapping, type Node } from '../../yaml';
import { fieldsIn } from './expressions';
import { placeOf } from './old-paths';
import type { MovedKind } from '../moved-kind';

/** A part of an object that a tool compares with others, or merges into them. */
export interface Pattern {
  readonly mapping: Mapping;
  /** The fields that one of its keys is about, from where it is. */
  readonly fieldsOf: (key: string) => readonly (readonly string[])[];
}

/** The part of an object that Kyverno compares with, or merges into, the object of a request. */
export function patternOf(node: Node): Pattern | undefined {
  const mapping = asMapping(node);
  const holder = node.parent?.kind === 'item' ? node.parent.parent.parent : node.parent;
  if (!mapping || holder?.kind !== 'entry') return undefined;
  const isItem = holder !== node.parent;
  const names = isItem ? ['anyPattern'] : ['patchStrategicMerge', 'pattern'];
  if (names.includes(holder.name ?? '')) return { mapping, fieldsOf: anchoredField };
  return !isItem && isCheck(holder) ? { mapping, fieldsOf: assertedFields } : undefined;
}

/** Whether an entry is one of the checks of an assertion: `assert: {all: [{check: …}]}`. */
function isCheck({ name, parent }: Entry): boolean {
  const list = parent.parent?.kind === 'item' ? parent.parent.parent.parent : undefined;
  return name === 'check' && list?.kind === 'entry' && ['any', 'all'].includes(list.name ?? '');
}

/** Kyverno puts anchors around names: `+(port)`. */
export function anchoredField(key: string): readonly (readonly string[])[] {
  return [[key.replace(/^[+^=<X?]?\((.*)\)$/, '$1')]];
}

function assertedFields(key: string): readonly (readonly string[])[] {
  return isExpression(key) ? fieldsIn(key) : [[key]];
}

/** The old fields that a part of an object has. */
export function oldFieldsOf(
  node: Node,
  fieldsOf: Pattern['fieldsOf'],
  moved: MovedKind,
  at: readonly string[] = [],
): { readonly entry: Entry; readonly path: readonly string[] }[] {
  return entriesOf(node).flatMap((entry) => {
    // What is below an expression is compared with its result.
    const isComputed = fieldsOf === assertedFields && isExpression(entry.name ?? '');
    const isInside = !isComputed && asMapping(entry.value) !== undefined;
    const isOld = (path: readonly string[]): boolean => {
      const now = path.length > 1 ? placeOf(path, moved) : path;
      return !now || (!isInside && now.join('.') !== path.join('.'));
    };
    const paths = fieldsOf(entry.name ?? '').map((fields) => [...at, ...fields]);
    const path = paths.find(isOld);
    if (path) return [{ entry, path }];
    return isInside ? paths.flatMap((each) => oldFieldsOf(entry.value, fieldsOf, moved, each)) : [];
  });
}
