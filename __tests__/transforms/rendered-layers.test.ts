import { stringify } from 'yaml';
import { migrateTexts } from '../support/migrate-texts';
import { migrateTree } from '../support/migrate-tree';
import { upgradeTo } from '../support/upgrade';

const rotation = 'METRIC_ROTATION_INTERVAL';
const endpoints = 'PILOT_AUTO_SEND_UNHEALTHY_ENDPOINTS';
const charts = 'https://blob.istio.io/istio-release/charts';

type Patch = { readonly target?: object; readonly patch: unknown } | { readonly path: string };

const variables = (
  env: readonly object[],
  name = 'istiod',
  container = 'discovery',
  kind = 'Deployment',
) => ({
  ...{ apiVersion: 'apps/v1', kind, metadata: { name } },
  spec: { template: { spec: { containers: [{ name: container, env }] } } },
});
const list = '/spec/template/spec/containers/0/env';
const istiod = { kind: 'Deployment', name: 'istiod' };
const off = { name: rotation, value: '0' };
const other = { name: 'OTHER', value: 'a' };

const texts = (patches: readonly Patch[]) =>
  patches.map((each) => ('path' in each ? each : { ...each, patch: stringify(each.patch) }));

/** Trees in which patches are laid over what a chart with these values renders. */
const trees: Readonly<
  Record<string, (env: object, patches: readonly Patch[]) => Readonly<Record<string, string>>>
> = {
  'of the kustomization with the chart': (env, patches) => ({
    'mesh/kustomization.yaml': stringify({ ...chartWith(env), patches: texts(patches) }),
  }),
  'of an overlay of it': (env, patches) => ({
    'mesh/kustomization.yaml': stringify(chartWith(env)),
    'stage/kustomization.yaml': stringify({ resources: ['../mesh'], patches: texts(patches) }),
  }),
  'over a generator': (env, patches) => ({
    'mesh/kustomization.yaml': stringify({ generators: ['chart.yaml'], patches: texts(patches) }),
    'mesh/chart.yaml': stringify({ ...generator, ...chartWith(env).helmCharts[0] }),
  }),
  'over a base with a generator in a folder': (env, patches) => ({
    'mesh/charts/kustomization.yaml': 'resources: [istiod.yaml]\n',
    'mesh/charts/istiod.yaml': stringify({ ...generator, ...chartWith(env).helmCharts[0] }),
    'mesh/kustomization.yaml': 'generators: [charts]\n',
    'stage/kustomization.yaml': stringify({ resources: ['../mesh'], patches: texts(patches) }),
  }),
  'of helmfile': (env, patches) => ({ 'helmfile.yaml': stringify(helmfileWith(env, patches)) }),
  'of the release itself': (env, patches) => ({ 'mesh/release.yaml': stringify(releaseWith(env, patches)) }),
  'of the release in an overlay': (env, patches) => ({
    'mesh/release.yaml': stringify(releaseWith(env, [])),
    'mesh/kustomization.yaml': 'resources: [release.yaml]\n',
    'stage/kustomization.yaml': stringify({
      resources: ['../mesh'],
      patches: texts([{ target: { kind: 'HelmRelease' }, patch: { ...head, ...rendering(patches) } }]),
    }),
  }),
};

const chartWith = (env: object) => ({
  helmCharts: [{ name: 'istiod', repo: charts, version: '1.28.3', valuesInline: { pilot: { env } } }],
});
const generator = {
  apiVersion: 'builtin',
  kind: 'HelmChartInflationGenerator',
  metadata: { name: 'istiod' },
};
const helmfileWith = (env: object, patches: readonly Patch[]) => ({
  repositories: [{ name: 'istio', url: charts }],
  releases: [
    {
      ...{ name: 'istiod', chart: 'istio/istiod', version: '1.28.3', values: [{ pilot: { env } }] },
      ...Object.assign({}, ...patches.map(inHelmfile)),
    },
  ],
});
const inHelmfile = (each: Patch): object => {
  if ('path' in each) return { strategicMergePatches: [each.path] };
  const { target, patch } = each;
  if (target === undefined) return { strategicMergePatches: [patch] };
  if (Array.isArray(patch)) return { jsonPatches: [{ target, patch }] };
  const transformer = { apiVersion: 'builtin', kind: 'PatchTransformer', metadata: { name: 'a' } };
  return { transformers: [{ ...transformer, target, patch: stringify(patch) }] };
};
const head = {
  apiVersion: 'helm.toolkit.fluxcd.io/v2',
  kind: 'HelmRelease',
  metadata: { name: 'istiod' },
};
const rendering = (patches: readonly Patch[]) => ({
  spec: { postRenderers: [{ kustomize: { patches: texts(patches) } }] },
});
const releaseWith = (env: object, patches: readonly Patch[]) => ({
  ...head,
  spec: {
    chart: {
      spec: { chart: 'istiod', version: '1.28.3', sourceRef: { kind: 'HelmRepository', name: 'istio' } },
    },
    values: { pilot: { env } },
    ...(patches.length > 0 && rendering(patches).spec),
  },
});

