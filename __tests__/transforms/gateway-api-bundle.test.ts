import { migrateFiles } from '../../src/api';
import { findingsBetween } from '../support/findings-between';
import { migrateTree } from '../support/migrate-tree';

const object = (kind: string) =>
  `apiVersion: gateway.networking.k8s.io/v1\nkind: ${kind}\nmetadata: {name: a}\nspec: {}\n`;
const releases = 'https://github.com/kubernetes-sigs/gateway-api/releases/download';
const install = (version: string, channel = 'standard') =>
  `resources:\n  - ${releases}/v${version}/${channel}-install.yaml\n`;
const flag = 'pilot:\n  env:\n    PILOT_ENABLE_ALPHA_GATEWAY_API: "true"\n';

/** The levels and messages of a tree on the way from one version to another. */
async function reported(
  input: Readonly<Record<string, string>>,
  from: string,
  to: string,
): Promise<string[]> {
  const findings = await findingsOf(input, from, to);
  return findings.map(({ level, path, line, message }) => `${level} ${path}:${line} ${message}`);
}

const findingsOf = (input: Readonly<Record<string, string>>, from: string, to: string, paths?: string[]) =>
  findingsBetween('gateway-api-bundle', input, from, to, paths);

/** Kind, bundle, from, to, and the versions that ignore the kind with it. */
const matrix: readonly (readonly [
  kind: string,
  bundle: string,
  from: string,
  to: string,
  ignored: string,
])[] = [
  ['GRPCRoute', '1.0.0', '1.27', '1.28', '1.27 and 1.28'],
  ['GRPCRoute', '1.1.0', '1.27', '1.31', ''],
  ['BackendTLSPolicy', '1.3.0', '1.27', '1.28', '1.28'],
  ['BackendTLSPolicy', '1.4.0', '1.27', '1.31', ''],
  ['TLSRoute', '1.4.0', '1.27.9', '1.29', ''],
  ['TLSRoute', '1.4.1', '1.27.9', '1.28.6', '1.27.9 and 1.28.6'],
  ['TLSRoute', '1.4.1', '1.28.7', '1.29.3', ''],
  ['TLSRoute', '1.4.1', '1.28.7', '1.29.2', '1.29.2'],
  ['TLSRoute', '1.4.1', '1.28', '1.30', '1.30'],
  ['TLSRoute', '1.5.0', '1.28', '1.30', '1.28 and 1.29'],
  ['TLSRoute', '1.5.0', '1.29.1', '1.30', ''],
  ['TLSRoute', '1.5.0', '1.30', '1.31', ''],
  ['ListenerSet', '1.4.1', '1.29', '1.30', '1.30'],
  ['TCPRoute', '1.5.1', '1.30', '1.31', '1.31'],
  ['TCPRoute', '1.6.0', '1.30', '1.31', ''],
];

test('an XListenerSet is looked at as the ListenerSet that becomes of it', async () => {
  const set = 'apiVersion: gateway.networking.x-k8s.io/v1alpha1\nkind: XListenerSet\nmetadata: {name: a}\n';
  const tree = { 'kustomization.yaml': install('1.3.0', 'experimental'), 'set.yaml': set };
  expect(await reported(tree, '1.28', '1.29')).toEqual([]);
  expect(await reported(tree, '1.29', '1.30')).toEqual([
    'error kustomization.yaml:2 Istio 1.30 ignores ListenerSet with CRDs below 1.5.0: with 1.3.0 here, set.yaml:2 has no effect',
  ]);
});

test.each(matrix)('%s with bundle %s from %s to %s', async (kind, bundle, from, to, ignored) => {
  const tree = { 'kustomization.yaml': install(bundle, 'experimental'), 'object.yaml': object(kind) };
  const found = await reported(tree, from, to);
  if (ignored === '') {
    expect(found).toEqual([]);
    return;
  }
  const level = ignored.endsWith(to) ? 'error' : 'warning';
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(
    new RegExp(`^${level} kustomization\\.yaml:2 Istio ${ignored.replaceAll('.', '\\.')} ignores? ${kind} `),
  );
});

test.each([
  ['1.5.0', 'standard', '1.29.0', '1.29.1', 'error'],
  ['1.5.0', 'standard', '1.28', '1.29', undefined],
  ['1.5.0', 'experimental', '1.29.0', '1.29.1', undefined],
  ['1.4.1', 'standard', '1.28.1', '1.29.1', undefined],
  ['1.4.0', 'standard', '1.26', '1.27', 'warning'],
  ['1.4.1', 'standard', '1.27.1', '1.29.1', 'warning'],
  ['1.4.0', 'standard', '1.25', '1.25.3', undefined],
  ['1.4.0', 'experimental', '1.26', '1.28', undefined],
  ['1.3.0', 'standard', '1.26', '1.28', undefined],
  ['1.5.0', 'standard', '1.26.2', '1.27', 'error'],
  ['1.5.0', 'standard', '1.27.9', '1.28', 'warning'],
  ['1.6.0', 'standard', '1.30', '1.30.3', 'error'],
  ['1.6.1', 'standard', '1.31', '1.31.0', 'warning'],
  ['1.6.0', 'experimental', '1.30', '1.31', undefined],
])('bundle %s (%s) with the flag from %s to %s: %s', async (bundle, channel, from, to, level) => {
  const tree = { 'kustomization.yaml': install(bundle, channel), 'values.yaml': flag };
  const found = await reported(tree, from, to);
  expect(found.map((line) => line.replace(/ .*/, ''))).toEqual(level === undefined ? [] : [level]);
  if (level) expect(found[0]).toMatch(/(?:cannot|may not) become ready/);
  expect(await reported({ 'kustomization.yaml': tree['kustomization.yaml'] }, from, to)).toEqual([]);
});

