import { migrated, patch } from '../support/kustomization';

/** The pools that a JSON patch may be for, by what decides whether a field of theirs has a place in v1. */
const specs = {
  service: '{selector: {app: a}, targetPortNumber: 80, extensionRef: {name: a}}',
  'service with a port': '{selector: {app: a}, targetPortNumber: 80, extensionRef: {name: a, portNumber: 5}}',
  'other kind': '{selector: {app: a}, targetPortNumber: 80, extensionRef: {kind: Pod, name: a}}',
  'other kind with a port':
    '{selector: {app: a}, targetPortNumber: 80, extensionRef: {kind: Pod, name: a, portNumber: 5}}',
  'unknown kind': '{selector: {app: a}, targetPortNumber: 80, extensionRef: {kind: "${KIND}", name: a}}',
  'no picker': '{selector: {app: a}, targetPortNumber: 80}',
  'no target port': '{selector: {app: a}, extensionRef: {name: a, portNumber: 5}}',
};

type Pool = keyof typeof specs;

/** A row: the pools of the base, the operations, and what they become or why they are left as they are. */
type Row = readonly [pools: readonly Pool[], before: readonly string[], after: readonly string[] | string];

const base = (pools: readonly Pool[]): string =>
  pools
    .map(
      (pool, at) =>
        `apiVersion: inference.networking.x-k8s.io/v1alpha2\nkind: InferencePool\nmetadata: {name: pool-${at}}\nspec: ${specs[pool]}\n`,
    )
    .join('---\n');

function expectRow([pools, before, after]: Row): void {
  const target = '{kind: InferencePool}';
  const result = migrated(base(pools), patch(target, ...before));
  if (typeof after === 'string') expect(result).toMatch(new RegExp(`^\\d+: not rewritten: ${after}$`));
  else expect(result).toBe(patch(target, ...after));
}

const kind = 'the patch changes the kind of the picker, and with it whether it has the usual port';
const several = 'several operations of the patch decide whether the picker has the usual port; set its port';
const unsure =
  'a picker without a port gets the usual one only if it is a Service, and its kind is not certain here';
const form = (op: string): string => `${op} cannot follow a field that changes its form`;

describe('what is no field of a pool stays', () => {
  test.each<Row>([
    [['service'], ['{op: add, path: /metadata, value: {extensionRef: {name: b}}}'], ['(the same)']],
    [['service'], ['{op: add, path: /status, value: {selector: {a: b}}}'], ['(the same)']],
    [['service'], ['{op: add, path: /spec/other/portNumber, value: 1}'], ['(the same)']],
    [['service'], ['{op: add, path: /apiVersion, value: {a: b}}'], ['(the same)']],
    [
      ['service'],
      ['{op: move, from: /metadata/labels/portNumber, path: /metadata/labels/a}'],
      ['(the same)'],
    ],
    [['service'], ['{op: add, path: /spec/endpointPickerRef/name, value: a}'], ['(the same)']],
  ])('%s: %s', (pools, before) => {
    expectRow([pools, before, before]);
  });
});

describe('a target port is set in its place, or comes with its list', () => {
  const add = '{op: add, path: /spec/targetPortNumber, value: 1}';
  const place = '{op: add, path: /spec/targetPorts/0/number, value: 1}';
  const list = '{op: add, path: /spec/targetPorts, value: [{number: 1}]}';
  const replace = '{op: replace, path: /spec/targetPortNumber, value: 1}';
  const label = '{op: copy, from: /metadata/labels/port, path: /spec/targetPortNumber}';
  test.each<Row>([
    [['service'], [add], [place]],
    [['service', 'no picker'], [add], [place]],
    [['no target port'], [add], [list]],
    [['service', 'no target port'], [add], [list]],
    [[], [add], [list]],
    [['no target port'], [replace], ['{op: replace, path: /spec/targetPorts, value: [{number: 1}]}']],
    [[], [replace], ['{op: replace, path: /spec/targetPorts/0/number, value: 1}']],
    [
      ['service'],
      ['{op: remove, value: 0, path: /spec/targetPortNumber}', add],
      ['{op: remove, value: 0, path: /spec/targetPorts}', list],
    ],
    [['service'], ['{op: remove, path: /spec}', add], ['{op: remove, path: /spec}', list]],
    [
      ['service'],
      ['{op: test, path: /spec/extensionRef, value: {name: a, portNumber: 5}}', add],
      ['{op: test, path: /spec/endpointPickerRef, value: {name: a, port: {number: 5}}}', place],
    ],
    [
      ['service'],
      ['{op: remove, path: /spec/selector/app}', add],
      ['{op: remove, path: /spec/selector/matchLabels/app}', place],
    ],
    [
      ['service'],
      ['{op: remove, path: /metadata/labels/a}', add],
      ['{op: remove, path: /metadata/labels/a}', place],
    ],
    [
      ['service'],
      ['{op: add, path: /spec/extensionRef/name, value: b}', add],
      ['{op: add, path: /spec/endpointPickerRef/name, value: b}', place],
    ],
    [['service'], [label], ['{op: copy, from: /metadata/labels/port, path: /spec/targetPorts/0/number}']],
    [['no target port'], [label], form('copy')],
    [['service', 'no target port'], [label], form('copy')],
    [[], [label], form('copy')],
  ])('%s: %s', (...row) => {
    expectRow(row);
  });
});

