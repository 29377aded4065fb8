import { isDeepStrictEqual } from 'node:util';
import { objectAt } from '../../kubernetes/object';
import { isInserted } from '../../kustomize/selector';
import type { Context } from '../../transform';
import {
  asMapping,
  Declined,
  entriesOf,
  type Entry,
  itemsOf,
  type Mapping,
  type Node,
  type Place,
  stringOf,
} from '../../yaml';
import { placeOf } from './old-paths';
import { type Base, isOfOpenVersion, type MovedKind } from '../moved-kind';
import { contextOfUnit } from '../unit';

/**
 * Leaves the objects that a patch is for where a template decides what the patch changes.
 *
 * @param at where that is reported
 * @param patch all that stays with them
 * @returns whether any of them moves
 */
export function holdBack<B extends Base>(
  at: Place,
  patch: Node,
  bases: readonly B[],
  reason: string,
  moved: MovedKind<B>,
  context: Context,
): boolean {
  const held = bases.filter(({ isOld, isKept, obstacle }) => isOld && (!isKept || obstacle !== undefined));
  if (held.length === 0) return false;
  contextOfUnit(held, moved, context, patch).rewrite(at, `patch for ${moved.to.kind}`, () => {
    throw new Declined(reason);
  });
  return true;
}

/**
 * The part of a patch that a template inserts and that decides which fields the patch changes: all of it, an operation,
 * its path, the name of a field, or the version. Undefined also where no field that moves can be meant.
 */
export function templatedPart(root: Node, moved: MovedKind): Entry | Node | undefined {
  if (!movesFields(moved)) return undefined;
  if (root.kind === 'scalar') return isInserted(stringOf(root)) ? root : undefined;
  const operations = root.kind === 'sequence' ? itemsOf(root).map(({ value }) => value) : [root];
  for (const each of operations) {
    const mapping = asMapping(each);
    const found = mapping ? partOf(mapping, moved) : root.kind === 'sequence' && templatedPart(each, moved);
    if (found) return found;
  }
  return undefined;
}

function partOf(mapping: Mapping, moved: MovedKind): Entry | undefined {
  const entryAt = (key: string) => mapping.entries.find(({ name }) => name === key);
  const op = entryAt('op');
  if (!op) {
    const { apiVersionEntry, ...object } = objectAt(mapping);
    return isInserted(object.apiVersion) && isOfOpenVersion({ ...object, apiVersionEntry }, moved)
      ? apiVersionEntry
      : templatedField(mapping, [], moved);
  }
  const isOpen = isInserted(stringOf(op.value));
  return [entryAt('path'), entryAt('from')].find((entry) => {
    const text = stringOf(entry?.value);
    if (text === undefined) return false;
    const segments = text.split('/').slice(text.startsWith('/') ? 1 : 0);
    const inserted = segments.findIndex(isInserted);
    return inserted === -1
      ? isOpen && leadsAway(segments, moved)
      : leadsAway(segments.slice(0, inserted), moved);
  });
}

/** The first name of a field that a template inserts, among fields some of which move. */
function templatedField(node: Node, at: readonly string[], moved: MovedKind): Entry | undefined {
  for (const entry of entriesOf(node)) {
    const { name = '' } = entry;
    if (isInserted(name)) return entry;
    const path = [...at, name];
    const found = leadsAway(path, moved) ? templatedField(entry.value, path, moved) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** Whether more of a kind changes than its version: any patch fits an object of which nothing else does. */
export function movesFields(moved: MovedKind): boolean {
  return leadsAway(['spec'], moved) || leadsAway(['status'], moved);
}

/** Whether what a path leads to moves, or something in it. */
function leadsAway(path: readonly string[], moved: MovedKind): boolean {
  return path.length === 0 || !isDeepStrictEqual(placeOf(path, moved), path);
}
