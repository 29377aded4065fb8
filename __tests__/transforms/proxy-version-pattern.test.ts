import { findingsBetween } from '../support/findings-between';

const filter = (...patterns: readonly string[]) => `apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: {name: audit}
spec:
  configPatches:
${patterns.map((pattern) => `    - match: {proxy: {proxyVersion: ${JSON.stringify(pattern)}}}\n`).join('')}`;

const lost = async (input: Readonly<Record<string, string>>, from = '1.24', to = '1.31') =>
  (await findingsBetween('proxy-version-pattern', input, from, to)).map(
    ({ level, path, line, release, message }) => `${level} ${path}:${line} ${release} ${message}`,
  );
const said = (releases: string) =>
  `no proxy of Istio ${releases} matches this proxyVersion, so the patch has no effect on them`;

test.each([
  [String.raw`^1\.2[0-7].*`, '1.28', '1.28 to 1.31'],
  ['^1.24', '1.25', '1.25 to 1.31'],
  ['^1[.](2[4-9]|30)[.]', '1.31', '1.31'],
  [String.raw`1\.2\d+\.\d+$`, '1.30', '1.30 to 1.31'],
  [String.raw`^1\.24\.3$`, '1.25', '1.25 to 1.31'],
])('%s is reported at %s', async (pattern, release, releases) => {
  expect(await lost({ 'filter.yaml': filter(pattern) })).toEqual([
    `warning filter.yaml:6 ${release} ${said(releases)}`,
  ]);
});

test.each([
  ['it matches the target', [String.raw`^1\.(2\d|3\d)\..*`]],
  ['it matches some patch of the target', [String.raw`^1\.(24|31)\.4$`]],
  ['it matches all', ['.*']],
  ['it matched nothing before', [String.raw`^1\.1\d.*`]],
  ['another patch is for the target', [String.raw`^1\.2\d.*`, String.raw`^1\.3\d.*`]],
  ['a template says which', ['^{{ .Values.istio }}.*']],
  ['something fills it in', ['^${ISTIO_MINOR}[.]']],
  ['it is no pattern', ['^1[.](2']],
  ['it may take long', ['(((1*)*)*)*24']],
  ['it is empty', ['']],
])('nothing is reported where %s', async (_, patterns) => {
  expect(await lost({ 'filter.yaml': filter(...patterns) })).toEqual([]);
});

test('patches of kustomizations, and Terraform', async () => {
  const found = await lost({
    'base/kustomization.yaml': 'resources: [filter.yaml]\n',
    'base/filter.yaml': filter('.*'),
    'overlay/kustomization.yaml': `resources: [../base]
patches:
  - target: {kind: EnvoyFilter, name: audit}
    patch: |-
      - op: add
        path: /spec/configPatches/-
        value: {applyTo: CLUSTER, match: {proxy: {proxyVersion: '^1[.]2.*'}}}
`,
    'main.tf': String.raw`kind = "EnvoyFilter"
old = { proxyVersion = "^1\\.2[0-7].*" }
new = { proxyVersion = "^1\\.3.*" }
`,
  });
  expect(found).toEqual([
    'warning main.tf:2 1.28 this proxyVersion does not match the release that the upgrade ends at',
    `warning overlay/kustomization.yaml:7 1.30 ${said('1.30 to 1.31')}`,
  ]);
});
