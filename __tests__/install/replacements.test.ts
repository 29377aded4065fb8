import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { migrateFolder } from '../support/kustomize-tree';

/** A field that a replacement names has to be there: kustomize is asked whether it still builds after the run. */
const canBuild = spawnSync('kubectl', ['kustomize', '--help']).status === 0;
if (!canBuild && process.env['CI']) throw new Error('kubectl is missing, which .ci/run installs');

const indented = (text: string, by: number) => text.replaceAll(/^(?=.)/gm, ' '.repeat(by));

/** Objects that have values, and where in them a variable is. */
const objects = {
  HelmRelease: {
    text: (variable: string) => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: istiod, namespace: istio-system}
spec:
  chart: {spec: {chart: istiod, version: 1.27.x, sourceRef: {kind: HelmRepository, name: istio}}}
  values:
    pilot:
      env:
        ${variable}: 30s
`,
    field: (variable: string) => `spec.values.pilot.env.${variable}`,
  },
  Application: {
    text: (variable: string) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: istiod, namespace: argocd}
spec:
  source:
    chart: istiod
    repoURL: https://blob.istio.io/istio-release/charts
    targetRevision: 1.27.0
    helm:
      parameters:
        - {name: pilot.env.${variable}, value: 30s}
`,
    field: (variable: string) => `spec.source.helm.parameters.[name=pilot.env.${variable}].value`,
  },
  IstioOperator: {
    text: (variable: string) => `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
metadata: {name: istiod, namespace: istio-system}
spec:
  components:
    pilot:
      k8s:
        env:
          - {name: ${variable}, value: 30s}
`,
    field: (variable: string) => `spec.components.pilot.k8s.env.[name=${variable}].value`,
  },
} as const;

type Kind = keyof typeof objects;
type Tree = Readonly<Record<string, string>>;

const map = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: intervals}\ndata: {interval: 45s}\n';
const written = (
  kind: Kind,
  field: string,
  options = '',
) => `- source: {kind: ConfigMap, name: intervals, fieldPath: data.interval}
  targets:
    - select: {kind: ${kind}}
      fieldPaths: ["${field}"]
${options}`;
const read = (kind: Kind, field: string) => `- source: {kind: ${kind}, name: istiod, fieldPath: "${field}"}
  targets:
    - select: {kind: ConfigMap}
      fieldPaths: [data.interval]
`;
const inPlace = (text: string): Tree => ({
  'build/kustomization.yaml': `resources: [../base]\nreplacements:\n${indented(text, 2)}`,
});

/** The ways to name a field in a replacement. */
const ways: Readonly<Record<string, (kind: Kind, field: string) => Tree>> = {
  'written in place': (kind, field) => inPlace(written(kind, field)),
  'made in place': (kind, field) => inPlace(written(kind, field, '      options: {create: true}\n')),
  'read in place': (kind, field) => inPlace(read(kind, field)),
  'written in a file': (kind, field) => ({
    'build/kustomization.yaml': 'resources: [../base]\nreplacements: [{path: all.yaml}]\n',
    'build/all.yaml': written(kind, field),
  }),
  'read in a component': (kind, field) => ({
    'build/kustomization.yaml': 'resources: [../base]\ncomponents: [../part]\n',
    'part/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nreplacements:\n${indented(read(kind, field), 2)}`,
  }),
  'written by a transformer': (kind, field) => ({
    'build/kustomization.yaml': 'resources: [../base]\ntransformers: [set.yaml]\n',
    'build/set.yaml': `apiVersion: builtin\nkind: ReplacementTransformer\nmetadata: {name: set}\nreplacements:\n${indented(written(kind, field), 2)}`,
  }),
  'read under the name that an overlay gives': (kind, field) => ({
    'build/kustomization.yaml': 'resources: [../named]\ntransformers: []\n',
    'named/kustomization.yaml': `namePrefix: mesh-\nresources: [../base]\nreplacements:\n${indented(read(kind, field), 2)}`,
  }),
};

const tree = (kind: Kind, variable: string, more: Tree): Tree => ({
  'base/kustomization.yaml': 'resources: [object.yaml, map.yaml]\n',
  'base/object.yaml': objects[kind].text(variable),
  'base/map.yaml': map,
  ...more,
});

async function inTree(files: Tree, use: (root: string) => Promise<void>): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'replacements-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    await use(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

const build = (root: string) =>
  spawnSync('kubectl', ['kustomize', join(root, 'build')], { encoding: 'utf8' });

const cases = Object.keys(objects).flatMap((kind) =>
  Object.keys(ways).flatMap((way) =>
    // One moves, one is removed.
    ['METRIC_ROTATION_INTERVAL', 'METRIC_GRACEFUL_DELETION_INTERVAL'].map(
      (variable) => [kind as Kind, way, variable] as const,
    ),
  ),
);

(canBuild ? test : test.skip).each(cases)(
  'what a replacement names stays in the values, and is reported: %s, %s, %s',
  async (kind, way, variable) => {
    const more = ways[way]?.(kind, objects[kind].field(variable)) ?? {};
    await inTree(tree(kind, variable, more), async (root) => {
      const before = build(root);
      expect(before.stderr).toBe('');
      const { findings, faults } = await migrateFolder(root, 'write');
      expect(faults).toEqual([]);
      const after = build(root);
      expect(after.stderr).toBe('');
      expect(after.stdout).toContain(variable);
      expect(findings.some(({ message }) => message.includes(variable))).toBe(true);
    });
  },
);
