import type { ManifestDocument } from '../../kubernetes/document';
import { readOperations } from '../../kustomize/operation';
import type { Context } from '../../transform';
import { entriesOf, type Place } from '../../yaml';
import type { MovedKind } from '../moved-kind';
import { noteOfOldPath, placeOf } from './old-paths';
import { oldFieldsOf } from './patterns';

/**
 * Reports old fields that no other kind has in a file that is a patch by its form, where nothing in the tree says what it
 * is for: a script or a tool may name it.
 */
export function reportLonePatch(
  { root, host, text }: ManifestDocument,
  moved: MovedKind,
  { report }: Context,
): void {
  // An overlay of ytt says itself what it is for.
  if (host || !root || text.includes('#@overlay')) return;
  for (const { at, path } of fieldsNamedIn(root, moved))
    if (moved.isOwnField(path) && placeOf(path, moved)?.join('/') !== path.join('/'))
      report({ level: 'warning', at, ...noteOfOldPath(path, moved) });
}

interface NamedField {
  readonly at: Place;
  readonly path: readonly string[];
}

function fieldsNamedIn(root: NonNullable<ManifestDocument['root']>, moved: MovedKind): NamedField[] {
  const operations = readOperations(root);
  if (operations)
    return operations.flatMap(({ path, pathEntry, from, fromScalar }) => [
      { at: pathEntry, path },
      ...(from && fromScalar ? [{ at: fromScalar, path: from }] : []),
    ]);
  const isMerge = entriesOf(root).every(({ name = '' }) => ['metadata', 'spec', 'status'].includes(name));
  return isMerge
    ? oldFieldsOf(root, (key) => [[key]], moved).map(({ entry, path }) => ({ at: entry, path }))
    : [];
}
