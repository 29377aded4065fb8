import type { Slot } from './chart';
import { configMapLayer, type InstallValues, pinOfText, valuesAt } from './values';
import { asMapping, type Scalar, unlessDeclined } from '../yaml';
import { fileOf } from '../kubernetes/path';
import { readOperations } from '../kustomize/operation';
import { holdsOneOf, type ManifestDocument } from '../kubernetes/document';
import type { Facts } from '../facts';
import { slotsByKeys } from './evidence';
import { evidenceOfNamings } from './files';
import { releasedTexts } from './released';
import { heldTexts, wordsOfHolders } from './layers/held-texts';
import { namingsOfConfigMap } from './namings';

/** What is known of a text that a chart takes for values: all but where in the text they stand. */
export interface TextValues extends Pick<InstallValues, 'carrier' | 'isLowest' | 'beside' | 'layer'> {
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
 * those in ConfigMaps and Secrets that a release of the tree names.
 */
export function findTextsOfValues(document: ManifestDocument, facts: Facts): TextOfValues[] {
  if (!holdsOneOf(document, wordsOfTexts)) return [];
  return [...releasedTexts(document, facts), ...textsOfMaps(document, facts), ...patchTexts(document)];
}

/** The key of such a text in a carrier, an object that holds it, or a pointer into one. */
const wordsOfTexts = ['values', ...wordsOfHolders, 'Secret', '/data', '/stringData'];

/** What a JSON patch writes into ConfigMaps and Secrets: which release takes it is not followed, so nothing of it changes. */
function patchTexts({ root, path }: ManifestDocument): TextOfValues[] {
  const operations = unlessDeclined(() => readOperations(root)) ?? [];
  return operations.flatMap(({ path: [top], value }): TextOfValues[] => {
    if ((top !== 'data' && top !== 'stringData') || value?.value.kind !== 'scalar') return [];
    const known = { carrier: 'JSON patch', slots: [], version: undefined };
    const values: TextValues = { ...known, isLowest: false, layer: configMapLayer(path, {}) };
    return [{ scalar: value.value, values }];
  });
}

function textsOfMaps(document: ManifestDocument, facts: Facts): TextOfValues[] {
  return heldTexts(document).flatMap(({ kind, configMap, scalar }): TextOfValues[] => {
    const evidence = evidenceOfNamings(namingsOfConfigMap(configMap, facts), document.path, facts);
    if (!evidence) return [];
    const layer = configMapLayer(fileOf(document.path), configMap);
    const known = { carrier: `${kind} of values`, layer };
    return [{ scalar, values: { ...evidence, ...known } }];
  });
}

/** The install values in a text of values, which is a document of its own. */
export function textValues(
  { root }: ManifestDocument,
  { slots, version, ...known }: TextValues,
): InstallValues[] {
  const base = asMapping(root);
  if (!base) return [];
  const at = { base, keys: [] };
  const place = base.entries[0] ?? base;
  return (slots ?? slotsByKeys(at)).map((slot) =>
    valuesAt(slot, at, { ...known, place, version: pinOfText(slot.version ?? version) }),
  );
}
