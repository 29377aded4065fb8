import { asMapping, itemsOf, stringOf, valueAt } from '../yaml';
import { type ManifestDocument, patchAround } from '../kubernetes/document';
import type { Facts } from '../facts';
import { fileNameOf, folderOf, isSchemaByName, isSurelyNamed } from '../kubernetes/path';
import { chartAround, type LocalChart, type Slot, chartOfFile } from './chart';
import { isOfEnvironment } from './releases/helmfile';
import { hasSign, slotsByKeys } from './evidence';
import { filesOfChart } from './released';
import { slotsOfLocal, nameOfSlots } from './slots';
import { fileLayer, type InstallValues, pinOfText, valuesAt } from './values';
import { type NamedValues, namingsOf, slotsOfReference } from './namings';
import { layerOfBare, valuesFileOf } from './layers/stack';

/**
 * The install values in a Helm values file. What the file is, is said by the manifests that name it, or else by the
 * chart in whose folder it lies, or else by its own keys; a file that charts of other products are given as well is
 * not taken for one of Istio's.
 */
export function fileValues(document: ManifestDocument, facts: Facts): InstallValues[] {
  const root = asMapping(document.root);
  if (!root || document.objects.some(({ mapping }) => mapping === root) || isManifestOfATool(document))
    return [];
  const { slots, isLowest, version } = evidenceOf(document, facts);
  const place = root.entries[0] ?? root;
  const known = { carrier: 'Helm values', place, isLowest, layer: fileLayer(document.path) };
  return slots.map((slot) =>
    valuesAt(slot, { base: root, keys: [] }, { ...known, version: pinOfText(slot.version ?? version) }),
  );
}

/**
 * The values of Istio's charts that a chart of the tree brings along and gives none, since it has no file of values, or an
 * empty one. Nothing can be inserted: that would be a new file.
 */
export function valuesOfBareChart({ path, root }: ManifestDocument, facts: Facts): InstallValues[] {
  const chart = chartOfFile(path, facts);
  if (!chart || chart.upstream !== undefined || valuesFileOf(chart, facts)) return [];
  const slots = slotsOfLocal(chart, facts).filter(({ wrapper }) => wrapper === chart.folder);
  return itemsOf(valueAt(root, 'dependencies')).flatMap(({ value }) => {
    const name = valueAt(value, 'name');
    const key = stringOf(valueAt(value, 'alias') ?? name);
    if (value.kind !== 'mapping' || !name) return [];
    return slots
      .filter(({ globals: [first] }) => first === key)
      .map((slot) =>
        // No key of a dependency is called so.
        valuesAt(
          slot,
          { base: value, keys: ['values'], isClosed: true },
          {
            carrier: 'Helm chart',
            place: name,
            version: pinOfText(slot.version, valueAt(value, 'version')),
            isLowest: true,
            layer: layerOfBare(chart.folder),
          },
        ),
      );
  });
}

/** Where the values of Istio's charts stand in a file. */
export interface Evidence {
  readonly slots: readonly Slot[];
  readonly isLowest: boolean;
  readonly version: string | undefined;
}

/** What manifests that name a file or ConfigMap say about it; undefined where they say nothing. */
export function evidenceOfNamings(
  namings: readonly NamedValues[],
  path: string,
  facts: Facts,
): Evidence | undefined {
  const known = namings.flatMap((naming) => {
    const slots = slotsOfReference(naming.chart, naming.chartObject, facts);
    return slots ? [{ naming, slots }] : [];
  });
  const [first] = known;
  if (!first) return undefined;
  if (known.some(({ slots }) => slots.length === 0))
    return { slots: [], isLowest: false, version: undefined };
  // A file that several charts are given does not belong to one of them: nothing is inserted there.
  const isShared = known.some(({ slots }) => nameOfSlots(slots) !== nameOfSlots(first.slots));
  // What a chart brings is below all others, though a release may name it once more.
  const isLowest = known.some(({ naming }) => {
    const files = naming.isInstead ? [] : filesOfChart(naming.chart, facts);
    return files.length === 0 ? naming.isLowest : files.includes(path);
  });
  const slots = isShared ? uniqueSlots(known.flatMap((each) => each.slots)) : first.slots;
  return { slots, isLowest: isLowest && !isShared, version: first.naming.version };
}

function uniqueSlots(slots: readonly Slot[]): Slot[] {
  return [...new Map(slots.map((slot) => [nameOfSlots([slot]), slot])).values()];
}

function evidenceOf({ path, root }: ManifestDocument, facts: Facts): Evidence {
  const values = asMapping(root);
  // A name that is not known may mean any file.
  const namings = namingsOf(path, facts).filter(
    ({ file }) => !file || isSurelyNamed(file, path) || (values && hasSign(values)),
  );
  const named = evidenceOfNamings(namings, path, facts);
  if (named) return named;
  if (isOfEnvironment(path, facts)) return { slots: [], isLowest: false, version: undefined };
  const chart = chartAround(path, facts);
  if (chart && isPartOf(chart, path)) {
    const isLowest = /^values\.ya?ml$/.test(fileNameOf(path));
    return {
      slots: folderOf(path) === chart.folder ? slotsOfLocal(chart, facts) : [],
      isLowest,
      version: undefined,
    };
  }
  const byKeys = values ? slotsByKeys({ base: values, keys: [] }) : [];
  return { slots: byKeys, isLowest: true, version: undefined };
}

/** Whether Helm reads a file as a part of a chart: a root Chart.yaml does not claim a whole repository. */
export function isPartOf({ folder }: LocalChart, path: string): boolean {
  const inside = folder === '.' ? path : path.slice(folder.length + 1);
  return !inside.includes('/') || /^(?:charts|ci|files|templates)\//.test(inside);
}

/** Files that are no values, whatever keys they have; a patch in a text of one may hold values. */
export function isManifestOfATool(document: ManifestDocument): boolean {
  const { path, host } = document;
  if (patchAround(document)) return host?.patch !== undefined;
  const ofTools = /^(?:Chart|kustomization|fleet|helmfile.*|docker-compose|skaffold.*|zarf)\.ya?ml/i;
  return isSchemaByName(path) || ofTools.test(fileNameOf(path));
}