test.each([
  ['1.4.1', 'experimental', '1.29', '1.30', 'Istio 1.30 ignores TLSRoute, ListenerSet with CRDs 1.4.1'],
  ['1.5.1', 'experimental', '1.29', '1.31', 'Istio 1.31 ignores TCPRoute with CRDs 1.5.1'],
  ['1.4.1', 'standard', '1.29', '1.31', undefined],
  ['1.4.1', 'experimental', '1.28', '1.29', undefined],
])('bundle %s (%s) without an object of its kinds from %s to %s', async (bundle, channel, from, to, said) => {
  const found = await reported({ 'kustomization.yaml': install(bundle, channel) }, from, to);
  expect(found).toEqual(said === undefined ? [] : [`note kustomization.yaml:2 ${said}, which this installs`]);
});

test.each([
  ['0.8.1', '1.28', '1.29', true],
  ['0.8.1', '1.27', '1.28', false],
  ['1.0.0', '1.28', '1.29', false],
])('bundle %s from %s to %s: kinds that are read as v1', async (bundle, from, to, isTold) => {
  const found = await reported({ 'kustomization.yaml': install(bundle, 'standard') }, from, to);
  expect(found).toEqual(
    isTold
      ? [
          'error kustomization.yaml:2 Istio 1.29 and later read Gateway, GatewayClass and HTTPRoute as v1, which the CRDs 0.8.1 do not have',
        ]
      : [],
  );
});

const repository = 'https://github.com/kubernetes-sigs/gateway-api';
test.each([
  ['kustomize at a ref', `resources:\n  - ${repository}/config/crd?ref=v1.4.1\n`],
  [
    'kustomize, experimental',
    'resources:\n  - github.com/kubernetes-sigs/gateway-api//config/crd/experimental?timeout=90&ref=v1.4.1\n',
  ],
  [
    'a raw file',
    'resources:\n  - https://raw.githubusercontent.com/kubernetes-sigs/gateway-api/v1.4.1/config/crd/standard/gateway.networking.k8s.io_tlsroutes.yaml\n',
  ],
  [
    'Argo CD',
    `apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  source: {repoURL: "${repository}", path: config/crd, targetRevision: v1.4.1}\n`,
  ],
  [
    'Flux',
    `apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nspec:\n  url: ${repository}.git\n  ref: {tag: v1.4.1}\n`,
  ],
  ['an artifact', `url: ${releases}/v1.4.1/experimental-install.yaml\n`],
])('%s is a pin', async (_, text) => {
  const found = await reported({ 'file.yaml': text, 'route.yaml': object('TLSRoute') }, '1.29', '1.30');
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(/^error file\.yaml:\d Istio 1\.30 ignores TLSRoute with CRDs below 1\.5\.0/);
});

