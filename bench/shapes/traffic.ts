import { documents, longUpgrade, type Shape, times } from './shape';

const object = (kind: string, name: string, spec: string, apiVersion = 'networking.istio.io/v1') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n  namespace: ${name}\nspec:\n${indentedSpec(spec)}`;

const indentedSpec = (spec: string) => spec.replaceAll(/^(?=.)/gm, '  ');

const gateway = (name: string) =>
  object(
    'Gateway',
    name,
    `gatewayClassName: istio\nlisteners:\n- name: tls\n  port: 443\n  protocol: TLS\n  hostname: "*.${name}.example.com"\n  tls:\n    mode: Passthrough\n`,
    'gateway.networking.k8s.io/v1',
  );

const tlsRoute = (name: string) =>
  object(
    'TLSRoute',
    name,
    `parentRefs:\n- name: it\nhostnames:\n- ${name}.it.example.com\nrules:\n- backendRefs:\n  - name: b\n    port: 443\n`,
    'gateway.networking.k8s.io/v1alpha2',
  );

const all = (
  name: string,
  start: number,
  make: (name: string) => string,
  first: readonly string[] = [],
): Shape => ({
  name,
  start,
  files: (size) => ({ 'a.yaml': documents([...first, ...times(size, make)]) }),
  ...longUpgrade,
});

/** Many objects that rules of releases ask about one by one, or all together. */
export const shapesOfTraffic: readonly Shape[] = [
  all('destination rules', 60, (name) =>
    object('DestinationRule', name, `host: ${name}\ntrafficPolicy:\n  tls:\n    mode: SIMPLE\n`),
  ),
  all('virtual services', 60, (name) =>
    object(
      'VirtualService',
      name,
      `hosts:\n- ${name}.example.com\nhttp:\n- retries:\n    attempts: 2\n    retryOn: "503"\n  route:\n  - destination:\n      host: ${name}\n`,
    ),
  ),
  {
    name: 'hosts of a virtual service',
    start: 1000,
    files: (size) => ({
      'a.yaml': object(
        'VirtualService',
        'it',
        `hosts:\n${times(size, (name) => `- "*.${name}.example.com"\n`).join('')}http:\n- route:\n  - destination:\n      host: it\n`,
      ),
    }),
    ...longUpgrade,
  },
  all('service entries beside ambient namespaces', 60, (name) =>
    documents([
      object(
        'ServiceEntry',
        name,
        `hosts:\n- ${name}.example.com\nports:\n- number: 80\n  name: http\n  protocol: HTTP\n  targetPort: 8080\nresolution: DNS\n`,
      ),
      `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${name}\n  labels:\n    istio.io/dataplane-mode: ambient\n`,
    ]),
  ),
  all('TLS routes of one gateway', 60, tlsRoute, [gateway('it')]),
  all('policies for backends', 40, (name) =>
    object(
      'BackendTLSPolicy',
      name,
      `targetRefs:\n- group: ""\n  kind: Service\n  name: ${name}\nvalidation:\n  hostname: a\n  caCertificateRefs:\n  - group: ""\n    kind: ConfigMap\n    name: c\n`,
      'gateway.networking.k8s.io/v1alpha3',
    ),
  ),
];
