import { ignoreWithin } from '../suppress/ignored';
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

/** The same for a survey, which is not asked on behalf of a transform. */
export function isKeptIn(document: ManifestDocument, object: KubernetesObject, transform: string): boolean {
  return isKept(object, (place) => ignoreWithin(document, transform, place) !== undefined);
}

/** The list that an item without an apiVersion of its own stands in. */
function listAround({ parent }: Mapping): Mapping | undefined {
  const items = parent?.kind === 'item' ? parent.parent.parent : undefined;
  return items?.kind === 'entry' ? items.parent : undefined;
}
