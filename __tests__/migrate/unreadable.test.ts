import { migrateText } from '../../src/api';

/** Broken texts, each with an ordinary word that is a trigger. */
const cases: readonly { readonly name: string; readonly text: string; readonly isTold: boolean }[] = [
  { name: 'a Deployment of anybody', text: 'kind: Deployment\ncontainers: [a\nb: 1\n', isTold: false },
  { name: 'a Service of anybody', text: 'kind: Service\nports: [{targetPort: http}\nx: 1\n', isTold: false },
  { name: 'TLS of anybody', text: '# TLS with their own CA\nkind: Secret\n  data: a\n', isTold: false },
  { name: 'an autoscaler of anybody', text: 'kind: HorizontalPodAutoscaler\nx: [1\nb: 1\n', isTold: false },
  { name: 'a flag by its name', text: 'METRIC_ROTATION_INTERVAL: [1\nb: 1\n', isTold: true },
  { name: 'values of anybody', text: 'tracer: zipkin\n  enabled: true\n', isTold: false },
  { name: 'a Deployment of istiod', text: 'name: istiod\ncontainers: [a\nb: 1\n', isTold: true },
  { name: 'a field that only a pool has', text: 'targetPortNumber: [1\nb: 1\n', isTold: true },
  { name: 'a job of anybody', text: 'include:\n  - global: a\n   pilot: b\n', isTold: false },
  { name: 'variables of anybody', text: 'pilot: y\n meshConfig: a\n', isTold: false },
  { name: 'values of istiod in flow style', text: 'meshConfig: {a: [b}\n', isTold: true },
  { name: 'values of istiod', text: 'pilot:\n  tracer: zipkin\n    enabled: true\n', isTold: true },
  {
    name: 'a Deployment that only says whether it is injected',
    text: 'kind: Deployment # of istio/charts\nannotations: {sidecar.istio.io/inject: "no"}\ncontainers: [a\nb: 1\n',
    isTold: false,
  },
  {
    name: 'a Namespace that only says whether it is injected',
    text: 'kind: Namespace\nlabels: {istio-injection: enabled}\ncontainers: [a\nb: 1\n',
    isTold: false,
  },
  {
    name: 'a Deployment with an annotation whose meaning changes',
    text: 'kind: Deployment\nannotations: {sidecar.istio.io/proxyCPU: 1}\ncontainers: [a\nb: 1\n',
    isTold: true,
  },
  {
    name: 'a word that holds one',
    text: 'a: --enable_inference\n# aigateway sidecars\ncontainers: [a\n',
    isTold: false,
  },
  { name: 'a trigger in a longer word', text: 'a: createInferencePool\nb: [1\nc: 1\n', isTold: false },
  {
    name: 'a sentence about a kind that goes on',
    text: '- **Fixed** BackendTLSPolicy: v1 is read, see\n  `apiVersion: v1`\n  - nested: x\n',
    isTold: false,
  },
  {
    name: 'questions about kinds and about istiod',
    text: 'faq:\n  - q: "What does InferencePool do?\n    a: use kind: InferencePool with istiod of 1.28\n',
    isTold: false,
  },
  {
    name: 'a sentence with a removed name',
    text: 'a: "set METRIC_ROTATION_INTERVAL no more\nb: 1\n',
    isTold: true,
  },
  { name: 'a kind in quotes', text: '{"kind": "InferencePool", "a": [1\n', isTold: true },
  { name: 'a page in a menu of docs', text: 'nav:\n  - InferencePool: pool.md\na: [1\n', isTold: false },
  {
    name: 'a page in a menu of docs beside an object',
    text: '- InferencePool: pool.md\n---\nkind: InferencePool\na: [1\n',
    isTold: true,
  },
  { name: 'a kind in a list in brackets', text: 'kinds: [Gateway, InferencePool]\na: [1\n', isTold: true },
  {
    name: 'a kind behind a question about it',
    text: "a: 'an InferencePool\n---\nkind: InferencePool\n",
    isTold: true,
  },
  { name: 'the chart of istiod', text: 'chart: istio/istiod # ours\na: [1\n', isTold: true },
  {
    name: 'a pool of the new version',
    text: 'apiVersion: inference.networking.k8s.io/v1\nkind: InferencePool\na: [1\nb: 1\n',
    isTold: false,
  },
  {
    name: 'a pool behind an object of another version',
    text: 'apiVersion: a.b/v1\nkind: ConfigMap\n---\nkind: InferencePool\na: [1\nb: 1\n',
    isTold: true,
  },
  {
    name: 'a pool of the new version with an old field',
    text: '{"apiVersion": "inference.networking.k8s.io/v1", "kind": "InferencePool", "targetPortNumber": [1\nb: 1\n',
    isTold: true,
  },
  {
    name: 'an object of Istio of which no name is removed',
    text: 'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {namespace: istio-system}\na: [1\nb: 1\n',
    isTold: false,
  },
  { name: 'a kind that keeps its name', text: 'kind: VirtualService\nretries: [1\nb: 1\n', isTold: false },
  {
    name: 'an object whose values install Istio',
    text: 'apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\na: [1\nb: 1\n',
    isTold: true,
  },
  { name: 'a kind of Kubernetes', text: 'kind: PodDisruptionBudget\nb: [1\nc: 1\n', isTold: false },
];

