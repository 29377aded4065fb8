import { Facts } from '../../src/facts';
import { pinsOf, pinSurvey } from '../../src/install/pins/pins';
import { ManifestFile } from '../../src/migrate/manifest-file';
import { surveyFile } from '../../src/migrate/migrate';
import { printVersion } from '../../src/version';

/** What a tree pins: each pin with the newer one that runs beside it. */
function pinned(files: Readonly<Record<string, string>>): string[] {
  const facts = new Facts();
  for (const [path, text] of Object.entries(files))
    surveyFile(new ManifestFile(path, text), [pinSurvey], facts);
  return pinsOf(facts).map(({ what, version, beside }) =>
    [what, printVersion(version), ...(beside ? ['<', printVersion(beside)] : [])].join(' '),
  );
}

const flux = (name: string, version: string, revision: string, namespace = 'istio-system') => `---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  chart: {spec: {chart: istiod, version: ${version}, sourceRef: {kind: HelmRepository, name: istio}}}
  values:
    revision: ${revision}
`;
const argo = (name: string, version: string, revision: string) => `---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: ${name}, namespace: argocd}
spec:
  source:
    repoURL: https://blob.istio.io/istio-release/charts
    chart: istiod
    targetRevision: ${version}
    helm:
      parameters:
        - {name: revision, value: ${revision}}
`;
const operator = (name: string, version: string, revision: string) => `---
apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
metadata: {name: ${name}}
spec:
  revision: ${revision}
  tag: ${version}
`;
const sail = (name: string, version: string) => `---
apiVersion: sailoperator.io/v1
kind: IstioRevision
metadata: {name: ${name}}
spec:
  version: v${version}
  values:
    revision: ${name}
`;
const base = `---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: base}
spec:
  chart: {spec: {chart: base, version: 1.27.3, sourceRef: {kind: HelmRepository, name: istio}}}
`;

test.each<[string, Record<string, string>, string[]]>([
  [
    'Flux, in one file, beside a chart that all share',
    { 'a.yaml': flux('istiod-1-27', '1.27.3', '1-27') + flux('istiod-1-28', '1.28.1', '1-28') + base },
    [
      'revision 1.27 < 1.28',
      'chart istiod 1.27.3 < 1.28',
      'chart base 1.27.3',
      'revision 1.28',
      'chart istiod 1.28.1',
    ],
  ],
  [
    'a name without its version',
    { 'a.yaml': flux('istiod', '1.27.3', '1-27'), 'b.yaml': flux('istiod-1-28', '1.28.1', '1-28') },
    ['revision 1.27 < 1.28', 'chart istiod 1.27.3 < 1.28', 'revision 1.28', 'chart istiod 1.28.1'],
  ],
  [
    'Argo CD, with parameters',
    { 'a.yaml': argo('istiod-1-27', '1.27.3', '1-27') + argo('istiod-1-28', '1.28.1', '1-28') },
    ['revision 1.27 < 1.28', 'chart istiod 1.27.3 < 1.28', 'revision 1.28', 'chart istiod 1.28.1'],
  ],
  [
    'a helmfile',
    {
      'helmfile.yaml': ['1.27.3', '1.28.1'].reduce((text, version) => {
        const revision = version.slice(0, 4).replace('.', '-');
        return `${text}  - name: istiod-${revision}\n    chart: istio/istiod\n    version: ${version}\n    values:\n      - revision: ${revision}\n`;
      }, 'releases:\n'),
    },
    ['revision 1.27 < 1.28', 'chart istiod 1.27.3 < 1.28', 'revision 1.28', 'chart istiod 1.28.1'],
  ],
  [
    'IstioOperators in folders of their versions',
    {
      'mesh/1-27-3/a.yaml': operator('mesh', '1.27.3', '1-27-3'),
      'mesh/1-28-1/a.yaml': operator('mesh', '1.28.1', '1-28-1'),
    },
    ['IstioOperator 1.27.3 < 1.28.1', 'revision 1.27.3 < 1.28.1', 'IstioOperator 1.28.1', 'revision 1.28.1'],
  ],
  [
    'revisions of Sail',
    { 'a.yaml': sail('default-v1-27-3', '1.27.3') + sail('default-v1-28-1', '1.28.1') },
    [
      'Sail IstioRevision 1.27.3 < 1.28.1',
      'revision 1.27.3 < 1.28.1',
      'Sail IstioRevision 1.28.1',
      'revision 1.28.1',
    ],
  ],
])('control planes side by side: %s', (_, files, wanted) => {
  expect([...new Set(pinned(files))].toSorted()).toEqual(wanted.toSorted());
});

test.each<[string, Record<string, string>]>([
  ['clusters', { 'a.yaml': argo('istiod-prod', '1.27.3', '1-27') + argo('istiod-dev', '1.28.1', '1-28') }],
  [
    'one name, which no cluster has twice',
    { 'dev.yaml': flux('istiod', '1.28.1', '1-28'), 'prod.yaml': flux('istiod', '1.27.3', '1-27') },
  ],
  [
    'folders',
    {
      'dev/a.yaml': flux('istiod-1-28', '1.28.1', '1-28'),
      'prod/a.yaml': flux('istiod-1-27', '1.27.3', '1-27'),
    },
  ],
  [
    'namespaces',
    { 'a.yaml': flux('istiod-1-27', '1.27.3', '1-27', 'a') + flux('istiod-1-28', '1.28.1', '1-28', 'b') },
  ],
  ['no revision', { 'a.yaml': operator('mesh-1-27', '1.27.3', 'a') + operator('mesh-1-28', '1.28.1', 'b') }],
])('control planes that are not known to run side by side: %s', (_, files) => {
  const found = pinned(files);
  expect(found.length).toBeGreaterThan(1);
  expect(found.join()).not.toContain('<');
});
