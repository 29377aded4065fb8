import { assert, asyncProperty, array, constantFrom, record } from 'fast-check';
import { parse } from 'yaml';
import { migrateTree } from '../support/migrate-tree';
import { runs } from '../support/seed';

const rotation = 'METRIC_ROTATION_INTERVAL';
const eviction = 'sidecar.istio.io/statsEvictionInterval';

type Values = { readonly [key: string]: Values | string | null };

/** Helm's way to lay one map of values over another: maps are merged, all else replaces. */
function over(below: Values, above: Values): Values {
  const merged: Record<string, Values | string | null> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const under = merged[key];
    const isMerged = typeof value === 'object' && value && typeof under === 'object' && under;
    merged[key] = isMerged ? over(under, value) : value;
  }
  return merged;
}

function at(values: Values, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((value, key) => (value as Values | undefined)?.[key], values);
}

/** What the proxies of a release come to evict by, on 1.28, by its values from before or after. */
function intervalOf(layers: readonly unknown[]): unknown {
  const values = layers.map((each) => each as Values).reduce(over, {});
  const { set, flag } = {
    set: at(values, 'sidecarInjectorWebhook', 'injectedAnnotations', eviction),
    flag: at(values, 'pilot', 'env', rotation) ?? at(values, 'env', rotation),
  };
  return set ?? (flag === undefined || flag === '0s' ? undefined : flag);
}

const layer = record({
  flag: constantFrom(undefined, undefined, '0s', '30s', '45s'),
  form: constantFrom('pilot', 'pilot', 'root'),
  eviction: constantFrom(undefined, undefined, undefined, '25s'),
});

const stacks = array(layer, { minLength: 2, maxLength: 4 });

function written({
  flag,
  form,
  eviction: set,
}: {
  flag?: string | undefined;
  form: string;
  eviction?: string | undefined;
}): string {
  const env = flag === undefined ? '' : `env: {${rotation}: ${flag}, OTHER: a}`;
  const own =
    form === 'pilot' ? `pilot: {autoscaleMin: 2${env && `, ${env}`}}\n` : `${env && `${env}\n`}pilot: {}\n`;
  return `${own}${set === undefined ? '' : `sidecarInjectorWebhook: {injectedAnnotations: {${eviction}: ${set}}}\n`}`;
}

/** A way to lay files over one another: the manifest that says so, and where in each file the values of istiod are. */
interface Way {
  readonly manifests: (paths: readonly string[]) => Readonly<Record<string, string>>;
  readonly pathOf: (index: number) => string;
  readonly keysOf: (index: number) => readonly string[];
}

const plain = { pathOf: (index: number) => `layer-${index}.yaml`, keysOf: () => [] };
const repository = 'https://blob.istio.io/istio-release/charts';
const chart = (name: string, dependency: string) =>
  `apiVersion: v2\nname: ${name}\nversion: 1.0.0\ndependencies:\n  - ${dependency}\n`;

