import { Facts, givenFile } from '../../src/facts';
import { KustomizeTree } from '../../src/kustomize/tree';
import { kustomizeSurvey } from '../../src/kustomize/kustomization';
import { ManifestFile } from '../../src/migrate/manifest-file';
import { surveyFile } from '../../src/migrate/migrate';
import { inferencePool } from '../../transforms/1.28/inference-pool';

/** The tree of some kustomizations, by path. */
function treeOf(files: Record<string, string>, given: readonly string[]) {
  const facts = new Facts();
  for (const path of given) facts.add(givenFile, path);
  for (const [path, text] of Object.entries(files)) {
    surveyFile(new ManifestFile(path, text), inferencePool.surveys ?? [], facts);
  }
  return KustomizeTree.of(facts);
}

describe('a kustomization that only lists resources', () => {
  test.each([
    ['in a block list', 'resources:\n  - pool.yaml\n', 'app/pool.yaml'],
    ['in a flow list', 'resources: [a.yaml, pool.yaml]\n', 'app/pool.yaml'],
    ['in JSON', '{"resources":["./pool.yaml"]}', 'app/pool.yaml'],
    ['in quotes, with a comment', 'resources:\n- "pool.yaml" # the pool\n', 'app/pool.yaml'],
    ['with a blank in its name', 'resources:\n- the pool.yaml\n', 'app/the pool.yaml'],
    ['with a name on two lines', 'resources:\n- the\n  pool.yaml\n', 'app/the pool.yaml'],
    ['with an escape', 'resources: ["p\\x6fol.yaml"]\n', 'app/pool.yaml'],
    ['from another folder', 'resources:\n- ../base/pool.yaml\n', 'base/pool.yaml'],
    ['as one of its bases', 'bases:\n- pool.yaml\n', 'app/pool.yaml'],
    ['by an alias', 'namePrefix: &name pool.yaml\nresources:\n- *name\n', 'app/pool.yaml'],
  ])('names a file %s', (_, text, path) => {
    const tree = treeOf({ 'app/kustomization.yaml': text }, [path]);
    expect(tree.names('resources', path)).toBe(true);
    expect(tree.names('configurations', path)).toBe(false);
  });

  test.each([
    ['another file that is called the same', 'resources:\n- ../other/pool.yaml\n'],
    ['the file in a comment', '# pool.yaml\nresources:\n- other.yaml\n'],
    ['the file in another field', 'namePrefix: pool.yaml\n'],
    ['nothing that can be read', 'resources: [pool.yaml\n'],
    ['its resources twice', 'resources: [pool.yaml]\nresources: [other.yaml]\n'],
  ])('does not name a file where it names %s', (_, text) => {
    const tree = treeOf({ 'app/kustomization.yaml': text }, ['app/pool.yaml']);
    expect(tree.names('resources', 'app/pool.yaml')).toBe(false);
  });

  test('leads the patches of an overlay to the files that it names', () => {
    const files = {
      'app/kustomization.yaml': 'resources: [pool]\n',
      'app/pool/kustomization.yml': 'resources: [pool.yaml]\n',
      'overlay/kustomization.yaml': 'resources: [../app]\npatches: [{path: patch.yaml}]\n',
    };
    const tree = treeOf(files, ['app/pool/pool.yaml', 'overlay/patch.yaml']);
    expect(tree.patchingOver('app/pool/pool.yaml').flatMap(({ patches }) => patches)).toEqual([
      {
        namedIn: 'overlay/kustomization.yaml',
        document: 'overlay/patch.yaml',
        path: 'overlay/patch.yaml',
        text: undefined,
        selector: undefined,
      },
    ]);
    expect(tree.patchingOver('app/other.yaml')).toEqual([]);
  });
});

describe('by its text', () => {
  test.each([
    ['no more than resources', 'resources: [a.yaml]\nimages: [{name: a, newTag: "2"}]\n', 'enough'],
    ['patches', 'resources: [a.yaml]\npatches: [{path: b.yaml}]\n', 'parse'],
    ['patches of merges', 'patchesStrategicMerge: [b.yaml]\n', 'parse'],
    ['patches of operations', 'patchesJson6902: [{path: b.yaml}]\n', 'parse'],
    ['components', 'components: [../part]\n', 'parse'],
    ['a component', 'kind: Component\nresources: [a.yaml]\n', 'parse'],
    ['configurations', 'configurations: [names.yaml]\n', 'parse'],
    ['replacements', 'replacements: [{path: b.yaml}]\n', 'parse'],
    ['definitions of fields', 'crds: [a.yaml]\n', 'parse'],
    ['a schema', 'openapi: {path: schema.json}\n', 'parse'],
    ['actions of a template', 'resources: [{{ .Values.name }}]\n', 'parse'],
  ] as const)('a kustomization with %s is to be parsed or not', (_, text, expected) => {
    expect(kustomizeSurvey.glance?.('app/kustomization.yaml', text, new Facts())).toBe(expected);
  });

  test.each([
    ['a Kustomization of Flux', 'apiVersion: kustomize.toolkit.fluxcd.io/v1\n', 'parse'],
    ['an Application with fields of kustomize', 'source: {kustomize: {patches: []}}\n', 'parse'],
    ['an Application without them', 'apiVersion: argoproj.io/v1alpha1\n', 'enough'],
  ] as const)('of a file of another name, %s is to be parsed or not', (_, text, expected) => {
    expect(kustomizeSurvey.glance?.('app/flux.yaml', text, new Facts())).toBe(expected);
  });
});
