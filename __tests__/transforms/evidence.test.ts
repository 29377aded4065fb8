import { migrateFiles } from '../../src/api';

const application = (name: string, chart: string, values: string): string => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: ${name}}
spec:
  destination: {name: ${name}, namespace: istio-system}
  source:
    repoURL: https://charts.example/istio
    chart: ${chart}
    helm: {valuesObject: ${values}}
`;
const cni = application('cni', 'cni', '{cni: {logging: {level: info}}}');
const chartOfIstio = (name: string): string =>
  `apiVersion: v2\nname: ${name}\nversion: 1.24.0\nsources: ["https://github.com/istio/istio"]\n`;
const node =
  'apiVersion: v1\nkind: Node\nmetadata: {name: a, labels: {cloud.google.com/gke-nodepool: default-pool}}\n';

function told(files: Readonly<Record<string, string>>, release: string): string[] {
  const from = `1.${Number(release.split('.')[1]) - 1}`;
  const { findings } = migrateFiles(files, { from, to: release });
  return findings
    .filter(({ message }) => message.startsWith(`with Istio ${release},`))
    .map(({ path, message }) => `${path} ${message}`);
}

describe('GKE shows in', () => {
  test.each([
    ['clusters/node.yaml', true],
    ['vendor/k8s.io/api/node.yaml', false],
    ['third_party/node.yaml', false],
    ['charts/argocd/templates/node.yaml', false],
  ])('%s: %s', (path, isSaid) => {
    const found = told({ 'cni.yaml': cni, [path]: node }, '1.25');
    expect(found.some((each) => each.includes('of GKE by itself'))).toBe(isSaid);
  });

  test('nothing that matters without istio-cni', () => {
    expect(told({ 'node.yaml': node }, '1.25')).toEqual([]);
    const operator = 'apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec: {profile: default}\n';
    expect(told({ 'node.yaml': node, 'mesh.yaml': operator }, '1.25')).toEqual([]);
  });
});

test.each(['base/files/profile.yaml', 'base/templates/profile.yaml'])(
  'a copy of a chart of Istio is no subject: %s',
  (path) => {
    const files = {
      'istiod.yaml': application('istiod', 'istiod', '{revision: main}'),
      [path]: 'profile: ambient\n',
    };
    const found = (chart: string) =>
      told({ ...files, 'base/Chart.yaml': chart }, '1.31').some((each) => each.includes('ambient workloads'));
    expect(found(chartOfIstio('base'))).toBe(false);
    expect(found('apiVersion: v2\nname: mine\nversion: 1.0.0\n')).toBe(true);
  },
);

test.each([
  ['up.sh', true],
  ['Makefile', true],
  ['install.go', false],
  ['install.ts', false],
])('a command in %s says that there are ambient workloads: %s', (path, isSaid) => {
  const files = { 'istiod.yaml': application('istiod', 'istiod', '{revision: main}') };
  const command = 'helm install istio-cni istio/cni --set profile=ambient\n';
  const found = told({ ...files, [path]: command }, '1.31');
  expect(found.some((each) => each.startsWith('istiod.yaml') && each.includes('ambient workloads'))).toBe(
    isSaid,
  );
});

describe('a value of one release does not concern another one', () => {
  test.each([
    ['enableTracing: true', '1.22', 'spans are no longer sent'],
    ['discoverySelectors: [{matchLabels: {mesh: main}}]', '1.22', 'discoverySelectors also limit'],
  ])('%s', (value, release, message) => {
    const files = {
      'a.yaml': application('a', 'istiod', `{meshConfig: {${value}}}`),
      'b.yaml': application('b', 'istiod', '{meshConfig: {accessLogFile: /dev/stdout}}'),
    };
    const found = (more: Readonly<Record<string, string>>) =>
      told({ ...files, ...more }, release)
        .filter((each) => each.includes(message))
        .map((each) => each.split(' ')[0]);
    expect(found({})).toEqual(['a.yaml']);
    // What no release is known to have may be for each.
    expect(found({ 'mesh.yaml': `meshConfig: {${value}}\n` })).toEqual(
      expect.arrayContaining(['a.yaml', 'b.yaml']),
    );
  });
});

describe('an IstioOperator installs ztunnel', () => {
  test.each([
    ['{profile: minimal}', false],
    ['{profile: openshift}', false],
    ['{components: {ztunnel: {enabled: false}}, profile: ambient}', false],
    ['{profile: ambient}', true],
    ['{components: {ztunnel: {enabled: true}}}', true],
    ['{values: {ztunnel: {variant: debug}}}', true],
  ])('%s: %s', (spec, isSaid) => {
    const mesh = `apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec: ${spec}\n`;
    expect(told({ 'mesh.yaml': mesh }, '1.23').some((each) => each.includes('ztunnel requests'))).toBe(
      isSaid,
    );
  });
});

describe('what cannot be in one cluster is no pair', () => {
  const gateway = (group: string, spec: string) =>
    `apiVersion: ${group}/v1\nkind: Gateway\nmetadata: {name: a, namespace: ${group.split('.')[0]}}\nspec: ${spec}\n`;
  const istios = gateway(
    'networking.istio.io',
    '{servers: [{hosts: [a.local], port: {number: 80, name: http, protocol: HTTP}}]}',
  );
  const managed = gateway(
    'gateway.networking.k8s.io',
    '{gatewayClassName: istio, listeners: [{name: http, port: 80, protocol: HTTP}]}',
  );

  test.each([
    ['a/in.yaml', 'b/gw.yaml', true],
    ['unit/testdata/in.yaml', 'examples/quick/gw.yaml', false],
    ['unit/testdata/in.yaml', 'clusters/gw.yaml', false],
    ['clusters/in.yaml', 'vendor/example.com/gw.yaml', false],
    ['examples/quick/in.yaml', 'examples/slow/gw.yaml', false],
    ['examples/quick/in.yaml', 'examples/quick/gw.yaml', true],
    ['examples/quick/base/in.yaml', 'examples/quick/gw.yaml', true],
  ])('%s and %s: %s', (one, other, isPair) => {
    const { findings } = migrateFiles({ [one]: istios, [other]: managed }, { from: '1.30', to: '1.31' });
    expect(findings.some(({ transform }) => transform === 'strict-gateways')).toBe(isPair);
    expect(findings.some(({ message }) => message.includes('are not merged into managed'))).toBe(isPair);
  });
});

test.each([
  ['clusters/a.yaml', true],
  ['samples/a.yaml', false],
  ['tests/data/a.yaml', false],
])('a Sidecar in %s concerns an istiod of the clusters: %s', (path, isSaid) => {
  const sidecar = 'apiVersion: networking.istio.io/v1\nkind: Sidecar\nmetadata: {name: a}\nspec: {}\n';
  const istiod = application('istiod', 'istiod', '{revision: main}');
  const found = (file: string) =>
    told({ [file]: istiod, [path]: sidecar }, '1.27').some((each) => each.includes('scope of a Sidecar'));
  expect(found('mesh/istiod.yaml')).toBe(isSaid);
  expect(found(path.replace('a.yaml', 'istiod.yaml'))).toBe(true);
});
