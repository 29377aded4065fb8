import { migrateFiles } from '../../src/api';
import type { Tree } from '../support/fixtures';

/** An object that cannot be rewritten keeps its names and patches with it, whatever the reason is. */
const old = 'inference.networking.x-k8s.io';

/** A pool of a selector, a port and a picker, each of which may be written otherwise. */
function pool({
  selector = '  selector: {app: chat}\n',
  port = '  targetPortNumber: 8000\n',
  picker = '  extensionRef:\n    name: picker\n',
  more = '',
}: {
  readonly selector?: string;
  readonly port?: string;
  readonly picker?: string;
  readonly more?: string;
}): string {
  return `apiVersion: ${old}/v1alpha2\nkind: InferencePool\nmetadata:\n  name: chat\nspec:\n${selector}${port}${picker}${more}`;
}

const namesOfPool: Tree = {
  'kustomization.yaml': `resources: [object.yaml, route.yaml]
patches:
  - path: patch.yaml
  - target: {group: ${old}, kind: InferencePool, name: chat}
    path: operations.yaml
`,
  'operations.yaml': '- {op: replace, path: /spec/extensionRef/name, value: other}\n',
  'patch.yaml': `apiVersion: ${old}/v1alpha2\nkind: InferencePool\nmetadata: {name: chat}\nspec: {extensionRef: {portNumber: 9002}}\n`,
  'route.yaml': `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: chat}
spec: {rules: [{backendRefs: [{group: ${old}, kind: InferencePool, name: chat}]}]}
`,
};

/** What SOPS adds to a document; a part of it is enough to know it. */
const sops = 'sops:\n  mac: ENC[AES256_GCM,data:x]\n';

const pools: Readonly<Record<string, string>> = {
  'two forms of the port': pool({ more: '  targetPorts: [{number: 8000}]\n' }),
  'two forms of the picker': pool({ more: '  endpointPickerRef: {name: picker}\n' }),
  'two ports of the picker': pool({
    picker: '  extensionRef: {name: a, portNumber: 1, port: {number: 1}}\n',
  }),
  'a list for a port': pool({ port: '  targetPortNumber: [8000]\n' }),
  'no port': pool({ port: '  targetPortNumber:\n' }),
  'no port of the picker': pool({ picker: '  extensionRef: {name: a, portNumber: null}\n' }),
  'a mapping for a port of the picker': pool({ picker: '  extensionRef: {name: a, portNumber: {a: b}}\n' }),
  'a name for a picker': pool({ picker: '  extensionRef: picker\n' }),
  'a list for a selector': pool({ selector: '  selector: [a]\n' }),
  expressions: pool({ selector: '  selector: {matchExpressions: []}\n' }),
  'labels beside matchLabels': pool({ selector: '  selector: {app: a, matchLabels: {a: b}}\n' }),
  'a label that is a mapping': pool({ selector: '  selector: {app: {a: b}}\n' }),
  'a wrapper with more': pool({ picker: '  endpointPickerConfig: {extensionRef: {name: a}, more: 1}\n' }),
  'a key twice': pool({ more: '  targetPortNumber: 8000\n' }),
  'a spec twice': `${pool({})}spec: {}\n`,
  'a spec of a template': pool({
    selector: '',
    port: '',
    picker: '  {{- toYaml .Values.spec | nindent 2 }}\n',
  }),
  'a version of a template': pool({}).replace('v1alpha2', '{{ .Values.version }}'),
  'an apiVersion of a template': pool({}).replace(`${old}/v1alpha2`, '{{ .Values.poolApi }}'),
  'an apiVersion of a helper': pool({}).replace(`${old}/v1alpha2`, '{{ include "chat.api" . }}'),
  'a group of a template': pool({}).replace(old, '{{ .Values.group }}'),
  'an apiVersion of a placeholder': pool({}).replace(`${old}/v1alpha2`, '${POOL_API}'),
  'a group of a placeholder': pool({}).replace(old, '${POOL_GROUP}'),
  'a version that nobody knows': pool({}).replace('v1alpha2', 'v1alpha3'),
  'a shared spec': `${pool({}).replace('spec:', 'spec: &spec')}other: *spec\n`,
  'a setter': pool({}).replace('v1alpha2', 'v1alpha2 # kpt-set: ${version}'),
  'an item of a list': `apiVersion: v1\nkind: List\nitems:\n  - ${pool({ more: '  targetPorts: []\n' }).trimEnd().replaceAll('\n', '\n    ')}\n`,
  encrypted: pool({}) + sops,
};

