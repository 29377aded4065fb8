import { migrateFiles } from '../../src/api';

const interval = (value: string) => `{pilot: {env: {METRIC_ROTATION_INTERVAL: ${value}}}}`;
const object = (apiVersion: string, kind: string, spec: string) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: istiod, namespace: istio-system}\nspec:\n${spec}`;
const flux = (more: string) =>
  object(
    'helm.toolkit.fluxcd.io/v2',
    'HelmRelease',
    `  chart: {spec: {chart: istiod, version: 1.28.2, sourceRef: {kind: HelmRepository, name: istio}}}\n${more}`,
  );
const argo = (more: string) =>
  object(
    'argoproj.io/v1alpha1',
    'Application',
    `  source:\n    repoURL: https://blob.istio.io/istio-release/charts\n    chart: istiod\n    targetRevision: 1.28.2\n    helm:\n${more}`,
  );
const crossplane = (more: string) =>
  object(
    'helm.crossplane.io/v1beta1',
    'Release',
    `  forProvider:\n    chart: {name: istiod, repository: "https://blob.istio.io/istio-release/charts", version: 1.28.2}\n${more}`,
  );
const helmfile = (more: string) =>
  `releases:\n  - name: istiod\n    chart: istio/istiod\n    version: 1.28.2\n${more}`;
const map = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: base}\ndata:\n  values.yaml: |\n    ${interval('30s')}\n`;
const named = '  valuesFrom: [{kind: ConfigMap, name: base}]\n';
const helper = '{{- toYaml .Values.more | nindent 4 }}';

/** The release, with `INSERTED` where a template or placeholder inserts something; what else there is. */
const below: Readonly<Record<string, string>> = {
  'sources of Flux': flux(`  valuesFrom: INSERTED\n  values: ${interval('0s')}\n`),
  'files of Flux': flux(`  values: ${interval('0s')}\n`).replace(
    'istiod, v',
    'istiod, valuesFiles: INSERTED, v',
  ),
  'files of Argo CD': argo(`      valueFiles: INSERTED\n      valuesObject: ${interval('0s')}\n`),
  'sources of Crossplane': crossplane(`    valuesFrom: INSERTED\n    values: ${interval('0s')}\n`),
  'values of Fleet': `helm:\n  chart: istio/istiod\n  version: 1.28.2\n  valuesFrom: INSERTED\n  values: ${interval('0s')}\n`,
  'an item of a helmfile': helmfile(`    values:\n      - INSERTED\n      - ${interval('0s')}\n`),
};

test.each(
  Object.entries(below).flatMap(([what, text]) =>
    ['${MORE}', '"{{ more }}"', '{{ .Values.more | toJson }}'].map(
      (inserted) => [what, inserted, text] as const,
    ),
  ),
)('below values that switch the rotation off, %s from %s stay unseen', (_, inserted, text) => {
  const path = text.startsWith('helm:') ? 'fleet.yaml' : 'release.yaml';
  expectLeft({ [path]: text.replace('INSERTED', inserted) });
});

test.each([
  ['lines below the key', flux(`  valuesFrom:\n    ${helper}\n  values: ${interval('0s')}\n`)],
  ['lines behind the key', flux(`  valuesFrom: ${helper}\n  values: ${interval('0s')}\n`)],
  ['what ytt puts behind the key', flux(`  valuesFrom: #@ data.values.more\n  values: ${interval('0s')}\n`)],
  ['lines among the fields', flux(`  ${helper.replace('4', '2')}\n  values: ${interval('0s')}\n`)],
  [
    'lines among the items',
    flux(`  valuesFrom:\n    ${helper}\n    - {kind: ConfigMap, name: own}\n  values: ${interval('0s')}\n`),
  ],
  [
    'lines above the items of a helmfile',
    helmfile(`    values:\n      ${helper.replace('4', '6')}\n      - ${interval('0s')}\n`),
  ],
])('%s, from a template, are a layer below', (_, text) => {
  expectLeft({ 'release.yaml': text });
});

test('lines below the items of a helmfile are a layer above', () => {
  const text = helmfile(`    values:\n      - ${interval('30s')}\n      ${helper.replace('4', '6')}\n`);
  expectLeft({ 'release.yaml': text });
});

test.each([
  ['values of Flux', flux(`${named}  values: INSERTED\n`)],
  [
    'values of Crossplane',
    crossplane('    valuesFrom: [{configMapKeyRef: {name: base, key: values.yaml}}]\n    values: INSERTED\n'),
  ],
  [
    'parameters of Crossplane',
    crossplane('    valuesFrom: [{configMapKeyRef: {name: base, key: values.yaml}}]\n    set: INSERTED\n'),
  ],
  ['patches of what Flux renders', flux(`${named}  postRenderers: INSERTED\n`)],
  ['values of Argo CD', argo('      valueFiles: [$values/base.yaml]\n      valuesObject: INSERTED\n')],
  ['parameters of Argo CD', argo('      valueFiles: [$values/base.yaml]\n      parameters: INSERTED\n')],
  [
    'values of Ansible',
    '- kubernetes.core.helm:\n    name: istiod\n    chart_ref: istio/istiod\n    values_files: [base.yaml]\n    values: INSERTED\n',
  ],
  [
    'assignments of Ansible',
    '- kubernetes.core.helm:\n    name: istiod\n    chart_ref: istio/istiod\n    values_files: [base.yaml]\n    set_values: INSERTED\n',
  ],
])('above an interval, %s from a template or placeholder stay unseen', (_, text) => {
  for (const inserted of [
    '${MORE}',
    '#@ data.values.more',
    '\n          {{- toYaml .Values.more | nindent 10 }}',
  ])
    expectLeft({
      'release.yaml': text.replace('INSERTED', inserted),
      ...(text.includes('base.yaml') ? { 'base.yaml': `${interval('30s')}\n` } : { 'map.yaml': map }),
    });
});

/** The interval is where it was, and a finding says so. */
function expectLeft(tree: Readonly<Record<string, string>>): void {
  const { changed, findings } = migrateFiles(tree, { from: '1.27', to: '1.28', only: ['metric-eviction'] });
  expect(Object.fromEntries(changed)).toEqual({});
  expect(findings.map(({ message }) => message).join('\n')).toMatch(
    /stays: (?:this layer disables what a lower layer may enable|a higher layer that may have its own interval cannot be read completely)/,
  );
}
