import { migrateFiles, migrateText } from '../../src/api';
import { migrateTree } from '../support/migrate-tree';

const flag = 'PILOT_ENABLE_ALPHA_GATEWAY_API';
const values = (more = '') => `pilot:\n  env:\n    ${flag}: "true"\n${more}  traceSampling: 1\n`;
const object = (kind: string, group = 'gateway.networking.k8s.io', spec = '{}') =>
  `apiVersion: ${group}/v1alpha2\nkind: ${kind}\nmetadata: {name: a}\nspec: ${spec}\n`;
const gateway = (className: string, rest: string) =>
  object('Gateway', undefined, `{gatewayClassName: ${className}, ${rest}}`);
const listener = (protocol: string) => `listeners: [{name: a, protocol: ${protocol}}]`;
const experimental = 'gateway.networking.x-k8s.io';

/** For each thing in the tree, the first release that reads it without the flag. */
const freed: readonly (readonly [what: string, text: string, since: string, values?: string])[] = [
  ['BackendTLSPolicy', object('BackendTLSPolicy'), '1.28'],
  ['TLSRoute', object('TLSRoute'), '1.30'],
  ['a TLS listener', gateway('istio', listener('TLS')), '1.30'],
  ['XListenerSet', object('XListenerSet', experimental), '1.30'],
  ['allowedListeners', gateway('istio', 'allowedListeners: {}'), '1.30'],
  ['TCPRoute', object('TCPRoute'), '1.31'],
  ['a TCP listener', gateway('istio', listener('TCP')), '1.31'],
  ['XBackendTrafficPolicy', object('XBackendTrafficPolicy', experimental), 'never'],
  ['a TCP listener of agentgateway', gateway('istio-agentgateway', listener('TCP')), 'never'],
  ['allowedListeners of agentgateway', gateway('istio-agentgateway', 'allowedListeners: {}'), '1.31'],
  [
    'a TCP listener where agentgateway is on',
    gateway('edge', listener('TCP')),
    'never',
    '    PILOT_ENABLE_AGENTGATEWAY: "true"\n',
  ],
];

describe.each(['1.28', '1.29', '1.30', '1.31'])('on %s', (target) => {
  test.each(freed.map((row) => ({ row, title: row[0] })))('$title', async ({ row }) => {
    const [, other, since, more] = row;
    const input = { 'values.yaml': values(more), 'other.yaml': other };
    const { texts, findings } = await migrateTree(
      { transform: 'alpha-gateway-flag', input },
      undefined,
      target,
    );
    const isFreed = since !== 'never' && target >= since;
    expect(texts['values.yaml']?.includes(flag)).toBe(!isFreed);
    expect(findings).toContain(isFreed ? 'nothing in this tree needs' : `${flag} stays: `);
  });
});

