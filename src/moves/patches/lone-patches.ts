import type { ManifestDocument } from '../../kubernetes/document';
import { readOperations } from '../../kustomize/operation';
import type { Level } from '../../finding';
import type { Context, Report } from '../../transform';
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
 * Reports old fields in a file that is a patch, though no kustomization has it as one, since a script or a tool may name
 * it: in a JSON patch those that no other kind has; all of them where something says that it is for the kind, or a merge
 * has several of them.
 */
export function reportLonePatch(
  { root, host, path: file }: ManifestDocument,
  moved: MovedKind,
  { report, facts }: Context,
): void {
  if (host) return;
  const isNamed = isPatchFile(file, moved, facts);
  const isOwn = ({ path }: NamedField) => moved.isOwnField(path);
  const operations = readOperations(root)?.flatMap(({ path, pathEntry, from, fromScalar }): NamedField[] => [
    { at: pathEntry, path },
    ...(from && fromScalar ? [{ at: fromScalar, path: from }] : []),
  ]);
  const fields = oldAmong(operations ?? (isNamed || isMerge(root) ? fieldsIn(root) : []), moved);
  const isOfKind = !operations && fields.some(isOwn) && new Set(fields.map(({ path }) => path[1])).size > 1;
  const isMeant = (field: NamedField) => isNamed || isOfKind || (operations !== undefined && isOwn(field));
  reportFields(fields.filter(isMeant), moved, 'warning', report);
}

/**
 * Reports the old fields of a part of an object of the kind, each with its new name.
 *
 * @param at where in the object the part is
 */
export function reportOldFields(
  part: Node,
  at: readonly string[],
  moved: MovedKind,
  level: Level,
  report: Report,
): void {
  reportFields(oldAmong(fieldsIn(part, at), moved), moved, level, report);
}

function reportFields(fields: readonly NamedField[], moved: MovedKind, level: Level, report: Report): void {
  for (const { at, path } of fields) report({ level, at, ...noteOfOldPath(path, moved) });
}

function oldAmong(fields: readonly NamedField[], moved: MovedKind): readonly NamedField[] {
  return fields.filter(({ path }) => placeOf(path, moved)?.join('/') !== path.join('/'));
}

/** Whether a document is a part of an object that does not say its kind. */
export function isMerge(root: Node | undefined): boolean {
  const names = asMapping(root)?.entries.map(({ name = '' }) => name) ?? [];
  return names.includes('spec') && names.every((name) => ['spec', 'metadata', 'status'].includes(name));
}

/** The fields of a merge, as deep as it names them. */
function fieldsIn(node: Node | undefined, above: readonly string[] = []): NamedField[] {
  return (asMapping(node)?.entries ?? []).flatMap((entry): NamedField[] => {
    const path = [...above, entry.name ?? ''];
    const below = fieldsIn(entry.value, path);
    return below.length > 0 ? below : [{ at: entry, path }];
  });
}
