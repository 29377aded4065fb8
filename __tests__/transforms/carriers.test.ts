import { migrateTexts } from '../support/migrate-texts';

const pool = `apiVersion: inference.networking.x-k8s.io/v1alpha2
kind: InferencePool
metadata: {name: llama}
spec:
  targetPortNumber: 8000
  selector: {app: llama}
  extensionRef: {name: picker}
`;
const policy = `apiVersion: gateway.networking.k8s.io/v1alpha2
kind: BackendTLSPolicy
metadata: {name: orders}
spec:
  targetRef: {group: "", kind: Service, name: orders}
  tls: {hostname: orders.example, wellKnownCACerts: System}
`;

const indented = (text: string, by: number) => text.replaceAll(/^(?=.)/gm, ' '.repeat(by));
const carriers: readonly (readonly [kind: string, before: string, at: string, by: number])[] = [
  [
    'ResourceGraphDefinition',
    'spec:\n  resources:\n    - id: a\n      template:\n',
    'spec/resources/0/template',
    8,
  ],
  ['Composition', 'spec:\n  resources:\n    - name: a\n      base:\n', 'spec/resources/0/base', 8],
  ['Object', 'spec:\n  forProvider:\n    manifest:\n', 'spec/forProvider/manifest', 6],
  ['HelmRelease', 'spec:\n  values:\n    resources:\n      -\n', 'spec/values/resources/0', 8],
  ['FederatedInferencePool', 'spec:\n  template:\n', 'spec/template', 4],
];

/** Where something that patches the outer object is, and what it says. */
type Patching = (kind: string, at: string, field: string) => Readonly<Record<string, string>>;
const target = (kind: string) => `target: {kind: ${kind}, name: x}`;
const operation = (at: string, field: string) => `[{op: replace, path: /${at}/${field}, value: 1}]`;
const patchings: Readonly<Record<string, Patching>> = {
  'a JSON patch': (kind, at, field) => ({
    'prod/kustomization.yaml': `resources: [../base]\npatches:\n  - ${target(kind)}\n    patch: '${operation(at, field)}'\n`,
  }),
  'a JSON patch in a file': (kind, at, field) => ({
    'prod/kustomization.yaml': `resources: [../base]\npatches:\n  - ${target(kind)}\n    path: patch.yaml\n`,
    'prod/patch.yaml': `${operation(at, field)}\n`,
  }),
  'a replacement': (kind, at, field) => ({
    'prod/kustomization.yaml': `resources: [../base]\nreplacements:\n  - source: {kind: ConfigMap, fieldPath: data.a}\n    targets:\n      - select: {kind: ${kind}}\n        fieldPaths: [${`${at}/${field}`.replaceAll('/', '.')}]\n`,
  }),
  Flux: (kind, at, field) => ({
    'flux.yaml': `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: a}\nspec:\n  path: ./base\n  patches:\n    - ${target(kind)}\n      patch: '${operation(at, field)}'\n`,
  }),
  'Argo CD': (kind, at, field) => ({
    'app.yaml': `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec:\n  source:\n    path: base\n    kustomize:\n      patches:\n        - ${target(kind)}\n          patch: '${operation(at, field)}'\n`,
  }),
};

function treeOf(inner: string, [kind, before, , by]: (typeof carriers)[number]) {
  const outer = `apiVersion: example.com/v1\nkind: ${kind}\nmetadata: {name: x}\n${before}${indented(inner, by)}`;
  return { 'base/kustomization.yaml': 'resources: [x.yaml]\n', 'base/x.yaml': outer };
}

const isChanged = (tree: Readonly<Record<string, string>>) =>
  migrateTexts(tree).some(({ before, after }) => before !== after);

