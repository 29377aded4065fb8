import { transforms } from '../../transforms';
import { migrateTexts, type Outcome } from '../support/migrate-texts';

const metrics = transforms.filter(({ id }) => id === 'metric-eviction');

function istiod(...variables: string[]): string {
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: istiod}\nspec:\n  template:\n    spec:\n      containers:\n        - name: discovery\n          image: istio/pilot:1.27.0\n          env:\n            - {name: A, value: b}\n${variables.map((one) => `            - ${one}\n`).join('')}`;
}
const rotation = (value: string): string => `{name: METRIC_ROTATION_INTERVAL, value: ${value}}`;
const grace = '{name: METRIC_GRACEFUL_DELETION_INTERVAL, value: 1m}';
const workload = (kind = 'Deployment', more = ''): string =>
  `apiVersion: apps/v1\nkind: ${kind}\nmetadata: {name: cart, namespace: shop}\nspec:\n  template:\n    metadata:\n      labels: {sidecar.istio.io/inject: "true"}\n${more}    spec:\n      containers: [{name: cart, image: cart}]\n`;

function run(tree: Record<string, string>, given?: readonly string[]): Outcome[] {
  return migrateTexts(tree, metrics, given);
}

function tellings(outcomes: readonly Outcome[]): string[] {
  return outcomes.flatMap(({ path, findings }) =>
    findings.map(({ level, message }) => `${level} ${path} ${message}`),
  );
}

test('with its workloads in the same run, the flags go and the workloads get the interval', () => {
  const outcomes = run({ 'a.yaml': istiod(rotation('30s')), 'b.yaml': workload() });
  expect(outcomes.map(({ after }) => after)).toEqual([
    istiod(),
    workload('Deployment', '      annotations:\n        sidecar.istio.io/statsEvictionInterval: 30s\n'),
  ]);
});

test('the pods of istiod itself have no proxy, though their namespace is injected', () => {
  const namespace =
    'apiVersion: v1\nkind: Namespace\nmetadata: {name: mesh, labels: {istio-injection: enabled}}\n';
  const inMesh = (text: string) => text.replace('{name: istiod}', '{name: istiod, namespace: mesh}');
  const outcomes = run({ 'a.yaml': inMesh(istiod(rotation('30s'))), 'b.yaml': namespace });
  expect(outcomes[0]?.after).toBe(inMesh(istiod()));
});

test.each([
  ['{istio-injection: enabled}', true],
  ['{istio-injection: disabled, istio.io/rev: canary}', false],
  ['{istio.io/rev: canary}', true],
  ['{team: shop}', false],
])('a namespace with the labels %s has its pods injected: %s', (labels, isInjected) => {
  const plain = workload().replace('{sidecar.istio.io/inject: "true"}', '{app: cart}');
  const namespace = `apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: ${labels}}\n`;
  const outcomes = run({ 'a.yaml': istiod(rotation('30s')), 'b.yaml': plain, 'c.yaml': namespace });
  expect(outcomes[1]?.after.includes('statsEvictionInterval: 30s')).toBe(isInjected);
});

describe('where a file was not given, everything stays and is told', () => {
  const tree = { 'a.yaml': istiod(rotation('30s')), 'b.yaml': workload() };
  test('of istiod alone', () => {
    const outcomes = run(tree, ['a.yaml']);
    expect(outcomes[0]?.after).toBe(tree['a.yaml']);
    expect(tellings(outcomes)).toEqual([
      'warning a.yaml METRIC_ROTATION_INTERVAL stays: workloads that need its interval are in files that were not given',
    ]);
    expect(outcomes[0]?.findings[0]?.help).toBe('run istio-migrate on these together: a.yaml b.yaml');
  });

  test('of a workload alone', () => {
    const outcomes = run(tree, ['b.yaml']);
    expect(outcomes[0]?.after).toBe(tree['b.yaml']);
    expect(tellings(outcomes)).toEqual([
      'note b.yaml its pods are to get an eviction interval once METRIC_ROTATION_INTERVAL is removed from istiod (a.yaml:12)',
    ]);
    expect(outcomes[0]?.findings[0]?.help).toBe('run istio-migrate on the whole repository');
  });

  test('but a Job, whose pods get nothing, is not waited for', () => {
    const outcomes = run({ 'a.yaml': istiod(rotation('30s')), 'b.yaml': workload('Job') }, ['a.yaml']);
    expect(outcomes[0]?.after).toBe(istiod());
  });

  test('nor is anything where rotation was off', () => {
    expect(run({ 'a.yaml': istiod(rotation('0s')), 'b.yaml': workload() }, ['a.yaml'])[0]?.after).toBe(
      istiod(),
    );
    expect(run({ 'a.yaml': istiod(grace), 'b.yaml': workload() }, ['a.yaml'])[0]?.after).toBe(istiod());
  });
});

describe('an interval that cannot be carried over stays, and so do the workloads', () => {
  const flagOf = (text: string): string =>
    /METRIC_(?:ROTATION|GRACEFUL_DELETION)_INTERVAL/.exec(text)?.[0] ?? '';

  test.each([
    ['that is no duration', [istiod(rotation('soon'))], 'its value is not a literal Go duration'],
    ['that is negative', [istiod(rotation('-5s'))], 'its value is negative'],
    [
      'that comes from elsewhere',
      [istiod('{name: METRIC_ROTATION_INTERVAL, valueFrom: {configMapKeyRef: {name: a, key: b}}}')],
      'its value is not a literal Go duration',
    ],
    [
      'that two istiods set to different lengths',
      [istiod(rotation('30s')), istiod(rotation('40s'))],
      'the istiods of this tree have different intervals (0.yaml:12, 1.yaml:12)',
    ],
    [
      'of which one istiod has none',
      [istiod(rotation('30s')), istiod(grace)],
      'the istiods of this tree have different intervals (0.yaml:12, 1.yaml:12)',
    ],
    [
      'of which one is no duration',
      [istiod(rotation('30s')), istiod(rotation('soon'))],
      'its value is not a literal Go duration',
    ],
  ])('%s', (_, istiods, reason) => {
    const tree = Object.fromEntries([...istiods, workload()].map((text, index) => [`${index}.yaml`, text]));
    const outcomes = run(tree);
    expect(outcomes.every(({ before, after }) => before === after)).toBe(true);
    expect(tellings(outcomes)).toEqual(
      istiods.map((text, index) => `warning ${index}.yaml ${flagOf(text)} stays: ${reason}`),
    );
  });
});

test('two istiods with the same interval, written differently, are one', () => {
  const outcomes = run({ 'a.yaml': istiod(rotation('60s')), 'b.yaml': istiod(rotation('1m')) });
  expect(outcomes.map(({ after }) => after)).toEqual([istiod(), istiod()]);
});

describe('pods are due the interval', () => {
  const injected = '      annotations:\n        sidecar.istio.io/statsEvictionInterval: 30s\n';
  const namespace = (labels: string, kind = 'Namespace'): string =>
    `apiVersion: v1\nkind: ${kind}\nmetadata: {name: shop, labels: {${labels}}}\n`;
  const pod = (more = '', spec = 'containers: [{name: cart, image: cart}]'): string =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: cart, namespace: shop}\nspec:\n  template:\n    metadata:\n      labels: {a: b}\n${more}    spec: {${spec}}\n`;
  test.each<[string, string, string, boolean]>([
    ['in a namespace with injection', namespace('istio-injection: enabled'), pod(), true],
    ['in a namespace with a revision', namespace('istio.io/rev: canary'), pod(), true],
    [
      'not in one where it is off',
      namespace('istio-injection: disabled, istio.io/rev: canary'),
      pod(),
      false,
    ],
    ['not in one without labels', namespace('a: b'), pod(), false],
    ['not for the labels of something else', namespace('istio-injection: enabled', 'Secret'), pod(), false],
    [
      'not on the network of the host',
      namespace('istio-injection: enabled'),
      pod('', 'hostNetwork: true, containers: [{name: a}]'),
      false,
    ],
    [
      'on a network of their own',
      namespace('istio-injection: enabled'),
      pod('', 'hostNetwork: false, containers: [{name: cart, image: cart}]'),
      true,
    ],
    [
      'with a proxy of their own',
      '',
      pod('', 'containers: [{name: a}, {name: istio-proxy, image: auto}]'),
      true,
    ],
    ['with the image of the proxy', '', pod('', 'containers: [{name: a, image: proxyv2}]'), true],
    [
      'with a digest of that image',
      '',
      pod('', 'containers: [{name: a, image: "istio/proxyv2@sha256:1"}]'),
      true,
    ],
    [
      'not with an image of a similar name',
      '',
      pod('', 'containers: [{name: a, image: my-proxyv2-debug}]'),
      false,
    ],
  ])('%s', (_, beside, before, isDue) => {
    const outcomes = run({ 'a.yaml': istiod(rotation('30s')), 'b.yaml': beside, 'c.yaml': before });
    const after = before.replace('    spec: {', `${injected}    spec: {`);
    expect(outcomes[2]?.after).toBe(isDue ? after : before);
    const missing = tellings(outcomes).some((line) =>
      line.includes('no pod template in this tree is certain'),
    );
    expect(missing).toBe(!isDue);
  });

  test('but not those that the annotation keeps out of the mesh', () => {
    const kept = pod('      annotations: {sidecar.istio.io/inject: "false"}\n');
    const tree = {
      'a.yaml': istiod(rotation('30s')),
      'b.yaml': namespace('istio-injection: enabled'),
      'c.yaml': kept,
    };
    expect(run(tree)[2]?.after).toBe(kept);
  });
});
