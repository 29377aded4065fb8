/** The API group of InferencePool v1. */
export const group = 'inference.networking.k8s.io';

/** The API group of its alpha generations; InferenceObjective and EndpointPickerConfig stay in it. */
export const oldGroup = 'inference.networking.x-k8s.io';

/** The picker's port where none was given: the default of the alpha generations and of v1.0.0-rc.1. */
export const usualPickerPort = 9002;
