import type { KindMove } from '../../../src/moves';

/** The API group of InferencePool v1. */
export const group = 'inference.networking.k8s.io';

/** The API group of its alpha generations; InferenceObjective and EndpointPickerConfig stay in it. */
export const oldGroup = 'inference.networking.x-k8s.io';

/** The version that Istio 1.28 reads. */
export const apiVersion = `${group}/v1`;

const names = { kind: 'InferencePool', resource: 'inferencepools', versions: ['v1alpha2', 'v1alpha1'] };

/** The alpha versions never existed in the new group, but people write them. */
export const poolMove: KindMove = {
  to: { group, kind: 'InferencePool', resource: 'inferencepools', version: 'v1' },
  from: [
    { ...names, group: oldGroup },
    { ...names, group },
  ],
};

/** The picker's port where none was given: the default of the alpha generations and of v1.0.0-rc.1. */
export const usualPickerPort = 9002;

/** Whether an apiVersion is one of the pool's alpha generations. */
export function isOldApiVersion(text: string): boolean {
  return text.startsWith(`${oldGroup}/`);
}

/** Whether a text names the pool's kind, or the list of it. */
export function isPoolKind(text: string): boolean {
  return text === 'InferencePool' || text === 'InferencePoolList';
}