test('definitions in the tree are a pin: what is wrong is reported where they are needed', async () => {
  const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  annotations:
    gateway.networking.k8s.io/bundle-version: v1.4.1
    gateway.networking.k8s.io/channel: experimental
  name: tlsroutes.gateway.networking.k8s.io
`;
  const tree = { 'crd.yaml': definition, 'crd2.yaml': definition, 'route.yaml': object('TLSRoute') };
  const found = await reported(tree, '1.29', '1.30');
  expect(found).toEqual([
    'error route.yaml:2 Istio 1.30 ignores TLSRoute with CRDs below 1.5.0, and this tree has 1.4.1 (crd2.yaml:5)',
  ]);
  const standard = definition.replace('experimental', 'standard').replace('1.4.1', '1.6.0');
  expect(await reported({ 'crd.yaml': standard, 'values.yaml': flag }, '1.29', '1.30')).toEqual([
    expect.stringMatching(
      /^error values\.yaml:3 istiod 1\.29 and 1\.30 cannot become ready .* \(crd\.yaml:5\)$/,
    ),
  ]);
});

test.each([
  [
    'helmfile',
    'releases:\n  - name: gaie\n    chart: oci://registry.k8s.io/gateway-api-inference-extension/charts/inferencepool\n    version: v0.5.1\n',
  ],
  [
    'Argo CD',
    'spec: {source: {repoURL: registry.k8s.io/gateway-api-inference-extension/charts, chart: inferencepool, targetRevision: v0.5.1}}\n',
  ],
  [
    'Flux',
    'spec:\n  url: oci://registry.k8s.io/gateway-api-inference-extension/charts/inferencepool\n  ref: {tag: v0.5.1}\n',
  ],
  [
    'Chart.yaml',
    'dependencies:\n  - {name: inferencepool, version: v0.5.1, repository: "oci://registry.k8s.io/x"}\n',
  ],
  [
    'CRDs',
    'resources:\n  - https://github.com/kubernetes-sigs/gateway-api-inference-extension/releases/download/v0.5.1/manifests.yaml\n',
  ],
])('an inference extension before v1.0: %s', async (_, text) => {
  const found = await reported({ 'file.yaml': text }, '1.27', '1.28');
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(/^error file\.yaml:\d the inference extension 0\.5\.1 /);
  expect(await reported({ 'file.yaml': text.replace('v0.5.1', 'v1.0.0') }, '1.27', '1.28')).toEqual([]);
});

const pools = 'oci://registry.k8s.io/gateway-api-inference-extension/charts';
const release = (...lines: string[]): string => `resource "helm_release" "a" {\n${lines.join('\n')}\n}\n`;
test.each([
  ['main.tf', release('chart = "inferencepool"', `repository = "${pools}"`, 'version = "v0.5.1"')],
  ['main.tf', release(`chart = "${pools}/inferencepool"`, 'version = "v0.5.1"')],
  [
    'main.tf',
    `variable "v" {\n  default = "v0.5.1"\n}\n${release(`chart = "${pools}/inferencepool"`, 'version = var.v')}`,
  ],
  ['a.sh', `helm upgrade -i a ${pools}/inferencepool --version v0.5.1\n`],
  [
    'a.sh',
    `helm install \\\n  a ${pools}/inferencepool \\\n  --namespace b \\\n  --create-namespace \\\n  --version v0.5.1\n`,
  ],
])('an inferencepool chart before v1.0: %s %j', async (path, text) => {
  const found = await reported({ [path]: text }, '1.27', '1.28');
  expect(found).toEqual([expect.stringMatching(/^error \S+ the inference extension 0\.5\.1 /)]);
  expect(await reported({ [path]: text }, '1.26', '1.27')).toEqual([]);
  expect(await reported({ [path]: text.replace('v0.5.1', 'v1.0.0') }, '1.27', '1.28')).toEqual([]);
  expect(await reported({ [path]: text.replaceAll('inferencepool', 'epp') }, '1.27', '1.28')).toEqual([]);
});

test.each([
  ...['0', '0.x', '0.*', '<1', '<1.0.0', '<1.0.0-0', '>=0.3.0 <1.0.0', '>= 0.3, < 0.6', '^0 || ~0.5'],
  ...['0.3.0 - 0.5.1', '~> 0.5', '=0.5.1', '<=0.5'],
])('all of a range is before v1.0: %s', async (range) => {
  const text = `releases:\n  - {name: a, chart: ${pools}/inferencepool, version: "${range}"}\n`;
  const found = await reported({ 'helmfile.yaml': text }, '1.27', '1.28');
  expect(found).toEqual([expect.stringMatching(/^error helmfile\.yaml:2 the inference extension \S/)]);
});

test.each(['*', '>=0.3.0', '>= 0.3.0', '<2', '<=1.0.0', '0.3.0 - 1.2.0', '<1.0.0 || ^1', '<1.1', '!=0.5.1'])(
  'some of a range is not: %s',
  async (range) => {
    const text = `releases:\n  - {name: a, chart: ${pools}/inferencepool, version: "${range}"}\n`;
    expect(await reported({ 'helmfile.yaml': text }, '1.27', '1.28')).toEqual([]);
  },
);

test('scripts and Terraform are reported', async () => {
  const input = {
    'install.sh': `kubectl apply -f ${releases}/v1.3.0/standard-install.yaml\n`,
    'new.sh': `kubectl apply -f ${releases}/v1.6.0/standard-install.yaml\n`,
    'main.tf':
      'x = "https://github.com/kubernetes-sigs/gateway-api-inference-extension/releases/download/v0.5.1/manifests.yaml"\n',
  };
  const { findings } = await migrateTree({ transform: 'gateway-api-bundle', input });
  expect(findings.split('\n').map((line) => line.split(':')[0])).toEqual([
    'note install.sh',
    'error main.tf',
    '',
  ]);
});

const crds = 'only with Gateway API CRDs';

test.each([
  ['GRPCRoute', [`1.22 Istio 1.22 reads GRPCRoute ${crds} 1.1.0 or newer`]],
  // Of an alpha version, its own migration says so.
  ['BackendTLSPolicy', [`1.28 Istio 1.28 reads BackendTLSPolicy ${crds} 1.4.0 or newer`]],
  [
    'TLSRoute',
    [
      `1.27 Istio 1.27.9, 1.28.7 and 1.29.3 and later patches read TLSRoute ${crds} up to 1.4.0 (Istio 1.27) or 1.4.1 (Istio 1.28 and 1.29)`,
      `1.30 Istio 1.30 reads TLSRoute ${crds} 1.5.0 or newer`,
    ],
  ],
  ['ListenerSet', [`1.30 Istio 1.30 reads ListenerSet ${crds} 1.5.0 or newer`]],
  ['TCPRoute', [`1.31 Istio 1.31 reads TCPRoute ${crds} 1.6.0 or newer`]],
  ['HTTPRoute', []],
])('without a bundle, each hop says what it needs for %s', async (kind, wanted) => {
  const tree = { 'object.yaml': object(kind), 'object2.yaml': object(kind) };
  const shown = async (from: string, to: string) =>
    (await findingsOf(tree, from, to)).map(({ release, message }) => `${release} ${message}`);
  expect(await shown('1.20', '1.31')).toEqual(wanted);
  expect(await shown('1.31', '1.31')).toEqual([]);
  const bundled = await reported(
    { ...tree, 'kustomization.yaml': install('1.6.1', 'experimental') },
    '1.20',
    '1.31',
  );
  expect(bundled.filter((line) => line.startsWith('note'))).toEqual([]);
});

test.each([
  ['a script', 'up.sh', `kubectl apply -f ${releases}/v1.2.0/standard-install.yaml\n`],
  ['a file of variables', 'versions.env', 'GATEWAY_API_VERSION="v1.2.0"\n'],
  ['a Makefile', 'Makefile', 'GATEWAY_API_VERSION ?= 1.2.0\n'],
  ['variables of Terraform', 'a.tfvars', 'gateway_api_version = "v1.2.0"\n'],
])('%s that does not fit is due with the release that needs more', async (_, path, text) => {
  const releaseWith = async (kind: string, from: string) => {
    const found = await findingsOf({ [path]: text, 'object.yaml': object(kind) }, from, '1.31');
    return found
      .filter((each) => each.path === path)
      .map(({ level, release = 'last' }) => `${level} ${release}`);
  };
  // What a script installs is known; a version with a name may be installed anywhere.
  const level = path === 'up.sh' ? 'error' : 'note';
  expect(await releaseWith('TLSRoute', '1.20')).toEqual([`${level} 1.30`]);
  expect(await releaseWith('TCPRoute', '1.20')).toEqual([`${level} 1.31`]);
  expect(await releaseWith('BackendTLSPolicy', '1.20')).toEqual([`${level} 1.28`]);
  // Nothing of the tree depends on it: look it up before the first hop.
  if (path !== 'up.sh') expect(await releaseWith('BackendTLSPolicy', '1.28')).toEqual(['note 1.29']);
  expect(await releaseWith('HTTPRoute', '1.20')).toEqual(['note 1.21']);
  expect(await releaseWith('HTTPRoute', '1.31')).toEqual(['note last']);
});

test.each([
  ['GRPCRoute', '1.20', '1.31', '1.22', '1.1.0'],
  ['TCPRoute', '1.30', '1.31', '1.31', '1.6.0'],
  ['TLSRoute', '1.29', '1.30', '1.30', '1.5.0'],
  ['TLSRoute', '1.31', '1.31', '1.30', '1.5.0'],
])('what an old %s needs is a warning, from %s to %s', async (kind, from, to, release, needed) => {
  const old = { 'new.yaml': object(kind), 'old.yaml': object(kind).replace('/v1\n', '/v1alpha2\n') };
  const text = `Istio ${release} reads ${kind} ${crds} ${needed} or newer`;
  expect(await reported(old, from, to)).toEqual([`warning new.yaml:2 ${text}`]);
});

test('one limit of several releases is one note', async () => {
  const found = await reported({ 'object.yaml': object('TLSRoute') }, '1.27', '1.29');
  expect(found).toEqual([
    `note object.yaml:2 Istio 1.28.7 and 1.29.3 and later patches read TLSRoute ${crds} up to 1.4.1`,
  ]);
});

test('all objects that are hit are named, up to a sensible number', async () => {
  const routes = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`route${index}.yaml`, object('TLSRoute')]),
    );
  const said = async (count: number) => {
    const tree = { 'kustomization.yaml': install('1.4.1', 'experimental'), ...routes(count) };
    const [message = ''] = await reported(tree, '1.29', '1.30');
    return message.replace(/^.* here, /, '');
  };
  expect(await said(2)).toBe('route0.yaml:2 and route1.yaml:2 have no effect');
  expect(await said(6)).toMatch(/^route0\.yaml:2, .* and route5\.yaml:2 have no effect$/);
  expect(await said(9)).toMatch(/^route0\.yaml:2, .* route4\.yaml:2 and 4 more have no effect$/);
});

test('a bundle that is too new for one release and too old for the next is two problems, each with its hop', async () => {
  const tree = { 'kustomization.yaml': install('1.4.1', 'experimental'), 'route.yaml': object('TLSRoute') };
  const found = await findingsOf(tree, '1.28.6', '1.30');
  expect(found.map(({ level, release, message, help }) => [level, release, message, help])).toEqual([
    [
      'warning',
      '1.28',
      'Istio 1.28.6 ignores TLSRoute with CRDs above 1.4.0: with 1.4.1 here, route.yaml:2 has no effect',
      'install the experimental channel of 1.4.0, and raise it to 1.5.0 or later only in one step with istiod 1.30',
    ],
    [
      'error',
      '1.30',
      'Istio 1.30 ignores TLSRoute with CRDs below 1.5.0: with 1.4.1 here, route.yaml:2 has no effect',
      'install 1.5.0 or later in one step with istiod 1.30: istiod 1.29 ignores TLSRoute with CRDs above 1.4.1',
    ],
  ]);
});

test('a single hop to a release that wants an older bundle says which, and when it may be raised', async () => {
  const tree = { 'kustomization.yaml': install('1.5.1', 'experimental'), 'route.yaml': object('TLSRoute') };
  const [found] = await findingsOf(tree, '1.28.5', '1.29.2');
  expect(found?.help).toBe(
    'install the experimental channel of 1.4.0, and raise it to 1.5.0 or later only in one step with istiod 1.30',
  );
});

test('what kinds need and what others bear is one range', async () => {
  const objects = { 'a.yaml': object('TLSRoute'), 'b.yaml': object('BackendTLSPolicy') };
  const helps = async (input: Readonly<Record<string, string>>, from: string, to: string) =>
    (await findingsOf({ ...objects, ...input }, from, to)).map(({ help }) => help?.split('; ').at(-1));
  const old = { 'kustomization.yaml': install('1.3.0', 'experimental') };
  expect(await helps(old, '1.27.3', '1.29')).toEqual(['install 1.4.0 to 1.4.1 before istiod']);
  expect(await helps({ ...old, 'values.yaml': flag }, '1.27.3', '1.29')).toEqual([
    'install the experimental channel of 1.4.0 to 1.4.1 (not the standard one while PILOT_ENABLE_ALPHA_GATEWAY_API is on) before istiod',
  ]);
  // The newest patch of 1.27 bears one bundle less.
  expect(await helps(old, '1.27.9', '1.28')).toEqual(['install 1.4.0 before istiod']);
  expect(await helps({}, '1.27.3', '1.29')).toEqual([
    'install 1.4.0 to 1.4.1 with Istio 1.28 and 1.29',
    'install 1.4.0 to 1.4.1 before istiod',
  ]);
  expect(await helps({ 'b.yaml': object('HTTPRoute') }, '1.26', '1.29')).toEqual([
    'install none above 1.4.0 with Istio 1.27, 1.28 and 1.29',
  ]);
});

test('a hop has one number, that of the kind which needs most', async () => {
  const tree = {
    'kustomization.yaml': install('1.0.0', 'experimental'),
    'grpc.yaml': object('GRPCRoute'),
    'route.yaml': object('TLSRoute'),
    'set.yaml': object('ListenerSet'),
  };
  const found = await findingsOf(tree, '1.21', '1.30');
  const numbers = found.map(({ release, help = '' }) => `${release} ${/\d+\.\d+\.\d+/.exec(help)?.[0]}`);
  expect(numbers).toEqual(['1.22 1.1.0', '1.30 1.5.0', '1.30 1.5.0']);
});

test('what breaks the release that runs is overdue, and the remedy does not contradict what needs the flag', async () => {
  const tree = { 'kustomization.yaml': install('1.6.0'), 'values.yaml': flag };
  const stuck = async (input: Readonly<Record<string, string>>) => {
    const found = await findingsOf(input, '1.28.3', '1.31');
    return found.filter(({ message }) => message.includes('become ready'));
  };
  expect(await stuck(tree)).toEqual([
    expect.objectContaining({
      release: '1.28',
      help: 'install the experimental channel, or remove the flag, which nothing in this tree needs',
    }),
  ]);
  expect(await stuck({ ...tree, 'route.yaml': object('TLSRoute') })).toEqual([
    expect.objectContaining({
      release: '1.28',
      help: 'install the experimental channel of 1.4.1 until istiod 1.30 runs, and remove the flag with that: older ones need it for TLSRoute a (route.yaml:2)',
    }),
  ]);
  // On the target, nothing removes the flag.
  const policy = `${object('TLSRoute')}---\n${object('XBackendTrafficPolicy').replace('k8s.io', 'x-k8s.io')}`;
  const [stays] = await stuck({ ...tree, 'route.yaml': policy });
  expect(stays?.help).toContain('; the flag stays for TLSRoute a (route.yaml:2)');
});

test('the version of a policy is not that of the definitions beside it', async () => {
  const annotated = (kind: string, version: string): string =>
    `kind: ${kind}\nmetadata:\n  name: a\n  annotations:\n    gateway.networking.k8s.io/bundle-version: ${version}\n    gateway.networking.k8s.io/channel: standard\n`;
  const policy = annotated('ValidatingAdmissionPolicy', 'v1.6.0');
  const definition = annotated('CustomResourceDefinition', 'v1.4.1');
  const stuck = async (input: Readonly<Record<string, string>>) => {
    const found = await findingsOf({ ...input, 'values.yaml': flag }, '1.28.3', '1.29.1');
    return found.filter(({ message }) => message.includes('become ready'));
  };
  expect(await stuck({ 'policy.yaml': policy, 'crd.yaml': definition })).toEqual([]);
  expect(await stuck({ 'all.yaml': `${policy}---\n${definition}` })).toEqual([]);
  expect(
    await stuck({ 'crd.yaml': definition.replace('1.4.1', '1.6.0'), 'policy.yaml': policy }),
  ).toHaveLength(1);
});

test('what does not fit is reported for a file alone, too, wherever the bundle is installed', async () => {
  const tree = {
    'crds/kustomization.yaml': install('1.4.1', 'experimental'),
    'a.yaml': object('TLSRoute'),
    'b.yaml': object('TLSRoute'),
  };
  const shown = async (...paths: string[]) =>
    (await findingsOf(tree, '1.29', '1.30', paths)).map(
      ({ path, line, level }) => `${level} ${path}:${line}`,
    );
  expect(await shown('b.yaml')).toEqual(['error b.yaml:2']);
  expect(await shown('a.yaml', 'b.yaml')).toEqual(['error a.yaml:2']);
  expect(await shown('crds')).toEqual(['error crds/kustomization.yaml:2']);
  expect(await shown('.')).toEqual(['error crds/kustomization.yaml:2']);
});

test('where one bundle serves both sides of a hop, it is installed before that', async () => {
  const tree = { 'kustomization.yaml': install('1.4.1', 'experimental'), 'route.yaml': object('TCPRoute') };
  const [before] = await findingsOf(tree, '1.30', '1.31');
  expect(before).toMatchObject({ phase: 'before', help: expect.stringContaining('before istiod') as string });
  const [today] = await findingsOf(tree, '1.31', '1.31');
  expect(today?.phase).toBeUndefined();
  expect(today?.help).toBe('install 1.6.0 or later');
});

test('of what other repositories may have, each hop names what it takes', async () => {
  const found = await findingsOf({ 'kustomization.yaml': install('1.4.1', 'experimental') }, '1.29', '1.31');
  expect(
    found.map(({ release, message, help = '' }) => [release, message, help.replace(/^.* install /, '')]),
  ).toEqual([
    [
      '1.30',
      'Istio 1.30 and 1.31 ignore TLSRoute, ListenerSet with CRDs 1.4.1, which this installs',
      '1.5.0 or later',
    ],
    ['1.31', 'Istio 1.31 ignores TCPRoute with CRDs 1.4.1, which this installs', '1.6.0 or later'],
  ]);
});

test('a bundle that lacks several versions which istiod waits for is said to lack each of them', async () => {
  const tree = {
    'kustomization.yaml': install('1.6.0'),
    'values.yaml': flag,
    'policy.yaml': object('BackendTLSPolicy'),
  };
  expect(await findingsOf(tree, '1.26.2', '1.28')).toEqual([
    expect.objectContaining({
      level: 'error',
      message:
        'istiod 1.26.2 to 1.28 cannot become ready with PILOT_ENABLE_ALPHA_GATEWAY_API (values.yaml:3) and the standard CRDs 1.6.0, which do not serve BackendTLSPolicy v1alpha3, TLSRoute v1alpha2, TCPRoute v1alpha2 and UDPRoute v1alpha2',
      help: 'install the experimental channel until istiod 1.28 runs, and remove the flag with that: older ones need it for BackendTLSPolicy a (policy.yaml:2)',
    }),
  ]);
});

describe('a flag that goes with the upgrade', () => {
  const tree = (version: string, route: string) => ({
    'kustomization.yaml': install(version),
    'values.yaml': flag,
    'route.yaml': object(route),
  });

  test.each([
    ['1.6.0', 'TLSRoute', '1.30.2', '1.30.4', 'error'],
    ['1.6.0', 'TCPRoute', '1.31.0', '1.31.1', 'warning'],
    ['1.5.1', 'TLSRoute', '1.30.2', '1.30.4', undefined],
  ])('is deadly until it is gone: %s, %s, %s to %s', async (version, route, from, to, level) => {
    const found = await findingsOf(tree(version, route), from, to);
    const stuck = found.filter(({ message }) => message.includes('become ready'));
    expect(stuck.map((each) => each.level)).toEqual(level === undefined ? [] : [level]);
  });

  test.each([
    // It stops the istiod that runs: at once. It stops the next one only: with that. Neither: once that runs.
    ['1.6.0', '1.30', '1.31', '1.30 before'],
    ['1.6.0', '1.29', '1.30', '1.30 with'],
    ['1.4.1', '1.29', '1.30', '1.30 undefined'],
  ])('is removed in time: %s from %s to %s', (version, from, to, due) => {
    const { findings } = migrateFiles(tree(version, 'TLSRoute'), { from, to, only: ['alpha-gateway-flag'] });
    const said = findings.filter(({ message }) => message.startsWith('nothing in this tree needs'));
    expect(said.map(({ release, phase }) => `${release} ${phase}`)).toEqual([due]);
  });

  test.each([
    [
      'TLSRoute',
      '1.29',
      '1.30',
      'install 1.5.0 or later (of the standard channel only versions below 1.6.0 ',
    ],
    ['TCPRoute', '1.30', '1.31', 'install the experimental channel of 1.6.0 or later, which serves both'],
    ['TCPRoute', '1.31', '1.31', 'install the experimental channel of 1.6.0 or later (not the standard one'],
    // Before the hop, it meets istiod 1.27; once that is gone, no longer.
    ['BackendTLSPolicy', '1.27', '1.28', 'install the experimental channel of 1.4.0 or later (not the stand'],
    [
      'BackendTLSPolicy',
      '1.28',
      '1.29',
      'install 1.4.0 or later (of the standard channel only versions below 1.6.0 ',
    ],
    [
      'BackendTLSPolicy',
      '1.28.2',
      '1.29',
      'install 1.4.0 or later (of the standard channel only versions below 1.5.0 ',
    ],
    // The flag is gone by then.
    ['ListenerSet', '1.31', '1.31', 'install 1.5.0 or later'],
  ])('limits what is to be installed for a %s from %s to %s', async (route, from, to, help) => {
    const bundle = install(route === 'BackendTLSPolicy' ? '1.3.0' : '1.4.1', 'experimental');
    const old = { ...tree('1.4.1', route), 'kustomization.yaml': bundle };
    const found = await findingsOf(old, from, to);
    expect(found.map((each) => each.help?.slice(0, help.length))).toEqual([help]);
  });
});

test('where one kind asks for one step, all kinds of a hop do', async () => {
  const tree = {
    'kustomization.yaml': install('1.4.1', 'experimental'),
    'route.yaml': object('TLSRoute'),
    'set.yaml': object('ListenerSet'),
  };
  const found = await findingsOf(tree, '1.29', '1.30');
  expect(found).toHaveLength(2);
  expect(new Set(found.map(({ help }) => help)).size).toBe(1);
  expect(found[0]?.help).toContain('in one step with istiod 1.30');
});

const chart = (name: string, version: string) =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: ${name}}\nspec:\n  source: {repoURL: https://blob.istio.io/istio-release/charts, chart: ${name}, targetRevision: ${version}}\n`;

test.each([
  ['1.28.x', '1.28.4'],
  ['1.28.4', '1.28.x'],
  ['1.28.7', '1.28.4'],
  ['~1.28', '1.29.1'],
])('a pin of %s takes no error of %s away', (one, other) => {
  const files = {
    ...{ 'kustomization.yaml': install('1.5.1'), 'values.yaml': flag },
    ...{ 'base.yaml': chart('base', one), 'istiod.yaml': chart('istiod', other) },
  };
  const { findings } = migrateFiles(files, { to: '1.31', only: ['gateway-api-bundle'] });
  expect(findings.map(({ level, message }) => `${level} ${message.slice(0, 20)}`)).toEqual([
    `error istiod ${[one, other].filter((each) => /1\.2[89]\.[14]/.test(each))[0]} cannot`,
  ]);
});

describe('a bundle that a program installs', () => {
  const address = (version: string) =>
    `https://github.com/kubernetes-sigs/gateway-api/releases/download/${version}/standard-install.yaml`;
  const set = 'helm upgrade istiod istio/istiod --set pilot.env.PILOT_ENABLE_ALPHA_GATEWAY_API=true';
  test.each([
    ['a script', 'up.sh', `kubectl apply -f ${address('v1.6.0')}\n${set}\n`],
    ['a name in quotes', 'up.sh', `V=v1.6.0\nkubectl apply -f "${address('${V}')}"\n${set}\n`],
    ['a name behind a v', 'up.sh', `V=1.6.0\nkubectl apply -f "${address('v$V')}"\n${set}\n`],
    ['a Makefile', 'Makefile', `V ?= v1.6.0\nup:\n\tkubectl apply -f ${address('$(V)')}\n\t${set}\n`],
    [
      'kustomize at a ref',
      'up.sh',
      `kubectl apply -k "https://github.com/kubernetes-sigs/gateway-api/config/crd?ref=v1.6.0"\n${set}\n`,
    ],
  ])('is held against the flag: %s', async (_, path, text) => {
    const found = await reported({ [path]: text, 'values.yaml': 'pilot: {}\n' }, '1.29', '1.30');
    const line = text.slice(0, text.indexOf('kubernetes-sigs')).split('\n').length;
    expect(found).toEqual([
      expect.stringMatching(
        new RegExp(`^error ${path}:${line} istiod 1\\.29 and 1\\.30 cannot become ready`),
      ),
    ]);
    const old = { [path]: text.replaceAll('1.6.0', '1.4.1') };
    expect((await reported(old, '1.29', '1.30')).filter((each) => !each.startsWith('note'))).toEqual([]);
  });

  test.each([
    ['a comment', 'up.sh', `# kubectl apply -f ${address('v1.6.0')}\n${set}\n`, 0],
    ['a test', 'tests/up.sh', `kubectl apply -f ${address('v1.6.0')}\n${set}\n`, 0],
    ['a document', 'README.md', `    kubectl apply -f ${address('v1.4.1')}\n`, 1],
    ['a name that nothing explains', 'up.sh', `kubectl apply -f ${address('$V')}\n${set}\n`, 1],
  ])('is at most noted in %s', async (_, path, text, notes) => {
    const found = await reported({ [path]: text }, '1.29', '1.30');
    expect(found.map((each) => each.replace(/ .*/, ''))).toEqual(Array<string>(notes).fill('note'));
  });

  test('is held against the kinds of the tree, and definitions are against a flag in a script', async () => {
    const tree = { 'up.sh': `kubectl apply -f ${address('v1.4.1')}\n`, 'a.yaml': object('TLSRoute') };
    expect(await reported(tree, '1.29', '1.30')).toEqual([
      'error up.sh:1 Istio 1.30 ignores TLSRoute with CRDs below 1.5.0: with 1.4.1 here, a.yaml:2 has no effect',
    ]);
    const crd =
      'kind: CustomResourceDefinition\nmetadata:\n  annotations:\n    gateway.networking.k8s.io/bundle-version: v1.6.0\n    gateway.networking.k8s.io/channel: standard\n';
    const { findings } = migrateFiles({ 'crd.yaml': crd, 'up.sh': `${set}\n` }, { from: '1.29', to: '1.30' });
    const stuck = findings.filter(({ level }) => level === 'error');
    expect(stuck.map(({ path, line, message }) => `${path}:${line} ${message}`)).toEqual([
      expect.stringMatching(/^up\.sh:1 istiod 1\.29 and 1\.30 cannot .* \(crd\.yaml:4\)$/),
    ]);
  });

  test('is held against the flag of a module of Terraform', () => {
    const module = `data "http" "crds" {\n  url = "${address('v1.6.0')}"\n}\nresource "helm_release" "istiod" {\n  chart      = "istiod"\n  repository = "https://blob.istio.io/istio-release/charts"\n  set {\n    name  = "pilot.env.PILOT_ENABLE_ALPHA_GATEWAY_API"\n    value = "true"\n  }\n}\n`;
    const { findings } = migrateFiles({ 'main.tf': module }, { from: '1.29', to: '1.30' });
    const stuck = findings.filter(({ level }) => level === 'error');
    expect(stuck.map(({ path, line, message }) => `${path}:${line} ${message}`)).toEqual([
      expect.stringMatching(/^main\.tf:2 istiod 1\.29 and 1\.30 cannot .* \(main\.tf:/),
    ]);
  });

  test('has a note that says what this tree needs', async () => {
    const tree = { 'v.env': 'GATEWAY_API_VERSION=v1.2.0\n', 'a.yaml': object('TLSRoute') };
    const found = await findingsOf(tree, '1.29', '1.31');
    expect(found.find(({ path }) => path === 'v.env')?.help).toBe(
      'check the version before each step of the upgrade; this tree needs: TLSRoute 1.5.0 (Istio 1.30)',
    );
  });
});

const extensions = 'https://github.com/kubernetes-sigs/gateway-api-inference-extension';
const extension = `${extensions}/releases/download`;
const raw = 'https://raw.githubusercontent.com/kubernetes-sigs';

describe('an address of CRDs is read alike, whatever it is written in', () => {
  const spellings = [
    'https://github.com/kubernetes-sigs/PROJECT/releases/download/VERSION/manifests.yaml',
    'https://github.com/kubernetes-sigs/PROJECT/config/crd?ref=VERSION',
    'github.com/kubernetes-sigs/PROJECT//config/crd?ref=VERSION',
    'https://github.com/kubernetes-sigs/PROJECT.git//config/crd?timeout=90s&ref=VERSION',
    'https://github.com/kubernetes-sigs/PROJECT/raw/VERSION/config/crd/bases/pools.yaml',
    'https://github.com/kubernetes-sigs/PROJECT/raw/refs/tags/VERSION/config/crd/bases/pools.yaml',
    `${raw}/PROJECT/VERSION/config/crd/bases/pools.yaml`,
    `${raw}/PROJECT/refs/tags/VERSION/config/crd/bases/pools.yaml`,
  ];
  const carriers: readonly (readonly [path: string, before: string])[] = [
    ['kustomization.yaml', 'resources:\n  - '],
    ['up.sh', 'kubectl apply -k '],
    ['Makefile', 'up:\n\tkubectl apply -k '],
    ['main.tf', 'x = "'],
    ['.github/workflows/up.yaml', 'jobs: {a: {steps: [{run: "kubectl apply -f '],
  ];
  const projects = [
    [
      'gateway-api-inference-extension',
      'v0.5.1',
      /^error .* the inference extension 0\.5\.1 has no InferencePool /,
    ],
    [
      'gateway-api-inference-extension',
      'v1.0.0-rc.1',
      /^error .* extension 1\.0\.0-rc\.1 has no endpointPickerRef/,
    ],
    ['gateway-api-inference-extension', 'v1.0.0-rc.2', undefined],
    ['gateway-api-inference-extension', 'v1.0.0', undefined],
    ['gateway-api', 'v1.3.0', /^error .* ignores BackendTLSPolicy with CRDs below 1\.4\.0/],
    ['gateway-api', 'v1.4.0', undefined],
  ] as const;

  test.each(projects)('%s %s', async (project, version, message) => {
    for (const spelling of spellings)
      for (const [path, before] of carriers) {
        const address = spelling.replace('PROJECT', project).replace('VERSION', version);
        const end = { 'main.tf': '"', '.github/workflows/up.yaml': '"}]}}' }[path] ?? '';
        const tree = { [path]: `${before}${address}${end}\n`, 'policy.yaml': object('BackendTLSPolicy') };
        const found = (await reported(tree, '1.27', '1.28')).filter((line) => line.startsWith('error'));
        expect({ address, path, found }).toEqual({
          ...{ address, path },
          found: message ? [expect.stringMatching(message)] : [],
        });
      }
  });
});

test.each([
  ['a.sh', `helm install a ${pools}/inferencepool --version VERSION\n`],
  ['main.tf', release(`chart = "${pools}/inferencepool"`, 'version = "VERSION"')],
  ['helmfile.yaml', `releases:\n  - {name: a, chart: "${pools}/inferencepool", version: VERSION}\n`],
  [
    'app.yaml',
    `spec: {source: {repoURL: "${extensions}", path: config/charts/inferencepool, targetRevision: VERSION}}\n`,
  ],
])('the chart of a release candidate gives pools no port: %s', async (path, text) => {
  const at = (version: string) => reported({ [path]: text.replace('VERSION', version) }, '1.27', '1.28');
  for (const candidate of ['v1.0.0-rc.1', 'v1.0.0-rc.3'])
    expect(await at(candidate)).toEqual([
      expect.stringMatching(
        `^error .* of the inferencepool chart ${candidate.slice(1)} has no endpointPickerRef.port`,
      ),
    ]);
  for (const fits of ['v1.0.0-rc.4', 'v1.0.0', 'v1.1.0-rc.1']) expect(await at(fits)).toEqual([]);
});

test.each<readonly [path: string, text: string, lines: readonly number[]]>([
  ['up.sh', `kubectl apply -f ${extension}/v0.3.0/manifests.yaml`, [1]],
  ['up.sh', `VERSION=v0.3.0\nkubectl apply -f ${extension}/$VERSION/manifests.yaml`, [2]],
  ['up.sh', `export V="0.5.1"\nkubectl apply -f ${extension}/v\${V}/manifests.yaml`, [2]],
  ['Makefile', `V ?= v0.5.1\nup:\n\tkubectl apply -f ${extension}/$(V)/manifests.yaml`, [3]],
  ['up.sh', `VERSION=v1.0.0\nkubectl apply -f ${extension}/$VERSION/manifests.yaml`, []],
  ['up.sh', `kubectl apply -f ${extension}/$1/manifests.yaml`, []],
  ['up.sh', `kubectl delete -f ${extension}/v0.3.0/manifests.yaml`, []],
  ['up.sh', `kubectl delete ns a && kubectl apply -f ${extension}/v0.3.0/manifests.yaml`, [1]],
  ['up.sh', `kubectl delete -f ${releases}/v1.0.0/standard-install.yaml`, []],
  ['up.sh', `kubectl delete -k ${extensions}/config/crd?ref=v0.3.0`, []],
  ['up.sh', `kubectl apply -f ${raw}/gateway-api-inference-extension/v0.5.1/config/manifests/gpu.yaml`, []],
  ['up.sh', `kubectl apply -f ${extensions}/raw/v0.5.1/config/manifests/inferencepool-resources.yaml`, [1]],
  ['up.sh', `kubectl apply -k "${extensions}/config/crd/\${CHANNEL}?ref=v0.3.0"`, [1]],
  ['up.sh', `GIE_VERSION=v1.0.0-rc.1`, [1]],
  ['up.sh', `GIE_VERSION=v1.0.0`, []],
])('old CRDs of the inference extension in %s: %s', async (path, text, lines) => {
  const found = await findingsOf({ [path]: `${text}\n` }, '1.27', '1.28');
  expect(found.map(({ line }) => line)).toEqual(lines);
});