describe('the port of a picker is set in its place, or comes with its mapping', () => {
  const add = '{op: add, path: /spec/extensionRef/portNumber, value: 1}';
  const place = '{op: add, path: /spec/endpointPickerRef/port/number, value: 1}';
  const mapping = '{op: add, path: /spec/endpointPickerRef/port, value: {number: 1}}';
  const replace = '{op: replace, path: /spec/extensionRef/portNumber, value: 1}';
  const label = '{op: copy, from: /metadata/labels/port, path: /spec/extensionRef/portNumber}';
  test.each<Row>([
    [['service'], [add], [place]],
    [['other kind with a port'], [add], [place]],
    [['other kind'], [add], [mapping]],
    [['unknown kind'], [add], [mapping]],
    [['no picker'], [add], [mapping]],
    [['service', 'no picker'], [add], [mapping]],
    [['service', 'other kind'], [add], [mapping]],
    [[], [add], [mapping]],
    [['other kind'], ['{op: add, path: /spec/endpointPickerRef/portNumber, value: 1}'], [mapping]],
    [['other kind'], ['{op: add, path: /spec/extensionRef/targetPortNumber, value: 1}'], [mapping]],
    [['other kind'], [replace], ['{op: replace, path: /spec/endpointPickerRef/port, value: {number: 1}}']],
    [[], [replace], ['{op: replace, path: /spec/endpointPickerRef/port/number, value: 1}']],
    [
      ['other kind'],
      ['{op: test, path: /spec/extensionRef/portNumber, value: 1}'],
      ['{op: test, path: /spec/endpointPickerRef/port/number, value: 1}'],
    ],
    [
      ['service'],
      ['{op: add, path: /spec/extensionRef/portNumber/a, value: 1}'],
      ['{op: add, path: /spec/endpointPickerRef/port/number/a, value: 1}'],
    ],
    [
      ['service'],
      ['{op: replace, path: /spec/extensionRef, value: {name: b}}', add],
      ['{op: replace, path: /spec/endpointPickerRef, value: {name: b, port: {number: 9002}}}', mapping],
    ],
    [
      ['service with a port'],
      ['{op: replace, path: /spec/extensionRef/kind, value: Pod}', add],
      ['{op: replace, path: /spec/endpointPickerRef/kind, value: Pod}', mapping],
    ],
    [
      ['service'],
      ['{op: test, path: /spec/extensionRef/kind, value: Service}', add],
      ['{op: test, path: /spec/endpointPickerRef/kind, value: Service}', place],
    ],
    [
      ['service'],
      ['{op: add, path: /spec/endpointPickerRef, value: {name: b, portNumber: 7}}'],
      ['{op: add, path: /spec/endpointPickerRef, value: {name: b, port: {number: 7}}}'],
    ],
    [
      ['service with a port'],
      [label],
      ['{op: copy, from: /metadata/labels/port, path: /spec/endpointPickerRef/port/number}'],
    ],
    [['service'], [label], form('copy')],
    [['service with a port', 'service'], [label], form('copy')],
    [['no picker'], [label], form('copy')],
    [[], [label], form('copy')],
  ])('%s: %s', (...row) => {
    expectRow(row);
  });
});

