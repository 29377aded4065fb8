import { migrateFiles } from '../../src/api';
import type { Finding } from '../../src/finding';
import type { Tree } from '../support/fixtures';

/** The same thing is said once, with its places. */
const old = 'inference.networking.x-k8s.io';

function findingsOf(tree: Tree): readonly Finding[] {
  return migrateFiles(tree, { from: '1.27', to: '1.28' }).findings;
}

function messagesOf(tree: Tree): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { message } of findingsOf(tree)) counts[message] = (counts[message] ?? 0) + 1;
  return counts;
}

/** A pool that has to stay, and a number of routes to it in a number of files. */
function stuckPool(routes: number, files: number): Tree {
  const route = (name: string) => `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: ${name}}
spec: {rules: [{backendRefs: [{group: ${old}, kind: InferencePool, name: chat}]}]}
`;
  const texts = Array.from({ length: files }, (_, file) => {
    const own = Array.from({ length: routes }, (_, index) => index).filter((index) => index % files === file);
    const name = String(file).padStart(2, '0');
    return [`routes-${name}.yaml`, own.map((index) => route(`route-${index}`)).join('---\n')] as const;
  });
  return {
    ...Object.fromEntries(texts),
    'pool.yaml': `apiVersion: ${old}/v1alpha2
kind: InferencePool
metadata: {name: chat}
spec: {targetPortNumber: 8000, selector: [app], extensionRef: {name: picker}}
`,
  };
}

describe('an object that stays', () => {
  const errorsOf = (tree: Tree) => findingsOf(tree).filter(({ level }) => level === 'error');

  test('lists what has to change with it', () => {
    const [error, ...others] = errorsOf(stuckPool(5, 2));
    expect(others).toEqual([]);
    expect(error?.help).toMatch(/together with it: routes-00\.yaml:4(?:, routes-0[01]\.yaml:\d+){4}$/);
  });

  test('names the files of what is too much to be listed', () => {
    const [error, ...others] = errorsOf(stuckPool(30, 3));
    expect(others).toEqual([]);
    expect(error?.help).toMatch(
      /(?:routes-0\d\.yaml:\d+, ){12}and 18 more in routes-01\.yaml, routes-02\.yaml$/,
    );
  });

  test('says how to find what is too much for that', () => {
    const [error, ...others] = errorsOf(stuckPool(40, 40));
    expect(others).toEqual([]);
    expect(error?.help).toMatch(
      /, and 28 more in (?:routes-\d\d\.yaml, ){11}routes-23\.yaml and 16 more files; search the tree for its name to list them$/,
    );
  });
});

const release = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: istiod}
spec:
  chart: {spec: {chart: istiod, version: 1.27.1, sourceRef: {kind: HelmRepository, name: istio}}}
  values:
    pilot:
      env:
        METRIC_ROTATION_INTERVAL: 20s
`;

/** Releases of ten clusters that read one file. */
const shared: Tree = {
  ...Object.fromEntries(
    Array.from({ length: 10 }, (_, index) => [
      `apps/${index}.yaml`,
      `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: istiod-${index}}
spec:
  sources:
    - repoURL: https://blob.istio.io/istio-release/charts
      chart: istiod
      targetRevision: 1.28.2
      helm: {valueFiles: [$fleet/mesh/istiod.yaml]}
    - {repoURL: https://git.example.com/fleet.git, ref: fleet}
`,
    ]),
  ),
  'mesh/istiod.yaml': 'pilot:\n  env:\n    METRIC_ROTATION_INTERVAL: 20s\n    PILOT_ENABLE_STATUS: "true"\n',
};

/** Copies of two charts at three versions, each with a page that names what is gone. */
const copies: Tree = Object.fromEntries(
  ['1.25.0', '1.26.2', '1.27.3'].flatMap((version) =>
    ['istiod', 'cni'].flatMap((chart) => {
      const folder = `vendor/${version}/${chart}`;
      return [
        [
          `${folder}/Chart.yaml`,
          `apiVersion: v2\nname: ${chart}\nversion: ${version}\nsources: [https://github.com/istio/istio]\n`,
        ],
        [
          `${folder}/README.md`,
          '    METRIC_ROTATION_INTERVAL=1m\n\nAlso `METRIC_GRACEFUL_DELETION_INTERVAL`.\n',
        ],
        [`${folder}/values.yaml`, 'pilot:\n  env:\n    METRIC_ROTATION_INTERVAL: 1m\n'],
      ] as const;
    }),
  ),
);

