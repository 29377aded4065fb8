import type { ManifestDocument } from '../../kubernetes/document';
import { readOperations } from '../../kustomize/operation';
import type { Context } from '../../transform';
import type { MovedKind } from '../moved-kind';
import { noteOfOldPath, placeOf } from './old-paths';

/**
 * Reports old fields that no other kind has in a file that is a JSON patch, where nothing in the tree says what it
 * is for: a script or a tool may name it.
 */
export function reportLonePatch(
  { root, host }: ManifestDocument,
  moved: MovedKind,
  { report }: Context,
): void {
  if (host) return;
  const named = (readOperations(root) ?? []).flatMap(({ path, pathEntry, from, fromScalar }) => [
    { at: pathEntry, path },
    ...(from && fromScalar ? [{ at: fromScalar, path: from }] : []),
  ]);
  for (const { at, path } of named)
    if (moved.isOwnField(path) && placeOf(path, moved)?.join('/') !== path.join('/'))
      report({ level: 'warning', at, ...noteOfOldPath(path, moved) });
}
