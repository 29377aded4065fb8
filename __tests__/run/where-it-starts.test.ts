import { runInMemory } from '../../src/run/memory';
import { run, runOnText } from '../../src/run/run';
import { transforms } from '../../transforms';
import { workspaceOfEachTest } from '../files/workspace';
import { versionOf } from '../support/upgrade';

const pool = `apiVersion: inference.networking.x-k8s.io/v1alpha2
kind: InferencePool
metadata: {name: chat}
spec: {targetPortNumber: 8000, selector: {app: chat}, extensionRef: {name: picker}}
`;
const pinning = (version: string): string => `image: docker.io/istio/pilot:${version}\n`;
const options = { transforms, exclude: [], target: versionOf('1.31'), mode: 'dry-run' } as const;

const workspace = workspaceOfEachTest();

/** A repository that pins 1.28 where it installs Istio, and one beside it that pins 1.20. */
function twoRepositories(): void {
  for (const name of ['mesh', 'other']) {
    workspace.write(`${name}/.git/HEAD`, '');
    workspace.write(`${name}/pool.yaml`, pool);
  }
  workspace.write('mesh/istiod.yaml', pinning('1.28.1'));
  workspace.write('other/istiod.yaml', pinning('1.20.2'));
  workspace.write('loose/pool.yaml', pool);
  for (const [index, folder] of [
    '__fixtures__/a',
    'pkg/testdata',
    'test/fixtures',
    'examples/bookinfo',
  ].entries())
    workspace.write(`mesh/${folder}/istiod.yaml`, `${pinning(`1.2${index}.9`)}---\n${pool}`);
  workspace.write('mesh/clusters/test/istiod.yaml', pinning('1.27.5'));
}

/** A test of a program that names an old version, beside what installs a newer one. */
function ofProgram(name: string): [string, Readonly<Record<string, string>>, string] {
  return [
    `of a program (${name})`,
    { [`pkg/${name}`]: 'istioVersion = "1.20.1"\n', 'a.yaml': pinning('1.29.0') },
    'a.yaml',
  ];
}

/** Which file says where the upgrade starts; undefined where none does. */
async function startOf(cwd: string, paths: readonly string[]): Promise<string | undefined> {
  const { range } = await run({ ...options, cwd: workspace.path(cwd), paths });
  return range.pinnedBy?.place.path;
}

test.each([
  ['a whole repository', 'mesh', ['.'], 'clusters/test/istiod.yaml'],
  ['a file of it', 'mesh', ['pool.yaml'], 'clusters/test/istiod.yaml'],
  ['a file of another repository', 'mesh', ['../other/pool.yaml'], '../other/istiod.yaml'],
  ['another repository', 'other', ['../mesh'], '../mesh/clusters/test/istiod.yaml'],
  ['a file outside of any repository', 'mesh', ['../loose/pool.yaml'], undefined],
  ['a folder outside of any repository', 'mesh', ['../loose'], undefined],
  ['a folder of examples that is given', 'mesh', ['examples'], 'examples/bookinfo/istiod.yaml'],
  ['a folder in one', 'mesh', ['examples/bookinfo'], 'examples/bookinfo/istiod.yaml'],
  ['a fixture that is given', 'mesh', ['__fixtures__/a/istiod.yaml'], '__fixtures__/a/istiod.yaml'],
  ['a glob into one', 'mesh', ['pkg/testdata/*.yaml'], 'pkg/testdata/istiod.yaml'],
  ['a glob over all', 'mesh', ['**/*.yaml'], 'clusters/test/istiod.yaml'],
  ['a working directory in one', 'mesh/test/fixtures', ['.'], 'istiod.yaml'],
])('%s', async (_, cwd, paths, wanted) => {
  twoRepositories();
  await expect(startOf(cwd, paths)).resolves.toBe(wanted);
});

test('standard input with the name of a file in another repository starts as that file does', async () => {
  twoRepositories();
  const cwd = workspace.path('mesh');
  const { range } = await runOnText('../other/stdin.yaml', pool, { ...options, cwd, paths: ['-'] }, 'after');
  expect(range.pinnedBy?.place.path).toBe('../other/istiod.yaml');
});

