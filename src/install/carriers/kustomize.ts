import { asMapping, itemsOf, type Mapping, type Node, stringOf, valueAt } from '../../yaml';
import type { ManifestDocument } from '../../kubernetes/document';
import { fileNameOf } from '../../kubernetes/path';
import type { Layer, Release } from '../release';
import type { GeneratedConfigMap } from '../stacks';

/**
 * The charts that a kustomization inflates.
 *
 * Source: kustomize, `api/types/helmchartargs.go`: `valuesFile`, then `additionalValuesFiles`; `valuesInline` is
 * merged over the first by default.
 */
export function kustomizeReleases({ root }: ManifestDocument): Release[] {
  const charts = itemsOf(valueAt(root, 'helmCharts'));
  return charts.flatMap(({ value }): Release[] => {
    const chart = asMapping(value);
    const nameNode = valueAt(chart, 'name');
    const name = stringOf(nameNode);
    if (!chart || !nameNode || name === undefined) return [];
    return [
      {
        carrier: 'kustomize chart',
        chart: { name, repository: stringOf(valueAt(chart, 'repo')) },
        version: valueAt(chart, 'version'),
        place: nameNode,
        layers: layersOf(chart),
        parameters: undefined,
        usual: { base: chart, keys: ['valuesInline'] },
      },
    ];
  });
}

function layersOf(chart: Mapping): Layer[] {
  const additional = itemsOf(valueAt(chart, 'additionalValuesFiles'));
  const files = [valueAt(chart, 'valuesFile'), ...additional.map(({ value }) => value)];
  const layers = files.flatMap((file: Node | undefined): Layer[] => {
    const path = stringOf(file);
    return file && path !== undefined ? [{ kind: 'file', at: file, path, fromRoot: false }] : [];
  });
  if (asMapping(valueAt(chart, 'valuesInline')))
    layers.push({ kind: 'map', at: { base: chart, keys: ['valuesInline'] } });
  return layers;
}

/** ConfigMaps that a kustomization generates from files: name of the map, paths of the files. */
export function generatedConfigMaps({ root }: ManifestDocument): GeneratedConfigMap[] {
  const generators = itemsOf(valueAt(root, 'configMapGenerator'));
  return generators.flatMap(({ value }) => {
    const name = stringOf(valueAt(value, 'name'));
    const files = itemsOf(valueAt(value, 'files'));
    if (name === undefined) return [];
    // `key=file`, or the file alone.
    return [
      {
        name,
        files: files.flatMap((item) => {
          const [, key, path = ''] = /^(?:([^=]*)=)?(.*)$/.exec(stringOf(item.value) ?? '') ?? [];
          return path === '' ? [] : [{ key: key ?? fileNameOf(path), path }];
        }),
      },
    ];
  });
}
