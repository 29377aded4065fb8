import { asMapping, asSequence, itemsOf, type Mapping, stringOf, valueAt } from '../../yaml';
import type { ManifestDocument } from '../../kubernetes/document';
import type { Layer, Release } from '../release';

/**
 * The releases of a helmfile: a file with a list `releases` whose items name a chart.
 *
 * Source: helmfile, "Configuration": the items of `values` are files or maps, a later one wins; then `set`.
 */
export function helmfileReleases({ root }: ManifestDocument): Release[] {
  const releases = itemsOf(valueAt(root, 'releases'));
  return releases.flatMap(({ value }): Release[] => {
    const release = asMapping(value);
    const chart = valueAt(release, 'chart');
    const name = stringOf(chart);
    if (!release || !chart || name === undefined) return [];
    return [
      {
        carrier: 'helmfile release',
        chart: { name, repository: undefined },
        version: valueAt(release, 'version'),
        place: chart,
        layers: layersOf(release),
        parameters: asSequence(valueAt(release, 'set')),
        usual: { base: release, keys: ['values'], isItem: true },
      },
    ];
  });
}

function layersOf(release: Mapping): Layer[] {
  return itemsOf(valueAt(release, 'values')).map(({ value }): Layer => {
    const map = asMapping(value);
    if (map) return { kind: 'map', at: { base: map, keys: [] } };
    const path = stringOf(value);
    return path === undefined || path.includes('://')
      ? { kind: 'elsewhere', at: value }
      : { kind: 'file', at: value, path, fromRoot: false };
  });
}
