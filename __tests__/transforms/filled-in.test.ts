import { migrateFiles } from '../../src/api';
import type { Tree } from '../support/fixtures';

const charts = 'https://blob.istio.io/istio-release/charts';
const istiod = `  chart      = "istiod"\n  repository = "${charts}"\n`;
const release = (values: string): string => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: istiod}
spec:
  chart: {spec: {chart: istiod, version: 1.22.3, sourceRef: {kind: HelmRepository, name: istio}}}
  values:
    ${values}
`;

/** Where a switch is set, and what to; each way is one that its installer knows. */
const ways: readonly (readonly [title: string, files: (keys: string, value: string) => Tree])[] = [
  ['a substitution of Flux', (keys, value) => ({ 'a.yaml': release(nested(keys, `\${${value}}`)) })],
  ['a default of such', (keys, value) => ({ 'a.yaml': release(nested(keys, `\${${value}:=true}`)) })],
  [
    'a template',
    (keys, value) => ({
      'values.yaml.gotmpl': `sidecarInjectorWebhook: {rewriteAppHTTPProbe: true}\nglobal: {istioNamespace: mesh}\n${nested(keys, `{{ .Values.${value} }}`)}\n`,
    }),
  ],
  ['a command', (keys, value) => ({ 'a.sh': `helm upgrade istiod istio/istiod --set ${keys}=$${value}\n` })],
  [
    'a command with braces',
    (keys, value) => ({ 'a.sh': `istioctl install --set "values.${keys}=\${${value}}"\n` }),
  ],
  [
    'Terraform',
    (keys, value) => ({
      'main.tf': `resource "helm_release" "istiod" {\n${istiod}  set {\n    name  = "${keys}"\n    value = var.${value}\n  }\n}\n`,
    }),
  ],
];

function nested(keys: string, value: string): string {
  return keys
    .split('.')
    .reduceRight((inner, key) => `{${key}: ${inner}}`, value)
    .slice(1, -1);
}

function levels(transform: string, files: Tree): string[] {
  const { findings } = migrateFiles(files, { from: '1.22', to: '1.28', only: [transform] });
  return findings.map(({ level }) => level);
}

describe.each([
  ['tracing-providers', 'telemetry.v2.stackdriver.enabled'],
  ['alpha-gateway-flag', 'pilot.env.PILOT_ENABLE_ALPHA_GATEWAY_API'],
])('%s reports a value that something else fills in', (transform, keys) => {
  test.each(ways)('%s', (_, files) => {
    expect(levels(transform, files(keys, 'x'))).toEqual(['note']);
  });

  test('not one that is off', () => {
    expect(levels(transform, { 'a.yaml': release(nested(keys, '"false"')) })).toEqual([]);
    expect(levels(transform, { 'a.sh': `helm upgrade istiod istio/istiod --set ${keys}=false\n` })).toEqual(
      [],
    );
  });
});