describe.each(Object.entries(patchings))('%s for an object around another one', (_, patching) => {
  describe.each(carriers)('in a %s', (...carrier) => {
    const [kind, , at] = carrier;

    test.each([
      ['a pool', pool, ['spec/targetPortNumber', 'spec/extensionRef/failureMode', 'spec/selector/app']],
      ['a policy', policy, ['spec/targetRef/name', 'spec/tls/hostname']],
    ])('leaves all where it names an old field of %s', (_what, inner, fields) => {
      for (const field of fields) {
        const tree = { ...treeOf(inner, carrier), ...patching(kind, at, field) };
        const outcomes = migrateTexts(tree);
        expect(outcomes.filter(({ before, after }) => before !== after)).toEqual([]);
        const errors = outcomes.flatMap(({ findings }) => findings).filter(({ level }) => level === 'error');
        expect(errors).toHaveLength(1);
        expect(errors[0]?.help).toContain('base/x.yaml:');
        expect(errors[0]?.message).toContain(`in the patched ${kind}`);
      }
    });

    test('leaves nothing where it names another field, or another object', () => {
      const moved = (tree: Readonly<Record<string, string>>) =>
        isChanged({ ...treeOf(pool, carrier), ...tree });
      expect(moved(patching(kind, at, 'metadata/name'))).toBe(true);
      expect(moved(patching(kind, 'spec/other', 'spec/targetPortNumber'))).toBe(true);
      expect(moved(patching('Another', at, 'spec/targetPortNumber'))).toBe(true);
    });
  });
});

test.each<readonly [patch: string, isLeft: boolean]>([
  ['spec: {forProvider: {manifest: {spec: {targetPortNumber: 9000}}}}', true],
  ['spec: {forProvider: {manifest: {spec: {extensionRef: {name: b}}}}}', true],
  ['spec: {forProvider: {manifest: {metadata: {labels: {a: b}}}}}', false],
  ['spec: {providerConfigRef: {name: b}}', false],
])('a merge for an object around a pool: %s', (patch, isLeft) => {
  const [, , carrier = carriers[0]] = carriers;
  if (!carrier) return;
  const merge = `apiVersion: example.com/v1\nkind: Object\nmetadata: {name: x}\n${patch}\n`;
  const tree = {
    ...treeOf(pool, carrier),
    'prod/kustomization.yaml': 'resources: [../base]\npatches: [{path: merge.yaml}]\n',
    'prod/merge.yaml': merge,
  };
  expect(isChanged(tree)).toBe(!isLeft);
  expect(isChanged({ ...tree, 'prod/merge.yaml': merge.replace('name: x', 'name: y') })).toBe(true);
});

test.each([
  '/spec/router/scheduler/pool/spec/targetPortNumber',
  '/spec/router/scheduler/pool/spec/extensionRef/failureMode',
])('a JSON patch for a pool that KServe makes is reported: %s', (path) => {
  for (const kind of ['LLMInferenceService', 'LLMInferenceServiceConfig']) {
    const text = `resources: [../base]\npatches:\n  - target: {kind: ${kind}}\n    patch: |-\n      - op: replace\n        path: ${path}\n        value: 1\n`;
    const [outcome] = migrateTexts({ 'prod/kustomization.yaml': text });
    expect(outcome?.after).toBe(text);
    expect(outcome?.findings.map(({ level, line }) => `${level} ${line}`)).toEqual(['error 6']);
  }
});

test.each([
  [
    'kustomization.yaml',
    'resources: [../base]\nreplacements:\n  - source: {kind: ConfigMap, fieldPath: data.a}\n    targets:\n      - select: {kind: LLMInferenceService}\n        fieldPaths: [spec.router.scheduler.pool.spec.targetPortNumber]\n',
    6,
  ],
  ['up.sh', '#!/bin/sh\nyq -i \'.spec.router.scheduler.pool.spec.extensionRef.name = "a"\' llm.yaml\n', 2],
])('so is a path to it in %s', (path, text, line) => {
  const [outcome] = migrateTexts({ [path]: text });
  expect(outcome?.after).toBe(text);
  expect(outcome?.findings.map((each) => `${each.level} ${each.line}`)).toEqual([`warning ${line}`]);
});
