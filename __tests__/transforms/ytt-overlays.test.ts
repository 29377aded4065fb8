import { migrateFiles } from '../../src/api';

/** What an overlay of ytt changes or selects by an old name stays with it. */
const old = 'inference.networking.x-k8s.io';
const range = { from: '1.27', to: '1.28' };

const pool = `apiVersion: ${old}/v1alpha2\nkind: InferencePool\nmetadata:\n  name: chat\nspec:\n  selector: {app: chat}\n  targetPortNumber: 8000\n  extensionRef: {name: picker}\n`;
const policy = `apiVersion: gateway.networking.k8s.io/v1alpha2\nkind: BackendTLSPolicy\nmetadata: {name: chat}\nspec:\n  targetRef: {group: "", kind: Service, name: chat}\n  tls: {hostname: chat.example, wellKnownCACerts: System}\n`;
const service = `apiVersion: networking.istio.io/v1beta1\nkind: ServiceEntry\nmetadata: {name: chat}\nspec: {hosts: [a.example], resolution: DNS}\n`;
const route = `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: chat}\nspec:\n  rules:\n    - backendRefs:\n        - {group: ${old}, kind: InferencePool, name: chat}\n`;

const load = '#@ load("@ytt:overlay", "overlay")\n';
const over = (by: string, body: string) => `${load}#@overlay/match by=${by}\n---\n${body}`;
const port = 'spec:\n  targetPortNumber: 9000\n';
const named = 'overlay.subset({"kind": "InferencePool", "metadata": {"name": "chat"}})';
const byVersion = `overlay.subset({"apiVersion": "${old}/v1alpha2"})`;

function migrated(object: string, overlay: string, more: Record<string, string> = {}) {
  const tree = { 'a/pool.yaml': object, 'b/overlay.yaml': overlay, ...more };
  const { changed, findings } = migrateFiles(tree, range);
  const errors = findings.filter(({ level }) => level === 'error');
  return {
    moved: [...changed.keys()],
    errors: errors.map(({ path, line, message, help = '' }) => `${path}:${line} ${message}; ${help}`),
  };
}

test.each<[what: string, overlay: string, line: number, object?: string]>([
  ['a field', over(named, port), 5],
  ['all of a kind', over('overlay.subset({"kind": "InferencePool"}), expects="1+"', port), 5],
  ['a name alone', over('overlay.subset({"metadata": {"name": "chat"}})', port), 5],
  ['everything', over('overlay.all, expects="1+"', port), 5],
  ['an expression', over(`lambda i, l, r: l["kind"] == "InferencePool"`, port), 5],
  ['one of two kinds', over(`overlay.or_op(overlay.subset({"kind": "Service"}), ${named})`, port), 5],
  ['a variable', `${load}#@ chat = ${named}\n#@overlay/match by=chat\n---\n${port}`, 6],
  [
    'a function',
    `${load}#@ def chat():\nkind: InferencePool\nmetadata:\n  name: chat\n#@ end\n#@overlay/match by=overlay.subset(chat())\n---\n${port}`,
    10,
  ],
  ['a selector alone', over(named, 'spec:\n  #@overlay/replace\n  selector: {app: code}\n'), 6],
  ['what is removed', over(named, 'spec:\n  #@overlay/remove\n  extensionRef:\n'), 6],
  [
    'defaults of what is below',
    over(
      named,
      'spec:\n  #@overlay/match-child-defaults missing_ok=True\n  extensionRef:\n    failureMode: FailOpen\n',
    ),
    6,
  ],
  [
    'the second of two',
    `${over('overlay.subset({"kind": "Service"})', 'spec: {type: ClusterIP}\n')}#@overlay/match by=${named}\n---\n${port}`,
    8,
  ],
  ['an old version', over(byVersion, 'metadata:\n  labels: {a: b}\n'), 2],
  [
    'a policy',
    over('overlay.subset({"kind": "BackendTLSPolicy"})', 'spec:\n  tls: {hostname: b}\n'),
    5,
    policy,
  ],
  [
    'an old version of a policy',
    over(
      'overlay.subset({"apiVersion": "gateway.networking.k8s.io/v1alpha2", "kind": "BackendTLSPolicy"})',
      'metadata:\n  labels: {a: b}\n',
    ),
    2,
    policy,
  ],
])('%s', (_, overlay, line, object = pool) => {
  const { moved, errors } = migrated(object, overlay);
  expect(moved).toEqual([]);
  expect(errors).toEqual([expect.stringMatching(`^b/overlay.yaml:${line} .*; .*: a/pool.yaml:1$`)]);
});

test('an item that is selected by the old group stays, and so does what it is for', () => {
  const item = `spec:\n  rules:\n    - backendRefs:\n        #@overlay/match by=overlay.subset({"group": "${old}"})\n        - weight: 2\n`;
  const { moved, errors } = migrated(pool, over('overlay.subset({"kind": "HTTPRoute"})', item), {
    'b/route.yaml': route,
  });
  expect(moved).toEqual([]);
  expect(errors).toEqual([expect.stringMatching(/^b\/overlay.yaml:7 .*a\/pool.yaml:1, b\/route.yaml:7$/)]);
});

test.each<[what: string, overlay: string, object?: string]>([
  ['another kind', over('overlay.subset({"kind": "Deployment"})', 'spec:\n  selector: {app: code}\n')],
  ['another name', over(named.replace('"chat"', '"code"'), port)],
  ['a field that stays', over(named, 'metadata:\n  labels: {a: b}\n')],
  [
    'another kind of the group',
    over(byVersion.replace('})', ', "kind": "InferenceObjective"})'), 'spec: {priority: 1}\n'),
  ],
  [
    'another kind and version',
    over(
      'overlay.subset({"apiVersion": "gateway.networking.k8s.io/v1alpha2", "kind": "TLSRoute"})',
      'metadata:\n  labels: {a: b}\n',
    ),
    policy,
  ],
])('%s holds nothing back', (_, overlay, object = pool) => {
  const { moved } = migrated(object, overlay);
  expect(moved).toEqual(['a/pool.yaml']);
});

test('without its object, each field is reported with its new name', () => {
  const { errors } = migrated(service, over(named, `${port}  extensionRef: {name: a}\n`));
  expect(errors).toEqual([
    'b/overlay.yaml:5 the path leads to a field that v1 InferencePools do not have; spec.targetPortNumber is spec.targetPorts[0].number there',
    expect.stringContaining('spec.extensionRef.name is spec.endpointPickerRef.name there'),
  ]);
});
