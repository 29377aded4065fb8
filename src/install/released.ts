import {
  isTemplatedNode,
  type Mapping,
  type Node,
  type Scalar,
  stringOf,
  unlessDeclined,
  valueAt,
} from '../yaml';
import { grouped } from '../grouped';
import { printPointer, readOperations } from '../kustomize/operation';
import { operationLayer } from './layers/json-patches';
import { type ManifestDocument, patchAround } from '../kubernetes/document';
import { fits, type Selector, selects } from '../kustomize/selector';
import { KustomizeTree } from '../kustomize/tree';
import type { Facts } from '../facts';
import { localChart, localChartOf, type Slot } from './chart';
import { slotsByKeys } from './evidence';
import { applicationsOf } from './releases/applications';
import { type ReleaseFact, releaseFact } from './releases/release-facts';
import { findReleases, type Release } from './releases/release';
import {
  type ChartReference,
  type InstallValues,
  layerOf,
  mapAt,
  pinOf,
  pinOfText,
  valuesAt,
} from './values';
import { contentOfText } from './layers/content';
import { releasesPatchedBy } from './layers/builds';
import { layersOfChart } from './layers/stack';
import { slotsOfReference } from './namings';
import type { TextValues } from './texts';
import { isOfIstiod } from './slots';

/** The install values in manifests that have a chart installed. */
export function releasedValues(document: ManifestDocument, facts: Facts): InstallValues[] {
  return releasesOf(document, facts).flatMap(({ release, slots, version, mayBeLowest }) => {
    const values =
      slots || release.layers.length > 0 ? valuesOf(release, slots) : valuesOfEach(release, document, facts);
    return values.map((each) => ({
      ...each,
      isLowest: each.isLowest && mayBeLowest,
      version: each.version ?? pinOfText(version),
    }));
  });
}

/** What operations of a JSON patch put in the place of all values of releases, if their charts are the same. */
export function writtenValues({ path, root }: ManifestDocument, facts: Facts): InstallValues[] {
  const operations = unlessDeclined(() => readOperations(root)) ?? [];
  return operations.flatMap(({ mapping: base, op, path: at, value }) => {
    const layer = operationLayer(path, printPointer(at));
    const releases = releasesPatchedBy(layer, facts);
    const [release] = releases;
    const [slots, other] = grouped(
      releases.map(({ chart, chartObject }) => slotsOfReference(chart, chartObject, facts) ?? []),
      (each) => JSON.stringify(each),
    ).values();
    if (!release || !slots || other || !value || !/^(?:add|replace)$/.test(op)) return [];
    return (slots[0] ?? []).map((slot) =>
      valuesAt(
        slot,
        { base, keys: ['value'] },
        {
          carrier: release.carrier,
          place: value,
          version: pinOfText(slot.version ?? release.version),
          isLowest: false,
          layer,
        },
      ),
    );
  });
}

/** The values of a template of releases that gives none: what is inserted there would be for each chart that it installs. */
function valuesOfEach(release: Release, document: ManifestDocument, facts: Facts): InstallValues[] {
  const made = applicationsOf(document).flatMap((each) => (each === document ? [] : findReleases(each)));
  const slots = made.flatMap(({ chart, chartObject }) => slotsOfReference(chart, chartObject, facts) ?? []);
  const byChart = new Map(slots.map((slot) => [slot.chart, slot]));
  const { usual } = release;
  return valuesOf({ ...release, usual: usual && { ...usual, isClosed: true } }, [...byChart.values()]);
}

/** The releases of a document, and what is known of their charts: of a patch, that of the release that it is laid over. */
function releasesOf(document: ManifestDocument, facts: Facts) {
  return findReleases(document).map((release) => {
    const patched = releasesPatchedBy(release.id, facts).at(-1);
    const { chart, chartObject } = patched ?? release;
    const slots = slotsOfReference(chart, chartObject, facts);
    const mayBeLowest = !patched && filesOfChart(chart, facts).length === 0;
    return { release, slots, version: patched?.version, mayBeLowest };
  });
}

/** Maps of values that are given to charts of which it is known what they are, be they Istio's or not; or to all others. */
export function mapsOfCharts(areKnown: boolean, document: ManifestDocument, facts: Facts): Mapping[] {
  return releasesOf(document, facts).flatMap(({ release, slots }) => {
    if ((slots !== undefined) !== areKnown) return [];
    return release.layers.flatMap((layer) => (layer.kind === 'map' ? (mapAt(layer.at) ?? []) : []));
  });
}

