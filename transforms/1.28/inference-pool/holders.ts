import { factPlaceOf, type KubernetesObject } from '../../../src/kubernetes/object';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import { basesMeant, contextOfUnit, keptIn, ownBases, textUnder } from '../../../src/moves';
import { targetedOperations } from '../../../src/kustomize/part';
import type { Context, Survey } from '../../../src/transform';
import { asText, Declined, entriesOf, type Entry, type Node, valueAt, walk } from '../../../src/yaml';
import { poolBases, unreadParts } from './base';
import { isPoolKind, oldGroup } from './names';
import { movedPool } from './pool';

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

const scheduler = ['spec', 'router', 'scheduler'];

/**
 * The pools that services make, as objects of the tree: what names one stays with its service.
 *
 * Source: kserve/kserve, `pkg/apis/serving/v1alpha1/llm_inference_service_types.go` (InferencePoolName).
 */
export const holderSurvey: Survey = {
  triggers: ['LLMInferenceService'],
  collect(document, facts) {
    for (const object of holdersOfPools(document)) {
      const { mapping, kind, name, namespace } = object;
      const isMade = kind === 'LLMInferenceService' && valueAt(mapping, ...scheduler) !== undefined;
      if (!isMade || name === undefined || valueAt(mapping, ...scheduler, 'pool', 'ref')) continue;
      facts.add(poolBases, {
        ...{ path: document.path, place: factPlaceOf(document, mapping), labels: {}, namespace },
        ...{ group: oldGroup, version: 'v1alpha2', kind: 'InferencePool', name: `${name}-inference-pool` },
        ...{ ...keptIn(document, object, 'inference-pool'), isOld: true, ...unreadParts },
      });
    }
  },
};

/**
 * Leaves what an object holds of a pool and what names that pool, and the pools that it names itself: reported once for
 * the object.
 */
export function reportHolders(document: ManifestDocument, context: Context): void {
  reportPatches(document, context);
  for (const object of holdersOfPools(document)) {
    const { mapping, kind, namespace } = object;
    const { names, fields, pools } = partsIn(mapping);
    names.forEach(context.keep);
    for (const { range } of fields) context.keep({ alias: undefined, content: range });
    const { path } = context.locate(mapping);
    // One whose name a template brings may be another.
    const named = pools.flatMap((name) =>
      basesMeant({ name, namespace, path }, movedPool, context.facts).bases.filter(
        (base) => base.name === name,
      ),
    );
    const bases = [...ownBases(object, movedPool, context), ...named];
    const places = [...names, ...fields].toSorted((one, other) => one.range.start - other.range.start);
    const isNamed = bases.some(({ obstacle }) => obstacle && obstacle.parts.length > 1);
    const reference = named.length > 0 ? valueAt(mapping, ...scheduler, 'pool', 'ref') : undefined;
    const first = places[0] ?? reference ?? (context.collect || isNamed ? mapping : undefined);
    if (!first) continue;
    const lines = [...new Set([...places, first].map((place) => context.locate(place).line))];
    const help = `change the apiVersion of ${kind}, the fields of its pool and the group together (${lines.length > 1 ? 'lines' : 'line'} ${lines.join(', ')})`;
    contextOfUnit([...new Set(bases)], movedPool, context).rewrite(first, `pool of ${kind}`, () => {
      throw new Declined(`${kind} v1alpha1 uses alpha InferencePools only`, undefined, help);
    });
  }
}

/** A JSON patch for such an object names the fields one by one; a merge is an object itself. */
function reportPatches(document: ManifestDocument, context: Context): void {
  const { text } = document;
  const isOfPool = new RegExp(String.raw`\b(?:${[...fieldsOfPool, oldGroup].join('|')})\b`);
  for (const { kind, operation } of targetedOperations(document, context)) {
    const { start, end } = operation.mapping.range;
    if (!kind.startsWith('LLMInferenceService') || !isOfPool.test(text.slice(start, end))) continue;
    context.rewrite(operation.pathEntry, `patch of ${kind}`, () => {
      throw new Declined(
        `only v1alpha1 of ${kind} has these fields of alpha InferencePools`,
        undefined,
        `change this patch together with the apiVersion of ${kind} and the fields of its pool`,
      );
    });
  }
}

/** What of an object is about pools: what names their old group, fields of an alpha pool, and the names of pools. */
function partsIn(mapping: Node) {
  const names: Node[] = [];
  const fields: Entry[] = [];
  const ref = textUnder(valueAt(mapping, ...scheduler, 'pool', 'ref'), 'name');
  const pools = ref === undefined ? [] : [ref];
  walk(mapping, (node) => {
    if (node.alias) return;
    if (asText(node)?.value.includes(oldGroup)) names.push(node);
    fields.push(...entriesOf(node).filter(({ name = '' }) => fieldsOfPool.includes(name)));
    const isReference = isPoolKind(textUnder(node, 'kind') ?? '') && textUnder(node, 'group') === oldGroup;
    const name = isReference ? textUnder(node, 'name') : undefined;
    if (name !== undefined) pools.push(name);
  });
  return { names, fields, pools };
}

/** Fields of an alpha pool that nothing else in such an object has. */
const fieldsOfPool = ['targetPortNumber', 'extensionRef'];
