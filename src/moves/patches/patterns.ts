import { isExpression } from '../../kubernetes/object';
import {
  asMapping,
  entriesOf,
  type Entry,
  entryOf,
  type Mapping,
  type Node,
  type Place,
  rootsIn,
  stringOf,
} from '../../yaml';
import { fieldsIn } from './expressions';
import { placeOf } from './old-paths';
import type { MovedKind } from '../moved-kind';

/** A part of an object that a tool compares with others, or merges into them. */
export interface Pattern {
  readonly mapping: Mapping;
  /** The fields that one of its keys is about, from where it is. */
  readonly fieldsOf: (key: string) => readonly (readonly string[])[];
  /** Where in the object it is; by default it starts with the object itself. */
  readonly at?: readonly string[];
}

/** The part of an object that Kyverno compares with, or merges into, the object of a request, or that a test expects. */
export function patternOf(node: Node): Pattern | undefined {
  const mapping = asMapping(node);
  const holder = node.parent?.kind === 'item' ? node.parent.parent.parent : node.parent;
  if (!mapping || holder?.kind !== 'entry') return undefined;
  const isItem = holder !== node.parent;
  const names = isItem ? ['anyPattern'] : ['patchStrategicMerge', 'pattern'];
  if (names.includes(holder.name ?? '')) return { mapping, fieldsOf: anchoredField };
  if (!isItem && isCheck(holder)) return { mapping, fieldsOf: assertedFields };
  // helm-unittest: `equal: {path: spec, value: …}`. A longer path says itself which field it leads to.
  const path = stringOf(entryOf(holder.parent, 'path')?.value) ?? '';
  const isExpected = ['value', 'content'].includes(holder.name ?? '') && ['spec', 'status'].includes(path);
  return isExpected ? { mapping, fieldsOf: (key) => [[key]], at: [path] } : undefined;
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

/**
 * The first old field in what a mapping holds besides the name of the kind: content that some tool takes in a form of its
 * own, be it as a text.
 */
export function oldFieldBelow(mapping: Mapping, moved: MovedKind): Place | undefined {
  for (const entry of mapping.entries) {
    const roots = isTextWithLines(entry.value) ? rootsIn(stringOf(entry.value) ?? '') : [entry.value];
    const isOld = roots.some((root) => {
      const at = ['spec', 'status'].filter((key) => key === entry.name);
      const fields = oldFieldsOf(root, (key) => [[key]], moved, at);
      return (
        fields.length > 0 ||
        oldFieldsOf(root, (key) => [[key]], moved, ['spec']).some(({ path }) => moved.isOwnField(path))
      );
    });
    if (isOld) return entry;
  }
  return undefined;
}

/** Whether a value is a text that may hold YAML. */
export function isTextWithLines(node: Node | undefined): boolean {
  return node?.kind === 'scalar' && /\n|^\s*\{/.test(stringOf(node) ?? '');
}
