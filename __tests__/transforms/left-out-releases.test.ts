import { stringify } from 'yaml';
import { migrateTexts } from '../support/migrate-texts';
import { upgradeTo } from '../support/upgrade';

type Tree = Readonly<Record<string, object>>;

const set = {
  global: { hub: 'mirror.example.com/istio', proxy: { seccompProfile: { type: 'Unconfined' } } },
  meshConfig: { defaultConfig: { statsCompression: true } },
};
const few = { pilot: { autoscaleMin: 2 } };
const release = (name: string, values: readonly string[]) => ({ name, chart: 'istio/istiod', values });
const head = {
  apiVersion: 'helm.toolkit.fluxcd.io/v2',
  kind: 'HelmRelease',
  metadata: { name: 'istiod' },
};
const chart = { spec: { chart: 'istiod', sourceRef: { kind: 'HelmRepository', name: 'istio' } } };
const base: Tree = {
  'base/release.yaml': { ...head, spec: { chart, values: few } },
  'base/kustomization.yaml': { resources: ['release.yaml'] },
  'dev/kustomization.yaml': { resources: ['../base'], patches: [{ path: 'set.yaml' }] },
  'dev/set.yaml': { ...head, spec: { values: set } },
};
const files: Tree = { 'base.yaml': few, 'dev.yaml': set };
const prod: Tree = { 'prod.yaml': { pilot: { autoscaleMax: 5 } } };
const helmfile = (...releases: readonly object[]): Tree => ({ ...files, 'helmfile.yaml': { releases } });

/** All that is inserted on the way to 1.30, and where. */
function inserted(tree: Tree): string[] {
  const texts = Object.fromEntries(Object.entries(tree).map(([path, data]) => [path, stringify(data)]));
  const by = { ...upgradeTo('1.30'), from: upgradeTo('1.28').from, pinDefaults: true };
  const range = { ...by.range, from: by.from };
  return migrateTexts(texts, undefined, undefined, { ...by, range }).flatMap(({ path, before, after }) => {
    const words = ['docker.io/istio', 'RuntimeDefault', 'statsCompression: false'];
    return words
      .filter((word) => after.includes(word) && !before.includes(word))
      .map((word) => `${path} ${word}`);
  });
}

const allIn = (path: string) =>
  ['docker.io/istio', 'RuntimeDefault', 'statsCompression: false'].map((word) => `${path} ${word}`);

test.each<[string, Tree, readonly string[]]>([
  [
    'one overlay sets it all, and another one nothing',
    { ...base, 'prod/kustomization.yaml': { resources: ['../base'] } },
    allIn('base/release.yaml'),
  ],
  ['the only overlay sets it all', base, []],
  [
    'each overlay sets it all',
    {
      ...base,
      'prod/kustomization.yaml': { resources: ['../base'], patches: [{ path: '../dev/set.yaml' }] },
    },
    [],
  ],
  [
    'an overlay of the one that sets it all',
    { ...base, 'prod/kustomization.yaml': { resources: ['../dev'] } },
    [],
  ],
  [
    'an overlay changes something else',
    {
      ...base,
      'prod/kustomization.yaml': { resources: ['../base'], patches: [{ path: 'few.yaml' }] },
      'prod/few.yaml': { ...head, spec: { values: few } },
    },
    allIn('base/release.yaml'),
  ],
  [
    'one release of a helmfile takes files that set it all',
    {
      ...prod,
      ...helmfile(release('a', ['base.yaml', 'prod.yaml']), release('b', ['base.yaml', 'dev.yaml'])),
    },
    allIn('base.yaml'),
  ],
  ['each release takes them', helmfile(release('a', ['base.yaml', 'dev.yaml'])), []],
  [
    'one release has them below',
    {
      ...prod,
      ...helmfile(release('a', ['base.yaml', 'prod.yaml']), release('b', ['dev.yaml', 'base.yaml'])),
    },
    [],
  ],
])('%s', (_, tree, expected) => {
  expect(inserted(tree)).toEqual(expected);
});

test('what another release sets in a form that loses is not taken away from it', () => {
  const tree = (env: object) => ({
    'helmfile.yaml': { releases: [release('a', ['base.yaml']), release('b', ['base.yaml', 'dev.yaml'])] },
    'base.yaml': few,
    'dev.yaml': env,
  });
  const pinsWith = (env: object) => {
    const texts = Object.fromEntries(
      Object.entries(tree(env)).map(([path, data]) => [path, stringify(data)]),
    );
    const outcomes = migrateTexts(texts, undefined, undefined, { ...upgradeTo('1.31'), pinDefaults: true });
    return outcomes.map(({ after }) => after).join();
  };
  const name = 'PILOT_AUTO_SEND_UNHEALTHY_ENDPOINTS';
  expect(pinsWith({ pilot: { env: { [name]: 'true' } } })).toContain(`${name}: "false"`);
  expect(pinsWith({ env: { [name]: 'true' } })).not.toContain(`${name}: "false"`);
});