describe('a picker without its port has the usual one if it is a Service', () => {
  const remove = '{op: remove, path: /spec/extensionRef/portNumber}';
  const usual = '{op: replace, path: /spec/endpointPickerRef/port/number, value: 9002}';
  test.each<Row>([
    [['service'], [remove], [usual]],
    [['service', 'service with a port'], [remove], [usual]],
    [['service', 'other kind'], [remove], unsure],
    [['unknown kind'], [remove], unsure],
    [['no picker'], [remove], unsure],
    [[], [remove], unsure],
    [['service'], [remove, '{op: add, path: /spec/extensionRef/kind, value: Service}'], several],
    [['service'], ['{op: add, path: /spec/extensionRef/kind, value: Service}', remove], several],
    [['service'], [remove, '{op: remove, path: /spec/extensionRef/targetPortNumber}'], several],
    [['service'], [remove, '{op: remove, path: /spec/endpointPickerRef/portNumber}'], several],
    [['service'], [remove, '{op: replace, path: /spec/extensionRef, value: {name: b}}'], several],
    [
      ['service'],
      [remove, '{op: test, path: /spec/extensionRef/kind, value: Service}'],
      [usual, '{op: test, path: /spec/endpointPickerRef/kind, value: Service}'],
    ],
    [
      ['service'],
      [remove, '{op: add, path: /spec/extensionRef/portNumber, value: 1}'],
      [usual, '{op: add, path: /spec/endpointPickerRef/port/number, value: 1}'],
    ],
    [
      ['service'],
      [
        remove,
        '{op: replace, path: /spec/extensionRef/name, value: b}',
        '{op: remove, path: /metadata/labels/a}',
      ],
      [
        usual,
        '{op: replace, path: /spec/endpointPickerRef/name, value: b}',
        '{op: remove, path: /metadata/labels/a}',
      ],
    ],
    [
      ['service'],
      [remove, '{op: remove, path: /spec/selector/app}'],
      [usual, '{op: remove, path: /spec/selector/matchLabels/app}'],
    ],
  ])('%s: %s', (...row) => {
    expectRow(row);
  });
});

describe('the kind of a picker may change where that says nothing of its port', () => {
  const service = '{op: add, path: /spec/extensionRef/kind, value: Service}';
  const serviceMoved = '{op: add, path: /spec/endpointPickerRef/kind, value: Service}';
  const pod = '{op: add, path: /spec/extensionRef/kind, value: Pod}';
  const podMoved = '{op: add, path: /spec/endpointPickerRef/kind, value: Pod}';
  const remove = '{op: remove, path: /spec/extensionRef/kind}';
  const removeMoved = '{op: remove, path: /spec/endpointPickerRef/kind}';
  test.each<Row>([
    [['service', 'service with a port'], [service], [serviceMoved]],
    [['service', 'other kind'], [service], kind],
    [['no picker'], [service], kind],
    [[], [service], [serviceMoved]],
    [['service'], [pod], kind],
    [['service with a port'], [pod], [podMoved]],
    [['service with a port', 'service'], [pod], kind],
    [['service with a port', 'no picker'], [pod], kind],
    [[], [pod], kind],
    [['service'], [remove], [removeMoved]],
    [['other kind'], [remove], kind],
    [['other kind with a port'], [remove], [removeMoved]],
    [['service'], ['{op: add, path: /spec/extensionRef/kind, value: {a: b}}'], kind],
    [['service'], ['{op: copy, from: /metadata/labels/a, path: /spec/extensionRef/kind}'], kind],
    [['service'], ['{op: move, from: /spec/extensionRef/kind, path: /metadata/labels/a}'], kind],
    [
      ['service with a port'],
      ['{op: copy, from: /metadata/labels/a, path: /spec/extensionRef/kind}'],
      ['{op: copy, from: /metadata/labels/a, path: /spec/endpointPickerRef/kind}'],
    ],
    [
      ['service'],
      ['{op: copy, from: /spec/extensionRef/kind, path: /metadata/labels/a}'],
      ['{op: copy, from: /spec/endpointPickerRef/kind, path: /metadata/labels/a}'],
    ],
  ])('%s: %s', (...row) => {
    expectRow(row);
  });
});

describe('a part that another patch may take away is not counted on', () => {
  const two = (first: string, second: string): string =>
    patch('{kind: InferencePool}', first) + patch('{kind: InferencePool}', second).slice('patches:\n'.length);
  test.each<readonly [pool: Pool, before: string, after: string]>([
    [
      'service',
      two(
        '{op: remove, path: /spec/extensionRef}',
        '{op: add, path: /spec/extensionRef/portNumber, value: 1}',
      ),
      two(
        '{op: remove, path: /spec/endpointPickerRef}',
        '{op: add, path: /spec/endpointPickerRef/port, value: {number: 1}}',
      ),
    ],
    [
      'service',
      two('{op: remove, path: /spec/targetPortNumber}', '{op: add, path: /spec/targetPortNumber, value: 1}'),
      two(
        '{op: remove, path: /spec/targetPorts}',
        '{op: add, path: /spec/targetPorts, value: [{number: 1}]}',
      ),
    ],
    [
      'service with a port',
      two(
        '{op: remove, path: /spec/extensionRef}',
        '{op: copy, from: /metadata/labels/a, path: /spec/extensionRef/portNumber}',
      ),
      `8: not rewritten: ${form('copy')}`,
    ],
  ])('%s: %s', (pool, before, after) => {
    expect(migrated(base([pool]), before)).toBe(after);
  });
});