function policy(fields: string): string {
  return `apiVersion: gateway.networking.k8s.io/v1alpha2\nkind: BackendTLSPolicy\nmetadata:\n  name: chat\nspec:\n  targetRef: {group: "", kind: Service, name: a}\n  tls: {hostname: a.example, wellKnownCACerts: System}\n${fields}`;
}

const namesOfPolicy: Tree = {
  'kustomization.yaml': `resources: [object.yaml]
patches:
  - path: patch.yaml
  - target: {version: v1alpha2, kind: BackendTLSPolicy}
    path: operations.yaml
`,
  'operations.yaml': '- {op: replace, path: /spec/tls/hostname, value: b.example}\n',
  'patch.yaml': `apiVersion: gateway.networking.k8s.io/v1alpha2\nkind: BackendTLSPolicy\nmetadata: {name: chat}\nspec: {tls: {hostname: c.example}}\n`,
};

const policies: Readonly<Record<string, string>> = {
  'two forms of the target': policy('  targetRefs: []\n'),
  'two forms of the validation': policy('  validation: {}\n'),
  'a name for a target': policy('').replace('{group: "", kind: Service, name: a}', 'a'),
  'two forms of the authorities': policy('').replace(
    'wellKnown',
    'wellKnownCACertificates: System, wellKnown',
  ),
  'a key twice': policy('  tls: {}\n'),
  'a target of a template': policy('').replace(
    '{group: "", kind: Service, name: a}',
    '\n    {{- toYaml .Values.target | nindent 4 }}',
  ),
  encrypted: policy(sops),
};

const route = 'apiVersion: gateway.networking.k8s.io/v1alpha2\nkind: GRPCRoute\nmetadata: {name: chat}\n';

const routes: Readonly<Record<string, string>> = {
  'a setter': route.replace('v1alpha2', 'v1alpha2 # kpt-set: ${version}'),
  'a kind twice': `${route}kind: GRPCRoute\n`,
  'a version of a template': route.replace('v1alpha2', '{{ .Values.version }}'),
  'a shared version': `${route.replace(': gateway', ': &version gateway')}status: {version: *version}\n`,
  encrypted: route + sops,
};

const namesOfRoute: Tree = {
  'kustomization.yaml': 'resources: [object.yaml]\npatches: [{path: patch.yaml}]\n',
  'patch.yaml': `${route}spec: {hostnames: [a.example]}\n`,
};

describe.each([
  {
    kind: 'InferencePool',
    sound: pool({}),
    declined: pools,
    names: namesOfPool,
    by: { from: '1.27', to: '1.28' },
  },
  {
    kind: 'BackendTLSPolicy',
    sound: policy(''),
    declined: policies,
    names: namesOfPolicy,
    by: { from: '1.27', to: '1.28' },
  },
  {
    kind: 'GRPCRoute',
    sound: route,
    declined: routes,
    names: namesOfRoute,
    by: { from: '1.21', to: '1.22' },
  },
])('$kind', ({ sound, declined, names, by }) => {
  test('what can be rewritten moves together', () => {
    const { changed } = migrateFiles({ ...names, 'object.yaml': sound }, by);
    expect(changed.get('object.yaml')?.text).toContain('/v1\n');
    for (const [path, text] of Object.entries(names))
      if (text.includes('v1alpha') || text.includes(old)) expect([...changed.keys()]).toContain(path);
  });

  test.each(Object.entries(declined))('%s: nothing moves, and one error has all places', (_, object) => {
    const { changed, findings } = migrateFiles({ ...names, 'object.yaml': object }, by);
    expect([...changed.keys()]).toEqual([]);
    const errors = findings.filter(({ level }) => level === 'error');
    expect(errors.map(({ path }) => path)).toEqual(['object.yaml']);
    for (const path of Object.keys(names)) {
      const isPart = names[path]?.includes('v1alpha2') || names[path]?.includes(old);
      if (isPart) expect(errors[0]?.help).toContain(path);
    }
  });
});

