import { migrateFiles } from '../../src/api';
import type { Tree } from '../support/fixtures';

/** What a transform says, as `path:line`. */
function told(transform: string, files: Tree): string[] {
  const { findings } = migrateFiles(files, { from: '1.20', to: '1.31' });
  return findings.filter((each) => each.transform === transform).map(({ path, line }) => `${path}:${line}`);
}

describe('a value that only the chart base lost is reported where that is meant', () => {
  const command = (chart: string): string =>
    `helm upgrade a istio/${chart} --set global.remotePilotAddress=10.0.0.1\n`;
  const values = 'global:\n  remotePilotAddress: 10.0.0.1\n';
  test.each<readonly [files: Tree, found: readonly string[]]>([
    [{ 'a.sh': command('base') }, ['a.sh:1']],
    [{ 'a.sh': command('istiod') }, []],
    [{ 'a.sh': `${command('istiod')}${command('base')}` }, ['a.sh:2']],
    [{ 'a.go': `// Values of istio/base.\nconst values = \`\n${values}\`\n` }, ['a.go:4']],
    [{ 'a.go': `// Values of the istiod chart.\nconst values = \`\n${values}\`\n` }, []],
    [{ 'a.sh': `cat <<EOF >values.yaml # for istio\n${values}EOF\n` }, []],
    [{ 'a.sh': 'istioctl install --set values.global.remotePilotAddress=10.0.0.1\n' }, []],
  ])('%j', (files, found) => {
    expect(told('values-1.24', files)).toEqual(found);
  });
});

test.each<readonly [path: string, line: string, isFound: boolean]>([
  ['chart/templates/a.yaml', '{{- if .Values.pilot.plugins }}', false],
  ['chart/templates/_a.tpl', 'x: {{ $.Values.pilot.plugins | quote }}', false],
  ['chart/templates/NOTES.txt', '--set pilot.plugins=a', true],
  ['a.sh', '--set pilot.plugins=a', true],
  // A template that istiod renders with the values of its release.
  ['a.tf', '{{- if .Values.pilot.plugins }}', true],
  ['injector.tf', 'name = "istio-sidecar-injector"\n{{- if .Values.pilot.plugins }}', false],
])('what the template of a chart reads is a value of its own: %s %s %s', (path, line, isFound) => {
  const found = told('values-1.22', { [path]: `# istio\n${line}\n` });
  expect(found).toEqual(isFound ? [`${path}:2`] : []);
});

test.each([
  ['{name: cert-manager}', 'https://charts.jetstack.io', '', false],
  ['{name: mesh}', 'https://blob.istio.io/istio-release/charts', '', true],
  ['{name: mesh}', 'https://charts.example', 'name: istiod-default-validator', true],
  ['{name: istiod}', 'https://charts.example', 'name: ingress-nginx-admission', false],
])(
  'an exception of %s from %s for a webhook %s is for one of Istio: %s',
  (metadata, repoURL, name, isIstios) => {
    const app = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: ${metadata}
spec:
  source: {repoURL: "${repoURL}", chart: main, targetRevision: 1.2.3}
  ignoreDifferences:
    - kind: ValidatingWebhookConfiguration
      jsonPointers: [/webhooks/0/failurePolicy]
      ${name}
`;
    expect(told('webhook-policy', { 'app.yaml': app })).toEqual(isIstios ? ['app.yaml:8'] : []);
  },
);

test.each([
  ['', true],
  ['resolution: NONE', true],
  ['"resolution": "NONE"', true],
  ['resolution: DNS', false],
  ['resolution: {{ .Resolution }}', false],
  ['resolution: ${RESOLUTION}', false],
  ['resolution: %s', false],
])('a ServiceEntry in a program with %j has resolution NONE: %s', (resolution, isNone) => {
  const entry = `kind: ServiceEntry\nmetadata:\n  name: a\nspec:\n  hosts: [a.example]\n  ports:\n  - number: 80\n    targetPort: 8080\n  ${resolution}\n`;
  const found = told('service-entry-target-port', { 'a.go': `var entry = \`\n${entry}\`\n` });
  expect(found).toEqual(isNone ? ['a.go:2'] : []);
});

test('logs of programs are not searched', () => {
  const text = 'istio --log_rotate=/var/log/a\n';
  expect(told('log-rotation', { 'a/logs.txt': text, 'a.log': text, 'notes.txt': text })).toEqual([
    'notes.txt:1',
  ]);
});

describe('a text of a manifest with an old address is', () => {
  const note = '# gcr.io/istio-release/pilot, as others write it\n';
  const definition =
    'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: serviceentries.networking.istio.io}\nspec:\n  names: {kind: ServiceEntry}\n';
  const map = (name: string): string =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  values: |-\n    {"global": {"hub": "gcr.io/istio-release"}}\n`;
  const policy = 'apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: {name: a}\n';
  const other = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: other}\n${note}`;
  const [ofPolicy, rendered, plain] = [
    'this policy names gcr.io/istio-release, which moves to docker.io/istio',
    'new sidecars still come from gcr.io/istio-release: this is rendered from the istiod chart, and not rewritten',
    'gcr.io/istio-release moves to docker.io/istio',
  ];
  test.each<readonly [text: string, message: string]>([
    [`${map('istio-sidecar-injector')}---\n${definition}`, rendered],
    [`${definition}---\n${map('istio-sidecar-injector-canary')}`, rendered],
    [`${other}---\n${definition}`, plain],
    [`${other}---\n${policy}`, plain],
    [`${policy}${note}`, ofPolicy],
    [`${definition}---\n${policy}${note}`, ofPolicy],
    [
      '{"kind": "List", "items": [{"kind": "ServiceEntry", "spec": {"a": "all of gcr.io/istio-release/"}}]}',
      ofPolicy,
    ],
  ])('%j', (text, message) => {
    const { findings } = migrateFiles({ 'a.yaml': text }, { from: '1.27', to: '1.31', only: ['artifacts'] });
    const said = findings.map((each) => each.message);
    expect(said.filter((each) => [ofPolicy, rendered, plain].includes(each))).toEqual([message]);
  });
});
