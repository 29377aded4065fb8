import { type Entry, type Node, valueAt } from '../yaml';
import type { ManifestDocument } from './document';

/**
 * The texts that the istiod chart renders into ConfigMaps: the templates and values of its injector, and a copy of all
 * values. They are made anew from the chart with each release, so nothing in them is edited.
 *
 * Source: istio 1.28, `manifests/charts/istio-control/istio-discovery/templates/{istiod-injector-configmap,configmap-values}.yaml`.
 */
export function generatedTexts({ objects }: ManifestDocument): Entry[] {
  return objects.flatMap(({ mapping, group, kind, name }) => {
    if (group !== '' || kind !== 'ConfigMap') return [];
    const data = valueAt(mapping, 'data');
    const entries = data?.kind === 'mapping' ? data.entries : [];
    const has = (...keys: string[]) => keys.every((key) => entries.some((entry) => entry.name === key));
    const isInjector = /^istio-sidecar-injector\b/.test(name ?? '') && (has('values') || has('config'));
    const isGenerated = isInjector || has('original-values', 'merged-values');
    return isGenerated ? entries.filter((entry) => entry.value.kind === 'scalar') : [];
  });
}

/** Whether a value is what `kubectl apply` notes of the last object it was given. */
export function isLastApplied({ parent }: Node): boolean {
  return parent?.kind === 'entry' && parent.name === 'kubectl.kubernetes.io/last-applied-configuration';
}
