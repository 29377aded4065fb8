import { asMapping, asSequence, itemsOf, stringOf, valueAt } from '../../yaml';
import type { ManifestDocument } from '../../kubernetes/document';
import type { Layer, Release } from '../release';

/**
 * The `Release` of Crossplane's Helm provider.
 *
 * Source: crossplane-contrib/provider-helm, `apis/release/v1beta1/types.go`: `valuesFrom`, then `values`, then `set`.
 */
export function crossplaneReleases({ objects }: ManifestDocument): Release[] {
  return objects.flatMap((object): Release[] => {
    const { mapping, group, kind } = object;
    const parameters = asMapping(valueAt(mapping, 'spec', 'forProvider'));
    if (!/^helm\.(?:m\.)?crossplane\.io$/.test(group) || kind !== 'Release' || !parameters) return [];
    const chart = valueAt(parameters, 'chart', 'name');
    const layers = itemsOf(valueAt(parameters, 'valuesFrom')).map(({ value }): Layer => ({
      kind: 'elsewhere',
      at: value,
    }));
    if (asMapping(valueAt(parameters, 'values')))
      layers.push({ kind: 'map', at: { base: parameters, keys: ['values'] } });
    return [
      {
        carrier: 'Crossplane Release',
        chart: {
          name: stringOf(chart) ?? '',
          repository: stringOf(valueAt(parameters, 'chart', 'repository')),
        },
        version: valueAt(parameters, 'chart', 'version'),
        place: chart ?? parameters,
        layers,
        parameters: asSequence(valueAt(parameters, 'set')),
        usual: { base: parameters, keys: ['values'] },
        object,
      },
    ];
  });
}
