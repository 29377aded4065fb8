import { migrateText } from '../../src/api';
import { transforms } from '../../transforms';
import type { Tree } from '../support/fixtures';
import { migrateTexts, type Outcome } from '../support/migrate-texts';

const metrics = transforms.filter(({ id }) => id === 'metric-eviction');
const flag = 'METRIC_ROTATION_INTERVAL';
const annotation = 'sidecar.istio.io/statsEvictionInterval';
const flushed = 'sidecar.istio.io/statsFlushInterval';
const recreated = 'eviction starts once a pod is recreated with a proxy of 1.28';

const values = (rotation: string, annotations = ''): string =>
  `pilot:\n  env:\n    ${flag}: ${rotation}\n  traceSampling: 1\n${annotations === '' ? '' : `sidecarInjectorWebhook:\n  injectedAnnotations:\n    ${annotations}\n`}`;

function migrate(tree: Tree): Outcome {
  const [first] = migrateTexts(tree, metrics);
  if (!first) throw new Error('the file is gone');
  return first;
}

/** All that is reported about values, but for what always is. */
function told(text: string, more: Tree = {}): string[] {
  const messages = migrate({ 'values.yaml': text, ...more }).findings.map(({ message }) => message);
  return messages.filter((message) => message !== recreated);
}

const pod = (
  annotations: string,
  inject = '"true"',
  spec = 'containers: [{name: cart, image: cart}]',
): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: cart, namespace: shop}\nspec:\n  template:\n    metadata:\n      labels: {sidecar.istio.io/inject: ${inject}}\n      annotations: {${annotations}}\n    spec: {${spec}}\n`;

describe('pods whose own annotations the mesh-wide interval goes over are named', () => {
  const overwrites = (own: string): string =>
    `the mesh-wide eviction interval 30s overwrites ${own} of Deployment shop/cart (pod.yaml:2)`;
  const ignores = (flush: string): string =>
    `30s is not a multiple of the flush interval ${flush} of Deployment shop/cart (pod.yaml:2), whose proxy ignores it`;
  test.each<readonly [pod: string, messages: readonly string[]]>([
    [pod(`${annotation}: 30s`), []],
    [pod(`${annotation}: 1m`), [overwrites('1m')]],
    [pod(`${annotation}: 1m`, '"false"'), []],
    [pod(`${annotation}: 1m`, '"true"', 'containers: [{name: istio-proxy, image: auto}]'), []],
    [`# istio-migrate-ignore\n${pod(`${annotation}: 1m`)}`, []],
    [
      pod(`${annotation}: 1m`).replace('\n      labels: {sidecar.istio.io/inject: "true"}', ''),
      [overwrites('1m')],
    ],
    [pod(`${flushed}: 10s`), []],
    [pod(`${flushed}: 30s`), []],
    [pod(`${flushed}: 7s`), [ignores('7s')]],
    [pod(`${flushed}: 60s`), [ignores('60s')]],
    [pod(`${flushed}: 0s`), [ignores('0s')]],
    [pod(`${flushed}: -5s`), [ignores('-5s')]],
    [pod(`${flushed}: soon`), [ignores('soon')]],
    [pod(`${flushed}: 7s`, '"false"'), []],
    [pod(`${annotation}: 1m, ${flushed}: 7s`), [overwrites('1m'), ignores('7s')]],
    [
      pod(`${annotation}: 1m`, '"true"', 'initContainers: [{name: a}], containers: [{name: cart}]'),
      [overwrites('1m')],
    ],
  ])('%s', (text, messages) => {
    expect(told(values('30s'), { 'pod.yaml': text })).toEqual(messages);
  });
});

describe('gateways that Istio deploys are named', () => {
  const gateway = (className: string, kind = 'Gateway'): string =>
    `apiVersion: gateway.networking.k8s.io/v1\nkind: ${kind}\nmetadata: {name: edge}\nspec:\n  gatewayClassName: ${className}\n`;
  const named = 'the pods of Gateway edge (gateway.yaml:5) do not get the eviction interval';
  test.each([
    [gateway('istio'), [named]],
    [gateway('istio-remote'), [named]],
    [gateway('istiod'), []],
    [gateway('my-istio'), []],
    [gateway('[istio]'), []],
    [gateway('istio', 'GatewayPolicy'), []],
  ])('%j', (text, messages) => {
    expect(told(values('30s'), { 'gateway.yaml': text })).toEqual(messages);
  });
});

