import { migrateFiles } from '../../src/api';

type Files = Record<string, string>;

const values = (revision: string) => `{revision: ${revision}, pilot: {env: {METRIC_ROTATION_INTERVAL: 30s}}}`;

const flux = (name: string, version: string, revision: string) => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: ${name}}
spec:
  chart: {spec: {chart: istiod, version: "${version}", sourceRef: {kind: HelmRepository, name: istio}}}
  values: ${values(revision)}
`;

const argo = (name: string, version: string, revision: string) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: ${name}}
spec:
  source:
    repoURL: https://blob.istio.io/istio-release/charts
    chart: istiod
    targetRevision: ${version}
    helm: {valuesObject: ${values(revision)}}
`;

const fleet = (name: string, version: string, revision: string) => `helm:
  releaseName: ${name}
  chart: istiod
  repo: https://blob.istio.io/istio-release/charts
  version: ${version}
  values: ${values(revision)}
`;

const kustomize = (name: string, version: string, revision: string) => `helmCharts:
  - name: istiod
    repo: https://blob.istio.io/istio-release/charts
    version: ${version}
    releaseName: ${name}
    valuesInline: ${values(revision)}
`;

const operator = (revision: string, tag: string) => `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
metadata: {name: mesh}
spec: {revision: ${revision}${tag}, values: {pilot: {env: {METRIC_ROTATION_INTERVAL: 30s}}}}
`;

const umbrella = (version: string) =>
  `apiVersion: v2\nname: mesh\nversion: 0.1.0\ndependencies: [{name: istiod, version: ${version}}]\n`;

const sail = (kind: string, name: string, version: string) =>
  `apiVersion: sailoperator.io/v1\nkind: ${kind}\nmetadata: {name: ${name}}\nspec: {version: v${version}, values: {pilot: {env: {METRIC_ROTATION_INTERVAL: 30s}}}}\n`;

const untagged = { 'old.yaml': operator('1-27', ''), 'new.yaml': operator('1-28', '') };

/** The files that still have the flag, and whether that is said of the old control plane. */
function keptIn(files: Files) {
  const { changed, findings } = migrateFiles(files, { only: ['metric-eviction'], from: '1.27', to: '1.28' });
  const stays = findings.filter(({ message }) => message.includes('stays: Istio 1.27 reads it'));
  const kept = Object.keys(files).filter(
    (path) => files[path]?.includes('METRIC') && (changed.get(path)?.text ?? files[path]).includes('METRIC'),
  );
  return { kept, stays: stays.map(({ path }) => path) };
}

test.each<[string, string, Files]>([
  [
    'a folder for each release',
    'clusters/prod/istio/1-27/release.yaml',
    {
      'clusters/prod/istio/1-27/release.yaml': flux('istiod-1-27', '1.27.3', '1-27'),
      'clusters/prod/istio/1-28/release.yaml': flux('istiod-1-28', '1.28.2', '1-28'),
    },
  ],
  [
    'a folder above for each release',
    'mesh/v1.27/istiod/a.yaml',
    {
      'mesh/v1.27/istiod/a.yaml': flux('istiod', '1.27.3', 'a'),
      'mesh/v1.28/istiod/a.yaml': flux('istiod', '1.28.2', 'b'),
    },
  ],
  ...[argo, fleet, kustomize].map((carrier): [string, string, Files] => {
    const file = carrier === argo ? 'a.yaml' : carrier === fleet ? 'fleet.yaml' : 'kustomization.yaml';
    return [
      `a folder for each revision: ${file}`,
      `stable/${file}`,
      {
        [`stable/${file}`]: carrier('istiod-stable', '1.27.3', 'stable'),
        [`canary/${file}`]: carrier('istiod-canary', '1.28.2', 'canary'),
      },
    ];
  }),
  [
    'only the newer one is in a folder of its own',
    'prod/istiod.yaml',
    {
      'prod/istiod.yaml': flux('istiod', '1.27.3', 'default'),
      'prod/canary/istiod.yaml': flux('istiod', '1.28.2', 'canary'),
    },
  ],
  [
    'charts in folders with their releases',
    'mesh-1.27.3/values.yaml',
    {
      'mesh-1.27.3/Chart.yaml': umbrella('1.27.3'),
      'mesh-1.27.3/values.yaml': `istiod: ${values('r0')}\n`,
      'mesh-1.28.2/Chart.yaml': umbrella('1.28.2'),
      'mesh-1.28.2/values.yaml': `istiod: ${values('r1')}\n`,
    },
  ],
  [
    'two that different tools install',
    'old.yaml',
    {
      'old.yaml': operator('stable', ', tag: 1.27.3'),
      'new.yaml': flux('istiod-canary', '1.28.2', 'canary'),
    },
  ],
  [
    'the newer one on the way to the target, as a range',
    'a.yaml',
    { 'a.yaml': flux('a', '1.27.x', 'a'), 'b.yaml': flux('b', '>=1.28.0 <1.29.0', 'b') },
  ],
  [
    'the tag of a component',
    'a.yaml',
    {
      'a.yaml': operator('a', ', components: {pilot: {tag: 1.27.3}}'),
      'b.yaml': operator('b', ', components: {pilot: {tag: 1.28.2}}'),
    },
  ],
  [
    'istioctl of two releases by its name',
    'old.yaml',
    {
      ...untagged,
      Makefile:
        'old:\n\t./istioctl-1.27.3 install -f old.yaml\nnew:\n\t./istioctl-1.28.2 install -f new.yaml\n',
    },
  ],
  [
    'istioctl of two releases by its folder',
    'old.yaml',
    {
      ...untagged,
      Makefile:
        'OLD ?= 1.27.3\nNEW ?= 1.28.2\nmesh:\n\tistio-$(OLD)/bin/istioctl install -f old.yaml\n\tistio-$(NEW)/bin/istioctl install -f new.yaml\n',
    },
  ],
  [
    'istioctl of the release that each script is for',
    'old.yaml',
    {
      ...untagged,
      'old.sh': 'export ISTIO_VERSION=1.27.3\nistioctl install -y -f old.yaml\n',
      'new.sh': 'export ISTIO_VERSION=1.28.2\nistioctl install -y -f new.yaml\n',
    },
  ],
])('the old one of two control planes keeps its flag: %s', (_, old, files) => {
  expect(keptIn(files)).toEqual({ kept: [old], stays: [old] });
});

