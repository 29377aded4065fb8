import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Workspace } from '../cli/workspace';

const pool = `apiVersion: inference.networking.x-k8s.io/v1alpha2
kind: InferencePool
metadata: {name: chat}
spec: {targetPortNumber: 8000, selector: {app: chat}, extensionRef: {name: chat-picker}}
`;
const values = 'pilot: {autoscaleMin: 2}\nglobal: {istioNamespace: istio-system}\n';

/** What the page says: its place in the tree, and its text. */
const untouched: readonly [what: string, path: string, text: string][] = [
  [
    'images and chart versions',
    'picker.yaml',
    `kind: Deployment
apiVersion: apps/v1
metadata: {name: picker}
spec: {template: {spec: {containers: [{name: epp, image: "registry.k8s.io/gateway-api-inference-extension/epp:v0.5.1"}]}}}
`,
  ],
  ...['InferenceObjective', 'InferenceModel', 'EndpointPickerConfig'].map(
    (kind): [string, string, string] => [
      kind,
      `${kind}.yaml`,
      `apiVersion: inference.networking.x-k8s.io/v1alpha2\nkind: ${kind}\nmetadata: {name: chat}\n`,
    ],
  ),
  [
    'an annotation in the old group',
    'export.yaml',
    'apiVersion: v1\nkind: Service\nmetadata: {name: chat, annotations: {inference.networking.x-k8s.io/export: "true"}}\n',
  ],
  [
    'extensionRef of a filter',
    'route.yaml',
    `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: chat}
spec: {rules: [{filters: [{type: ExtensionRef, extensionRef: {group: example.com, kind: Filter, name: chat}}]}]}
`,
  ],
  [
    'a BackendTLSPolicy of another group',
    'other-policy.yaml',
    'apiVersion: gateway.envoyproxy.io/v1alpha2\nkind: BackendTLSPolicy\nmetadata: {name: orders}\nspec: {targetRef: {name: orders}}\n',
  ],
  [
    'other kinds in v1alpha2',
    'udp-route.yaml',
    'apiVersion: gateway.networking.k8s.io/v1alpha2\nkind: UDPRoute\nmetadata: {name: db}\n',
  ],
  [
    'the CRD of the old group',
    'crd.yaml',
    `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: inferencepools.inference.networking.x-k8s.io}
spec: {group: inference.networking.x-k8s.io, names: {kind: InferencePool}}
`,
  ],
  [
    'a seccomp profile that is set',
    'set.yaml',
    'pilot: {autoscaleMin: 2}\nglobal: {istioNamespace: istio-system, proxy: {seccompProfile: {type: Unconfined}}}\n',
  ],
  [
    'what kubectl applied last',
    'applied.yaml',
    `apiVersion: v1
kind: Service
metadata:
  name: chat
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: |
      {"apiVersion":"inference.networking.x-k8s.io/v1alpha2","kind":"InferencePool","metadata":{"name":"chat"},"spec":{"targetPortNumber":8000,"selector":{"app":"chat"},"extensionRef":{"name":"chat-picker"}}}
`,
  ],
  [
    'what is rendered from the istiod chart',
    'injector.yaml',
    `apiVersion: v1
kind: ConfigMap
metadata: {name: istio-sidecar-injector}
data:
  values: |
    {"global": {"istioNamespace": "istio-system"}, "pilot": {"autoscaleMin": 2}}
`,
  ],
  [
    'the version of a copy of an Istio chart',
    'istiod/Chart.yaml',
    'apiVersion: v2\nname: istiod\nversion: 1.27.3\n',
  ],
  ['the values of a copy of an Istio chart', 'istiod/values.yaml', values],
  ['values of who knows what', 'values.yaml', 'global: {proxy: {logLevel: info}}\n'],
  [
    'a file that SOPS has encrypted',
    'secret.yaml',
    `${values}sops: {mac: "ENC[AES256_GCM,data:bWFj,type:str]"}\n`,
  ],
  [
    'a pool that contradicts itself',
    'both.yaml',
    pool.replace('{target', '{targetPorts: [{number: 1}], target'),
  ],
  ['a script', 'deploy.sh', 'kubectl get inferencepools.inference.networking.x-k8s.io\n'],
  ['Terraform', 'main.tf', 'group = "inference.networking.x-k8s.io" # InferencePool\n'],
  ['Markdown', 'docs.md', `\`\`\`yaml\n${pool}\`\`\`\n`],
  ['a comment', 'comment.yaml', `# ${pool.replaceAll('\n', '\n# ')}\nkind: ConfigMap\napiVersion: v1\n`],
  ['what git ignores', 'ignored/pool.yaml', pool],
  ['what .istiomigrateignore names', 'vendored/pool.yaml', pool],
  ['what --exclude names', 'excluded/pool.yaml', pool],
  ['a file outside of the given paths', '../outside/pool.yaml', pool],
  ['node_modules', 'node_modules/chat/pool.yaml', pool],
];

let workspace: Workspace;
beforeAll(() => {
  workspace = new Workspace();
  for (const [, path, text] of untouched) workspace.write(join('given', path), text);
  workspace.write('.gitignore', 'ignored/\n');
  workspace.write('.istiomigrateignore', 'vendored/\n');
  workspace.write('given/pool.yaml', pool);
  symlinkSync('../outside/pool.yaml', join(workspace.root, 'given/link.yaml'));
  workspace.git(['init', '-q']);
  // The pool that contradicts itself is an error that remains.
  expect(workspace.run(['--write', 'given', '--exclude', 'given/excluded/**']).status).toBe(1);
});
afterAll(() => {
  workspace.remove();
});

test('a pool beside them is rewritten', () => {
  expect(workspace.read('given/pool.yaml')).toContain('endpointPickerRef');
});

test.each(untouched)('%s stays as it is, byte for byte', (_, path, text) => {
  expect(workspace.read(join('given', path))).toBe(text);
});
