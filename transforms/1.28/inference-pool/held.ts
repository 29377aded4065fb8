import type { Context } from '../../../src/transform';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import type { KubernetesObject } from '../../../src/kubernetes/object';
import { factPlaceOf } from '../../../src/kubernetes/place';
import { asText, type Node, walk } from '../../../src/yaml';
import { oldGroup } from './names';

/**
 * Objects whose own API version decides the fields of a pool inside of them: an LLMInferenceService, and what it is made
 * from. What they name in the old group stays with that pool.
 *
 * Source: kserve/kserve, `pkg/apis/serving/v1alpha1/llm_inference_service_types.go` (v1alpha1 holds the alpha pool).
 */
export function holdersOfPools({ objects }: ManifestDocument): readonly KubernetesObject[] {
  return objects.filter(
    ({ group, version, kind }) =>
      group === 'serving.kserve.io' && version === 'v1alpha1' && kind.startsWith('LLMInferenceService'),
  );
}

/** Reports, once for an object, what stays in the old group together with the pool inside of it. */
export function reportHolders(document: ManifestDocument, { report, keep }: Context): void {
  for (const { mapping, kind } of holdersOfPools(document)) {
    const places: Node[] = [];
    walk(mapping, (node) => {
      if (!node.alias && asText(node)?.value.includes(oldGroup)) places.push(node);
    });
    const [first] = places;
    if (!first) continue;
    places.forEach(keep);
    const lines = places.map((place) => factPlaceOf(document, place).line).join(', ');
    report({
      level: 'error',
      at: first,
      message: `${kind} v1alpha1 holds an alpha InferencePool, so what names the old group in it stays`,
      help: `change the apiVersion of ${kind}, the fields of its pool and the group together (lines ${lines})`,
    });
  }
}
