import { join } from 'node:path';
import { chooseTransforms } from '../src/migrate/choices';
import { type ApiVersionRow, apiVersionTransform } from '../src/moves';
import { runInMemory } from '../src/run/memory';
import type { RunResult } from '../src/run/decide';
import type { Transform } from '../src/transform';
import { releases, transforms } from '../transforms';
import { readFixtures, type Tree } from './support/fixtures';
import { meaning } from './support/meaning';
import { drawing } from './support/draw';
import { newGroup as group, oldGroup as old, routeTo } from './support/pools';
import { count, seed } from './support/seed';
import { versionOf } from './support/upgrade';

/**
 * Runs what an upgrade asks for over a tree. Advice, pins, hardening, and the pins that a compatibilityVersion stands for count only on the way over one release, and go by
 * what the tree and the target are then, so they are left out.
 */
function upgraded(tree: Tree, from: string, to: string, all: readonly Transform[] = transforms): RunResult {
  const target = versionOf(to);
  return runInMemory(new Map(Object.entries(tree)), {
    transforms: chooseTransforms(
      all,
      { only: [], skip: ['hardening', 'pin', 'advice', 'compatibility-version'] },
      target,
    ),
    knownIds: all.map(({ id }) => id),
    from: versionOf(from),
    target,
  });
}

function textsOf(tree: Tree, { files }: RunResult): Tree {
  return { ...tree, ...Object.fromEntries(files.map(({ path, after }) => [path, after])) };
}

describe('a later version of a kind', () => {
  const names = { group, kind: 'InferencePool', resource: 'inferencepools' };
  const needs = { message: 'InferencePool v2 needs new CRDs', help: 'install them first' };
  const row: ApiVersionRow = {
    id: 'inference-pool-v2',
    title: 'InferencePool v1 → v2',
    release: '1.99',
    phase: 'with',
    kind: 'required',
    docs: 'https://example.com/upgrade-notes/',
    source: 'made up',
    kinds: [
      {
        to: { ...names, version: 'v2' },
        from: [{ ...names, versions: ['v1'] }],
        fields: [
          { from: 'spec.targetPorts', to: 'spec.ports' },
          { from: 'spec.endpointPickerRef', to: 'spec.picker' },
        ],
      },
    ],
    why: ['It is made up.'],
    needs,
  };
  const all = [...transforms, { ...apiVersionTransform(row, []), follows: ['inference-pool'] }];
  const toNewest = (tree: Tree): RunResult => upgraded(tree, '1.27', '1.99', all);

  const pool = (name: string): string => `# The pool ${name}.
apiVersion: ${old}/v1alpha2
kind: InferencePool
metadata:
  name: ${name}
spec:
  targetPortNumber: 8000 # vLLM
  selector:
    app: ${name}
  extensionRef:
    name: picker
`;
  const moved = (name: string): string => `# The pool ${name}.
apiVersion: ${group}/v2
kind: InferencePool
metadata:
  name: ${name}
spec:
  ports:
    - number: 8000 # vLLM
  selector:
    matchLabels:
      app: ${name}
  picker:
    name: picker
    port:
      number: 9002
`;
  const owner = (api: string): string => `apiVersion: v1
kind: ConfigMap
metadata:
  name: owned
  ownerReferences:
    - apiVersion: ${api}
      kind: InferencePool
      name: chat
`;

  test('is reached in one run, from one version to the next', () => {
    const tree = { 'pools.yaml': `${pool('chat')}---\n${pool('code')}` };
    const result = toNewest(tree);
    expect(textsOf(tree, result)).toEqual({ 'pools.yaml': `${moved('chat')}---\n${moved('code')}` });
    expect(toNewest(textsOf(tree, result)).files).toEqual([]);
  });

  test('is followed by references', () => {
    const tree = {
      'pool.yaml': pool('chat'),
      'route.yaml': routeTo(old),
      'owner.yaml': owner(`${old}/v1alpha2`),
    };
    expect(textsOf(tree, toNewest(tree))).toEqual({
      'pool.yaml': moved('chat'),
      'route.yaml': routeTo(group),
      'owner.yaml': owner(`${group}/v2`),
    });
  });

  test('is followed by the patches of kustomize', () => {
    const overlay = (port: string, version: string, spec: string): string => `resources: [../base]
patches:
  - target:
      kind: InferencePool
    patch: |-
      - op: replace
        path: ${port}
        value: 8080
  - path: patch.yaml
  - patch: |-
      apiVersion: ${version}
      kind: InferencePool
      metadata:
        name: chat
      spec:
${spec}`;
    const patch = (version: string, spec: string): string =>
      `apiVersion: ${version}\nkind: InferencePool\nmetadata:\n  name: chat\nspec:\n${spec}`;
    const treeOf = (base: string, version: string, port: string, picker: string, ports: string): Tree => ({
      'base/kustomization.yaml': 'resources: [pool.yaml]\n',
      'base/pool.yaml': base,
      'overlay/kustomization.yaml': overlay(port, version, `        ${picker}:\n          name: other\n`),
      'overlay/patch.yaml': patch(version, ports),
    });
    const tree = treeOf(
      pool('chat'),
      `${old}/v1alpha2`,
      '/spec/targetPortNumber',
      'extensionRef',
      '  targetPortNumber: 9000\n',
    );
    expect(textsOf(tree, toNewest(tree))).toEqual(
      treeOf(
        moved('chat'),
        `${group}/v2`,
        '/spec/ports/0/number',
        'picker',
        '  ports:\n    - number: 9000\n',
      ),
    );
  });

  test('has its findings at the lines of the text that there is at last', () => {
    const tree = { 'pools.yaml': `${pool('chat')}---\n${pool('code')}---\n${routeTo(old)}` };
    const result = toNewest(tree);
    const lines = textsOf(tree, result)['pools.yaml']?.split('\n') ?? [];
    const found = result.findings.filter(({ transform }) => transform === row.id);
    expect(found.map(({ message }) => message)).toEqual([needs.message, needs.message]);
    expect(found.map(({ line }) => lines[line - 1])).toEqual(Array(2).fill(`apiVersion: ${group}/v2`));
    expect(new Set(found.map(({ line }) => line)).size).toBe(2);
    const rewrites = result.files.flatMap((file) => file.rewrites);
    expect(
      rewrites.filter(({ transform }) => transform === row.id).map(({ line }) => lines[line - 1]),
    ).toEqual(Array(2).fill(`apiVersion: ${group}/v2`));
  });

  test('is not taken down to an older one', () => {
    const tree = {
      'pool.yaml': moved('chat'),
      'owner.yaml': owner(`${group}/v2`),
      'build/kustomization.yaml': `resources: [../pool.yaml]
patches:
  - target: {group: ${group}, version: v2, kind: InferencePool}
    patch: |-
      - {op: replace, path: /spec/ports/0/number, value: 8080}
  - patch: |-
      apiVersion: ${group}/v2
      kind: InferencePool
      metadata: {name: chat}
      spec: {picker: {name: other}}
`,
    };
    for (const { release } of releases) expect(upgraded(tree, '1.19', release).files).toEqual([]);
  });
});

