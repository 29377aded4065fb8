import { renewedForEachTest } from '../support/each-test';
import { Workspace } from '../files/workspace';
import { run } from '../../src/run/run';
import { transforms } from '../../transforms';
import { upgradeTo } from '../support/upgrade';

const pool = `apiVersion: inference.networking.x-k8s.io/v1alpha2
kind: InferencePool
metadata: {name: chat}
spec: {targetPortNumber: 8000, selector: {app: chat}, extensionRef: {name: picker}}
`;
const patch = `apiVersion: inference.networking.x-k8s.io/v1alpha2
kind: InferencePool
metadata: {name: chat}
spec: {targetPortNumber: 8001}
`;
const route = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: chat}
spec: {rules: [{backendRefs: [{group: inference.networking.x-k8s.io, kind: InferencePool, name: chat}]}]}
`;
const replacement = `source: {kind: ConfigMap, name: ports, fieldPath: data.port}
targets: [{select: {kind: InferencePool}, fieldPaths: [spec.targetPortNumber]}]
`;
const transformer = `apiVersion: builtin
kind: PatchTransformer
metadata: {name: port}
target: {kind: InferencePool}
patch: '[{op: replace, path: /spec/targetPortNumber, value: 8001}]'
`;
const component = `apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
patches: [{target: {kind: InferencePool}, patch: '[{op: replace, path: /spec/targetPortNumber, value: 8001}]'}]
`;
const application = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: chat}
spec:
  source:
    repoURL: https://git.example.com/mesh.git
    path: base
    kustomize:
      patches: [{target: {kind: InferencePool}, patch: '[{op: remove, path: /spec/targetPortNumber}]'}]
`;
const role = `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: picker}
rules: [{apiGroups: [inference.networking.x-k8s.io], resources: [inferencepools], verbs: [get]}]
`;

const workspace = renewedForEachTest(new Workspace());

/** Writes a base with a pool and files beside it. */
function write(files: Readonly<Record<string, string>>): void {
  workspace.write('base/kustomization.yaml', 'resources: [pool.yaml]\n');
  workspace.write('base/pool.yaml', pool);
  for (const [path, text] of Object.entries(files)) workspace.write(path, text);
  workspace.repository();
}

async function checked(exclude: readonly string[] = [], paths: readonly string[] = ['.']) {
  const { files, findings } = await run({
    cwd: workspace.root,
    ...{ paths, exclude },
    transforms: transforms.filter(({ id }) => id === 'inference-pool'),
    ...upgradeTo('1.28'),
    mode: 'check',
  });
  const errors = findings.filter(({ level }) => level === 'error').map(({ message }) => message);
  const texts = files.map(({ after }) => after).join('');
  return { changed: files.map(({ path }) => path), errors: [...new Set(errors)], texts };
}

const overlay = { 'overlay/kustomization.yaml': 'resources: [../base]\npatches: [{path: port.yaml}]\n' };
const patched = { ...overlay, 'overlay/port.yaml': patch };
const heldBy = (...paths: readonly string[]) => ({
  changed: [],
  errors: [`not rewritten: it must change together with files that are excluded: ${paths.join(', ')}`],
});

describe('parts of a unit that rules keep out hold it', () => {
  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['a patch', patched, 'overlay/port.yaml'],
    ['a route', { 'route.yaml': route }, 'route.yaml'],
    ['a role', { 'role.yaml': role }, 'role.yaml'],
    ['an Application that patches', { 'clusters/chat.yaml': application }, 'clusters/chat.yaml'],
    [
      'a component',
      {
        'port/kustomization.yaml': component,
        'overlay/kustomization.yaml': 'resources: [../base]\ncomponents: [../port]\n',
      },
      'port/kustomization.yaml',
    ],
    [
      'a replacement',
      {
        'overlay/ports.yaml': replacement,
        'overlay/kustomization.yaml': 'resources: [../base]\nreplacements: [{path: ports.yaml}]\n',
      },
      'overlay/ports.yaml',
    ],
    [
      'a transformer',
      {
        'overlay/port.yaml': transformer,
        'overlay/kustomization.yaml': 'resources: [../base]\ntransformers: [port.yaml]\n',
      },
      'overlay/port.yaml',
    ],
  ])('%s', async (_, files, path) => {
    write(files);
    expect(await checked([path])).toMatchObject(heldBy(path));
  });

  test.each<[string, Readonly<Record<string, string>>]>([
    ['an ignore file', { '.istiomigrateignore': 'port.yaml\n' }],
    ['an ignore file for its folder', { '.istiomigrateignore': 'overlay/\n' }],
    ['git, where a kustomization names it', { '.gitignore': 'port.yaml\n' }],
    [
      'git, with its kustomization',
      { '.gitignore': '/overlay/\n', 'all/kustomization.yaml': 'resources: [../overlay]\n' },
    ],
  ])('excluded by %s', async (_, files) => {
    write({ ...patched, ...files });
    expect(await checked()).toMatchObject(heldBy('overlay/port.yaml'));
  });

  test('named whatever it is called, and excluded by no rule', async () => {
    write({
      'overlay/kustomization.yaml': 'resources: [../base]\npatches: [{path: port.patch}]\n',
      'overlay/port.patch': patch,
    });
    expect(await checked()).toMatchObject(heldBy('overlay/port.patch'));
    expect(await checked([], ['.', 'overlay/port.patch'])).toMatchObject({
      changed: ['base/pool.yaml', 'overlay/port.patch'],
      errors: [],
    });
  });

  const held = 'not rewritten: the InferencePool chat is in a file that is excluded (base/pool.yaml:1)';
  test.each<[string, Readonly<Record<string, string>>]>([
    ['a patch', patched],
    ['a route', { 'route.yaml': route }],
    ['a role', { 'role.yaml': role }],
  ])('%s for an object that is excluded stays', async (_, files) => {
    write(files);
    expect(await checked(['base/pool.yaml'])).toMatchObject({ changed: [], errors: [held] });
  });

  test('a role is for objects that move and for others that are excluded', async () => {
    write({ 'role.yaml': role, 'old/pool.yaml': pool.replace('chat', 'old') });
    const { changed, texts } = await checked(['old']);
    expect(changed).toEqual(['base/pool.yaml', 'role.yaml']);
    expect(texts).toContain('apiGroups: [inference.networking.x-k8s.io, inference.networking.k8s.io]');
  });

  test('beside files that were not given', async () => {
    write({ ...patched, 'route.yaml': route });
    const { changed, errors } = await checked(['port.yaml'], ['base']);
    expect(changed).toEqual([]);
    expect(errors).toEqual([
      'not rewritten: it must change together with files that were not given or are excluded: overlay/port.yaml, route.yaml',
    ]);
  });
});

describe('what is kept out holds nothing that it is no part of', () => {
  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['a rendered copy', { 'rendered/all.yaml': `${pool}---\n${route}---\n${role}` }, ['rendered']],
    ['a test', { 'tests/route.yaml': route }, ['tests']],
    [
      'a file of its own that is excluded with a comment',
      { 'old/route.yaml': `# istio-migrate-ignore-file\n${route}` },
      ['old'],
    ],
    ['what git ignores and nothing names', { '.gitignore': 'local.yaml\n', 'local.yaml': route }, []],
  ])('%s', async (_, files, exclude) => {
    write(files);
    expect(await checked(exclude)).toMatchObject({ changed: ['base/pool.yaml'], errors: [] });
  });
});
