import { asMapping, asSequence, itemsOf, type Mapping, type Node, stringOf, valueAt } from '../../yaml';
import type { ManifestDocument } from '../../kubernetes/document';
import type { Layer, Release } from '../release';

/**
 * The sources of Argo CD's `Application` and `ApplicationSet`.
 *
 * Source: argo-cd, `pkg/apis/application/v1alpha1/types.go` (ApplicationSourceHelm): valueFiles are lowest, then
 * `valuesObject`, or `values` where that is not set, then `parameters`.
 */
export function argoReleases({ objects }: ManifestDocument): Release[] {
  return objects.flatMap((object) => {
    const { mapping, group, kind } = object;
    if (group !== 'argoproj.io') return [];
    const spec =
      kind === 'Application'
        ? valueAt(mapping, 'spec')
        : kind === 'ApplicationSet'
          ? valueAt(mapping, 'spec', 'template', 'spec')
          : undefined;
    const several = itemsOf(valueAt(spec, 'sources')).map(({ value }) => value);
    return [valueAt(spec, 'source'), ...several].flatMap((source) => {
      const release = releaseOf(asMapping(source));
      return release ? [{ ...release, object }] : [];
    });
  });
}

function releaseOf(source: Mapping | undefined): Release | undefined {
  if (!source) return undefined;
  const path = valueAt(source, 'path');
  const chart = valueAt(source, 'chart');
  const repository = stringOf(valueAt(source, 'repoURL'));
  const name =
    stringOf(chart) ?? (repository?.startsWith('oci://') ? repository : `./${stringOf(path) ?? ''}`);
  const helm = valueAt(source, 'helm');
  const values = valueAt(helm, 'valuesObject');
  const text = valueAt(helm, 'values');
  const layers: Layer[] = itemsOf(valueAt(helm, 'valueFiles')).map(({ value }) =>
    fileLayer(value, stringOf(path)),
  );
  const isUsed = asMapping(values) !== undefined;
  if (isUsed) layers.push({ kind: 'map', at: { base: source, keys: ['helm', 'valuesObject'] } });
  else if (text?.kind === 'scalar' && saysSomething(text)) layers.push({ kind: 'text', at: text });
  return {
    carrier: 'Argo CD source',
    chart: { name, repository },
    version: valueAt(source, 'targetRevision'),
    place: chart ?? path ?? source,
    layers,
    parameters: asSequence(valueAt(helm, 'parameters')),
    usual: { base: source, keys: ['helm', 'valuesObject'] },
  };
}

/** Whether a text of values has more than comments. */
function saysSomething(text: Node): boolean {
  return /^[ \t]*[^#\s]/m.test(stringOf(text) ?? '');
}

/** `$name/path` is a file of the source called so by `ref:`; other paths count from the chart. */
function fileLayer(value: Node, path: string | undefined): Layer {
  const file = stringOf(value) ?? '';
  const referenced = /^\$[^/]+\/(.+)$/.exec(file)?.[1];
  if (referenced !== undefined) return { kind: 'file', at: value, path: referenced, fromRoot: true };
  if (path === undefined || file === '' || file.includes('://')) return { kind: 'elsewhere', at: value };
  return { kind: 'file', at: value, path: file.startsWith('/') ? file : `${path}/${file}`, fromRoot: true };
}