test.each<[string, Readonly<Record<string, string>>, string | undefined]>([
  [
    'beside what installs Istio',
    { 'testdata/a.yaml': pinning('1.20.1'), 'a.yaml': pinning('1.29.0') },
    'a.yaml',
  ],
  ...['config_test.go', 'istio.spec.ts', 'test_istio.py', 'IstioTest.java'].map(ofProgram),
  [
    'and a script that only names a version',
    { 'gen.ts': 'const ISTIO_VERSION = "1.20.1";\n', 'a.yaml': pinning('1.29.0') },
    'a.yaml',
  ],
  [
    'and a program that installs',
    {
      'up.py': 'istio_version = "1.20.1"\nrun(["helm", "install", "istiod"])\n',
      'a.yaml': pinning('1.29.0'),
    },
    'up.py',
  ],
  [
    'and a tool of developers',
    { '.tool-versions': 'istioctl 1.20.1\n', 'a.yaml': pinning('1.29.0') },
    'a.yaml',
  ],
  [
    'and an operator that is older',
    {
      'sub.yaml':
        'apiVersion: operators.coreos.com/v1alpha1\nkind: Subscription\nspec: {name: sailoperator, channel: "1.20"}\n',
      'a.yaml': pinning('1.29.0'),
    },
    'a.yaml',
  ],
  ['and nothing but a name', { 'gen.ts': 'const ISTIO_VERSION = "1.20.1";\n' }, 'gen.ts'],
  ['alone', { 'testdata/a.yaml': pinning('1.20.1'), 'testdata/b.yaml': 'a: b\n' }, 'testdata/a.yaml'],
  ['with nothing else that pins', { 'testdata/a.yaml': pinning('1.20.1'), 'b.yaml': 'a: b\n' }, undefined],
])('a tree in memory: tests %s', (_, tree, wanted) => {
  const first = Object.keys(tree)[0]?.replace(/[^/]*$/, 'pool.yaml') ?? '';
  const { range } = runInMemory(new Map(Object.entries({ ...tree, [first]: pool })), options);
  expect(range.pinnedBy?.place.path).toBe(wanted);
});

test('what only matters on the way over a release is not said of a script that installs a later one', () => {
  const text = (version: string): string =>
    `ISTIO_VERSION=${version}\nhelm upgrade -i istio-base istio/base\nhelm upgrade -i istiod istio/istiod --version $ISTIO_VERSION\n`;
  const said = (version: string): string[] => {
    const { findings } = runInMemory(new Map([['up.sh', text(version)]]), options);
    return [...new Set(findings.map(({ transform }) => transform))].toSorted();
  };
  expect(said('1.30.3')).toEqual(['defaults-1.31', 'image-hub-1.31', 'image-hub-now']);
  expect(said('1.23.3')).toEqual(
    ['1.24', '1.26', '1.27', '1.29', '1.31']
      .map((release) => `defaults-${release}`)
      .concat('crd-ownership', 'image-hub', 'seccomp-profile')
      .toSorted(),
  );
});

test.each([
  ['as its versions say', undefined, ['old.yaml']],
  [
    'from a release that is given, as where a pull request has raised one',
    versionOf('1.28'),
    ['old.yaml', 'new.yaml'],
  ],
])(
  'a tree of two releases %s: what has a new default already gets no pin of the old one',
  (_, from, wanted) => {
    const istiod = (version: string): string => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: istiod}
spec:
  source:
    repoURL: https://blob.istio.io/istio-release/charts
    chart: istiod
    targetRevision: ${version}
    helm:
      valuesObject:
        pilot: {autoscaleMin: 2}
`;
    const tree = new Map([
      ['old.yaml', istiod('1.28.4')],
      ['new.yaml', istiod('1.30.3')],
    ]);
    const all = { ...options, pinDefaults: true, ...(from && { from }) };
    const { files, findings } = runInMemory(tree, all);
    const pinned = files.filter(({ rewrites }) =>
      rewrites.some(({ transform }) => transform === 'defaults-1.29'),
    );
    expect(pinned.map(({ path }) => path)).toEqual(wanted);
    const later = files.filter(({ rewrites }) =>
      rewrites.some(({ transform }) => transform === 'defaults-1.31'),
    );
    expect(later).toHaveLength(2);
    expect(findings.filter(({ transform }) => transform === 'defaults-1.29')).toEqual([]);
  },
);
