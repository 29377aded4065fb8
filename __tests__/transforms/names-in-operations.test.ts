import { transforms } from '../../transforms';
import { migrateTexts } from '../support/migrate-texts';
import { upgrade } from '../support/upgrade';

/** Objects of the kinds that references name, by what decides whether the references follow. */
const objects = {
  pool: poolCalled('chat'),
  'excluded pool': `# istio-migrate-ignore\n${poolCalled('chat')}`,
  'excluded pool beside another': `# istio-migrate-ignore\n${poolCalled('chat')}---\n${poolCalled('code')}`,
  'listener set': `apiVersion: gateway.networking.x-k8s.io/v1alpha1
kind: XListenerSet
metadata: {name: team}
spec: {parentRef: {name: edge}, listeners: [{name: http, port: 80, protocol: HTTP}]}
`,
  policy: `apiVersion: gateway.networking.k8s.io/v1alpha3
kind: BackendTLSPolicy
metadata: {name: chat}
spec: {targetRefs: [{group: "", kind: Service, name: chat}], validation: {hostname: chat.example.com}}
`,
  nothing: `apiVersion: v1
kind: Service
metadata: {name: chat}
`,
};

function poolCalled(name: string): string {
  return `apiVersion: inference.networking.x-k8s.io/v1alpha2
kind: InferencePool
metadata: {name: ${name}}
spec: {selector: {app: chat}, targetPortNumber: 80, extensionRef: {name: epp}}
`;
}

/** What operations set, by their paths. */
type Values = Readonly<Record<string, string>>;

/** What becomes of operations over a route, beside an object; what is not given stays. */
function migrated(object: keyof typeof objects, values: Values): { changed: Values; unsure: string[] } {
  const operations = Object.entries(values).map(([path, value]) => ({ op: 'add', path, value }));
  const outcomes = migrateTexts(
    {
      'object.yaml': objects[object],
      'kustomization.yaml':
        'resources: [object.yaml]\npatches: [{path: patch.json, target: {kind: HTTPRoute}}]\n',
      'patch.json': JSON.stringify(operations),
    },
    transforms.filter(({ id }) => ['inference-pool', 'listener-set', 'backend-tls-policy'].includes(id)),
    undefined,
    { ...upgrade, target: { major: 1, minor: 30, patch: undefined } },
  );
  const patch = outcomes.find(({ path }) => path === 'patch.json');
  const after = JSON.parse(patch?.after ?? '') as typeof operations;
  const changed = after.filter(({ path, value }) => values[path] !== value);
  return {
    changed: Object.fromEntries(changed.map(({ path, value }) => [path, value])),
    // What else is there is reported by the sweep.
    unsure:
      patch?.findings.map(({ message }) => message).filter((message) => message.startsWith('this may')) ?? [],
  };
}

const [old, now] = ['inference.networking.x-k8s.io', 'inference.networking.k8s.io'];
const [oldSets, gateways] = ['gateway.networking.x-k8s.io', 'gateway.networking.k8s.io'];

const following: readonly [keyof typeof objects, Values, Values][] = [
  ['pool', { '/spec/backendRefs/0/group': old }, { '/spec/backendRefs/0/group': now }],
  ['pool', { '/spec/rules/0/backendRefs/-/group': old }, { '/spec/rules/0/backendRefs/-/group': now }],
  ['pool', { '/spec/to/0/group': old, '/spec/to/0/kind': 'InferencePool' }, { '/spec/to/0/group': now }],
  ['pool', { '/spec/to/apiGroup': old, '/spec/to/kind': 'InferencePool' }, { '/spec/to/apiGroup': now }],
  [
    'pool',
    { '/spec/to/kind': 'InferencePool', '/spec/to/apiVersion': `${old}/v1alpha2` },
    { '/spec/to/apiVersion': `${now}/v1` },
  ],
  [
    'pool',
    { '/spec/to/kind': 'InferencePool', '/spec/to/group': old, '/spec/to/version': 'v1alpha1' },
    { '/spec/to/group': now, '/spec/to/version': 'v1' },
  ],
  [
    'pool',
    { '/spec/to/kind': 'InferencePool', '/spec/to/apiGroup': now, '/spec/to/version': 'v1alpha2' },
    { '/spec/to/version': 'v1' },
  ],
  [
    'listener set',
    { '/spec/parentRefs/0/kind': 'XListenerSet' },
    { '/spec/parentRefs/0/kind': 'ListenerSet' },
  ],
  [
    'listener set',
    { '/spec/parentRefs/0/kind': 'XListenerSet', '/spec/parentRefs/0/apiGroup': oldSets },
    { '/spec/parentRefs/0/kind': 'ListenerSet', '/spec/parentRefs/0/apiGroup': gateways },
  ],
];

test.each(following)('of a reference to a %s, %j becomes %j', (object, values, changed) => {
  expect(migrated(object, values)).toEqual({ changed, unsure: [] });
});

const staying: readonly [keyof typeof objects, Values][] = [
  // Another kind, version or group.
  ['pool', { '/spec/to/kind': 'InferenceObjective', '/spec/to/group': old }],
  ['pool', { '/spec/to/kind': 'InferencePool', '/spec/to/apiVersion': `${old}/v9` }],
  ['pool', { '/spec/to/kind': 'InferenceObjective', '/spec/to/apiVersion': `${old}/v1alpha2` }],
  ['pool', { '/spec/to/apiVersion': `${old}/v1alpha2` }],
  ['pool', { '/spec/to/kind': 'InferencePool', '/spec/to/group': now, '/spec/to/version': 'v9' }],
  ['pool', { '/spec/to/kind': 'InferencePool', '/spec/to/group': 'other', '/spec/to/version': 'v1alpha2' }],
  ['pool', { '/spec/to/kind': 'InferencePool', '/spec/to/version': 'v1alpha2' }],
  ['pool', { '/spec/to/kind': 'Other', '/spec/to/group': now, '/spec/to/version': 'v1alpha2' }],
  ['pool', { '/spec/to/name': old }],
  ['listener set', { '/spec/to/kind': 'XListenerSet', '/spec/to/group': 'other' }],
  ['listener set', { '/spec/to/name': 'XListenerSet' }],
  ['listener set', { '/spec/parentRefs/0/kind': 'Gateway' }],
  ['policy', { '/spec/targetRefs/0/group': gateways }],
  // No object of the kind is in the tree, so others may be meant.
  ['nothing', { '/spec/targetRefs/0/group': old }],
];

test.each(staying)('beside a %s, %j stays', (object, values) => {
  expect(migrated(object, values)).toEqual({ changed: {}, unsure: [] });
});

const told: readonly [keyof typeof objects, Values, string][] = [
  [
    'pool',
    { '/spec/targetRefs/0/group': old },
    'this may be the group of a reference to InferencePool: the patch does not name its kind',
  ],
  [
    'listener set',
    { '/spec/targetRefs/0/group': oldSets },
    'this may be the group of a reference to XListenerSet: the patch does not name its kind',
  ],
];

test.each(told)('beside a %s, %j is reported', (object, values, finding) => {
  expect(migrated(object, values)).toEqual({ changed: {}, unsure: [finding] });
});

test('a reference to an object that stays does the same', () => {
  const values = {
    '/spec/to/group': old,
    '/spec/to/kind': 'InferencePool',
    '/spec/to/name': 'chat',
  };
  expect(migrated('excluded pool', values).changed).toEqual({});
  expect(migrated('excluded pool beside another', values).changed).toEqual({});
  expect(migrated('excluded pool beside another', { ...values, '/spec/to/name': 'code' }).changed).toEqual({
    '/spec/to/group': now,
  });
});
