import type { FactPlace } from '../facts';
import { factPlaceOf } from '../kubernetes/place';
import type { Ignore } from '../suppress/ignore';
import { ignoreWithin } from '../suppress/ignored';
import type { Base } from './moved-kind';
import type { KubernetesObject } from '../kubernetes/object';
import type { ManifestDocument } from '../kubernetes/document';
import type { Mapping, Place } from '../yaml';

/**
 * Whether comments keep an object of a kind that moves as it is: its apiVersion and its fields change together, so one
 * that keeps a part of these keeps all.
 *
 * @param within whether a comment says to leave a place alone, or a part of it
 */
export function isKept(object: KubernetesObject, within: (place: Place) => boolean): boolean {
  const { mapping, apiVersionEntry, kind } = object;
  // A list and its items have one apiVersion.
  if (kind.endsWith('List')) return within(mapping);
  const list = apiVersionEntry ? undefined : listAround(mapping);
  if (list) return within(list);
  const content = mapping.entries.filter(({ name = '' }) => ['spec', 'status'].includes(name));
  return [...(apiVersionEntry ? [apiVersionEntry] : []), ...content].some(within);
}

/** The same for a survey, which is not asked on behalf of a transform, with the place of the comment. */
export function keptIn(
  document: ManifestDocument,
  object: KubernetesObject,
  transform: string,
): Pick<Base, 'isKept' | 'keptBy'> {
  let ignore: Ignore | undefined;
  const within = (place: Place) => (ignore = ignoreWithin(document, transform, place)) !== undefined;
  return { isKept: isKept(object, within), keptBy: ignore && placeOfIgnore(document, ignore) };
}

/** An ignore is in the document itself, or in one that the document is a text of. */
function placeOfIgnore(document: ManifestDocument, ignore: Ignore): FactPlace {
  const { ignores, host } = document;
  return host && !ignores.includes(ignore)
    ? placeOfIgnore(host.document, ignore)
    : factPlaceOf(document, { kind: 'spot', offset: ignore.offset });
}

/** The list that an item without an apiVersion of its own stands in. */
function listAround({ parent }: Mapping): Mapping | undefined {
  const items = parent?.kind === 'item' ? parent.parent.parent : undefined;
  return items?.kind === 'entry' ? items.parent : undefined;
}
