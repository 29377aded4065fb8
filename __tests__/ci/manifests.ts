/** A manifest before a migration, and after it. */
export const oldPool = `apiVersion: inference.networking.x-k8s.io/v1alpha2
kind: InferencePool
metadata:
  name: llama
  namespace: llm
spec:
  targetPortNumber: 8000 # vLLM
  selector:
    app: llama
  extensionRef:
    name: llama-picker
`;

export const newPool = `apiVersion: inference.networking.k8s.io/v1
kind: InferencePool
metadata:
  name: llama
  namespace: llm
spec:
  targetPorts:
    - number: 8000 # vLLM
  selector:
    matchLabels:
      app: llama
  endpointPickerRef:
    name: llama-picker
    port:
      number: 9002
`;
