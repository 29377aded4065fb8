import { Facts } from '../../src/facts';
import { pinsOf, pinSurvey } from '../../src/install/pins/pins';
import { ManifestFile } from '../../src/migrate/manifest-file';
import { surveyFile } from '../../src/migrate/migrate';
import { printVersion } from '../../src/version';

/** Each row: what a patch is for, its base, the pointer to the version in it, and what that is the version of. */
const rows: readonly (readonly [target: string, base: string, pointer: string, what: string])[] = [
  [
    '{kind: Application, name: istiod}',
    'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: istiod}\nspec:\n  source: {repoURL: "https://blob.istio.io/istio-release/charts", chart: istiod, targetRevision: 1.30.1}\n',
    '/spec/source/targetRevision',
    'chart istiod',
  ],
  [
    '{kind: Application}',
    'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: mesh}\nspec:\n  sources:\n    - {repoURL: "https://git.example.com/values.git", ref: values, targetRevision: main}\n    - {repoURL: ghcr.io/istio/release/charts, chart: cni, targetRevision: 1.30.1}\n',
    '/spec/sources/1/targetRevision',
    'chart cni',
  ],
  [
    '{group: argoproj.io, kind: ApplicationSet, name: mesh.*}',
    'apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {name: mesh-prod}\nspec:\n  template:\n    spec:\n      source: {repoURL: ghcr.io/istio/release/charts, chart: ztunnel, targetRevision: 1.30.1}\n',
    '/spec/template/spec/source/targetRevision',
    'chart ztunnel',
  ],
  [
    '{kind: HelmRelease, name: istiod}',
    'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: istiod}\nspec:\n  chart: {spec: {chart: istiod, version: 1.30.1}}\n',
    '/spec/chart/spec/version',
    'chart istiod',
  ],
  [
    '{kind: OCIRepository}',
    'apiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\nmetadata: {name: base}\nspec: {url: "oci://ghcr.io/istio/release/charts/base", ref: {tag: 1.30.1}}\n',
    '/spec/ref/tag',
    'chart base',
  ],
  [
    '{kind: Istio}',
    'apiVersion: sailoperator.io/v1\nkind: Istio\nmetadata: {name: default}\nspec: {version: v1.30.1}\n',
    '/spec/version',
    'Sail Istio',
  ],
  [
    '{kind: IstioOperator}',
    'apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nmetadata: {name: mesh}\nspec: {tag: 1.30.1}\n',
    '/spec/tag',
    'IstioOperator',
  ],
];

const head =
  'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [../base]\npatches:\n';

function pinsIn(files: Readonly<Record<string, string>>): string[] {
  const facts = new Facts();
  for (const [path, text] of Object.entries(files))
    surveyFile(new ManifestFile(path, text), [pinSurvey], facts);
  return pinsOf(facts).map(
    ({ version, what, place }) => `${what} ${printVersion(version)} ${place.path}:${place.line}`,
  );
}

describe.each(rows)('a patch for %s', (target, base, pointer, what) => {
  test('in a kustomization', () => {
    const patch = `  - target: ${target}\n    patch: |-\n      - op: replace\n        path: ${pointer}\n        value: 1.28.4\n`;
    const found = pinsIn({ 'base/object.yaml': base, 'prod/kustomization.yaml': head + patch });
    expect(found).toContain(`${what} 1.28.4 prod/kustomization.yaml:9`);
    const other = pinsIn({ 'prod/kustomization.yaml': head + patch });
    expect(other).toEqual([]);
  });

  test('in a file', () => {
    const patch = `  - target: ${target}\n    path: version.json\n`;
    const found = pinsIn({
      'base/object.yaml': base,
      'prod/kustomization.yaml': head + patch,
      'prod/version.json': `[\n  {"op": "replace", "path": "${pointer}", "value": "1.28.4"}\n]\n`,
    });
    expect(found).toContain(`${what} 1.28.4 prod/version.json:2`);
  });

  test('of another name', () => {
    const patch = `  - target: ${target.replace(/(, name: [^}]*)?\}/, ', name: podinfo}')}\n    patch: |-\n      - {op: replace, path: ${pointer}, value: 1.20.0}\n`;
    const found = pinsIn({ 'base/object.yaml': base, 'prod/kustomization.yaml': head + patch });
    expect(found.join()).not.toContain('1.20.0');
  });

  test('of another place', () => {
    const places = ['/metadata/annotations/version', `/spec/template${pointer}`, pointer.replace('1', '0')];
    for (const place of places.filter((each) => each !== pointer)) {
      const patch = `  - target: ${target}\n    patch: |-\n      - {op: replace, path: ${place}, value: 1.20.0}\n`;
      const found = pinsIn({ 'base/object.yaml': base, 'prod/kustomization.yaml': head + patch });
      expect(found.join()).not.toContain('1.20.0');
    }
  });

  test('in a file, beside that of another kind', () => {
    const file = (value: string) => `[{"op": "replace", "path": "${pointer}", "value": "${value}"}]\n`;
    const found = pinsIn({
      'base/object.yaml': base,
      'prod/kustomization.yaml': `${head}  - {target: ${target}, path: ours.json}\n  - {target: {kind: Podinfo}, path: others.json}\n`,
      'prod/ours.json': file('1.28.4'),
      'prod/others.json': file('1.20.0'),
    });
    expect(found.join()).toContain('1.28.4');
    expect(found.join()).not.toContain('1.20.0');
  });
});
