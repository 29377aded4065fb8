import { asMapping, entryOf, holdersOf, insideOneOf, type Mapping, unlessDeclined, walk } from '../yaml';
import type { ManifestDocument } from '../kubernetes/document';
import type { Facts } from '../facts';
import { folderOf } from '../kubernetes/path';
import { chartAround, type Slot } from './chart';
import { hasSign, looksLikeIstio, slotsByKeys } from './evidence';
import { isManifestOfATool, isPartOf } from './files';
import { findInstallValues } from './find';
import { isOfEnvironment } from './releases/helmfile';
import { operatorObjects } from './releases/operators';
import { mapsOfCharts } from './released';
import { namingsOf, slotsOfReference } from './namings';
import { hasOwnLayers, isSharedLayer } from './layers/shared-layers';
import { fileLayer, mapAt } from './values';
import { isOfIstiod } from './slots';

/** Values that look like those of Istio and are not taken for istiod's, and why not. */
export interface Doubt {
  readonly values: Mapping;
  readonly reason: string;
}

/** @param facts of the install survey */
export function doubtsOf(document: ManifestDocument, facts: Facts): Doubt[] {
  const { path, root, host } = document;
  const given = host ? [] : slotsGiven(path, facts);
  const map = asMapping(root);
  if (map && given.some(isOfIstiod) && !given.every(isOfIstiod)) {
    const layer = fileLayer(path);
    // What istiod alone needs goes into a layer of its own, where it has one.
    if (isSharedLayer(layer, facts) && hasOwnLayers(layer, 'istiod', facts)) return [];
    return [{ values: map, reason: 'it is given to the istiod chart and to another one' }];
  }
  const isOfIstio = (host?.values?.slots?.length ?? 0) > 0;
  if (given.length > 0 || isOfIstio || isOfEnvironment(path, facts)) return [];
  const reason = 'its keys look like those of Istio, but nothing shows which chart uses them';
  return mapsOfUnknownCharts(document, facts).map((values) => ({ values, reason }));
}

/** The places of Istio's values in those of each known chart that a file is given to. */
function slotsGiven(path: string, facts: Facts): (readonly Slot[])[] {
  return namingsOf(path, facts).flatMap(({ chart, chartObject }) => {
    const slots = slotsOfReference(chart, chartObject, facts);
    return slots ? [slots] : [];
  });
}

/**
 * Maps at any depth whose keys are those of Istio's values, in a carrier that is not known, or for a chart of which
 * nothing says what it is: of maps within one another the outermost.
 */
function mapsOfUnknownCharts(document: ManifestDocument, facts: Facts): Mapping[] {
  const { root, path, host } = document;
  const chart = host ? undefined : chartAround(path, facts);
  const isOfChart = chart !== undefined && isPartOf(chart, path);
  // Its values are in its own folder: below it are templates and other files.
  if (isOfChart && folderOf(path) !== chart.folder) return [];
  const isKnown = insideOneOf([
    ...findInstallValues(document, facts).flatMap((values) => mapAt(values.root) ?? []),
    ...mapsOfCharts(true, document, facts),
    ...operatorObjects(document).map(({ object }) => object.mapping),
  ]);
  // What another chart is given is its own; what is below a key may be for one that it brings along.
  const isOfAnother = isOfChart || host?.values?.slots !== undefined || isManifestOfATool(document);
  const found = new Set<Mapping>();
  walk(root, (node) => {
    const map = asMapping(node);
    if (!map || (map === root && isOfAnother)) return;
    if (unlessDeclined(() => looksLikeIstio(map) || isIstiods(map)) !== true || isKnown(map)) return;
    const around = holdersOf(map).flatMap((holder) => asMapping(holder) ?? []);
    if (!around.some((holder) => found.has(holder) || isOperation(holder))) found.add(map);
  });
  return [...found];
}

/** An `env` alone may be that of any program. */
function isIstiods(values: Mapping): boolean {
  const keys = ['pilot', 'sidecarInjectorWebhook', 'istiodRemote'];
  if (!keys.some((key) => entryOf(values, key))) return false;
  // Below its name, one sign is enough.
  const isNamed = values.parent?.kind === 'entry' && values.parent.name === 'istiod';
  return (isNamed && hasSign(values)) || slotsByKeys({ base: values, keys: [] }).length > 0;
}

/** Whether a mapping is an operation of a JSON patch, which is told from what it is laid over. */
function isOperation(mapping: Mapping): boolean {
  return entryOf(mapping, 'op') !== undefined && entryOf(mapping, 'path') !== undefined;
}
