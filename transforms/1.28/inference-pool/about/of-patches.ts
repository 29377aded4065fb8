import { kustomizeCases } from '../../../../src/moves/about';

/** What is declined and told of kustomizations. */
export const ofPatches = kustomizeCases({
  kind: 'InferencePool',
  apiVersion: 'inference.networking.x-k8s.io/v1alpha2',
  sharedField: '/spec/selector/zone',
  object: `apiVersion: inference.networking.x-k8s.io/v1alpha2
kind: InferencePool
metadata: {name: one}
spec: {targetPortNumber: 8000, selector: {app: chat}, extensionRef: {name: chat-picker}}
`,
});
