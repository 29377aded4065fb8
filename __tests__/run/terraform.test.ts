import { migrateFiles } from '../../src/api';

/** Each row: a kind whose finding offers an option of the command in a manifest, and its fields. */
test.each([
  ['DestinationRule', 'networking.istio.io/v1', 'host = "a", trafficPolicy = { tls = { mode = "SIMPLE" } }'],
  ['DestinationRule', 'networking.istio.io/v1', 'host = "a", trafficPolicy = { retryBudget = {} }'],
])('no option of the command is offered for a %s in Terraform', (kind, apiVersion, spec) => {
  const resource = (value: string) => `resource "kubernetes_manifest" "a" {\n  manifest = ${value}\n}\n`;
  const manifest = `{ apiVersion = "${apiVersion}", kind = "${kind}", metadata = { name = "a" }, spec = { ${spec} } }`;
  const range = { from: '1.20', to: '1.31' };
  const { findings } = migrateFiles({ 'main.tf': resource(manifest) }, range);
  expect(findings.length).toBeGreaterThan(0);
  expect(findings.map(({ help }) => help).join()).not.toMatch(/--pin-defaults/);
  const yaml = manifest.replaceAll(' = ', ': ');
  const inYaml = migrateFiles({ 'a.yaml': yaml }, range).findings;
  expect(inYaml.map(({ help }) => help).join()).toMatch(/--pin-defaults/);
  const offered = /, or (?:pass|run with) --pin-defaults$/;
  const without = inYaml.map(({ help }) => help?.replace(offered, ''));
  expect(without).toEqual(expect.arrayContaining(findings.map(({ help }) => help)));
});

test('a comment excludes what it is above, for the transform that it names', () => {
  const route = (comment: string): string => `resource "kubernetes_manifest" "a" {
  manifest = {
    ${comment}
    apiVersion = "gateway.networking.k8s.io/v1alpha2"
    kind       = "TCPRoute"
    metadata   = { name = "a" }
  }
}
`;
  const comments = ['', '# istio-migrate-ignore', '// istio-migrate-ignore inference-pool', ''];
  const text = [...comments, '# istio-migrate-ignore tcp-route'].map(route).join('');
  const { findings } = migrateFiles({ 'main.tf': text }, { from: '1.27', to: '1.31' });
  expect(findings.map(({ level, line }) => `${level} ${line}`)).toEqual([
    'error 4',
    'note 19',
    'error 20',
    'error 28',
  ]);
});

test('what is due in Terraform is as urgent as what it is for', () => {
  const text = `resource "kubectl_manifest" "a" {
  yaml_body = <<-YAML
    apiVersion: install.istio.io/v1alpha1
    kind: IstioOperator
    spec:
      components:
        pilot:
          k8s:
            env:
              - {name: METRIC_ROTATION_INTERVAL, value: 30s}
              - {name: ENABLE_INBOUND_RETRY_POLICY, value: "true"}
  YAML
}
`;
  const { findings } = migrateFiles({ 'main.tf': text }, { from: '1.24', to: '1.31' });
  const due = findings.filter(({ message }) => message.startsWith('not rewritten in Terraform: '));
  expect(due.map(({ transform, level, line, help }) => `${level} ${line} ${transform}: ${help}`)).toEqual([
    'note 4 seccomp-profile: change it manually',
    // The operator there is known as one of a manifest is.
    'error 10 metric-eviction: change it manually; the pods of istio-ingressgateway, which the profile "default" installs, do not get the eviction interval; list it below spec.components.ingressGateways, with k8s.podAnnotations "sidecar.istio.io/statsEvictionInterval: 30s"',
    'note 11 variables-1.27: change it manually',
  ]);
});

/** Each row: a kind that moves, in which form of HCL, and what is an error there that a file would have rewritten. */
test.each<[text: string, errors: readonly string[]]>([
  [
    `resource "kubectl_manifest" "a" {
  yaml_body = <<-YAML
    apiVersion: gateway.networking.k8s.io/v1alpha2
    kind: TLSRoute
    metadata: {name: a}
    spec:
      rules: [{backendRefs: [{name: a, port: 1}]}, {backendRefs: [{name: b, port: 1}]}]
  YAML
}
`,
    ['3 TLSRoute a: gateway.networking.k8s.io/v1alpha2 → gateway.networking.k8s.io/v1 … more than one rule'],
  ],
  [
    `resource "kubernetes_manifest" "a" {
  manifest = {
    apiVersion = "gateway.networking.x-k8s.io/v1alpha1"
    kind       = "XListenerSet"
    metadata   = { name = "a" }
    spec       = { parentRef = { name = "g" } }
  }
}
`,
    ['3 XListenerSet a: gateway.networking.x-k8s.io/v1alpha1 → gateway.networking.k8s.io/v1 … a new object'],
  ],
  [
    `resource "kubectl_manifest" "a" {
  yaml_body = <<-YAML
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: {name: a}
    spec:
      rules: [{backendRefs: [{group: inference.networking.x-k8s.io, kind: InferencePool, name: a}]}]
  YAML
}
`,
    ['7 reference to InferencePool a: inference.networking.x-k8s.io → inference.networking.k8s.io … change'],
  ],
  [
    `resource "kubectl_manifest" "a" {
  yaml_body = <<-YAML
    # istio-migrate-ignore
    apiVersion: gateway.networking.k8s.io/v1alpha2
    kind: TCPRoute
    metadata: {name: a}
  YAML
}
`,
    [],
  ],
])('what moves with all that names it is due in Terraform, too: %s', (text, errors) => {
  const { findings } = migrateFiles({ 'main.tf': text }, { from: '1.27', to: '1.31' });
  const found = findings.filter(({ level }) => level === 'error');
  expect(found).toHaveLength(errors.length);
  for (const [index, { line, message, help }] of found.entries()) {
    const [said = '', helped = ''] = errors[index]?.split(' … ') ?? [];
    expect(`${line} ${message}`).toBe(said.replace(' ', ' not rewritten in Terraform: '));
    expect(help).toContain(helped);
  }
});