describe('whatever names an object stays with it', () => {
  const backend = `{group: ${old}, kind: InferencePool, name: chat}`;
  const routeOf = (kind: string, version: string) =>
    `apiVersion: gateway.networking.k8s.io/${version}\nkind: ${kind}\nmetadata: {name: chat}\nspec: {rules: [{backendRefs: [${backend}]}]}\n`;
  const patchOf = (indent: string) =>
    `${indent}- target: {kind: HTTPRoute}\n${indent}  patch: |-\n${indent}    - {op: replace, path: /spec/rules/0/backendRefs/0, value: ${backend}}\n`;
  const names: Tree = {
    'names/http.yaml': routeOf('HTTPRoute', 'v1'),
    'names/http.json': `{"apiVersion": "gateway.networking.k8s.io/v1", "kind": "HTTPRoute", "metadata": {"name": "a"}, "spec": {"rules": [{"backendRefs": [{"group": "${old}", "kind": "InferencePool", "name": "chat"}]}]}}\n`,
    'names/grpc.yaml': routeOf('GRPCRoute', 'v1').replaceAll('\n', '\r\n'),
    'names/tcp.yaml': routeOf('TCPRoute', 'v1alpha2'),
    'names/anchor.yaml': `pool: &pool ${backend}\n${routeOf('HTTPRoute', 'v1').replace(backend, '*pool')}`,
    'names/argo.yaml': `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec:\n  source:\n    path: ./\n    kustomize:\n      patches:\n${patchOf('        ')}`,
    'names/flux.yaml': `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: a}\nspec:\n  path: ./other\n  healthChecks: [{apiVersion: ${old}/v1alpha2, kind: InferencePool, name: chat, namespace: a}]\n  patches:\n${patchOf('    ')}`,
    'names/picker.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {args: [--pool-name=chat, --pool-group=${old}]}\n`,
    'names/role.yaml': `apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: a}\nrules: [{apiGroups: [${old}], resources: [inferencepools], verbs: [get]}]\n`,
    'chart/templates/route.yaml': `{{- if .Values.route }}\n${routeOf('HTTPRoute', 'v1')}{{- end }}\n`,
  };
  const range = { from: '1.27', to: '1.28' };

  test.each(['a version that nobody knows', 'an apiVersion of a template', 'no port'])('%s', (reason) => {
    const { changed, findings } = migrateFiles({ ...names, 'object.yaml': pools[reason] ?? '' }, range);
    expect([...changed.keys()]).toEqual([]);
    const errors = findings.filter(({ level }) => level === 'error');
    expect(errors.map(({ path }) => path)).toEqual(['object.yaml']);
    for (const path of Object.keys(names)) expect(errors[0]?.help).toContain(path);
  });

  test('all of it moves where the object does', () => {
    const { changed } = migrateFiles({ ...names, 'object.yaml': pool({}) }, range);
    expect([...changed.keys()].toSorted()).toEqual(['object.yaml', ...Object.keys(names)].toSorted());
  });

  test('an object of an unknown version that nothing names is an error for its old fields, and else only reported', () => {
    const api = '{{ .Values.poolApi }}';
    const inserted = `apiVersion: '${api}'\nkind: InferencePool\nmetadata: {name: chat}\nspec: {selector: {}}\n`;
    expect(migrateFiles({ 'object.yaml': inserted }, range).findings).toMatchObject([
      { level: 'warning', message: 'the apiVersion of InferencePool comes from the values of a template' },
    ]);
    const { findings } = migrateFiles({ 'object.yaml': pools['an apiVersion of a template'] ?? '' }, range);
    expect(findings.map(({ level, message }) => `${level} ${message}`)).toEqual([
      'error not rewritten: its apiVersion comes from a template or placeholder',
    ]);
  });

  test('fields of v1 tell what a template gives as the version', () => {
    const object = `apiVersion: '{{ .Values.poolApi }}'\nkind: InferencePool\nmetadata: {name: chat}\nspec:\n  selector: {matchLabels: {app: chat}}\n  targetPorts: [{number: 8000}]\n  endpointPickerRef: {name: picker, port: {number: 9002}}\n`;
    const { changed } = migrateFiles({ ...names, 'object.yaml': object }, range);
    expect([...changed.keys()].toSorted()).toEqual(Object.keys(names).toSorted());
  });
});

