import type { ManifestDocument } from '../../kubernetes/document';
import { readOperations } from '../../kustomize/operation';
import type { Context } from '../../transform';
import { asMapping, type Node, type Place } from '../../yaml';
import type { MovedKind } from '../moved-kind';
import { noteOfOldPath, placeOf } from './old-paths';
import { isPatchFile } from './patch-files';

/** A field that a patch names, and where it does. */
interface NamedField {
  readonly at: Place;
  readonly path: readonly string[];
}

/**
 * Reports old fields in a file that is a patch, though no kustomization has it as one: those that no other kind has in any
 * JSON patch, since a script or a tool may name it; all of them where one says that it is for the kind.
 */
export function reportLonePatch(
  { root, host, path: file }: ManifestDocument,
  moved: MovedKind,
  { report, facts }: Context,
): void {
  if (host) return;
  const isMeant = isPatchFile(file, moved, facts);
  const operations = readOperations(root)?.flatMap(({ path, pathEntry, from, fromScalar }): NamedField[] => [
    { at: pathEntry, path },
    ...(from && fromScalar ? [{ at: fromScalar, path: from }] : []),
  ]);
  const named = operations ?? (isMeant ? fieldsIn(root) : []);
  for (const { at, path } of named)
    if ((isMeant || moved.isOwnField(path)) && isOld(path, moved))
      report({ level: 'warning', at, ...noteOfOldPath(path, moved) });
}

/** The fields of a merge, as deep as it names them. */
function fieldsIn(node: Node | undefined, above: readonly string[] = []): NamedField[] {
  return (asMapping(node)?.entries ?? []).flatMap((entry): NamedField[] => {
    const path = [...above, entry.name ?? ''];
    const below = fieldsIn(entry.value, path);
    return below.length > 0 ? below : [{ at: entry, path }];
  });
}

function isOld(path: readonly string[], moved: MovedKind): boolean {
  return placeOf(path, moved)?.join('/') !== path.join('/');
}
