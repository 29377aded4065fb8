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
});