describe('which object a name means', () => {
  const inChart = (path: string, object: string): Tree => ({
    [`${path}/Chart.yaml`]: 'apiVersion: v2\nname: chat\nversion: 1.0.0\n',
    [`${path}/templates/object.yaml`]: object.replace('name: chat', 'name: {{ .Release.Name }}'),
  });
  const routeTo = (name: string) =>
    `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata:\n  name: chat\nspec:\n  rules:\n    - backendRefs:\n        - group: ${old}\n          kind: InferencePool\n          name: ${name}\n`;
  const left = pools['no port'] ?? '';
  const base: Tree = {
    'base/kustomization.yaml': 'resources: [object.yaml, route.yaml]\n',
    'base/object.yaml': pool({}),
    'base/route.yaml': routeTo('chat'),
  };
  const range = { from: '1.27', to: '1.28' };

  test.each<readonly [what: string, tree: Tree, moving: readonly string[], told: readonly string[]]>([
    [
      'one of its name, and not one of a chart elsewhere',
      { ...base, ...inChart('chart', left), 'chart/templates/route.yaml': routeTo('{{ .Release.Name }}') },
      ['base/object.yaml', 'base/route.yaml'],
      ['chart/templates/route.yaml'],
    ],
    [
      'one of its name, or one of its own chart: these stay together',
      { ...base, ...inChart('chart', left), 'chart/templates/route.yaml': routeTo('chat') },
      [],
      ['base/object.yaml', 'base/route.yaml', 'chart/templates/route.yaml'],
    ],
    [
      'one of its own chart, and not one of another',
      {
        ...inChart('a', left),
        'a/templates/route.yaml': routeTo('{{ .Values.pool }}'),
        ...inChart('b', pool({})),
        'b/templates/route.yaml': routeTo('{{ .Values.pool }}'),
      },
      ['b/templates/object.yaml', 'b/templates/route.yaml'],
      ['a/templates/route.yaml'],
    ],
    [
      'any of a chart, where a template gives the name: these stay together',
      {
        ...inChart('a', left),
        'a/templates/other.yaml': pool({}),
        'a/templates/route.yaml': routeTo('{{ .Values.pool }}'),
      },
      [],
      ['a/templates/other.yaml', 'a/templates/route.yaml'],
    ],
    [
      'perhaps one of a chart elsewhere, where no other has its name',
      { ...inChart('a', left), 'route.yaml': routeTo('chat') },
      [],
      ['route.yaml'],
    ],
  ])('%s', (_, tree, moving, told) => {
    const { changed, findings } = migrateFiles(tree, range);
    expect([...changed.keys()].toSorted()).toEqual(moving);
    const errors = findings.filter(({ level }) => level === 'error');
    expect(errors).toHaveLength(1);
    for (const path of told) expect(errors[0]?.help).toContain(path);
  });
});

test('a rule that reads old fields is reported beside a file that cannot be read, too', () => {
  const constraint =
    'apiVersion: constraints.gatekeeper.sh/v1beta1\nkind: Ports\nspec:\n  match:\n    kinds:\n';
  const { findings } = migrateFiles(
    {
      'pool.yaml': pool({}),
      'broken.yaml': 'group: inference.networking.x-k8s.io\nresource: inferencepools\nname: chat\n b: [\n',
      'constraint.yaml': `${constraint}      - {apiGroups: [inference.networking.x-k8s.io], kinds: [InferencePool]}\n`,
      'template.yaml': `apiVersion: templates.gatekeeper.sh/v1
kind: ConstraintTemplate
spec:
  crd: {spec: {names: {kind: Ports}}}
  targets: [{rego: input.review.object.spec.targetPortNumber < 1024}]
`,
    },
    { from: '1.27', to: '1.28' },
  );
  const errors = findings.filter(({ level }) => level === 'error').map(({ path }) => path);
  expect(errors).toEqual(expect.arrayContaining(['constraint.yaml', 'pool.yaml']));
});

