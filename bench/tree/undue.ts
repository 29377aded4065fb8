import type { Random } from './random';

/** An object that holds words that the tool searches for, and that no rewrite is due for. */
export function undueObject(random: Random): string {
  return random.oneOf([stablePool, stablePolicy, external, kustomization])(random);
}

function stablePool(random: Random): string {
  return `apiVersion: inference.networking.k8s.io/v1
kind: InferencePool
metadata:
  name: ${random.name()}
spec:
  targetPorts:
    - number: 8000
  selector:
    matchLabels:
      app: ${random.name()}
  endpointPickerRef:
    name: ${random.name()}
    port:
      number: 9002
`;
}

function stablePolicy(random: Random): string {
  return `apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata:
  name: ${random.name()}
spec:
  targetRefs:
    - group: ""
      kind: Service
      name: ${random.name()}
  validation:
    wellKnownCACertificates: System
    hostname: ${random.name()}.example.com
`;
}

function external(random: Random): string {
  return `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: ${random.name()}
spec:
  hosts: [${random.name()}.example.com]
  resolution: DNS
  ports:
    - number: 443
      name: tls
      protocol: TLS
`;
}

function kustomization(random: Random): string {
  return `apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
namePrefix: ${random.name()}-
`;
}
