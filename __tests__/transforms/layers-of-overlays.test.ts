import { spawnSync } from 'node:child_process';
import { parseAllDocuments } from 'yaml';
import { drawing } from '../support/draw';
import { kustomized } from '../support/kustomize-tree';
import { migrateTexts } from '../support/migrate-texts';
import { count, seed } from '../support/seed';

/**
 * Bases with overlays on overlays, components, several patches of one kustomization, lists and nulls: what each of them
 * says once kustomize has built it is what it said before the migration, moved; or the interval stays, with a warning.
 */
const hasKustomize = spawnSync('kubectl', ['kustomize', '--help']).status === 0;
if (!hasKustomize && process.env['CI']) throw new Error('kubectl is missing, which .ci/run installs');

type Tree = Readonly<Record<string, string>>;
type Draw = <T>(choices: readonly T[]) => T;

const rotation = 'METRIC_ROTATION_INTERVAL';
const eviction = 'sidecar.istio.io/statsEvictionInterval';

interface Carrier {
  readonly head: string;
  /** What a base has beside its values. */
  readonly base: string;
  readonly hasList: boolean;
}

const carriers: readonly Carrier[] = [
  {
    head: 'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: istiod, namespace: istio-system}\n',
    base: '  chart: {spec: {chart: istiod, version: 1.27.3, sourceRef: {kind: HelmRepository, name: istio}}}\n',
    hasList: false,
  },
  {
    head: 'apiVersion: sailoperator.io/v1\nkind: Istio\nmetadata: {name: default}\n',
    base: '  version: v1.27.3\n  namespace: istio-system\n',
    hasList: false,
  },
  {
    head: 'apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nmetadata: {name: mesh, namespace: istio-system}\n',
    base: '  profile: minimal\n',
    hasList: true,
  },
];

const fragments = [
  'pilot: {autoscaleMin: 2}',
  `pilot: {env: {${rotation}: 30s}}`,
  `pilot: {env: {${rotation}: 45s, OTHER: a}}`,
  `pilot: {env: {${rotation}: 0s}}`,
  `pilot: {env: {${rotation}: "0", OTHER: b}}`,
  `pilot: {env: {${rotation}: null}}`,
  'pilot: {env: null}',
  'global: {meshID: a}',
];
const others = [
  '',
  '',
  ', sidecarInjectorWebhook: {injectedAnnotations: {a.example/b: c}}',
  ', sidecarInjectorWebhook: {injectedAnnotations: null}',
];
const lists = [
  '[{name: PILOT_X, value: a}]',
  `[{name: ${rotation}, value: 30s}]`,
  `[{name: ${rotation}, value: 0s}, {name: PILOT_X, value: b}]`,
];

/** What a base or a patch says below `spec`. */
function specOf({ hasList }: Carrier, draw: Draw): string {
  const list = hasList && draw([false, false, true]);
  const values = `  values: {${draw(fragments)}${draw(others)}}\n`;
  return list ? `  components: {pilot: {k8s: {env: ${draw(lists)}}}}\n` : values;
}

const operations = [
  `{"op": "add", "path": "/spec/values/pilot", "value": {"env": {"${rotation}": "0s"}}}`,
  `{"op": "add", "path": "/spec/values/pilot", "value": {"env": {"${rotation}": "30s"}}}`,
  '{"op": "add", "path": "/spec/values/pilot", "value": {"autoscaleMin": 4}}',
  `{"op": "remove", "path": "/spec/values/pilot/env/${rotation}"}`,
  '{"op": "replace", "path": "/spec/values", "value": {"global": {"meshID": "b"}}}',
];

/** A kustomization with one to three patches, in its fields of patches. */
function layerOf(carrier: Carrier, folder: string, head: string, draw: Draw): Tree {
  const numbers = [0, 1, 2].slice(0, draw([1, 1, 2, 3]));
  const [, kind = ''] = /kind: (\w+)/.exec(carrier.head) ?? [];
  const patches = numbers.map((index) => {
    const isOperation = draw([false, false, false, false, true]);
    const file = `p${index}.yaml`;
    const text = isOperation ? `[${draw(operations)}]\n` : `${carrier.head}spec:\n${specOf(carrier, draw)}`;
    const isOld = !isOperation && draw([false, false, true]);
    const item = isOld ? file : `{path: ${file}${isOperation ? `, target: {kind: ${kind}}` : ''}}`;
    return { file, text, field: isOld ? 'patchesStrategicMerge' : 'patches', item };
  });
  const fields = ['patches', 'patchesStrategicMerge'].flatMap((name) => {
    const items = patches.flatMap(({ field, item }) => (field === name ? item : []));
    return items.length === 0 ? [] : `${name}: [${items.join(', ')}]\n`;
  });
  return {
    [`${folder}/kustomization.yaml`]: `${head}${fields.join('')}`,
    ...Object.fromEntries(patches.map(({ file, text }) => [`${folder}/${file}`, text])),
  };
}

