import { migrateFiles } from '../../src/api';
import { transforms } from '../../transforms';
import { migrateTexts } from '../support/migrate-texts';

const ambient = transforms.filter(({ id }) => id === 'ambient-service-entry');
const entry = (spec: string): string =>
  `apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata:\n  name: a\nspec: ${spec}\n`;

function told(beside: string, own = entry('{hosts: [a.example]}')): string[] {
  const outcomes = migrateTexts({ 'entry.yaml': own, 'beside.yaml': beside }, ambient);
  expect(outcomes.every(({ before, after }) => before === after)).toBe(true);
  return outcomes.flatMap(({ findings }) => findings.map(({ level, line }) => `${level} ${line}`));
}

describe('a ServiceEntry of resolution NONE is a warning beside', () => {
  test.each([
    'kind: Namespace\nmetadata: {labels: {istio.io/dataplane-mode: ambient}}',
    'global: {}\nprofile: ambient',
    'apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nspec: {gatewayClassName: istio-waypoint}',
    'metadata: {labels: {istio.io/use-waypoint: shared}}',
    'chart: ztunnel',
    'chart: istio/ztunnel',
    'chart: {spec: {chart: ztunnel}}',
    '- {name: ztunnel, repository: "https://example.com"}',
    '- {name: ztunnel, repo: "https://example.com"}',
    'apiVersion: sailoperator.io/v1\nkind: ZTunnel\nmetadata: {name: default}',
    'apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: ztunnel}',
    'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: ztunnel}',
    'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: ztunnel}',
    'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: a}}\n- {apiVersion: apps/v1, kind: DaemonSet, metadata: {name: ztunnel}}',
  ])('%j', (beside) => {
    expect(told(beside)).toEqual(['warning 5']);
  });
});

describe('it is a note beside', () => {
  test.each([
    'kind: Namespace\nmetadata: {labels: {istio.io/dataplane-mode: none}, name: ambient}',
    'profile: default # ambient',
    'gatewayClassName: istio # no waypoint',
    'waypoint: istio.io/use-waypoint',
    'chart: ztunnel-exporter',
    'chart: my-ztunnel',
    '- {name: ztunnel, version: 1.28.0}',
    '- {name: other, repository: "https://example.com/ztunnel"}',
    'apiVersion: v1\nkind: Service\nmetadata: {name: ztunnel}',
    'apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: ztunnel-logs}',
    'ambient',
  ])('%j', (beside) => {
    expect(told(beside)).toEqual(['note 5']);
  });
});

describe('nothing is told beside an istiod without ambient mode', () => {
  test.each([
    'pilot: {autoscaleMin: 2}\nmeshConfig: {}\nglobal: {meshID: main}',
    'apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nmetadata: {name: mesh}\nspec: {profile: default}',
    'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: mesh}\nspec: {source: {chart: istiod, repoURL: "https://charts.example/istio", targetRevision: 1.27.1}}',
  ])('%j', (beside) => {
    expect(told(beside)).toEqual([]);
    expect(told(`${beside}\n---\nprofile: ambient\n`)).toEqual(['warning 5']);
  });
});

describe('nothing is told of', () => {
  test.each([
    entry('{hosts: [a.example], resolution: DNS}'),
    entry('{resolution: STATIC}'),
    entry('{location: MESH_EXTERNAL}'),
    entry('{hosts: [a.example]}').replace('networking.istio.io', 'example.com'),
    entry('{hosts: [a.example]}').replace('kind: ServiceEntry', 'kind: VirtualService # no ServiceEntry'),
    'apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata:\n  name: a\n',
  ])('%j', (own) => {
    expect(told('', own)).toEqual([]);
  });
});

test.each(['{resolution: NONE}', '{resolution: null}', '{hosts: [a], resolution: }'])(
  'a part that names it is told of: %s',
  (spec) => {
    expect(told('', entry(spec))).toEqual(['note 5']);
  },
);

