import { asMapping, itemsOf, type Mapping, stringOf, valueAt } from '../../yaml';
import type { ManifestDocument } from '../../kubernetes/document';
import { fileNameOf } from '../../kubernetes/path';
import type { Layer, Release } from '../release';

/**
 * The chart of a `fleet.yaml`, and what it is given for single clusters.
 *
 * Source: rancher/fleet, `docs/ref-fleet-yaml.md`: `valuesFrom`, `valuesFiles`, then `values`; a customization's win.
 */
export function fleetReleases({ path, root }: ManifestDocument): Release[] {
  const document = asMapping(root);
  const helm = valueAt(document, 'helm');
  const chart = valueAt(helm, 'chart');
  if (!document || !/^fleet\.ya?ml$/.test(fileNameOf(path)) || !chart) return [];
  const customizations = itemsOf(valueAt(document, 'targetCustomizations'));
  const layers = [document, ...customizations.map(({ value }) => asMapping(value))].flatMap((holder) =>
    holder ? layersOf(holder) : [],
  );
  return [
    {
      carrier: 'Fleet bundle',
      chart: { name: stringOf(chart) ?? '', repository: stringOf(valueAt(helm, 'repo')) },
      version: valueAt(helm, 'version'),
      place: chart,
      layers,
      parameters: undefined,
      usual: { base: document, keys: ['helm', 'values'] },
    },
  ];
}

function layersOf(holder: Mapping): Layer[] {
  const helm = valueAt(holder, 'helm');
  const elsewhere = itemsOf(valueAt(helm, 'valuesFrom'));
  const files = itemsOf(valueAt(helm, 'valuesFiles'));
  const layers: Layer[] = [
    ...elsewhere.map(({ value }): Layer => ({ kind: 'elsewhere', at: value })),
    ...files.map(({ value }): Layer => ({
      kind: 'file',
      at: value,
      path: stringOf(value) ?? '',
      fromRoot: false,
    })),
  ];
  if (asMapping(valueAt(helm, 'values'))) {
    layers.push({ kind: 'map', at: { base: holder, keys: ['helm', 'values'] } });
  }
  return layers;
}
