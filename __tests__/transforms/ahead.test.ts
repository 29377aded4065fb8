import { migrateFiles } from '../../src/api';

const pinOf = (version: string) => `helm upgrade istiod istio/istiod --version ${version}\n`;
const object = (apiVersion: string, kind: string, spec: string, name = 'a') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}, namespace: x}\nspec: ${spec}\n`;
const pool = (name = 'a') =>
  object(
    'inference.networking.k8s.io/v1',
    'InferencePool',
    '{targetPorts: [{number: 1}], selector: {matchLabels: {app: a}}, endpointPickerRef: {name: a, port: {number: 9002}}}',
    name,
  );
const oldPool = object(
  'inference.networking.x-k8s.io/v1alpha2',
  'InferencePool',
  '{targetPortNumber: 1, selector: {app: a}, extensionRef: {name: a}}',
);
const listeners = object(
  'gateway.networking.k8s.io/v1',
  'ListenerSet',
  '{parentRef: {name: gw}, listeners: [{name: a, port: 80, protocol: HTTP}]}',
);
const route = object(
  'gateway.networking.k8s.io/v1',
  'TLSRoute',
  '{hostnames: [a.example.com], rules: [{backendRefs: [{name: a, port: 1}]}]}',
);
const excluded = '# istio-migrate-ignore\n';
const patched = {
  'kustomization.yaml': 'resources: [pool.yaml]\npatches: [{path: patch.yaml}]\n',
  'patch.yaml': pool(),
};

/** Each row: a tree, the end of its upgrade, and the objects that no release knows which the tree installs. */
test.each<[string, Record<string, string>, string, readonly string[]]>([
  ['a pool', { 'up.sh': pinOf('1.27.3'), 'a.yaml': pool() }, '1.28', ['1.28 a.yaml:1']],
  ['over several hops', { 'up.sh': pinOf('1.26.1'), 'a.yaml': pool() }, '1.31', ['1.28 a.yaml:1']],
  ['another kind', { 'up.sh': pinOf('1.29.1'), 'a.yaml': listeners }, '1.30', ['1.30 a.yaml:1']],
  ['not on this way yet', { 'up.sh': pinOf('1.28.1'), 'a.yaml': listeners }, '1.29', []],
  [
    'an old version of one group may be served as the new one',
    { 'up.sh': pinOf('1.29.1'), 'a.yaml': route },
    '1.30',
    [],
  ],
  ['the release is pinned', { 'up.sh': pinOf('1.28.1'), 'a.yaml': pool() }, '1.29', []],
  ['it is pinned elsewhere', { 'up.sh': pinOf('1.27.1') + pinOf('1.28.0'), 'a.yaml': pool() }, '1.28', []],
  ['nothing is pinned', { 'a.yaml': pool() }, '1.28', []],
  [
    'the old one stays beside it',
    { 'up.sh': pinOf('1.27.3'), 'a.yaml': pool(), 'b.yaml': excluded + oldPool },
    '1.28',
    [],
  ],
  [
    'another old one does not serve',
    { 'up.sh': pinOf('1.27.3'), 'a.yaml': pool('new'), 'b.yaml': excluded + oldPool },
    '1.28',
    ['1.28 a.yaml:1'],
  ],
  [
    'a patch is none',
    { 'up.sh': pinOf('1.27.3'), 'pool.yaml': pool(), ...patched },
    '1.28',
    ['1.28 pool.yaml:1'],
  ],
  ['excluded', { 'up.sh': pinOf('1.27.3'), 'a.yaml': excluded + pool() }, '1.28', []],
])('what the tree installs does not know an object of the new group: %s', (_name, files, to, wanted) => {
  const { findings, changed } = migrateFiles(files, {
    to,
    only: ['inference-pool', 'listener-set', 'tls-route'],
  });
  const ahead = findings.flatMap(({ message, path, line }) => {
    const [, release] = /^Istio before (\S+) does not read /.exec(message) ?? [];
    return release === undefined ? [] : [`${release} ${path}:${line}`];
  });
  expect(ahead).toEqual(wanted);
  expect([...changed]).toEqual([]);
});