describe('what no transform sees as an object is told of', () => {
  const here = (end: string) =>
    `run: |\n  kubectl apply -f - <<EOF\n  ${entry('{hosts: [a.example], resolution: NONE}').trimEnd().replaceAll('\n', '\n  ')}\n  ${end}`;
  test.each<readonly [path: string, text: string, lines: readonly string[]]>([
    ['a.yml', here('EOF\n'), ['warning 4']],
    ['a.yml', here('EOF\n').replace('NONE', 'DNS'), []],
    [
      'a.yml',
      `run: |\n  cat <<EOF\n  a\n  EOF\n---\n${entry('{hosts: [a], resolution: NONE}')}`,
      ['warning 10'],
    ],
    ['a.go', `e := api.ServiceEntry{Resolution: api.ServiceEntry_NONE}\n`, ['warning 1']],
    ['a.go', `e.Resolution = api.ServiceEntry_NONE\n`, ['warning 1']],
    ['a.go', `if e.Resolution == api.ServiceEntry_NONE {\n`, []],
    ['a.go', `e := api.ServiceEntry{Resolution: api.ServiceEntry_DNS}\n`, []],
  ])('%s %j', (path, text, lines) => {
    const { findings } = migrateFiles(
      { 'mesh.yaml': 'profile: ambient\n', 'b.yaml': entry('{resolution: DNS}'), [path]: text },
      { from: '1.27', to: '1.28', only: ['ambient-service-entry'] },
    );
    expect(findings.map(({ level, line }) => `${level} ${line}`)).toEqual(lines);
  });
});

test.each([
  ['removed-envoy-filters', 'kind: EnvoyFilter', 'name: envoy.filters.network.sni_verifier'],
  ['jwks-uri', 'kind: RequestAuthentication', 'jwksUri: http://169.254.1.1/keys'],
])('%s is told of in a here-document of a workflow', (id, kind, line) => {
  const { findings } = migrateFiles(
    { 'w.yml': `run: |\n  kubectl apply -f - <<EOF\n  ${kind}\n  ${line}\n  EOF\n` },
    { from: '1.19', to: '1.31' },
  );
  expect(findings.map((each) => `${each.transform} ${each.line}`)).toContain(`${id} 4`);
});

describe('kustomizations that build an entry of resolution NONE', () => {
  const base = {
    'base/kustomization.yaml': 'resources: [entry.yaml]\n',
    'base/entry.yaml': entry('{hosts: [a.example], resolution: NONE}'),
    'mesh.yaml': 'profile: ambient\n',
  };
  const over = (patch: string, field = 'resources: [../base]') => `${field}\npatches:\n${patch}`;
  const plain = 'resources: [../base]\n';
  const json = (path: string, value: string) =>
    over(`- target: {kind: ServiceEntry}\n  patch: '[{op: replace, path: ${path}, value: ${value}}]'\n`);
  const merge = (spec: string) =>
    over(`- patch: |\n    ${entry(spec).trimEnd().replaceAll('\n', '\n    ')}\n`);
  const dns = json('/spec/resolution', 'DNS');

  test.each<[string, Record<string, string>, string | undefined]>([
    ['all of them patch it', { a: dns, b: merge('{resolution: STATIC}') }, undefined],
    ['all of its spec', { a: json('/spec', '{hosts: [b.example], resolution: DNS}') }, undefined],
    ['one deletes it', { a: dns, b: merge('{}\n$patch: delete') }, undefined],
    ['one does not', { a: dns, b: plain }, 'b/kustomization.yaml'],
    ['two do not', { a: dns, b: plain, c: plain }, 'b/kustomization.yaml, c/kustomization.yaml'],
    ['one patches another', { a: dns, b: dns.replace('ServiceEntry', 'Service') }, 'b/kustomization.yaml'],
    ['one brings NONE', { a: dns, b: json('/spec/resolution', 'NONE') }, 'b/kustomization.yaml'],
    ['one clears it', { a: dns, b: merge('{resolution: null}') }, 'b/kustomization.yaml'],
    ['one further up does', { a: plain, b: dns.replace('base', 'a') }, undefined],
    [
      'one further up takes it back',
      { a: dns, b: json('/spec/resolution', 'NONE').replace('base', 'a') },
      '',
    ],
    [
      'a component that only one includes',
      {
        part: `kind: Component\n${dns.replace('resources: [../base]\n', '')}`,
        a: `${plain}components: [../part]\n`,
        b: plain,
      },
      'b/kustomization.yaml',
    ],
  ])('%s', (_, overlays, where) => {
    const files = Object.entries(overlays).map(
      ([name, text]) => [`${name}/kustomization.yaml`, text] as const,
    );
    const outcomes = migrateTexts({ ...base, ...Object.fromEntries(files) }, ambient);
    const ofEntry = outcomes.filter(({ path }) => path === 'base/entry.yaml');
    const helps = ofEntry.flatMap(({ findings }) => findings.map(({ help = '' }) => help));
    const built = helps.map((help) => /built with NONE by (.*)/.exec(help)?.[1] ?? '');
    expect(built).toEqual(where === undefined ? [] : [where]);
  });
});
