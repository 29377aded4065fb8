import { itemsOf, stringOf, valueAt } from '../yaml';
import type { ManifestDocument } from '../kubernetes/document';
import type { Facts } from '../facts';
import { chartOfFile } from './chart';
import { layerOfBare, valuesFileOf } from './layers/stack';
import { slotsOfLocal } from './slots';
import { type InstallValues, pinOfText, valuesAt } from './values';

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
