import { asMapping, itemsOf, type Node, stringOf, valueAt } from '../../yaml';
import type { ManifestDocument } from '../../kubernetes/document';
import type { KubernetesObject } from '../../kubernetes/object';
import type { Layer, Release } from '../release';

/**
 * Flux's `HelmRelease`. Its chart is named in the object, or by a reference to an OCIRepository or HelmChart.
 *
 * Source: fluxcd/helm-controller, `docs/spec/v2/helmreleases.md`: `valuesFrom` in order, then `values`.
 */
export function fluxReleases({ objects }: ManifestDocument): Release[] {
  return objects.flatMap((object) => {
    const spec = asMapping(valueAt(object.mapping, 'spec'));
    if (object.group !== 'helm.toolkit.fluxcd.io' || object.kind !== 'HelmRelease' || !spec) return [];
    const chart = valueAt(spec, 'chart', 'spec', 'chart');
    const reference = valueAt(spec, 'chartRef', 'name');
    const layers = itemsOf(valueAt(spec, 'valuesFrom')).map(({ value }) => layerOf(value));
    if (asMapping(valueAt(spec, 'values')))
      layers.push({ kind: 'map', at: { base: spec, keys: ['values'] } });
    const name = stringOf(chart) ?? '';
    const referenced = stringOf(reference);
    const release: Release = {
      carrier: 'HelmRelease',
      chart: { name, repository: stringOf(valueAt(spec, 'chart', 'spec', 'sourceRef', 'name')) },
      version: valueAt(spec, 'chart', 'spec', 'version'),
      place: chart ?? reference ?? spec,
      layers,
      parameters: undefined,
      usual: { base: spec, keys: ['values'] },
      object,
    };
    return [referenced === undefined ? release : { ...release, chartObject: referenced }];
  });
}

function layerOf(source: Node): Layer {
  const name = stringOf(valueAt(source, 'name'));
  const isConfigMap = stringOf(valueAt(source, 'kind')) === 'ConfigMap';
  return name !== undefined && isConfigMap && !valueAt(source, 'targetPath')
    ? { kind: 'config-map', at: source, name, key: stringOf(valueAt(source, 'valuesKey')) ?? 'values.yaml' }
    : { kind: 'elsewhere', at: source };
}

/** The chart that a source object of Flux brings, if it says so: an OCI address ends with the chart's name. */
export function chartOfSource({ mapping, group, kind }: KubernetesObject): string | undefined {
  if (group !== 'source.toolkit.fluxcd.io') return undefined;
  if (kind === 'OCIRepository') return stringOf(valueAt(mapping, 'spec', 'url'));
  return kind === 'HelmChart' ? stringOf(valueAt(mapping, 'spec', 'chart')) : undefined;
}
