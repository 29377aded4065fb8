/** The API group of InferencePool v1. */
export const group = 'inference.networking.k8s.io';

/** The API group of its alpha generations; InferenceObjective and EndpointPickerConfig stay in it. */
export const oldGroup = 'inference.networking.x-k8s.io';

/** The picker's port where none was given: the default of the alpha generations and of v1.0.0-rc.1. */
export const usualPickerPort = 9002;

/** The version that Istio 1.28 reads. */
export const apiVersion = `${group}/v1`;

/** Whether a resource of RBAC is the pool, or a part of it such as `inferencepools/status`. */
export function isPoolResource(name: string): boolean {
  return name === 'inferencepools' || name.startsWith('inferencepools/');
}

/** Whether an apiVersion is one of the pool's alpha generations. */
export function isOldApiVersion(text: string): boolean {
  return text.startsWith(`${oldGroup}/`);
}