const ways: Readonly<Record<string, Way>> = {
  'a helmfile': {
    ...plain,
    manifests: (paths) => ({
      'helmfile.yaml': `releases:\n  - name: istiod\n    chart: istio/istiod\n    version: 1.27.3\n    values: [${paths.join(', ')}]\n`,
    }),
  },
  'sources of Argo CD': {
    ...plain,
    manifests: (paths) => ({
      'app.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: istiod}
spec:
  sources:
    - repoURL: ${repository}
      chart: istiod
      targetRevision: 1.27.3
      helm: {valueFiles: [${paths.map((path) => `$own/${path}`).join(', ')}]}
    - {repoURL: https://git.example.com/fleet.git, ref: own}
`,
    }),
  },
  'a pattern of Argo CD, which takes the files of a folder before those of the folders in it': {
    ...plain,
    pathOf: (index) => ['fleet/a.yaml', 'fleet/z.yaml', 'fleet/c/d.yaml'][index] ?? 'last/own.yaml',
    manifests: () => ({
      'app.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: istiod}
spec:
  sources:
    - repoURL: ${repository}
      chart: istiod
      targetRevision: 1.27.3
      helm: {valueFiles: ['$own/fleet/**/*.yaml', '$own/last/own.yaml'], ignoreMissingValueFiles: true}
    - {repoURL: https://git.example.com/fleet.git, ref: own}
`,
    }),
  },
  'a pattern, and one of its files by name, which wins': {
    ...plain,
    pathOf: (index) => ['fleet/1-a.yaml', 'fleet/2-b.yaml', 'fleet/3-c.yaml'][index] ?? 'fleet/0-last.yaml',
    manifests: () => ({
      'app.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: istiod}
spec:
  sources:
    - repoURL: ${repository}
      chart: istiod
      targetRevision: 1.27.3
      helm: {valueFiles: ['$own/fleet/[0-9]-*.yaml', '$own/fleet/0-last.yaml'], ignoreMissingValueFiles: true}
    - {repoURL: https://git.example.com/fleet.git, ref: own}
`,
    }),
  },
  'a pattern of a helmfile': {
    ...plain,
    pathOf: (index) => `values/${index}0.yaml`,
    manifests: () => ({
      'helmfile.yaml':
        'releases:\n  - name: istiod\n    chart: istio/istiod\n    version: 1.27.3\n    values: [values/?0.yaml]\n',
    }),
  },
  'a script that keeps its flags under a name': {
    ...plain,
    manifests: (paths) => ({
      'up.sh': `ARGS=()\n${paths.map((path) => `ARGS+=(-f ${path})\n`).join('')}helm upgrade -i istiod istio/istiod "\${ARGS[@]}"\n`,
    }),
  },
  'a function of a script that is given the files': {
    ...plain,
    manifests: (paths) => ({
      'up.sh': `up() {\n  local chart=$1; shift\n  helm upgrade -i "$chart" "istio/$chart" "$@"\n}\nup istiod ${paths.map((path) => `-f ${path}`).join(' ')}\n`,
    }),
  },
  'a loop of a script over the files': {
    ...plain,
    manifests: (paths) => ({
      'up.sh': `A=\nfor f in ${paths.join(' ')}; do A="$A --values $f"; done\nhelm upgrade -i istiod istio/istiod $A\n`,
    }),
  },
  Terraform: {
    ...plain,
    manifests: (paths) => ({
      'main.tf': `resource "helm_release" "istiod" {
  chart      = "istiod"
  repository = "${repository}"
  values     = [${paths.map((path) => `file("\${path.module}/${path}")`).join(', ')}]
}
`,
    }),
  },
  'a chart that another one brings along': {
    pathOf: (index) => ['mesh/values.yaml', 'top/values.yaml'][index] ?? `top/over-${index}.yaml`,
    keysOf: (index) => (index === 0 ? ['istiod'] : ['mesh', 'istiod']),
    manifests: (paths) => ({
      'mesh/Chart.yaml': chart('mesh', `{name: istiod, version: 1.27.3, repository: "${repository}"}`),
      'top/Chart.yaml': chart('top', '{name: mesh, version: 1.0.0, repository: "file://../mesh"}'),
      'app.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: top}
spec:
  source:
    repoURL: https://git.example.com/fleet.git
    path: top
    helm: {valueFiles: [${paths
      .slice(2)
      .map((path) => path.replace('top/', ''))
      .join(', ')}]}
`,
    }),
  },
};

/** Values below keys. */
function below(keys: readonly string[], text: string): string {
  return keys.reduceRight((inner, key) => `${key}:\n${inner.replaceAll(/^(?=.)/gm, '  ')}`, text);
}

test.each(Object.entries(ways))(
  'a stack of layers says after the run what it said before, or is left with a warning: %s',
  async (_, { manifests, pathOf, keysOf }) => {
    const valuesOf = (text: string, index: number) =>
      keysOf(index).reduce<unknown>((values, key) => (values as Values | undefined)?.[key], parse(text)) ??
      {};
    await assert(
      asyncProperty(stacks, async (layers) => {
        const paths = layers.map((_layer, index) => pathOf(index));
        const files = Object.fromEntries(
          layers.map((each, index) => [pathOf(index), below(keysOf(index), written(each))]),
        );
        const input = { ...manifests(paths), ...files };
        const { texts, findings } = await migrateTree({ input, transform: 'metric-eviction' });
        const after = paths.map((path) => texts[path] ?? '');
        if (after.some((text) => text.includes(rotation))) expect(findings).toContain(`${rotation} stays`);
        const before = paths.map((path) => files[path] ?? '');
        expect(intervalOf(after.map(valuesOf))).toBe(intervalOf(before.map(valuesOf)));
      }),
      runs(15),
    );
  },
);

/** Flux takes one ConfigMap for all clusters, one that each cluster has of its own, and the values of the release. */
test('a release with ConfigMaps that each cluster has of its own says after the run what it said before, in each of them', async () => {
  const map = (name: string, text: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: istio-system}\ndata:\n  values.yaml: |\n${below([], text).replaceAll(/^(?=.)/gm, '    ')}`;
  const release = (text: string) => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: istiod, namespace: istio-system}
spec:
  chart: {spec: {chart: istiod, version: 1.27.x, sourceRef: {kind: HelmRepository, name: istio}}}
  valuesFrom: [{kind: ConfigMap, name: all}, {kind: ConfigMap, name: own}]
  values:
${text.replaceAll(/^(?=.)/gm, '    ')}`;
  const inMap = (text = ''): unknown =>
    parse((parse(text) as { data: Record<string, string> }).data['values.yaml'] ?? '') ?? {};
  const inRelease = (text = ''): unknown => (parse(text) as { spec: { values?: Values } }).spec.values ?? {};
  await assert(
    asyncProperty(layer, array(layer, { minLength: 1, maxLength: 3 }), layer, async (all, own, top) => {
      const clusters = own.map((_each, index) => `clusters/${index}/own.yaml`);
      const input = {
        'base/release.yaml': release(written(top)),
        'base/all.yaml': map('all', written(all)),
        ...Object.fromEntries(own.map((each, index) => [clusters[index] ?? '', map('own', written(each))])),
      };
      const { texts, findings } = await migrateTree({ input, transform: 'metric-eviction' });
      const after: Readonly<Record<string, string>> = texts;
      if (Object.values(after).some((text) => text.includes(rotation)))
        expect(findings).toContain(`${rotation} stays`);
      for (const cluster of clusters) {
        const intervalIn = (tree: Readonly<Record<string, string>>) =>
          intervalOf([
            inMap(tree['base/all.yaml']),
            inMap(tree[cluster]),
            inRelease(tree['base/release.yaml']),
          ]);
        expect(intervalIn(after)).toBe(intervalIn(input));
      }
    }),
    runs(15),
  );
});

/** Where nothing, or not all, is said of what goes together, each order of each of the files has to say what it said. */
test.each<[string, Readonly<Record<string, string>>, 'anywhere' | 'first' | 'last']>([
  ['nothing names the files', {}, 'anywhere'],
  [
    'a script takes one of them, and one that is not known',
    { 'up.sh': 'helm upgrade -i istiod istio/istiod --version 1.27.3 -f a/one.yaml -f "$(pick)"\n' },
    'first',
  ],
  [
    'a script takes one that is not known, and one of them over it',
    { 'up.sh': 'helm upgrade -i istiod istio/istiod --version 1.27.3 -f "$1" -f a/one.yaml\n' },
    'last',
  ],
])(
  'files that may be layers of one release say after the run what they said before: %s',
  async (_, manifests, named) => {
    const names = ['a/one.yaml', 'b/two.yaml', 'b/three.yaml'];
    const orders = names.flatMap((first) =>
      names.flatMap((second) => (first === second ? [[first]] : [[first, second]])),
    );
    const one = 'a/one.yaml';
    const placeOf = {
      anywhere: () => one,
      first: (order: string[]) => order.at(0),
      last: (order: string[]) => order.at(-1),
    };
    const possible = orders.filter((order) => !order.includes(one) || placeOf[named](order) === one);
    await assert(
      asyncProperty(array(layer, { minLength: 3, maxLength: 3 }), async (layers) => {
        const files = Object.fromEntries(
          names.map((name, index) => [name, written(layers[index] ?? { form: 'root' })]),
        );
        const { texts, findings } = await migrateTree({
          input: { ...manifests, ...files },
          transform: 'metric-eviction',
        });
        const after: Readonly<Record<string, string>> = texts;
        const valuesOf = (tree: Readonly<Record<string, string>>, order: readonly string[]) =>
          intervalOf(order.map((name): unknown => parse(tree[name] ?? '')));
        for (const order of possible) expect(valuesOf(after, order)).toBe(valuesOf(files, order));
        if (names.some((name) => after[name]?.includes(rotation)))
          expect(findings).toContain(`${rotation} stays`);
      }),
      runs(30),
    );
  },
);
