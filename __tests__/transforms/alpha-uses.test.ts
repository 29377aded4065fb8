import { migrateTexts } from '../support/migrate-texts';

const flag = 'PILOT_ENABLE_ALPHA_GATEWAY_API';
const values = `pilot:\n  env:\n    ${flag}: "true"\n  traceSampling: 1\n`;
const policy =
  '{apiVersion: gateway.networking.k8s.io/v1, kind: BackendTLSPolicy, metadata: {name: a}, spec: {}}\n';
const kubernetes = 'gateway.networking.k8s.io';
const experimental = 'gateway.networking.x-k8s.io';

/** What is reported about the flag in a tree; `goes` where it is removed. */
function told(tree: Readonly<Record<string, string>>): string {
  const [outcome] = migrateTexts({ 'values.yaml': values, ...tree });
  if (!outcome?.after.includes(flag)) return 'goes';
  const messages = outcome.findings.map(({ message }) => message);
  return messages.filter((message) => message.includes('stays')).join('; ');
}

const gateway = (spec: string, kind = 'Gateway', group = kubernetes): string =>
  `{apiVersion: ${group}/v1, kind: ${kind}, metadata: {name: edge}, spec: ${spec}} # gatewayClassName\n`;
const listener = (rest: string): string => gateway(`{listeners: [{name: a, ${rest}}]}`);

describe('beside a BackendTLSPolicy, the flag stays for', () => {
  test.each([
    [
      `{apiVersion: ${kubernetes}/v1alpha2, kind: TCPRoute, metadata: {name: a}}`,
      'TCPRoute a (other.yaml:1)',
    ],
    [
      `{apiVersion: ${kubernetes}/v1alpha2, kind: TLSRoute, metadata: {name: a}}`,
      'TLSRoute a (other.yaml:1)',
    ],
    [
      `{apiVersion: ${experimental}/v1alpha1, kind: XListenerSet, metadata: {name: a}}`,
      'XListenerSet a (other.yaml:1)',
    ],
    [
      `{apiVersion: ${kubernetes}/v1alpha2, kind: TCPRouteList, items: [{metadata: {name: a}}]}`,
      'TCPRoute a (other.yaml:1)',
    ],
    [listener('protocol: TCP'), 'the TCP listener of Gateway edge (other.yaml:1)'],
    [listener('protocol: TLS'), 'the TLS listener of Gateway edge (other.yaml:1)'],
    [listener('protocol: "${PROTOCOL}"'), 'the {{…}} listener of Gateway edge (other.yaml:1)'],
    [gateway('{allowedListeners: {}}'), 'allowedListeners of Gateway edge (other.yaml:1)'],
    ['kind: TCPRoute\n{', 'TCPRoute (other.yaml:1)'],
    ['a: b\nkind: "TLSRoute"\n{', 'TLSRoute (other.yaml:2)'],
  ])('%s', (other, use) => {
    expect(told({ 'policy.yaml': policy, 'other.yaml': other })).toBe(`${flag} stays: ${use} still needs it`);
  });
});

describe('of what still needs the flag, three are named', () => {
  const route = (name: string): string =>
    `{apiVersion: ${kubernetes}/v1alpha2, kind: TCPRoute, metadata: {name: ${name}}}\n`;
  test.each([
    [['a', 'b'], 'TCPRoute a (0.yaml:1), TCPRoute b (1.yaml:1) still need it'],
    [['a', 'b', 'c'], 'TCPRoute a (0.yaml:1), TCPRoute b (1.yaml:1), TCPRoute c (2.yaml:1) still need it'],
    [
      ['a', 'b', 'c', 'd', 'e'],
      'TCPRoute a (0.yaml:1), TCPRoute b (1.yaml:1), TCPRoute c (2.yaml:1), 2 more still need it',
    ],
  ])('%j', (names, message) => {
    const tree = Object.fromEntries(names.map((name, index) => [`${index}.yaml`, route(name)]));
    expect(told(tree)).toBe(`${flag} stays: ${message}`);
  });
});

test.each([
  ['"true"', 1],
  ['"false"', 0],
])('elsewhere, the flag is told of where it is on: %s', (value, count) => {
  const text = `anything:\n  env: [{name: ${flag}, value: ${value}}]\n`;
  const [outcome] = migrateTexts({ 'a.yaml': text });
  const found = outcome?.findings.filter(({ transform }) => transform === 'alpha-gateway-flag');
  expect(found).toHaveLength(count);
});

describe('beside a BackendTLSPolicy, the flag goes whatever there is of', () => {
  test.each([
    '{apiVersion: example.com/v1, kind: TCPRoute, metadata: {name: a}}\n',
    `{apiVersion: x.${kubernetes}/v1, kind: TCPRoute, metadata: {name: a}}\n`,
    `{apiVersion: ${kubernetes}/v1, kind: HTTPRoute, metadata: {name: a}} # TCPRoute\n`,
    listener('protocol: HTTPS'),
    listener('port: 80'),
    gateway('{}'),
    gateway('{allowedListeners: {}}', 'GatewayClass'),
    gateway('{listeners: [{protocol: TCP}]}', 'ListenerGroup'),
    gateway('{allowedListeners: {}}', 'Gateway', 'networking.istio.io'),
    'kind: BackendTLSPolicy\n{',
    'kinds: TCPRoute\n{',
  ])('%s', (other) => {
    expect(told({ 'policy.yaml': policy, 'other.yaml': other })).toBe('goes');
  });
});

describe('the flag stays where nothing tells what it is for', () => {
  const unknown = `${flag} stays: nothing in this tree shows why it is set`;
  test.each([
    ['{apiVersion: example.com/v1, kind: BackendTLSPolicy, metadata: {name: a}}\n'],
    [`{apiVersion: ${kubernetes}/v1, kind: HTTPRoute, metadata: {name: a}} # BackendTLSPolicy\n`],
    [`{apiVersion: ${kubernetes}/v1, kind: XBackendTLSPolicy, metadata: {name: a}}\n`],
    [`{apiVersion: ${kubernetes}/v1, kind: BackendTLSPolicyReport, metadata: {name: a}}\n`],
  ])('%s', (other) => {
    expect(told({ 'other.yaml': other })).toBe(unknown);
  });
});

describe('values that are pinned below 1.28 are told of', () => {
  test.each([
    ['1.27.3', ['1.27']],
    ['v1.26', ['1.26']],
    ['~1.27.0', ['1.27']],
    ['^ 1.20.1', ['1.20']],
    ['= 1.27', ['1.27']],
    ['1.9.0', ['1.9']],
    ['1.28.0', []],
    ['1.29', []],
    ['>1.20', []],
    ['latest', []],
    ['11.27.0', []],
  ])('%s', (version, pinned) => {
    const text = `apiVersion: sailoperator.io/v1\nkind: Istio\nspec:\n  version: "${version}"\n  values:\n    pilot: {env: {${flag}: "true"}, traceSampling: 1}\n`;
    const [outcome] = migrateTexts({ 'istio.yaml': text, 'policy.yaml': policy });
    const notes = outcome?.findings.filter(
      ({ message, transform }) =>
        transform === 'alpha-gateway-flag' && message.includes('these values are for'),
    );
    expect(notes?.map(({ line, message }) => `${line} ${message}`)).toEqual(
      pinned.map((number) => `4 this change is for Istio 1.28, but these values are for ${number}`),
    );
  });
});