const policies: Tree = {
  'kustomization.yaml':
    'resources:\n  - https://github.com/kubernetes-sigs/gateway-api/releases/download/v1.3.0/standard-install.yaml\n',
  ...Object.fromEntries(
    Array.from({ length: 100 }, (_, index) => [
      `policy-${index}.yaml`,
      `apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: policy-${index}}
spec:
  targetRefs: [{group: "", kind: Service, name: web-${index}}]
  validation: {hostname: web.example.com, wellKnownCACertificates: System}
`,
    ]),
  ),
};

test.each<[string, Tree, RegExp, number]>([
  ['that values are for an older release', { 'release.yaml': release }, /^this change is for Istio 1\.28/, 1],
  ['what a file needs that ten releases read', shared, /^eviction starts/, 1],
  ['that a chart is a copy', copies, /^a copy of a chart of the Istio project/, 6],
  ['which flags are gone, for copies of charts', copies, /METRIC_/, 0],
  ['which CRDs a hundred policies need', policies, /^Istio 1\.28 ignores BackendTLSPolicy/, 1],
])('it is said once %s', (_, tree, message, times) => {
  const found = Object.entries(messagesOf(tree)).filter(([text]) => message.test(text));
  expect(found.reduce((sum, [, count]) => sum + count, 0)).toBe(times);
});

test('what an alias repeats is changed once, and reported once', () => {
  const route = (name: string, parents: string) => `  - apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: {name: ${name}}
    spec: {rules: [{backendRefs: ${parents}}]}
`;
  const list = `apiVersion: v1
kind: List
items:
${route('a', `[&pool {group: ${old}, kind: InferencePool, name: chat}]`)}${route('b', '[*pool]')}${route('c', '[*pool]')}`;
  const { changed } = migrateFiles({ 'routes.yaml': list }, { from: '1.27', to: '1.28' });
  expect(changed.get('routes.yaml')?.rewrites.map(({ line }) => line)).toEqual([7]);
});

describe('a release of a set of applications', () => {
  const set = (name: string, values: string) => `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: istiod}
spec:
  generators: [{list: {elements: [{env: dev}, {env: prod}]}}]
  template:
    metadata: {name: "${name}"}
    spec:
      sources:
        - repoURL: https://blob.istio.io/istio-release/charts
          chart: istiod
          targetRevision: 1.28.1
          helm: {valueFiles: [$values/common.yaml, "$values/{{env}}.yaml"]}
        - {repoURL: https://git.example/tree, ${values}}
`;
  const tree = (text: string) => ({
    'set.yaml': text,
    'common.yaml': 'pilot: {autoscaleEnabled: false}\n',
    'dev.yaml': 'pilot: {replicaCount: 1}\n',
    'prod.yaml': 'pilot: {replicaCount: 3}\n',
  });

  test.each(['istiod-{{env}}', 'istiod'])(
    'gets its values once: its source of files is none (%s)',
    (name) => {
      const findings = findingsOf(tree(set(name, 'ref: values')));
      expect(findings.filter(({ path }) => path === 'set.yaml')).toEqual([]);
    },
  );
});

test('values that a template brings as a whole are reported once, also where parameters are laid over them', () => {
  const application = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: istiod}
spec:
  source:
    repoURL: https://blob.istio.io/istio-release/charts
    chart: istiod
    targetRevision: 1.28.2
    helm:
      values: #@ yaml.encode(data.values.istiod)
      parameters: [{name: pilot.replicaCount, value: "2"}]
`;
  const findings = findingsOf({ 'istiod.yaml': application });
  expect(findings.map(({ transform }) => transform)).toEqual(['seccomp-profile']);
});

describe('a command in YAML that names an old API and an old field of it on one line says both', () => {
  const pools = `kubectl get inferencepools.${old} -o jsonpath={.items[0].spec.targetPortNumber}`;
  const policies =
    'kubectl get backendtlspolicies.v1alpha3.gateway.networking.k8s.io -o jsonpath={.spec.targetRef}';
  const path = expect.stringContaining('the path leads to a field') as string;
  const group = 'still refers to the old InferencePool API group';
  const version = expect.stringContaining('BackendTLSPolicy') as string;

  test.each<readonly [string, Tree, readonly string[]]>([
    ['a task', { 'Taskfile.yml': `tasks: {a: {cmds: ['${pools}']}}\n` }, [path, group]],
    ['a step of a workflow', { 'a.yaml': `jobs: {a: {steps: [{run: '${pools}'}]}}\n` }, [path, group]],
    ['a block', { 'a.yaml': `steps:\n  - run: |\n      true\n      ${pools}\n` }, [path, group]],
    ['a version', { 'a.yaml': `steps:\n  - run: '${policies}'\n` }, [path, version]],
  ])('%s', (_, tree, messages) => {
    const said = Object.keys(messagesOf(tree));
    expect(said).toHaveLength(messages.length);
    expect(said).toEqual(expect.arrayContaining([...messages]));
  });
});