describe('an upgrade over several releases does what upgrades from one to the next do', () => {
  const { fixtures, trees } = readFixtures(
    join(__dirname, '../__fixtures__'),
    transforms.map(({ id }) => id),
  );
  const inputs: readonly (readonly [name: string, tree: Tree])[] = [
    ...fixtures.map(
      ({ transform, title, path, input }) => [`${transform}: ${title}`, { [path]: input }] as const,
    ),
    ...trees.map(({ transform, title, input }) => [`${transform}: ${title}`, input] as const),
  ];
  const stops = ['1.19', ...releases.map(({ release }) => release)];
  const draw = drawing(seed);
  // One way through each of the many trees is as much as a hundred cases of another kind; with fewer, some trees are drawn.
  const ways = Math.ceil(count(100) / 100);
  const drawn = inputs.filter(() => draw() < count(100) / 100);

  test.each(drawn)('%s', (_, tree) => {
    for (let way = 0; way < ways; way++) {
      const [from = '', by = '', to = ''] = threeOf(stops);
      const atOnce = textsOf(tree, upgraded(tree, from, to));
      const half = textsOf(tree, upgraded(tree, from, by));
      const inSteps = textsOf(half, upgraded(half, by, to));
      expect([from, by, to, meaningsOf(inSteps)]).toEqual([from, by, to, meaningsOf(atOnce)]);
    }
  });

  function threeOf(all: readonly string[]): string[] {
    const chosen = new Set<number>();
    while (chosen.size < 3) chosen.add(Math.floor(draw() * all.length));
    return all.filter((_each, index) => chosen.has(index));
  }
});

/** What the texts say; what is no YAML says what it is. */
function meaningsOf(tree: Tree): Record<string, unknown> {
  return Object.fromEntries<unknown>(
    Object.entries(tree).map(([path, text]): [string, unknown] => {
      try {
        return [path, meaning(text)];
      } catch {
        return [path, text];
      }
    }),
  );
}
