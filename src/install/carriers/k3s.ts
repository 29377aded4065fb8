import { asMapping, type Mapping, stringOf, valueAt } from '../../yaml';
import type { ManifestDocument } from '../../kubernetes/document';
import type { KubernetesObject } from '../../kubernetes/object';
import type { Layer, Release } from '../release';

/**
 * The `HelmChart` of k3s and RKE2, and the `HelmChartConfig` of the same name that wins over it.
 *
 * Source: k3s-io/helm-controller, `pkg/apis/helm.cattle.io/v1/types.go`: `valuesContent`, a text, then `values`.
 */
export function k3sReleases({ objects }: ManifestDocument): Release[] {
  return objects.flatMap((object): Release[] => {
    const { mapping, group, kind, name } = object;
    const spec = asMapping(valueAt(mapping, 'spec'));
    if (group !== 'helm.cattle.io' || !spec) return [];
    const text = valueAt(spec, 'valuesContent');
    const own: Layer[] =
      text?.kind === 'scalar' && stringOf(text) !== undefined ? [{ kind: 'text', at: text }] : [];
    if (asMapping(valueAt(spec, 'values'))) {
      own.push({ kind: 'map', at: { base: spec, keys: ['values'] } });
    }
    if (kind === 'HelmChartConfig' && name !== undefined) {
      const base: Layer = { kind: 'base', at: mapping };
      return [
        {
          ...common,
          carrier: kind,
          chart: unknown,
          chartObject: name,
          version: undefined,
          place: spec,
          layers: [base, ...own],
          object,
        },
      ];
    }
    const chart = chartOfHelmChart(object);
    if (kind !== 'HelmChart' || chart === undefined) return [];
    return [
      {
        ...common,
        carrier: kind,
        chart: { name: chart, repository: stringOf(valueAt(spec, 'repo')) },
        version: valueAt(spec, 'version'),
        place: valueAt(spec, 'chart') ?? spec,
        layers: own,
        ...parametersOf(spec),
        object,
      },
    ];
  });
}

const unknown = { name: '', repository: undefined };

/** Older versions know no map of values. */
const common = { parameters: undefined, usual: undefined };

/** `set` is a map with dotted paths for keys, and wins over all else. */
function parametersOf(spec: Mapping): Pick<Release, 'parameters' | 'usual'> {
  const parameters = asMapping(valueAt(spec, 'set'));
  return { parameters, usual: parameters && { base: spec, keys: ['values'] } };
}

/** The chart that a `HelmChart` of k3s installs. */
export function chartOfHelmChart({ mapping, group, kind }: KubernetesObject): string | undefined {
  if (group !== 'helm.cattle.io' || kind !== 'HelmChart') return undefined;
  return stringOf(valueAt(mapping, 'spec', 'chart'));
}