const say: readonly [string, Patch][] = [
  ['by its name', { patch: variables([off]) }],
  ['of a revision by a target', { target: { name: 'istiod.*' }, patch: variables([off], 'any') }],
  ['by an operation at the end', { target: istiod, patch: [{ op: 'add', path: `${list}/-`, value: off }] }],
  ['by another list', { target: istiod, patch: [{ op: 'replace', path: list, value: [other] }] }],
  ['by an index', { target: istiod, patch: [{ op: 'replace', path: `${list}/3/value`, value: '0' }] }],
  ['by its removal', { patch: variables([{ name: rotation, $patch: 'delete' }]) }],
];
const others: readonly [string, Patch][] = [
  ['of another variable', { patch: variables([other]) }],
  ['of another Deployment', { patch: variables([off], 'mine') }],
  ['of another target', { target: { name: 'mine' }, patch: variables([off], 'any') }],
  ['of another container', { patch: variables([off], 'istiod', 'side') }],
  ['of a Service', { target: { kind: 'Service' }, patch: [{ op: 'add', path: '/spec/type', value: 'x' }] }],
];

describe.each(Object.entries(trees))('patches %s', (_, treeOf) => {
  test.each(say)('have the interval stay: %s', async (_name, patch) => {
    const input = treeOf({ [rotation]: '30s' }, [patch]);
    const { texts: after, findings } = await migrateTree({ input, transform: 'metric-eviction' });
    expect(after).toEqual(input);
    expect(findings).toContain(`${rotation} stays: `);
  });

  test.each(others)('have no say in the interval: %s', async (_name, patch) => {
    const input = treeOf({ [rotation]: '30s' }, [patch]);
    const { texts: after } = await migrateTree({ input, transform: 'metric-eviction' });
    expect(JSON.stringify(after)).toContain('statsEvictionInterval: 30s');
  });

  test('set what is not pinned beside it', () => {
    const set = { name: endpoints, value: 'true' };
    const pinned = (patch: Patch) => {
      const by = { ...upgradeTo('1.31'), pinDefaults: true };
      const outcomes = migrateTexts(treeOf({ OTHER: 'a' }, [patch]), undefined, undefined, by);
      return outcomes.map(({ summaries }) => summaries.join()).join();
    };
    expect(pinned({ patch: variables([other]) })).toContain(endpoints);
    const patch = [{ op: 'add', path: `${list}/-`, value: set }];
    expect(pinned({ target: istiod, patch })).not.toContain(endpoints);
  });
});

test('a patch of helmfile that is in a file may say anything', async () => {
  const input = {
    'helmfile.yaml': stringify(helmfileWith({ [rotation]: '30s' }, [{ path: 'istiod.yaml' }])),
  };
  const { texts: after, findings } = await migrateTree({ input, transform: 'metric-eviction' });
  expect(after).toEqual(input);
  expect(findings).toContain(`${rotation} stays: `);
});

test('a patch of the DaemonSet that the chart of istio-cni renders sets what is not pinned beside it', () => {
  const name = 'CNI_CONF_GROUP_READ';
  const pinned = (...env: readonly object[]) => {
    const patch = variables(env, 'any', 'install-cni', 'DaemonSet');
    const values = { ambient: { enabled: true } };
    const text = stringify({
      helmCharts: [{ name: 'cni', repo: charts, version: '1.29.3', valuesInline: values }],
      patches: texts([{ target: { kind: 'DaemonSet' }, patch }]),
    });
    const by = { ...upgradeTo('1.30'), pinDefaults: true };
    const [outcome] = migrateTexts({ 'kustomization.yaml': text }, undefined, undefined, by);
    return outcome?.summaries.join();
  };
  expect(pinned(other)).toContain(name);
  expect(pinned({ name, value: 'false' })).not.toContain(name);
});
