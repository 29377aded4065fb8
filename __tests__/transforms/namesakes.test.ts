import type { Tree } from '../support/fixtures';
import { migrateTexts } from '../support/migrate-texts';
import { type Upgrade, upgradeTo } from '../support/upgrade';

/**
 * The old object and the one that replaces it, side by side under one name: once migrated, the old one would be a second
 * object of the same identity with another spec. Where the two are applied together, it stays, with what names it.
 */
const upgrades = { pool: '1.28', set: '1.30', grant: '1.20' } as const;
type Kind = keyof typeof upgrades;

function object(apiVersion: string, kind: string, name: string, spec: string): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}}\nspec: ${spec}\n`;
}
const setSpec = '{parentRef: {name: gw}, listeners: [{name: a, port: 80, protocol: HTTP}]}';
const grantSpec =
  '{from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: x}], to: [{group: "", kind: Service}]}';
const old: Record<Kind, (name: string) => string> = {
  pool: (name) =>
    object(
      'inference.networking.x-k8s.io/v1alpha2',
      'InferencePool',
      name,
      '{targetPortNumber: 8000, selector: {app: a}, extensionRef: {name: e}}',
    ),
  set: (name) => object('gateway.networking.x-k8s.io/v1alpha1', 'XListenerSet', name, setSpec),
  grant: (name) => object('gateway.networking.k8s.io/v1alpha2', 'ReferencePolicy', name, grantSpec),
};
const newer: Record<Kind, (name: string) => string> = {
  pool: (name) =>
    object(
      'inference.networking.k8s.io/v1',
      'InferencePool',
      name,
      '{targetPorts: [{number: 8000}], selector: {matchLabels: {app: a}}, endpointPickerRef: {name: e, port: {number: 9002}}}',
    ),
  set: (name) => object('gateway.networking.k8s.io/v1', 'ListenerSet', name, setSpec),
  grant: (name) => object('gateway.networking.k8s.io/v1beta1', 'ReferenceGrant', name, grantSpec),
};
const route = (...backends: readonly string[]) =>
  `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: r}\nspec:\n  rules:\n  - backendRefs:\n${backends.join('')}`;
const backend = (group: string, name = 'a') =>
  `    - {group: ${group}, kind: InferencePool, name: ${name}}\n`;
const oldBackend = backend('inference.networking.x-k8s.io');
const newBackend = backend('inference.networking.k8s.io');

function migrated(tree: Tree, by: Upgrade) {
  const files = migrateTexts(tree, undefined, undefined, by);
  const told = files.flatMap(({ path, findings }) =>
    findings
      .filter(({ level }) => level !== 'note')
      .map(({ level, message }) => `${level} ${path} ${message}`),
  );
  return { after: Object.fromEntries(files.map(({ path, after }) => [path, after])), told };
}

const isThere = (path: string) =>
  expect.stringMatching(`^error ${path} .* is there in v1(beta1)? already`) as string;

describe.each(Object.keys(upgrades) as Kind[])('an old %s beside the new one of its name', (kind) => {
  const by = upgradeTo(upgrades[kind]);
  const chart = { 'Chart.yaml': 'apiVersion: v2\nname: c\nversion: 0.1.0\n' };
  const [one, two] = [old[kind]('a'), newer[kind]('a')];

  test.each<[string, string, Tree]>([
    ['file', 'all.yaml', { 'all.yaml': `${one}---\n${two}` }],
    ['folder', 'k8s/old.yaml', { 'k8s/old.yaml': one, 'k8s/new.yaml': two }],
    ['chart', 'templates/a/old.yaml', { ...chart, 'templates/a/old.yaml': one, 'templates/new.yaml': two }],
    [
      'chart that names both by the release',
      'templates/old.yaml',
      {
        ...chart,
        'templates/old.yaml': old[kind]('{{ .Release.Name }}'),
        'templates/new.yaml': newer[kind]('{{ .Release.Name }}'),
      },
    ],
  ])('stays in one %s', (_, path, tree) => {
    const { after, told } = migrated(tree, by);
    expect(told.filter((each) => each.startsWith('error'))).toEqual([isThere(path)]);
    expect(after).toEqual(tree);
  });

  test.each<[string, Tree]>([
    ['has another name', { 'old.yaml': one, 'new.yaml': newer[kind]('b') }],
    ['is in a folder beside it', { 'dev/a.yaml': one, 'prod/a.yaml': two }],
    ['is in another chart', { 'x/templates/a.yaml': one, 'y/templates/a.yaml': two }],
    [
      'is in another namespace',
      { 'old.yaml': one.replace('{name: a}', '{name: a, namespace: x}'), 'new.yaml': two },
    ],
    [
      'is not built with it',
      {
        'base/old.yaml': one,
        'base/new.yaml': two,
        'x/kustomization.yaml': 'resources: [../base/old.yaml]\n',
      },
    ],
  ])('moves where it %s', (_, tree) => {
    const { after, told } = migrated(tree, by);
    expect(told.filter((each) => each.startsWith('error'))).toEqual([]);
    expect(JSON.stringify(after)).not.toMatch(/v1alpha/);
  });
});

describe('a route beside both pools of a name', () => {
  const pools = { 'old.yaml': old.pool('a'), 'new.yaml': newer.pool('a') };

  test.each<[string, string, readonly unknown[]]>([
    ['the old one stays with it', route(oldBackend), [isThere('old.yaml')]],
    ['the new one stays as it is', route(newBackend), [isThere('old.yaml')]],
    [
      'both splits traffic, which is reported',
      route(oldBackend, newBackend),
      [isThere('old.yaml'), expect.stringContaining('names InferencePools of both API groups')],
    ],
  ])('to %s', (_, text, expected) => {
    const tree = { ...pools, 'route.yaml': text };
    const { after, told } = migrated(tree, upgradeTo('1.28'));
    expect(told).toEqual(expected);
    expect(after).toEqual(tree);
  });
});

describe('a route that splits traffic between an old pool and a new one of another name', () => {
  const renewed = backend('inference.networking.k8s.io', 'b');
  const both = route(oldBackend, renewed);
  const newPool = { 'new.yaml': newer.pool('b') };
  const pools = { 'old.yaml': old.pool('a'), ...newPool };
  const split = expect.stringContaining('names InferencePools of both API groups') as string;

  test.each<[string, Tree]>([
    ['are in its folder', { ...pools, 'route.yaml': both }],
    ['are in another folder', { 'pools/old.yaml': old.pool('a'), 'route.yaml': both }],
    [
      'are built with it',
      { ...pools, 'route.yaml': both, 'kustomization.yaml': 'resources: [old.yaml, new.yaml, route.yaml]\n' },
    ],
  ])('moves with the old one where they %s', (_, tree) => {
    const { after, told } = migrated(tree, upgradeTo('1.28'));
    expect(told).toEqual([expect.stringContaining('is a new object beside the old one')]);
    expect(after['route.yaml']).toBe(route(backend('inference.networking.k8s.io'), renewed));
  });

  test.each<[string, Tree]>([
    ['is not in sight', { ...newPool, 'route.yaml': both }],
    [
      'may be the same, by a name that is filled in',
      { ...pools, 'route.yaml': route(oldBackend, backend('inference.networking.k8s.io', '"${POOL}"')) },
    ],
    ['has the same name', { 'old.yaml': old.pool('a'), 'route.yaml': route(oldBackend, newBackend) }],
    [
      'cannot move',
      {
        ...pools,
        'old.yaml': old.pool('a').replace('spec: {', 'spec: {targetPorts: [], '),
        'route.yaml': both,
      },
    ],
  ])('is left where the old one %s', (_, tree) => {
    const { after, told } = migrated(tree, upgradeTo('1.28'));
    expect(after['route.yaml']).toBe(tree['route.yaml']);
    expect(told).toContainEqual(split);
  });
});
