import type { ManifestDocument } from '../kubernetes/document';
import type { FactKind, Facts, FactPlace } from '../facts';
import { canMean, folderOf, resolveFrom } from '../kubernetes/path';
import { factPlaceOf } from '../kubernetes/place';
import type { Survey } from '../transform';
import { stringOf } from '../yaml';
import { findReleases } from './carriers';
import { chartOfSource } from './carriers/flux';
import { chartOfHelmChart } from './carriers/k3s';
import { generatedConfigMaps } from './carriers/kustomize';
import { localChart, otherChart, readChart } from './chart';
import type { ChartReference } from './slot';

/** That a manifest gives a file of the tree to a chart as values. */
export interface NamedValues {
  readonly chart: ChartReference;
  /** The object that names the chart in place of a name. */
  readonly chartObject: string | undefined;
  /** As resolved from the manifest's folder; or to be looked up from the repository's root; or a ConfigMap's name. */
  readonly file:
    | { readonly path: string; readonly fromRoot: boolean }
    | { readonly configMap: string; readonly key: string };
  readonly version: string | undefined;
  /** Whether every other layer of the release wins over it. */
  readonly isLowest: boolean;
  readonly place: FactPlace;
}

/** That an object stands for a chart, as some of Flux and k3s do: its name, and what it says of the chart. */
export interface ChartObject {
  readonly name: string;
  readonly chart: string;
}

/** Files that a kustomization puts into a ConfigMap. */
interface GeneratedConfigMap {
  readonly name: string;
  readonly files: readonly string[];
}

const namedValues: FactKind<NamedValues> = { name: 'named-values' };
export const chartObject: FactKind<ChartObject> = { name: 'chart-object' };
const generatedConfigMap: FactKind<GeneratedConfigMap> = { name: 'generated-config-map' };

/**
 * What the tree says of where Istio's install values live. A manifest that installs istiod names the chart, or the
 * registry of the Istio release, or else an object of Flux that does; each Chart.yaml of Helm 3 has an apiVersion that nothing else has.
 */
export const installSurvey: Survey = {
  triggers: [
    'apiVersion: v2',
    'istiod',
    'istio-release',
    'configMapGenerator',
    'valuesFrom',
    'helm.cattle.io',
  ],
  glance(path, text, facts) {
    const chart = otherChart(path, text);
    if (!chart) return 'parse';
    facts.add(localChart, chart);
    return 'enough';
  },
  collect(document, facts) {
    const chart = readChart(document);
    if (chart) facts.add(localChart, chart);
    for (const object of document.objects) {
      const source = chartOfSource(object) ?? chartOfHelmChart(object);
      if (source !== undefined && object.name !== undefined)
        facts.add(chartObject, { name: object.name, chart: source });
    }
    for (const { name, files } of generatedConfigMaps(document)) {
      const folder = folderOf(document.path);
      facts.add(generatedConfigMap, { name, files: files.map((file) => resolveFrom(folder, file)) });
    }
    collectNamedValues(document, facts);
  },
};

function collectNamedValues(document: ManifestDocument, facts: Facts): void {
  for (const release of findReleases(document)) {
    for (const [index, layer] of release.layers.entries()) {
      if (layer.kind !== 'file' && layer.kind !== 'config-map') continue;
      facts.add(namedValues, {
        chart: release.chart,
        chartObject: release.chartObject,
        file:
          layer.kind === 'config-map'
            ? { configMap: layer.name, key: layer.key }
            : fileOf(document.path, layer),
        version: stringOf(release.version),
        isLowest: index === 0,
        place: factPlaceOf(document, layer.at),
      });
    }
  }
}

function fileOf(manifest: string, { path, fromRoot }: { path: string; fromRoot: boolean }) {
  return { path: fromRoot ? path : resolveFrom(folderOf(manifest), path), fromRoot };
}

/** Whether a manifest takes values of a chart from a ConfigMap. */
export function namesConfigMaps(facts: Facts): boolean {
  return facts.all(namedValues).some(({ file }) => 'configMap' in file);
}

/** Who names the text under a key of a ConfigMap as values of a chart. */
export function namingsOfConfigMap(name: string | undefined, key: string, facts: Facts): NamedValues[] {
  return facts
    .all(namedValues)
    .filter(({ file }) => 'configMap' in file && file.configMap === name && file.key === key);
}

/** Who names a file as values of a chart. */
export function namingsOf(path: string, facts: Facts): NamedValues[] {
  const maps = facts.all(generatedConfigMap).filter(({ files }) => files.includes(path));
  return facts.all(namedValues).filter(({ file }) => {
    if ('configMap' in file) return maps.some(({ name }) => name === file.configMap);
    return file.fromRoot ? canMean(file.path, path) : file.path === path;
  });
}