describe('an interval in values is a multiple of the flush interval beside it', () => {
  const unreadable = `${flag} stays: its value is not a literal Go duration`;
  const unfit = (flush: string): string =>
    `${flag} stays: its value does not fit the flush interval ${flush}, which is not a positive number of whole seconds`;
  const rounded = (from: string, to: string): string =>
    `the eviction interval is rounded up from ${from} to ${to}`;
  test.each<
    readonly [rotation: string, flush: string, interval: string | undefined, messages: readonly string[]]
  >([
    ['30s', '', '30s', []],
    ['31s', '', '35s', [rounded('31s', '35s')]],
    ['" 30s "', '', '30s', []],
    ['30s', '7s', '35s', [rounded('30s', '35s')]],
    ['30s', '10s', '30s', []],
    ['30s', '1s', '30s', []],
    ['30s', 'soon', '30s', []],
    ['30s', '12', '30s', []],
    ['30s', '0s', undefined, [unfit('0s')]],
    ['30s', '-5s', undefined, [unfit('-5s')]],
    ['30s', '500ms', undefined, [unfit('500ms')]],
    ['30s', '1500ms', undefined, [unfit('1500ms')]],
    ['-30s', '', undefined, [`${flag} stays: its value is negative`]],
    ['{a: b}', '', undefined, [unreadable]],
    ['[30s]', '', undefined, [unreadable]],
    ['"{{ .Values.rotation }}"', '', undefined, [unreadable]],
  ])('%s with a flush interval of %j', (rotation, flush, interval, messages) => {
    const text = values(rotation, flush === '' ? '' : `${flushed}: ${flush}`);
    const outcome = migrate({ 'values.yaml': text });
    expect(told(text)).toEqual(messages);
    expect(outcome.after === text).toBe(interval === undefined);
    if (interval !== undefined) expect(outcome.after).toContain(`    ${annotation}: ${interval}\n`);
  });

  test.each(['0s', '0', 'null', '""', '~'])('and is none where it is off: %s', (off) => {
    expect(migrate({ 'values.yaml': values(off) }).after.includes(annotation)).toBe(false);
  });
});

describe('what is said of a rewrite', () => {
  test.each([
    [values('30s'), `Helm values: ${flag} → ${annotation} 30s`],
    [values('0s'), `Helm values: ${flag} removed: no effect`],
  ])('%j', (text, summary) => {
    expect(migrate({ 'values.yaml': text }).summaries).toEqual([summary]);
  });
});

test.each(['1.28.0', '1.28.1'])(
  'a rendered istiod keeps its flags for %s where the interval is too long',
  (targetVersion) => {
    const istiod = `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: istiod}\nspec:\n  template:\n    spec:\n      containers:\n        - name: discovery\n          image: istio/pilot:1.27.0\n          env:\n            - {name: ${flag}, value: 90s}\n`;
    const { text, findings } = migrateText(istiod, 'a.yaml', { only: ['metric-eviction'], targetVersion });
    expect(text).toBe(istiod);
    expect(findings.map(({ level, message, help }) => `${level} ${message}: ${help ?? ''}`)).toEqual([
      `error ${flag} stays: with an eviction interval of 60s or more, istio-proxy of 1.28.0 and 1.28.1 does not start: upgrade to 1.28.2 or newer, where the interval can be 90s`,
    ]);
  },
);

test('values for 1.28.0 keep their flags where the interval is too long', () => {
  const { findings } = migrateText(values('90s'), 'values.yaml', {
    only: ['metric-eviction'],
    targetVersion: '1.28.0',
  });
  expect(findings.map(({ help }) => help)).toEqual([
    'upgrade to 1.28.2 or newer, where the interval can be 90s',
  ]);
});

describe('a workload with a flush interval of its own', () => {
  const istiod = (rotation: string): string =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: istiod}\nspec:\n  template:\n    spec:\n      containers:\n        - name: discovery\n          image: istio/pilot:1.27.0\n          env:\n            - {name: A, value: b}\n            - {name: ${flag}, value: ${rotation}}\n`;
  test.each([
    ['30s', `${flushed}: 7s`, '35s', ['the eviction interval is rounded up from 30s to 35s', recreated]],
    ['30s', `${flushed}: 10s`, '30s', []],
    ['31s', `${flushed}: 31s`, '31s', []],
    ['31s', 'a: b', '35s', []],
    ['30s', `${flushed}: 0s`, undefined, []],
  ])('gets a multiple of it: %s, %s', (rotation, annotations, interval, messages) => {
    const [, workload] = migrateTexts({ 'a.yaml': istiod(rotation), 'b.yaml': pod(annotations) }, metrics);
    const expected = interval === undefined ? annotations : `${annotations}, ${annotation}: ${interval}`;
    expect(workload?.after).toBe(pod(expected));
    expect(workload?.findings.map(({ message }) => message)).toEqual(messages);
  });
});

test('a summary says which comments are removed with their keys', () => {
  const grace = '    # slow scrapes\n    METRIC_GRACEFUL_DELETION_INTERVAL: 9m # ask us\n  traceSampling';
  const summaries = (text: string): string[] => {
    const { rewrites } = migrateText(text, 'values.yaml', { only: ['metric-eviction'] });
    return rewrites.map(({ summary }) => summary);
  };
  const summary = `Helm values: ${flag} → ${annotation} 30s`;
  const text = values('30s # agreed');
  expect(summaries(text)).toEqual([summary]);
  expect(summaries(text.replace('  traceSampling', grace))).toEqual([
    `${summary}; removes the comments "# slow scrapes", "# ask us"`,
  ]);
});