describe('the old one of two control planes keeps the flag if its release needs it', () => {
  const release = (minor: string) => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: istiod-${minor}}
spec:
  chart: {spec: {chart: istiod, version: ${minor}.2, sourceRef: {kind: HelmRepository, name: istio}}}
  values: {revision: "${minor}", pilot: {env: {${flag}: "true"}}}
`;

  test.each([
    ['TCPRoute', '1.30', '1.31', true],
    ['TLSRoute', '1.29', '1.30', true],
    // The route works with both without the flag.
    ['TLSRoute', '1.30', '1.31', false],
  ])('for a %s of %s, beside %s', (kind, old, to, isNeeded) => {
    const files = { 'old.yaml': release(old), 'new.yaml': release(to), 'route.yaml': object(kind) };
    const { changed } = migrateFiles(files, { from: old, to });
    expect(changed.has('old.yaml')).toBe(!isNeeded);
    expect(changed.get('new.yaml')?.text).not.toContain(flag);
  });
});

test.each(['1.28', '1.29', '1.30', '1.31'])(
  'a command that sets the flag is reported by the target %s',
  (to) => {
    const command = `kubectl set env deployment/istiod -n istio-system ${flag}=true\n`;
    for (const [, text, since] of freed.filter(([, , , more]) => more === undefined)) {
      const { findings } = migrateFiles({ 'other.yaml': text, 'a.sh': command }, { from: '1.27', to });
      const told = findings.filter(
        ({ path, transform }) => path === 'a.sh' && transform === 'alpha-gateway-flag',
      );
      const isFreed = since !== 'never' && to >= since;
      expect(told.map(({ release }) => release)).toEqual(isFreed ? [since] : []);
    }
  },
);

test.each([
  ['1.29', true],
  ['1.30', false],
  ['1.31', false],
])('what is to wait for a release is not said where that runs: from %s', (from, isSaid) => {
  const route = object('TLSRoute').replace('spec: {}', 'spec: {hostnames: [a.example.org]}');
  const text = `${values()}---\n${route}`;
  const { findings } = migrateText(text, 'a.yaml', { from, to: '1.31', only: ['gateway-api-bundle'] });
  const [needs] = findings.filter(({ message }) => message.includes('only with Gateway API CRDs'));
  expect(needs?.help?.includes('istiod 1.30')).toBe(isSaid);
});

/** What is said of a script that sets the flag, by the target. */
test.each([
  ['1.28', undefined, 'may no longer be needed', 'only for BackendTLSPolicy'],
  ['1.30', undefined, 'may no longer be needed', 'only for BackendTLSPolicy, TLSRoute, '],
  ['1.29', 'TLSRoute', undefined, undefined],
  ['1.30', 'TLSRoute', 'is no longer needed: TLSRoute works without it', 'remove it, unless'],
  ['1.28', 'BackendTLSPolicy', 'is no longer needed: BackendTLSPolicy works without it', 'remove it, unless'],
  ['1.31', 'TCPRoute', 'is no longer needed: TCPRoute works without it', 'remove it, unless'],
])('a script, to %s, beside %s', (to, kind, message, help) => {
  const script = `istioctl install -y --set values.pilot.env.${flag}=true\n`;
  const tree = { 'up.sh': script, ...(kind !== undefined && { 'object.yaml': object(kind) }) };
  const { findings } = migrateFiles(tree, { from: '1.27', to, only: ['alpha-gateway-flag'] });
  expect(findings.map((each) => each.message)).toEqual(
    message === undefined
      ? []
      : [`${flag} ${message}${kind === undefined ? ': nothing in this tree shows why it is set' : ''}`],
  );
  for (const found of findings) expect(found.help).toContain(help);
});

describe('the flag of a tree of which only the values are given', () => {
  const named = (apiVersion: string, kind: string) =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\nspec: {}\n`;
  const old = named('gateway.networking.k8s.io/v1alpha3', 'BackendTLSPolicy');
  test.each<[string, string, string, boolean]>([
    ['a policy of v1alpha3', old, '1.28', false],
    [
      'a policy in a ConfigMap',
      `${named('v1', 'ConfigMap')}data:\n  a.yaml: |\n    ${old.replaceAll('\n', '\n    ')}`,
      '1.28',
      false,
    ],
    ['a policy of v1', old.replace('v1alpha3', 'v1'), '1.28', true],
    ['a route of v1alpha2', object('TLSRoute'), '1.30', false],
    ['a route of v1', named('gateway.networking.k8s.io/v1', 'TLSRoute'), '1.30', true],
    ['an XListenerSet', object('XListenerSet', experimental), '1.30', false],
    ['a listener', gateway('istio', listener('TLS')).replace('v1alpha2', 'v1'), '1.30', true],
    ['a Gateway of v1beta1', gateway('istio', listener('TCP')).replace('v1alpha2', 'v1beta1'), '1.31', true],
  ])('beside %s', async (_, other, target, isRemoved) => {
    const input = { 'values.yaml': values(), 'other.yaml': other };
    const only = { transform: 'alpha-gateway-flag', input };
    const part = await migrateTree(only, ['values.yaml'], target);
    expect(part.texts['values.yaml']?.includes(flag)).toBe(!isRemoved);
    const reason = 'not rewritten: it must change together with files that were not given: other.yaml';
    expect(part.findings.includes(reason)).toBe(!isRemoved);
    const whole = await migrateTree(only, undefined, target);
    expect(whole.texts['values.yaml']).not.toContain(flag);
  });
});

/** When the flag may go is said at one hop, however it is set. */
test.each<[string, string | undefined, string, string]>([
  ['nothing', undefined, '1.28', '1.28'],
  ['nothing', undefined, '1.31', '1.31'],
  ['a policy', object('BackendTLSPolicy'), '1.31', '1.28'],
  ['a route', object('TLSRoute'), '1.31', '1.30'],
  ['a policy and a route', `${object('BackendTLSPolicy')}---\n${object('TCPRoute')}`, '1.31', '1.31'],
])('beside %s, a run to %s', (_, other, to, release) => {
  const tree = {
    'values.yaml': values(),
    'up.sh': `istioctl install -y --set values.pilot.env.${flag}=true\n`,
    Makefile: `up:\n\thelm upgrade -i istiod istio/istiod --set pilot.env.${flag}=true\n`,
    '.github/workflows/up.yaml': `jobs: {up: {steps: [{run: "istioctl install -y --set values.pilot.env.${flag}=true"}]}}\n`,
    ...(other !== undefined && { 'other.yaml': other }),
  };
  const { findings } = migrateFiles(tree, { from: '1.27', to, only: ['alpha-gateway-flag'] });
  expect(findings.map(({ path }) => path).toSorted()).toEqual(Object.keys(tree).slice(0, 4).toSorted());
  for (const found of findings) expect(found.release).toBe(release);
  const isClear = other !== undefined;
  for (const { help = '' } of findings)
    expect(help.includes(`merge this once istiod ${release} runs`)).toBe(isClear);
});

test.each([
  ['1.29', true],
  ['1.30', false],
])('what a script sets waits for the release that no longer needs it: from %s', (from, isSaid) => {
  const tree = {
    'up.sh': `istioctl install -y --set values.pilot.env.${flag}=true\n`,
    'other.yaml': object('TLSRoute'),
  };
  const [told] = migrateFiles(tree, { from, to: '1.31', only: ['alpha-gateway-flag'] }).findings;
  expect(told?.help?.includes('once istiod 1.30 runs')).toBe(isSaid);
});
