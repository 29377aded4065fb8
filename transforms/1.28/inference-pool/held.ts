import type { Context } from '../../../src/transform';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import type { KubernetesObject } from '../../../src/kubernetes/object';
import { factPlaceOf } from '../../../src/kubernetes/place';
import { asText, entriesOf, type Entry, type Node, walk } from '../../../src/yaml';
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

/** Reports, once for an object, what of it stays as it is: the pool inside of it, and what names that pool. */
export function reportHolders(document: ManifestDocument, { report, keep }: Context): void {
  for (const { mapping, kind } of holdersOfPools(document)) {
    const names: Node[] = [];
    const fields: Entry[] = [];
    walk(mapping, (node) => {
      if (node.alias) return;
      if (asText(node)?.value.includes(oldGroup)) names.push(node);
      fields.push(...entriesOf(node).filter(({ name = '' }) => fieldsOfPool.includes(name)));
    });
    names.forEach(keep);
    const places = [...names, ...fields].toSorted((one, other) => one.range.start - other.range.start);
    const [first] = places;
    if (!first) continue;
    const lines = new Set(places.map((place) => factPlaceOf(document, place).line));
    report({
      level: 'error',
      at: first,
      message: `${kind} v1alpha1 holds an alpha InferencePool, so the pool and what names its old group stay`,
      help: `change the apiVersion of ${kind}, the fields of its pool and the group together (${lines.size > 1 ? 'lines' : 'line'} ${[...lines].join(', ')})`,
    });
  }
}

/** Fields of an alpha pool that nothing else in such an object has. */
const fieldsOfPool = ['targetPortNumber', 'extensionRef'];
