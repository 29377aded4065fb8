import { migrateFiles } from '../../src/api';

const many = (count: number, item: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => item(index)).join(', ');

const entry = (spec: string): string =>
  `apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata: {name: external}\nspec: ${spec}\n`;
const policy = (rules: string): string =>
  `apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {name: partners}\nspec: {action: ALLOW, rules: ${rules}}\n`;
const sources = (count: number): string =>
  `[${many(count, (n) => `{source: {ipBlocks: [10.${n >> 8}.${n & 255}.0/24]}}`)}]`;

const hosts = (count: number): string => `[${many(count, (n) => `h${n}.example.org`)}]`;
const addresses = (count: number): string => `[${many(count, (n) => `10.0.${n >> 8}.${n & 255}`)}]`;
const ports = (count: number): string => `[${many(count, (n) => `{number: ${n + 1}, name: tcp-${n}}`)}]`;
const ofEntry = (field: string) => `since Istio 1.24, ServiceEntry takes at most 256 items in ${field}`;
const ofPolicy = (field: string) =>
  `since Istio 1.25, AuthorizationPolicy takes at most 512 items in ${field}`;

test.each<[string, string, readonly string[]]>([
  ['256 hosts', entry(`{hosts: ${hosts(256)}}`), []],
  ['257 hosts', entry(`{hosts: ${hosts(257)}}`), [ofEntry('hosts')]],
  [
    'addresses and ports',
    entry(`{addresses: ${addresses(300)}, ports: ${ports(257)}}`),
    [ofEntry('addresses'), ofEntry('ports')],
  ],
  ['many endpoints', entry(`{endpoints: [${many(300, (n) => `{address: 10.1.${n >> 8}.${n & 255}}`)}]}`), []],
  [
    'hosts in a list of objects',
    `apiVersion: v1\nkind: List\nitems:\n- ${entry(`{hosts: ${hosts(257)}}`)
      .trim()
      .replaceAll('\n', '\n  ')}\n`,
    [ofEntry('hosts')],
  ],
  [
    '513 rules',
    policy(`[${many(513, (n) => `{to: [{operation: {paths: [/${n}]}}]}`)}]`),
    [ofPolicy('rules')],
  ],
  ['512 sources', policy(`[{from: ${sources(512)}}]`), []],
  [
    '513 sources in one of two rules',
    policy(`[{from: ${sources(1)}}, {from: ${sources(513)}}]`),
    [ofPolicy('rules[].from')],
  ],
  ['hosts of another kind', entry(`{hosts: ${hosts(300)}}`).replace('ServiceEntry', 'VirtualService'), []],
  ['a list that a template fills', entry('{hosts: {{ .Values.hosts | toJson }}}'), []],
])('%s', (_, text, wanted) => {
  const { findings } = migrateFiles({ 'object.yaml': text }, { from: '1.23', to: '1.31' });
  const told = findings.filter(({ transform }) => transform.startsWith('list-limits'));
  expect(told.map(({ message }) => message)).toEqual(wanted);
  expect(told.every(({ level }) => level === 'error')).toBe(true);
});

test('a patch that brings too long a list', () => {
  const files = {
    'kustomization.yaml': `resources: [entry.yaml]\npatches:\n- target: {kind: ServiceEntry}\n  patch: |-\n    - op: replace\n      path: /spec/hosts\n      value: ${hosts(257)}\n`,
    'entry.yaml': entry('{hosts: [a.example.org]}'),
  };
  const { findings } = migrateFiles(files, { from: '1.23', to: '1.24' });
  expect(findings.map(({ path, message }) => `${path} ${message}`)).toContain(
    `kustomization.yaml ${ofEntry('hosts')}`,
  );
});
