import type { Slot } from './chart';
import { atSlot, configMapLayer, type InstallValues, pinOfText } from './values';
import { asMapping, entriesOf, type Scalar, unlessDeclined, valueAt } from '../yaml';
import { fileOf } from '../kubernetes/path';
import { readOperations } from '../kustomize/operation';
import type { ManifestDocument } from '../kubernetes/document';
import type { Facts } from '../facts';
import { slotsByKeys } from './evidence';
import { evidenceOfNamings } from './files';
import { releasedTexts } from './released';
import { namingsOfConfigMap } from './namings';

/** What is known of a text that a chart takes for values: all but where in the text they stand. */
export interface TextValues extends Pick<
  InstallValues,
  'carrier' | 'installer' | 'isLowest' | 'beside' | 'layer'
> {
  /** Undefined where it is not known what the chart is: then the keys of the values have to tell. */
  readonly slots: readonly Slot[] | undefined;
  readonly version: string | undefined;
}

/** A scalar whose text a chart takes for values. */
interface TextOfValues {
  readonly scalar: Scalar;
  readonly values: TextValues;
}

/**
 * The texts of a document that are given to charts as values: those that stand in the manifest of a release, and
 * those in ConfigMaps that a release of the tree names.
 */
export function findTextsOfValues(document: ManifestDocument, facts: Facts): TextOfValues[] {
  return [...releasedTexts(document, facts), ...configMapTexts(document, facts), ...patchTexts(document)];
}

/** What a JSON patch writes into ConfigMaps: which release takes it is not followed, so nothing of it changes. */
function patchTexts({ root, path }: ManifestDocument): TextOfValues[] {
  const operations = unlessDeclined(() => readOperations(root)) ?? [];
  return operations.flatMap(({ path: [top], value }): TextOfValues[] => {
    if (top !== 'data' || value?.value.kind !== 'scalar') return [];
    const known = { carrier: 'JSON patch', installer: 'helm', slots: [], version: undefined } as const;
    const values: TextValues = { ...known, isLowest: false, beside: [], layer: configMapLayer(path, {}) };
    return [{ scalar: value.value, values }];
  });
}

function configMapTexts({ objects, path }: ManifestDocument, facts: Facts): TextOfValues[] {
  return objects.flatMap(({ mapping, group, kind, name, namespace }) => {
    if (group !== '' || kind !== 'ConfigMap') return [];
    return entriesOf(valueAt(mapping, 'data')).flatMap((entry): TextOfValues[] => {
      const { name: key = '', value: scalar } = entry;
      const evidence = evidenceOfNamings(namingsOfConfigMap(name, key, facts), facts);
      if (scalar.kind !== 'scalar' || !evidence) return [];
      const layer = configMapLayer(fileOf(path), { name, namespace, key });
      return [
        {
          scalar,
          values: { ...evidence, carrier: 'ConfigMap of values', installer: 'helm', beside: [], layer },
        },
      ];
    });
  });
}

/** The install values in a text of values, which is a document of its own. */
export function textValues(
  { root }: ManifestDocument,
  { slots, version, ...known }: TextValues,
): InstallValues[] {
  const base = asMapping(root);
  if (!base) return [];
  return (slots ?? slotsByKeys({ base, keys: [] })).map((slot) => ({
    ...known,
    chart: slot.chart,
    place: base.entries[0] ?? base,
    ...atSlot(slot, { base, keys: [] }),
    parameters: undefined,
    environment: undefined,
    version: pinOfText(slot.version ?? version),
  }));
}
