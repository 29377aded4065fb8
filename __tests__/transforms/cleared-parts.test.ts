import { stringify } from 'yaml';
import { migrateTree } from '../support/migrate-tree';

const operator = { apiVersion: 'install.istio.io/v1alpha1', kind: 'IstioOperator', metadata: { name: 'a' } };
const release = {
  apiVersion: 'helm.toolkit.fluxcd.io/v2',
  kind: 'HelmRelease',
  metadata: { name: 'istiod' },
};
const chart = { chart: { spec: { chart: 'istiod', sourceRef: { kind: 'HelmRepository', name: 'istio' } } } };

const interval = { name: 'METRIC_ROTATION_INTERVAL', value: '30s' };
const other = { name: 'OTHER', value: 'a' };
const listed = (...env: readonly object[]) => ({
  ...operator,
  spec: { components: { pilot: { k8s: { replicaCount: 2, env } } } },
});
const inValues = { ...operator, spec: { values: { pilot: { env: { [interval.name]: interval.value } } } } };
const inRelease = { ...release, spec: { ...chart, values: inValues.spec.values } };
const parked = {
  ...operator,
  spec: { unvalidatedValues: { global: { proxy: { seccompProfile: { type: 'RuntimeDefault' } } } } },
};
const variable = 'PILOT_ENABLE_NODE_UNTAINT_CONTROLLERS';
const tainted = {
  ...release,
  spec: { ...chart, values: { pilot: { taint: { enabled: true }, env: { [variable]: 'true' } } } },
};

type Patch = readonly object[] | { readonly spec: unknown };
const remove = (path: string): Patch => [{ op: 'remove', path }];
const replace = (path: string, value: unknown): Patch => [{ op: 'replace', path, value }];
const list = '/spec/components/pilot/k8s/env';
const pilot = (part: unknown): Patch => ({ spec: { components: { pilot: part } } });

/** Over a base, an overlay that takes away a part of the object, whichever way. */
const over = async (transform: string, base: object & { kind: string }, patch: Patch) => {
  const written = 'spec' in patch ? { ...base, ...patch } : patch;
  const input = {
    'base/object.yaml': stringify(base),
    'base/kustomization.yaml': 'resources: [object.yaml]\n',
    'stage/kustomization.yaml': stringify({
      resources: ['../base'],
      patches: [{ target: { kind: base.kind }, patch: stringify(written) }],
    }),
  };
  const { texts, findings } = await migrateTree({ input, transform });
  return { isSame: Object.entries(input).every(([path, text]) => texts[path] === text), findings };
};

test.each<[transform: string, string, base: object & { kind: string }, Patch]>([
  ['metric-eviction', 'the list', listed(interval, other), remove(list)],
  ['metric-eviction', 'a map around the list', listed(interval, other), remove('/spec/components/pilot/k8s')],
  ['metric-eviction', 'all components', listed(interval), remove('/spec/components')],
  [
    'metric-eviction',
    'a component for another',
    listed(interval),
    replace('/spec/components/pilot', { enabled: true }),
  ],
  ['metric-eviction', 'the list for another', listed(interval, other), replace(list, [other])],
  ['metric-eviction', 'an item by its place', listed(interval, other), remove(`${list}/0`)],
  ['metric-eviction', 'a value by its place', listed(interval, other), replace(`${list}/0/value`, '0s')],
  [
    'metric-eviction',
    'what is added to a list that goes',
    listed(interval),
    [{ op: 'add', path: `${list}/-`, value: other }],
  ],
  ['metric-eviction', 'null at the map', listed(interval), pilot({ k8s: null })],
  ['metric-eviction', 'null at the list', listed(interval), pilot({ k8s: { env: null } })],
  ['metric-eviction', 'null at the component', listed(interval), pilot(null)],
  [
    'metric-eviction',
    '$patch at the map',
    listed(interval),
    pilot({ k8s: { $patch: 'replace', replicaCount: 2 } }),
  ],
  ['parked-seccomp-profile', 'what is parked', parked, remove('/spec/unvalidatedValues')],
  ['parked-seccomp-profile', 'what is parked for nothing', parked, replace('/spec/unvalidatedValues', {})],
  ['parked-seccomp-profile', 'null at what is parked', parked, { spec: { unvalidatedValues: null } }],
  ['untaint-controller', 'the switch', tainted, remove('/spec/values/pilot/taint')],
  ['untaint-controller', 'null at the switch', tainted, { spec: { values: { pilot: { taint: null } } } }],
])('%s: nothing is rewritten below an overlay that takes away %s', async (transform, _, base, patch) => {
  const { isSame, findings } = await over(transform, base, patch);
  expect(isSame).toBe(true);
  expect(findings).toContain('stage/kustomization.yaml');
});

test.each<[transform: string, string, base: object & { kind: string }, Patch]>([
  [
    'metric-eviction',
    'adds to a list that stays',
    listed(interval, other),
    [{ op: 'add', path: `${list}/-`, value: { name: 'MORE', value: 'b' } }],
  ],
  // With all values, what becomes of the interval goes, too.
  ['metric-eviction', 'takes away the values', inValues, remove('/spec/values')],
  ['metric-eviction', 'says null at the values', inValues, { spec: { values: null } }],
  ['metric-eviction', 'has another spec', inValues, replace('/spec', { profile: 'minimal' })],
  ['metric-eviction', 'takes away the values of a release', inRelease, remove('/spec/values')],
  ['metric-eviction', 'has another spec of a release', inRelease, replace('/spec', chart)],
  ['metric-eviction', 'takes away what is parked', inValues, { spec: { unvalidatedValues: null } }],
  ['metric-eviction', 'takes away another component', listed(interval), remove('/spec/components/cni')],
  ['parked-seccomp-profile', 'takes away a list', parked, pilot({ k8s: { env: null } })],
  ['untaint-controller', 'takes away both', tainted, remove('/spec/values/pilot')],
])('%s: the base is rewritten below an overlay that %s', async (transform, _, base, patch) => {
  const { isSame } = await over(transform, base, patch);
  expect(isSame).toBe(false);
});