describe('an object in a file that cannot be read keeps what is for it', () => {
  const unread = (object: string): Readonly<Record<string, Tree>> => ({
    'its own document is broken': { 'object.yaml': `${object}broken: [\n` },
    'another document is broken': {
      'object.yaml': `${object}---\n${object.replace('chat', 'code')}broken: [\n`,
    },
    'a template that is no YAML': {
      'object.yaml': `${object}{{ if .Values.a }}broken: [{{ else }}broken: ]{{ end }}\n`,
    },
  });
  test.each([
    ...Object.entries(unread(pool({}))).map(([form, tree]) => ({ form, tree, names: namesOfPool })),
    ...Object.entries(unread(policy(''))).map(([form, tree]) => ({ form, tree, names: namesOfPolicy })),
  ])('$form', ({ tree, names }) => {
    const { changed, findings } = migrateFiles({ ...names, ...tree }, { from: '1.27', to: '1.28' });
    expect([...changed.keys()]).toEqual([]);
    const told = findings.filter(({ message }) =>
      message.includes('is in a file that cannot be read (object.yaml:1)'),
    );
    const parts = Object.keys(names).filter((path) => /v1alpha2|x-k8s|InferencePool/.test(names[path] ?? ''));
    expect([...new Set(told.map(({ path }) => path))].toSorted()).toEqual(
      [...parts, 'operations.yaml'].toSorted(),
    );
  });

  test('one of the same name that can be read is the one that is meant', () => {
    const tree = { ...namesOfPool, 'object.yaml': pool({}), 'old/copy.yaml': `${pool({})}broken: [\n` };
    const { changed } = migrateFiles(tree, { from: '1.27', to: '1.28' });
    expect([...changed.keys()].toSorted()).toEqual(['object.yaml', ...Object.keys(namesOfPool)].toSorted());
  });
});

describe('groups that an operation sets in a rule of a role', () => {
  const role = (rules: string) =>
    `apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: picker}\nrules: [${rules}]\n`;
  const pods = '{apiGroups: [""], resources: [pods], verbs: [get]}';
  const ofPools = `{apiGroups: [${old}], resources: [inferencepools, inferencepools/status], verbs: [get]}`;
  const ofBoth = `{apiGroups: [${old}], resources: [inferencepools, inferencemodels], verbs: [get]}`;
  const build = 'resources: [object.yaml, role.yaml]\npatches:\n  - target: {kind: Role, name: picker}\n';
  const inFile = (operations: string): Tree => ({
    'kustomization.yaml': `${build}    path: operations.yaml\n`,
    'operations.yaml': operations,
  });
  const inText = (operations: string): Tree => ({
    'kustomization.yaml': `${build}    patch: |-\n      ${operations.trimEnd().replaceAll('\n', '\n      ')}\n`,
  });
  const test1 = (rule: number) => `- {op: test, path: /rules/${rule}/apiGroups/0, value: ${old}}\n`;

  test.each<readonly [what: string, rules: string, operations: string, moves: boolean]>([
    ['a test of what stands there', ofPools, test1(0), true],
    ['another rule', `${pods}, ${ofPools}`, test1(1), true],
    ['one more group', ofPools, `- {op: add, path: /rules/0/apiGroups/-, value: ${old}}\n`, true],
    ['all groups', ofPools, `- {op: replace, path: /rules/0/apiGroups, value: [${old}]}\n`, true],
    [
      'groups and resources',
      `${ofPools}, ${ofPools}`,
      `${test1(1)}- {op: add, path: /rules/1/resources/-, value: inferencepools/finalizers}\n`,
      true,
    ],
    [
      'resources that stay in the old group',
      ofPools,
      `${test1(0)}- {op: add, path: /rules/0/resources/-, value: inferencemodels}\n`,
      false,
    ],
    ['a rule on others as well', ofBoth, test1(0), false],
    [
      'a rule on others',
      `${pods}, ${ofPools}`,
      `- {op: add, path: /rules/0/apiGroups/-, value: ${old}}\n`,
      false,
    ],
    ['a rule that the role does not have', ofPools, test1(3), false],
  ])('%s', (_, rules, operations, moves) => {
    for (const patch of [inFile(operations), inText(operations)]) {
      const tree = { ...patch, 'object.yaml': pool({}), 'role.yaml': role(rules) };
      const { changed, findings } = migrateFiles(tree, { from: '1.27', to: '1.28' });
      const path = 'operations.yaml' in patch ? 'operations.yaml' : 'kustomization.yaml';
      expect(changed.get(path)?.text.includes(old) ?? true).toBe(!moves);
      expect(findings.some((finding) => finding.path === path)).toBe(!moves);
    }
  });
});