test.each<[string, Files]>([
  [
    'folders of environments',
    {
      'clusters/prod/istiod.yaml': flux('istiod', '1.27.3', '1-27'),
      'clusters/dev/istiod.yaml': flux('istiod', '1.28.2', '1-28'),
    },
  ],
  [
    'folders of environments after which revisions are called',
    { 'prod/a.yaml': argo('a', '1.27.3', 'prod'), 'dev/a.yaml': argo('b', '1.28.2', 'dev') },
  ],
  [
    'folders of clusters',
    { 'eu/fleet.yaml': fleet('a', '1.27.3', '1-27'), 'us/fleet.yaml': fleet('b', '1.28.2', '1-28') },
  ],
  [
    'folders of releases in those of environments',
    {
      'prod/1-27/a.yaml': flux('a', '1.27.3', '1-27'),
      'staging/1-28/a.yaml': flux('a', '1.28.2', '1-28'),
    },
  ],
  [
    'files of environments in one folder',
    {
      'prod.yaml': flux('istiod-prod', '1.27.3', '1-27'),
      'staging.yaml': flux('istiod-staging', '1.28.2', '1-28'),
    },
  ],
  [
    'a cluster for trials that has the revision of its own name',
    {
      'clusters/canary/a.yaml': argo('a', '1.28.2', 'canary'),
      'clusters/eu/a.yaml': argo('a', '1.27.3', 'default'),
    },
  ],
  [
    'one revision in folders of releases',
    { '1.27/a.yaml': flux('a', '1.27.3', 'default'), '1.28/a.yaml': flux('a', '1.28.2', 'default') },
  ],
  [
    'another chart beside it',
    {
      'a.yaml': sail('Istio', 'old', '1.27.3'),
      'b.yaml': sail('IstioCNI', 'default', '1.28.1').replace(/pilot: .*/, 'cni: {}}}'),
    },
  ],
  [
    'ranges that name no release',
    { 'a.yaml': flux('a', '1.27.3', 'a'), 'b.yaml': flux('b', '>=1.27.0 <1.29.0', 'b') },
  ],
  [
    'scripts that name no release',
    { ...untagged, 'a.sh': 'istioctl install -f old.yaml\nistioctl install -f new.yaml\n' },
  ],
  [
    'a script that names two releases',
    {
      ...untagged,
      'a.sh':
        'ISTIO_VERSION=1.27.3\nistioctl install -f old.yaml\nISTIO_VERSION=1.28.2\nistioctl install -f new.yaml\n',
    },
  ],
])('each is upgraded in its turn: %s', (_, files) => {
  expect(keptIn(files)).toEqual({ kept: [], stays: [] });
});