test.each(cases)('$name that cannot be read: $isTold', ({ text, isTold }) => {
  const { findings } = migrateText(text, 'case.yaml', { from: '1.20', to: '1.31' });
  for (const { help } of findings) expect(help).toMatch(/^it holds \S+: /);
  const messages = findings.map(({ message }) => message).filter((each) => each.startsWith('invalid YAML'));
  expect(messages).toHaveLength(isTold ? 1 : 0);
});

/** Documents with a key twice, which stop a look for values: what is reported if an Istio of another chart is at stake. */
const twice = (chart: string) =>
  `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: a}
spec:
  source:
    chart: ${chart}
    repoURL: https://charts.example
    targetRevision: 4.1.0
    targetRevision: 4.0.0
    helm: {valuesObject: {platform: {containers: 1}}}
`;

test.each([
  ['ingress-nginx', 0],
  ['istio/istiod', 1],
])('a key that appears twice beside the chart %s is reported %d times', (chart, times) => {
  const { findings } = migrateText(twice(chart), 'app.yaml', { from: '1.20', to: '1.31' });
  const found = findings.filter(
    ({ level, message }) => level === 'error' && /"targetRevision" appears twice/.test(message),
  );
  expect(new Set(found.map(({ message }) => message)).size).toBe(times);
});

test('a template of a chart makes no values of istiod', () => {
  const text = 'kind: ConfigMap\ndata:\n  a: |\n{{ .b }}\n    pilot:\n a\n';
  expect(migrateText(text, 'chart/templates/a.yaml', { from: '1.20', to: '1.31' }).findings).toEqual([]);
});

test('the word is named as a whole, however long it is', () => {
  const text = 'a: {{ .b }}\nmodels.of.the.team.in.the.cluster/InferencePool.of.theirs: [1\nb: 1\n';
  const { findings } = migrateText(text, 'case.yaml', { from: '1.20', to: '1.31' });
  expect(findings.map(({ help = '' }) => /(?<=it holds )[^:]*/.exec(help)?.[0])).toContain(
    'models.of.the.team.in.the.cluster/InferencePool.of.theirs',
  );
});

