import { migrateKustomization } from '../support/kustomization';

/** The pickers of the pools that a merge may be for. */
const pickers = {
  service: 'extensionRef: {name: a}',
  'service with a port': 'extensionRef: {name: a, portNumber: 5}',
  'other kind': 'extensionRef: {kind: Pod, name: a}',
  'other kind with a port': 'extensionRef: {kind: Pod, name: a, portNumber: 5}',
  'no picker': 'targetPortNumber: 80',
};

type Pool = keyof typeof pickers;

/** A row: the pools of the base, the patch's picker, and what it becomes or why it is left as it is. */
type Row = readonly [pools: readonly Pool[], before: string, after: string];

const base = (pools: readonly Pool[]): string =>
  pools
    .map(
      (pool, at) =>
        `apiVersion: inference.networking.x-k8s.io/v1alpha2\nkind: InferencePool\nmetadata: {name: pool-${at}}\nspec: {selector: {app: a}, ${pickers[pool]}}\n`,
    )
    .join('---\n');

/** Merges for every pool, as the kustomization has them. */
const merges = (version: string, ...specs: readonly string[]): string =>
  `patches:\n${specs
    .map(
      (spec) =>
        `  - target: {kind: InferencePool}\n    patch: |\n      apiVersion: inference.networking.${version}\n      kind: InferencePool\n      metadata: {name: any}\n      spec: {${spec}}\n`,
    )
    .join('')}`;

const old = (...specs: readonly string[]): string => merges('x-k8s.io/v1alpha2', ...specs);

function expectSpec(
  pools: readonly Pool[],
  before: readonly string[],
  after: readonly string[] | string,
): void {
  const { text, error } = migrateKustomization(base(pools), old(...before));
  if (typeof after === 'string') expect(error).toMatch(new RegExp(`^\\d+: not rewritten: ${after}$`));
  else expect(text).toBe(merges('k8s.io/v1', ...after));
}

const kind = 'the patch changes the kind of the picker, and with it whether it has the usual port';
const noPort = 'the patch adds a picker that has no port and is not a Service';
const both = 'the patch is for pools with and without a picker; only the latter get the usual port';
const taken = 'the patch removes the port of a picker that is not a Service';

