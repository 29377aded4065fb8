import { isDeepStrictEqual } from 'node:util';
import type { Operation } from '../kustomize/operation';
import {
  asMapping,
  asSequence,
  asText,
  requireKnownEntry,
  Declined,
  type Editor,
  type Entry,
  entryOf,
  isNull,
  type Node,
  valueAt,
  type Wrapper,
} from '../yaml';
import { type FollowedOperation, type KindMove, newApiVersion } from './moved-kind';
import { isBelow } from '../keys';

/**
 * What becomes of a field: `{ from: 'spec.port', to: 'spec.ports.0.number' }`. A number in a path is a place in a list.
 * Rows are carried out one after the other, so that a later one uses the names that earlier ones gave.
 */
export interface FieldMove {
  readonly from: string;
  /** Undefined where the new version has no such field: it is removed. */
  readonly to?: string;
}

type Path = readonly string[];

/** Where the value of a field is found now. @throws Declined where no field has that value */
export function movedFieldPath(path: Path, fields: readonly FieldMove[]): Path {
  return fields.reduce((at, { from, to }) => {
    const old = from.split('.');
    if (!isBelow(at, old)) return at;
    if (to === undefined) throw new Declined(`the new version has no field ${from}`);
    return [...to.split('.'), ...at.slice(old.length)];
  }, path);
}

/** The same for a value that is read or written as a whole, which must not change inside. */
export function movedWholePath(path: Path, fields: readonly FieldMove[]): Path {
  const moved = movedFieldPath(path, fields);
  const isChanged = fields.some(({ from }) =>
    originsOf(from, fields).some((old) => isBelow(old, path) && old.length > path.length),
  );
  if (isChanged)
    throw new Declined(`${path.join('.')} has other fields in the new version; name the fields one by one`);
  return moved;
}

/**
 * Moves the fields of a value.
 *
 * @param at the path of the value in its object
 */
export function migrateFields(
  value: Node | undefined,
  at: Path,
  fields: readonly FieldMove[],
  edit: Editor,
): void {
  for (const { from, to } of fields) {
    for (const old of originsOf(from, fields)) {
      if (!isBelow(old, at) || old.length === at.length) continue;
      const below = old.slice(at.length);
      const parent = valueAt(value, ...below.slice(0, -1));
      const entry = requireKnownEntry(parent, below.at(-1) ?? '');
      if (!entry) continue;
      if (to === undefined) edit.remove(entry);
      else moveEntry(entry, parent, from.split('.').length, to.split('.'), edit);
    }
  }
}

function moveEntry(entry: Entry, parent: Node | undefined, depth: number, to: Path, edit: Editor): void {
  const key = to[depth - 1] ?? '';
  const other = key === entry.name ? undefined : entryOf(parent, key);
  if (other) throw new Declined(`it has both ${entry.name ?? ''} and ${key}`, entry.range.start);
  const wrappers = wrappersOf(to.slice(depth));
  // Some write the list of the new version under the old name.
  const isThere = isNull(entry.value) || (wrappers[0] === 'item' && asSequence(entry.value) !== undefined);
  if (wrappers.length === 0 || isThere) edit.rename(entry, key);
  else edit.nest(entry, wrappers, key);
}

function wrappersOf(path: Path): Wrapper[] {
  return path.map((segment) => (/^\d+$/.test(segment) ? 'item' : { key: segment }));
}

/** What becomes of an operation of a JSON patch. @throws Declined where no operation does the same */
export function followFields(
  operation: Operation,
  fields: readonly FieldMove[],
  move: KindMove,
): FollowedOperation | undefined {
  const { op, path, from = [], value, pathEntry } = operation;
  const name = followName(operation, move);
  if (name) return name;
  const moved = movedFieldPath(path, fields);
  if (op === 'move' || op === 'copy') {
    const source = movedFieldPath(from, fields);
    if (isDeepStrictEqual([moved, source], [path, from])) return undefined;
    if ([path, from].some((each) => changesForm(each, fields)))
      throw new Declined(`${op} cannot follow a field that changes its form`, pathEntry.range.start);
    return { path: moved, from: source };
  }
  const migrateValue = (edit: Editor) => {
    migrateFields(value?.value, path, fields, edit);
  };
  const isWhole =
    moved.length > path.length &&
    fields.some(({ from: old }) => originsOf(old, fields).some((each) => isDeepStrictEqual(each, path)));
  if (isWhole && op !== 'replace' && op !== 'test') {
    // To add at index 0 would be to put it before the one that is there.
    const list = moved.slice(0, path.length);
    return op === 'remove'
      ? { path: list }
      : { path: list, wrappers: wrappersOf(moved.slice(path.length)), migrateValue };
  }
  const holdsMoved =
    value !== undefined &&
    fields.some((field) =>
      originsOf(field.from, fields).some((old) => isBelow(old, path) && old.length > path.length),
    );
  if (isDeepStrictEqual(moved, path)) return holdsMoved ? { migrateValue } : undefined;
  return { path: moved, ...(holdsMoved && { migrateValue }) };
}

/** A patch may set the apiVersion or kind itself. */
function followName({ path, value }: Operation, move: KindMove): FollowedOperation | undefined {
  const text = asText(value?.value);
  if (!text || path.length !== 1) return undefined;
  const isOld = move.from.some(({ group, kind, versions }) =>
    path[0] === 'apiVersion'
      ? versions.some((version) => text.value === `${group}/${version}`)
      : path[0] === 'kind' && text.value === kind && kind !== move.to.kind,
  );
  if (!isOld) return undefined;
  const renamed = path[0] === 'kind' ? move.to.kind : newApiVersion(move);
  return {
    migrateValue: (edit) => {
      edit.set(text, renamed);
    },
  };
}

function changesForm(path: Path, fields: readonly FieldMove[]): boolean {
  return fields.some(({ from, to = '' }) =>
    originsOf(from, fields).some(
      (old) =>
        isBelow(old, path) && (old.length > path.length || to.split('.').length !== from.split('.').length),
    ),
  );
}

/** The paths that a path of a row had in the old version: rows before it may have given its parents other names. */
function originsOf(path: string, fields: readonly FieldMove[]): Path[] {
  const at = fields.findIndex(({ from }) => from === path);
  return fields.slice(0, at).reduceRight<Path[]>(
    (paths, { from, to }) => {
      if (to === undefined) return paths;
      const renamed = to.split('.');
      const others = paths
        .filter((each) => isBelow(each, renamed))
        .map((each) => [...from.split('.'), ...each.slice(renamed.length)]);
      return [...paths, ...others];
    },
    [path.split('.')],
  );
}

/** Whether a mapping is there for a patch to delete as a whole. */
export function isDeletion(root: Node | undefined): boolean {
  return asText(entryOf(asMapping(root), '$patch')?.value)?.value === 'delete';
}
