import { type Operation, printPointer } from '../../kustomize/operation';
import type { Context, Report } from '../../transform';
import { Declined, type Editor, type Place } from '../../yaml';
import type { Base, FollowedOperation, MovedKind } from '../moved-kind';
import { helpToNameKind, type Relation } from './target';

/** Reports a patch whose object lies elsewhere: the two have to move together. */
export function reportMissingBase(
  kind: string,
  at: Place,
  report: Report,
  what: 'patch' | 'replacement' = 'patch',
): void {
  report({
    level: 'warning',
    at,
    message: `the ${kind} that this ${what} is for is not in this tree`,
    help: `use a base that has it in the new version, in the same change: the ${what} fits no other version`,
  });
}

/** What is known of the objects that a patch is for. */
export interface PatchTarget<B> {
  readonly relation: Relation;
  /** None if they do not lie in the tree. */
  readonly bases: readonly B[];
  /** Whether it has to move along with them, and cannot. */
  readonly isStuck: boolean;
}

/** Has the operations of a JSON patch follow the fields that move: all of them, or none. */
export function migrateJsonPatch<B extends Base>(
  operations: readonly Operation[],
  { relation, bases }: Pick<PatchTarget<B>, 'relation' | 'bases'>,
  moved: MovedKind<B>,
  { facts, rewrite }: Context,
): void {
  const [first] = operations;
  if (!first || relation === 'none') return;
  rewrite(first.pathEntry, `JSON patch for ${moved.to.kind}: field paths`, (edit, report) => {
    let hasMoved = false;
    for (const operation of operations) {
      const followed = moved.followOperation(operation, { facts, operations, bases });
      if (!followed) continue;
      const isOwn = [operation.path, operation.from ?? operation.path].some((path) => moved.isOwnField(path));
      if (relation === 'also' && bases.length === 0 && !isOwn) continue;
      if (relation === 'also' && !(isOwn && bases.length > 0)) {
        const message = `this patch may be for objects other than ${moved.to.kind}, which may have this field too`;
        throw new Declined(message, operation.pathEntry.range.start, helpToNameKind(moved));
      }
      make(operation, followed, edit);
      hasMoved = true;
    }
    if (hasMoved && bases.length === 0) reportMissingBase(moved.to.kind, first.pathEntry, report);
  });
}

function make(operation: Operation, followed: FollowedOperation, edit: Editor): void {
  const { op, path, from, wrappers, value, migrateValue } = followed;
  if (op !== undefined) edit.set(operation.opScalar, op);
  if (path) edit.set(operation.pathScalar, printPointer(path));
  if (from && operation.fromScalar) edit.set(operation.fromScalar, printPointer(from));
  if (wrappers && operation.value) edit.nest(operation.value, wrappers);
  if (value !== undefined) edit.insert(operation.mapping, 'value', value, operation.pathEntry);
  migrateValue?.(edit);
}