describe('the picker of a merge gets its port where the old one had it', () => {
  test.each<Row>([
    [['service'], '{name: b}', '{name: b}'],
    [['other kind'], '{name: b}', '{name: b}'],
    [['service', 'other kind'], '{name: b}', '{name: b}'],
    [[], '{name: b}', '{name: b}'],
    [['service'], '{kind: Service, name: b}', '{kind: Service, name: b}'],
    [['service', 'other kind'], '{kind: Service, name: b}', kind],
    [['other kind'], '{kind: Service, name: b}', kind],
    [['other kind with a port'], '{kind: Service, name: b}', '{kind: Service, name: b}'],
    [[], '{kind: Service, name: b}', '{kind: Service, name: b}'],
    [['service'], '{kind: Pod, name: b}', kind],
    [['service with a port'], '{kind: Pod, name: b}', '{kind: Pod, name: b}'],
    [['service with a port', 'service'], '{kind: Pod, name: b}', kind],
    [[], '{kind: Pod, name: b}', kind],
    [['service'], '{kind: Pod, portNumber: 7}', '{kind: Pod, port: {number: 7}}'],
    [['service', 'no picker'], '{name: b, portNumber: 7}', '{name: b, port: {number: 7}}'],
    [['no picker'], '{name: b}', '{name: b, port: {number: 9002}}'],
    [['no picker'], '{kind: Service, name: b}', '{kind: Service, name: b, port: {number: 9002}}'],
    [['no picker'], '{kind: Pod, name: b}', noPort],
    [['no picker'], '{kind: Pod, name: b, portNumber: 7}', '{kind: Pod, name: b, port: {number: 7}}'],
    [['no picker', 'service'], '{name: b}', both],
    [['service', 'no picker'], '{name: b}', both],
    [
      ['other kind'],
      '{$patch: replace, kind: Service, name: b}',
      '{$patch: replace, kind: Service, name: b, port: {number: 9002}}',
    ],
    [
      ['service', 'no picker'],
      '{$patch: replace, name: b}',
      '{$patch: replace, name: b, port: {number: 9002}}',
    ],
    [['service'], '{$patch: replace, kind: Pod, name: b}', noPort],
    [['service'], '{$patch: delete}', '{$patch: delete}'],
    [['service'], 'null', 'null'],
    [['service'], '{port: null}', '{port: null}'],
    [['service with a port'], '{portNumber: null}', '{port: {number: 9002}}'],
    [['no picker'], '{portNumber: null}', '{port: {number: 9002}}'],
    [['other kind with a port'], '{portNumber: null}', taken],
    [['service with a port', 'other kind with a port'], '{portNumber: null}', taken],
    [
      ['other kind with a port'],
      '{kind: Service, portNumber: null}',
      '{kind: Service, port: {number: 9002}}',
    ],
    [['service with a port'], '{kind: Pod, portNumber: null}', taken],
  ])('%s: %s', (pools, before, after) => {
    const isTold = !/^\{|^null$/.test(after);
    expectSpec(pools, [`extensionRef: ${before}`], isTold ? after : [`endpointPickerRef: ${after}`]);
  });
});

test.each([
  ['{$patch: delete}', '{$patch: delete}'],
  ['null', 'null'],
  ['{app: b}', '{matchLabels: {app: b}}'],
  ['{app: null}', '{matchLabels: {app: null}}'],
])('the selector of a merge: %s', (before, after) => {
  expectSpec(['service'], [`selector: ${before}`], [`selector: ${after}`]);
});

describe('several merges are seen together', () => {
  const rivals = 'several patches add a picker to a pool that has none; name its port in one of them';
  const away = 'another patch of the tree removes a picker, and this one may add one again; name its port';
  test.each<readonly [pools: readonly Pool[], before: string[], after: string[] | string]>([
    [['no picker'], ['extensionRef: {name: b}', 'extensionRef: {name: c}'], rivals],
    [['no picker'], ['extensionRef: {name: b}', 'endpointPickerRef: {name: c}'], rivals],
    [
      ['no picker'],
      ['extensionRef: {name: b}', 'targetPortNumber: 7'],
      ['endpointPickerRef: {name: b, port: {number: 9002}}', 'targetPorts: [{number: 7}]'],
    ],
    [['service'], ['extensionRef: null', 'extensionRef: {name: c}'], away],
    [
      ['service'],
      ['extensionRef: null', 'extensionRef: {failureMode: FailOpen}'],
      ['endpointPickerRef: null', 'endpointPickerRef: {failureMode: FailOpen}'],
    ],
    [
      [],
      ['extensionRef: null', 'extensionRef: {name: c}'],
      ['endpointPickerRef: null', 'endpointPickerRef: {name: c}'],
    ],
    [
      ['service'],
      ['targetPortNumber: null', 'extensionRef: {name: c}'],
      ['targetPorts: null', 'endpointPickerRef: {name: c}'],
    ],
  ])('%s: %s', (...row) => {
    expectSpec(...row);
  });

  test('in files too', () => {
    const file = (name: string): string =>
      `apiVersion: inference.networking.x-k8s.io/v1alpha2\nkind: InferencePool\nmetadata: {name: pool-0}\nspec: {extensionRef: {name: ${name}}}\n`;
    const kustomization =
      'patches:\n  - path: one.yaml\n  - patch: |\n      apiVersion: inference.networking.x-k8s.io/v1alpha2\n      kind: InferencePool\n      metadata: {name: pool-0}\n      spec: {extensionRef: {name: c}}\n';
    const { error } = migrateKustomization(base(['no picker']), kustomization, {
      'build/one.yaml': file('b'),
    });
    expect(error).toBe(`8: not rewritten: ${rivals}`);
  });
});