test('an object in Terraform is reported once, with the lines of all that changes', () => {
  const text = `resource "kubernetes_manifest" "a" {
  manifest = {
    apiVersion = "inference.networking.x-k8s.io/v1alpha2"
    kind       = "InferencePool"
    metadata   = { name = "a" }
    spec = {
      targetPortNumber = 8000
      extensionRef     = { name = "picker" }
    }
  }
}
`;
  const { findings } = migrateFiles({ 'main.tf': text }, { from: '1.27', to: '1.31' });
  expect(findings).toMatchObject([
    { level: 'error', line: 3, help: expect.stringMatching(/^change lines 3, 7, 8 manually; /) as unknown },
  ]);
  // Beside such an object, a field is found as everywhere.
  const beside = `${text}# kubectl patch inferencepool a -p '{"spec":{"targetPortNumber":1}}'\n`;
  const all = migrateFiles({ 'main.tf': beside }, { from: '1.27', to: '1.31' }).findings;
  expect(all.map(({ line }) => line)).toEqual([3, 12]);
});

/** Each row: an API version that something else puts together, and on which line that is reported. */
test.each<[path: string, text: string, line: number]>([
  [
    'main.tf',
    'resource "kubernetes_manifest" "a" {\n  manifest = {\n    apiVersion = "${local.group}/${local.version}"\n    kind       = "TLSRoute"\n    metadata   = { name = "a" }\n  }\n}\n',
    3,
  ],
  [
    'main.tf',
    'resource "kubernetes_manifest" "a" {\n  manifest = {\n    apiVersion = local.api\n    kind       = "TLSRoute"\n    metadata   = { name = "a" }\n  }\n}\n',
    3,
  ],
  [
    'main.tf',
    'resource "kubectl_manifest" "a" {\n  yaml_body = <<-YAML\n    kind: TLSRoute\n    apiVersion: ${var.api}\n    metadata: {name: a}\n  YAML\n}\n',
    4,
  ],
  [
    'main.tf',
    'resource "kubectl_manifest" "a" {\n  yaml_body = yamlencode({\n    "kind" : "TLSRoute",\n    "apiVersion" : "${var.api}", "metadata" : { "name" : "a" }\n  })\n}\n',
    4,
  ],
  ['route.yaml.tftpl', 'apiVersion: ${api}\nkind: TLSRoute\nmetadata: {name: a}\n', 1],
  ['route.yaml', 'apiVersion: ${GATEWAY_API}\nkind: TLSRoute\nmetadata: {name: a}\n', 1],
  ['route.yaml', 'apiVersion: $(GATEWAY_GROUP)/$(GATEWAY_VERSION)\nkind: TLSRoute\nmetadata: {name: a}\n', 1],
])('the API version of a route that is put together is reported: %s %j', (path, text, line) => {
  const { findings } = migrateFiles({ [path]: text }, { from: '1.29', to: '1.31' });
  expect(findings.map((found) => `${found.level} ${found.path}:${found.line} ${found.message}`)).toEqual([
    `warning ${path}:${line} the apiVersion of TLSRoute comes from the values of a template`,
  ]);
  const others = text.replace('TLSRoute', 'Deployment');
  expect(migrateFiles({ [path]: others }, { from: '1.29', to: '1.31' }).findings).toEqual([]);
});

test('what Terraform leaves without the hardening is a note', () => {
  const release =
    'resource "helm_release" "istiod" {\n  repository = "https://blob.istio.io/istio-release/charts"\n  chart      = "istiod"\n  values     = [yamlencode(merge(local.common, local.prod))]\n}\n';
  const { findings } = migrateFiles({ 'main.tf': release }, { from: '1.27', to: '1.28' });
  const levels = findings.flatMap(({ level, transform }) => (transform === 'seccomp-profile' ? level : []));
  expect(levels).toEqual(['note']);
});