/** The texts of a document that manifests give to a chart as values, whatever the chart is. */
export function releasedTexts(
  document: ManifestDocument,
  facts: Facts,
): { scalar: Scalar; values: TextValues }[] {
  return releasesOf(document, facts).flatMap(({ release, slots, version, mayBeLowest }) => {
    return release.layers.flatMap((layer, index) => {
      if (layer.kind !== 'text') return [];
      const values: TextValues = {
        carrier: release.carrier,
        slots,
        version: release.versionText ?? version,
        isLowest: isLowest(release, index) && mayBeLowest,
        beside: valuesOf(release, slots),
        layer: layerOf(release, index),
      };
      return [{ scalar: layer.at, values }];
    });
  });
}

/** Where values of istiod stand that are brought as a whole by a template or a placeholder, so that nobody sees them. */
export function unseenValues(document: ManifestDocument, facts: Facts): Node[] {
  return releasesOf(document, facts).flatMap(({ release, slots = [] }) => {
    if (!isOfIstiod(slots)) return [];
    return [
      ...release.layers.flatMap((layer) => {
        return layer.kind === 'text' && !contentOfText(document, layer.at) ? [layer.at] : [];
      }),
      ...filledIn(release),
    ];
  });
}

/** Whether a document is a patch, by kustomize, of what runs or installs istiod: its Deployment, or a release or operator. */
export function isPatchOfIstiod(document: ManifestDocument, facts: Facts): boolean {
  const uses = KustomizeTree.of(facts).patchUses(document.path);
  const targets = [patchAround(document)?.target, ...uses.map(({ selector }) => selector)];
  const takes = (target: Selector) => (release: ReleaseFact) =>
    release.object !== undefined &&
    selects(target, { ...release.object, labels: {} }) &&
    (/^(?:IstioOperator|Sail )/.test(release.carrier) ||
      isOfIstiod(slotsOfReference(release.chart, release.chartObject, facts) ?? []));
  return targets.some(
    (target) =>
      target !== undefined &&
      ((fits(target.kind, 'Deployment') &&
        /\bistiod\b|\bistio-pilot\b|\bistio=pilot\b/.test(
          `${target.name ?? ''} ${target.labelSelector ?? ''}`,
        )) ||
        facts.all(releaseFact).some(takes(target))),
  );
}

/** Why a variable stays where its environment is not known to be that of istiod. */
export function whyOther(document: ManifestDocument, facts: Facts): string {
  return isPatchOfIstiod(document, facts)
    ? 'a patch of istiod sets it, which is not rewritten'
    : 'nothing shows that istiod reads it here';
}

/** What is in place of the map of values where something else brings it as a whole. */
function filledIn({ usual }: Release): Node[] {
  const whole = usual && valueAt(usual.base, ...usual.keys);
  return whole?.kind === 'scalar' && stringOf(whole) !== undefined ? [whole] : [];
}

/** The values files that a chart of the tree brings itself, and that can be edited: every release wins over those. */
export function filesOfChart({ name }: ChartReference, facts: Facts): readonly string[] {
  const local = localChartOf(name, facts.all(localChart));
  if (!local || local.upstream !== undefined) return [];
  return layersOfChart(local, facts).flatMap(({ path }) => path ?? []);
}

/** @param known undefined where it is not known what the chart is: then the keys of the values have to tell */
function valuesOf(release: Release, known: readonly Slot[] | undefined): InstallValues[] {
  const maps = release.layers.flatMap((layer, index) => {
    if (layer.kind !== 'map') return [];
    const over = layer.over === undefined ? undefined : release.versionsOver[layer.over];
    return [{ at: layer.at, index, over, isLowest: isLowest(release, index) }];
  });
  const { usual, layers, parameters } = release;
  // A map of values beside a text that a template inserts would take its place.
  const isInserted =
    !parameters &&
    (filledIn(release).length > 0 ||
      layers.some((layer) => layer.kind === 'text' && isTemplatedNode(layer.at)));
  const places =
    maps.length === 0 && usual && !isInserted
      ? [{ at: usual, index: layers.length, over: undefined, isLowest: layers.length === 0 }]
      : maps;
  return places.flatMap(({ at, index, over, isLowest }, number) =>
    (known ?? slotsByKeys(at)).map((slot) =>
      valuesAt(slot, at, {
        carrier: release.carrier,
        place: release.place,
        parameters:
          parameters && number === places.length - 1
            ? { items: parameters, own: slot.own, globals: slot.globals }
            : undefined,
        version: pinOfText(slot.version) ?? pinOf(over) ?? pinOfText(release.versionText, release.version),
        isLowest,
        layer: layerOf(release, index),
      }),
    ),
  );
}

/** What is in the cluster only cannot be edited here, so the next layer is the lowest that can. */
function isLowest({ layers }: Release, index: number): boolean {
  return layers.slice(0, index).every(({ kind }) => kind === 'elsewhere');
}