/** Broken templates, and what is reported of each of their documents: what it holds that matters. */
const templates: readonly [name: string, path: string, text: string, holding: readonly string[]][] = [
  [
    'what is removed, in the first line of the document and in the last',
    'a.yaml',
    'a: METRIC_ROTATION_INTERVAL\nb: [1, {{ .c }}\nc: METRIC_GRACEFUL_DELETION_INTERVAL # or METRIC_ROTATION_INTERVAL\n',
    ['error: METRIC_ROTATION_INTERVAL, METRIC_GRACEFUL_DELETION_INTERVAL'],
  ],
  [
    'what is removed in other documents only',
    'a.yaml',
    'a: METRIC_ROTATION_INTERVAL\n---\nx: {{ .a }}\npilot:\n  a: [1\nenv: v1alpha2\n---\nTLS: METRIC_ROTATION_INTERVAL\n',
    ['warning: pilot'],
  ],
  [
    'what is removed beside what other documents hold',
    'a.yaml',
    'a: METRIC_ROTATION_INTERVAL\n---\nx: {{ .a }}\npilot: [1\nb: METRIC_GRACEFUL_DELETION_INTERVAL\n---\na: METRIC_ROTATION_INTERVAL\n',
    ['error: METRIC_GRACEFUL_DELETION_INTERVAL'],
  ],
  [
    'what has no effect any more',
    'a.yaml',
    'a: {{ .b }}\nb: [1\nc: ENABLE_INBOUND_RETRY_POLICY\n',
    ['warning: ENABLE_INBOUND_RETRY_POLICY'],
  ],
  [
    'a word in a very long one',
    'a.yaml',
    `a: {{ .b }}\nb: [1\nc: ${'x/'.repeat(45)}InferencePool\n`,
    ['warning: InferencePool'],
  ],
  [
    'a word before very long ones',
    'a.yaml',
    `a: {{ .b }}\nb: [1\nc: InferencePool${'/x'.repeat(45)}\n`,
    ['warning: InferencePool'],
  ],
  ['an ignored file', 'a.yaml', '# istio-migrate-ignore-file\na: {{ .b }}\npilot: [1\nenv: v1alpha2\n', []],
  ['a text of whatever kind', 'a.tpl', 'kind: InferencePool\na: [1\nb: {{ .c }}\n', []],
  [
    'an object in such a text',
    'a.tpl',
    'apiVersion: v1\nkind: InferencePool\na: [1\nb: {{ .c }}\n',
    ['warning: InferencePool'],
  ],
  [
    'an object in a list in such a text',
    'a.gotmpl',
    "  -  'apiVersion': v1\n     kind: InferencePool\na: [1\nb: {{ .c }}\n",
    ['warning: InferencePool'],
  ],
  [
    'an object named in such a text',
    'a.tpl',
    'kind: InferencePool # apiVersion: v1\na: [1\nb: {{ .c }}\n',
    [],
  ],
  [
    'YAML by its name',
    'a.yaml.gotmpl',
    'kind: InferencePool\na: [1\nb: {{ .c }}\n',
    ['warning: InferencePool'],
  ],
];

test.each(templates)('a template that cannot be read: %s', (_name, path, text, holding) => {
  const { findings } = migrateText(text, path, { from: '1.20', to: '1.31' });
  const broken = findings.filter(({ message }) => message.startsWith('invalid YAML, even without its'));
  expect(
    broken.map(({ level, help = '' }) => `${level}: ${/(?<=^it holds ).*(?=: check)/.exec(help)?.[0]}`),
  ).toEqual(holding);
});

const application = (source: string, values: string) =>
  `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: app}
spec:
  source:
    ${source}
    targetRevision: 1.27.0
    helm:
      values: |
        ${values}
`;
const istiod = 'repoURL: https://blob.istio.io/istio-release/charts\n    chart: istiod';
const grafana = 'repoURL: https://grafana.github.io/helm-charts\n    chart: grafana';
const broken = 'pilot: [*,openshift,*]';

test.each([
  ['a patch of a ConfigMap', `- {op: replace, path: /data/a, value: '[*,openshift,*]'}\n`, 0],
  [
    'such a patch in a kustomization',
    `patches:\n  - target: {kind: ConfigMap}\n    patch: "[{op: add, path: /data/a, value: '[*,openshift,*]'}]"\n`,
    0,
  ],
  ['a ConfigMap', "apiVersion: v1\nkind: ConfigMap\ndata: {a: '[*,openshift,*]'}\n", 0],
  ['an annotation', "kind: Pod\nmetadata: {annotations: {a: '[*,openshift'}}\n", 0],
  ['values of another chart', application(grafana, broken), 0],
  ['values of a chart by its folder', application('path: charts/a', broken), 0],
  ['such values that name a flag', application('path: a', 'METRIC_ROTATION_INTERVAL: [*,a]'), 1],
  ['values of istiod', application(istiod, broken), 1],
])('a text that is no YAML in %s', (_what, text, count) => {
  const path = text.startsWith('patches') ? 'kustomization.yaml' : 'case.yaml';
  const { findings } = migrateText(text, path, { from: '1.27', to: '1.28' });
  expect(findings.filter(({ message }) => message.includes('not valid YAML'))).toHaveLength(count);
});