function treeOf(draw: Draw): { readonly tree: Tree; readonly builds: readonly string[] } {
  const carrier = draw(carriers);
  const overlays = ['prod', 'eu', 'cell'].slice(0, draw([1, 2, 2, 3]));
  const withComponent = draw([undefined, ...overlays]);
  const component = 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n';
  const layers = overlays.map((name, index) => {
    const head = `resources: [../${overlays[index - 1] ?? 'base'}]\n`;
    const isWith = name === withComponent;
    return layerOf(carrier, name, `${head}${isWith ? 'components: [../shared]\n' : ''}`, draw);
  });
  const shared = withComponent === undefined ? {} : layerOf(carrier, 'shared', component, draw);
  const tree = Object.assign(
    {
      'base/kustomization.yaml': 'resources: [mesh.yaml]\n',
      'base/mesh.yaml': `${carrier.head}spec:\n${carrier.base}${specOf(carrier, draw)}`,
    },
    shared,
    ...layers,
  ) as Tree;
  return { tree, builds: ['base', ...overlays] };
}

function at(data: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (inner, key) => (inner as Record<string, unknown> | null | undefined)?.[key],
    data,
  );
}

/** What the proxies evict by on 1.28, and the other annotations that they get, by what kustomize builds. */
function effectOf(built: string): unknown {
  const [object] = parseAllDocuments(built).map((document) => document.toJS() as unknown);
  const spec = at(object, 'spec');
  const annotations = at(spec, 'values', 'sidecarInjectorWebhook', 'injectedAnnotations') ?? {};
  const list = (at(spec, 'components', 'pilot', 'k8s', 'env') ?? []) as { name: string; value: string }[];
  const listed = list.find(({ name }) => name === rotation)?.value;
  const flag = listed ?? at(spec, 'values', 'pilot', 'env', rotation) ?? '0s';
  const { [eviction]: set, ...rest } = annotations as Record<string, unknown>;
  return { interval: set ?? (flag === '0s' || flag === '0' ? undefined : flag), rest };
}

test('each layer that kustomize builds says after the run what it said before, or is left with a warning', () => {
  if (!hasKustomize) return;
  const next = drawing(seed);
  const draw: Draw = (choices) => choices[Math.floor(next() * choices.length)] as (typeof choices)[number];
  const outcomes = { moved: 0, stayed: 0 };
  const isSeen = () => Math.min(outcomes.moved, outcomes.stayed) > 0;
  for (let drawn = 0; drawn < count(8) || (!isSeen() && drawn < 500);) {
    const { tree, builds } = treeOf(draw);
    const before = builds.map((folder) => kustomized(tree, folder));
    if (before.includes(undefined) || !Object.values(tree).join('').includes(rotation)) continue;
    drawn++;
    const files = migrateTexts(tree);
    const migrated = Object.fromEntries(files.map(({ path, after }) => [path, after]));
    const messages = files.flatMap(({ findings }) => findings).map(({ message }) => message);
    const context = JSON.stringify({ tree, migrated, messages }, undefined, 1).replaceAll('\\n', '\n');
    const after = builds.map((folder) => kustomized(migrated, folder));
    const effects = (all: readonly (string | undefined)[]) =>
      all.map((built) => (built === undefined ? 'kustomize refuses it' : effectOf(built)));
    const [expected, found] = [effects(before), effects(after)];
    if (JSON.stringify(found) !== JSON.stringify(expected))
      expect(`${context}\n${JSON.stringify(found)}`).toBe(JSON.stringify(expected));
    const isLeft = Object.values(migrated).some((text) => text.includes(rotation));
    const isTold = messages.some(
      (message) => message.includes(rotation) || message.startsWith('not rewritten'),
    );
    if (isLeft && !isTold) expect(context).toBe('a warning');
    if (isLeft) outcomes.stayed++;
    else outcomes.moved++;
  }
  expect(isSeen()).toBe(true);
});
