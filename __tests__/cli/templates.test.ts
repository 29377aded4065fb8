import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceOfEachTest } from './workspace';

const workspace = workspaceOfEachTest();

const policy = `apiVersion: gateway.networking.k8s.io/v1alpha3
kind: BackendTLSPolicy
metadata:
  name: {{ .Values.name }}
spec:
  targetRefs:
    - group: ""
      kind: Service
      name: {{ .Values.service }}
  validation:
    hostname: {{ .Values.hostname }}
    wellKnownCACertificates: System
`;
const migrated = policy.replace('v1alpha3', 'v1');
const { length: bytes } = policy;

function read(path: string): string {
  return readFileSync(join(workspace.root, path), 'utf8');
}

test('templates of every ending are rewritten when a folder is searched', () => {
  const paths = [
    'chart/templates/a.yaml',
    'chart/templates/_b.tpl',
    'c.yaml.gotmpl',
    'd.yaml.tpl',
    'g.yaml.tmpl',
    'h.yml.j2',
    'i.yaml.tftpl',
    'k.yaml.in',
    'e.gotmpl',
  ];
  for (const path of paths) workspace.write(path, policy);
  workspace.write('chart/templates/_f.tpl', `{{- define "policy" -}}\n${policy}{{- end }}\n`);
  expect(workspace.run(['--write', '.']).status).toBe(0);
  for (const path of paths) expect(read(path)).toBe(migrated);
  expect(read('chart/templates/_f.tpl')).toHaveLength(
    bytes + '{{- define "policy" -}}\n{{- end }}\n'.length - 6,
  );
});

test('a template of prose is swept, and nobody complains that it is no YAML', () => {
  workspace.write('readme.tpl', 'An InferencePool: a {b\n: c\n  [ {{ .Name }}\nkind: [BackendTLSPolicy\n');
  workspace.write('usage.gotmpl', '# Usage\n\tpools are of inference.networking.x-k8s.io: [now]: {{ .x }}\n');
  const { status, stdout } = workspace.run(['--format', 'json', '.']);
  const { findings } = JSON.parse(stdout) as {
    findings: { path: string; line: number; transform: string }[];
  };
  expect(status).toBe(0);
  expect(findings.map(({ path, line, transform }) => `${transform} ${path}:${line}`)).toEqual([
    'inference-pool usage.gotmpl:2',
  ]);
});

test('a template that is no YAML, and holds an object, is told of', () => {
  workspace.write('pool.tpl', `{{ .a }}\n  b: [\n${policy}`);
  const { stdout } = workspace.run(['--format', 'json', '.']);
  const { findings } = JSON.parse(stdout) as { findings: { message: string }[] };
  expect(findings.map(({ message }) => message)).toEqual([
    expect.stringContaining('invalid YAML, even without its template actions'),
    'still refers to an alpha version of BackendTLSPolicy',
  ]);
});

test('a template with several branches of a condition on one line is told to write each on its own', () => {
  workspace.write('policy.yaml', `${policy}{% if x %}a: 1{% else %}a: 2{% endif %}\n`);
  const { findings } = JSON.parse(workspace.run(['--format', 'json', '.']).stdout) as Report;
  expect(findings).toContainEqual(
    expect.objectContaining({ help: 'write each branch of the template condition on a line of its own' }),
  );
});

const pool = `apiVersion: inference.networking.x-k8s.io/v1alpha2
kind: InferencePool
metadata: {name: llama}
spec:
  targetPortNumber: 8000
  selector: {app: llama}
  extensionRef: {name: epp}
`;
const routeOf = (name: string, rule: string) => `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  rules:
    - ${rule}
      backendRefs:
        - group: inference.networking.x-k8s.io
          kind: InferencePool
          name: ${name}
`;
const unreadable = 'name: [{{ .x }}';
const ruleOn = (names: string, groups = ' ["OLD"]') => `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: picker}
rules:
  - apiGroups:${groups.replace('OLD', 'inference.networking.x-k8s.io')}
    resources: [${names}, {{ .x }}
`;

interface Report {
  readonly findings: readonly { path: string; line: number; level: string; message: string; help?: string }[];
}

describe('what names a pool and cannot be read holds the pool back', () => {
  const held =
    /^not rewritten: what (?:names the InferencePool llama|may name any InferencePool here) is in a file that cannot be read/;

  test.each([
    ['in a template', 'chart/templates/route.yaml', routeOf('llama', unreadable), true],
    ['in a plain file', 'routes/route.yaml', routeOf('llama', 'x'), true],
    [
      'in another document of a plain file',
      'route.yaml',
      `a: b: InferencePool\n---\n${routeOf('llama', 'name: x')}`,
      true,
    ],
    [
      'by a name that a template gives',
      'chart/templates/route.yaml',
      routeOf('{{ .pool }}', unreadable),
      true,
    ],
    [
      'by a name that a template gives, elsewhere',
      'other/route.yaml',
      routeOf('{{ .pool }}', unreadable),
      false,
    ],
    ['by another name', 'other/route.yaml', routeOf('qwen', unreadable), false],
    ['in a rule', 'chart/templates/role.yaml', ruleOn('inferencepools'), true],
    ['in a rule, as a list', 'chart/templates/role.yaml', ruleOn('inferencepools', '\n      - OLD'), true],
    ['in a rule, elsewhere', 'other/role.yaml', ruleOn('inferencepools'), false],
    ['in a rule on others', 'chart/templates/role.yaml', ruleOn('inferencemodels'), false],
  ])('%s', (_, path, route, isHeld) => {
    workspace.write('chart/Chart.yaml', 'apiVersion: v2\nname: a\nversion: 1.0.0\n');
    workspace.write('chart/templates/pool.yaml', pool);
    workspace.write(path, route);
    const { status, stdout } = workspace.run(['--write', '--format', 'json', '.']);
    const { findings } = JSON.parse(stdout) as Report;
    expect(status).toBe(1);
    expect(read('chart/templates/pool.yaml') === pool).toBe(isHeld);
    expect(findings.filter(({ message }) => held.test(message)).map((each) => each.path)).toEqual(
      isHeld ? ['chart/templates/pool.yaml'] : [],
    );
  });

  test('one finding tells of all that a name which a template gives may mean', () => {
    workspace.write('chart/Chart.yaml', 'apiVersion: v2\nname: a\nversion: 1.0.0\n');
    for (const name of ['llama', 'qwen'])
      workspace.write(`chart/templates/${name}.yaml`, pool.replace('llama', name));
    workspace.write('chart/templates/route.yaml', routeOf('{{ .pool }}', unreadable));
    const { stdout } = workspace.run(['--check', '--format', 'json', '.']);
    const { findings } = JSON.parse(stdout) as Report;
    const told = findings.filter(({ message }) => held.test(message));
    expect(told.map(({ path }) => path)).toEqual(['chart/templates/llama.yaml', 'chart/templates/qwen.yaml']);
    expect(new Set(told.map(({ message }) => message)).size).toBe(1);
  });

  test('a pool that cannot be read holds no other one: what gives its own name in the same words follows', () => {
    const broken = pool.replace(/name: llama/, 'name: {{ .Release.Name }}-canary').trimEnd();
    workspace.write('chart/Chart.yaml', 'apiVersion: v2\nname: a\nversion: 1.0.0\n');
    workspace.write('chart/templates/broken.yaml', `${broken}\n  ${unreadable}\n`);
    workspace.write('chart/templates/llama.yaml', pool);
    workspace.write('chart/templates/own.yaml', pool.replace('name: llama', 'name: {{ .Release.Name }}'));
    const routes = ['llama', '{{ .Release.Name }}', '{{ .Release.Name }}-canary', '{{ .any }}'];
    for (const [index, name] of routes.entries())
      workspace.write(`chart/templates/route-${index}.yaml`, routeOf(name, 'name: x'));
    const { stdout } = workspace.run(['--write', '--format', 'json', '.']);
    const { findings } = JSON.parse(stdout) as Report;
    const moved = ['llama', 'own', 'route-0', 'route-1', 'route-2', 'route-3', 'broken'].filter(
      (name) => !read(`chart/templates/${name}.yaml`).includes('x-k8s'),
    );
    expect(moved).toEqual(['llama', 'own', 'route-0', 'route-1']);
    const errors = findings.filter(({ level }) => level === 'error').map(({ path }) => path);
    expect(errors).toEqual(['broken', 'route-2', 'route-3'].map((name) => `chart/templates/${name}.yaml`));
  });

  test('a document of the same template that can be read stays with it, with all that names it', () => {
    workspace.write('pool.yaml', pool);
    const routes = `${routeOf('llama', unreadable)}---\n${routeOf('llama', 'name: {{ .name }}')}`;
    workspace.write('route.yaml', routes);
    expect(workspace.run(['--write', '.']).status).toBe(1);
    expect([read('pool.yaml'), read('route.yaml')]).toEqual([pool, routes]);
  });
});

test('a template that is no YAML is an error only if it names what has to change, and says what', () => {
  workspace.write('route.yaml', routeOf('llama', unreadable));
  workspace.write('mesh.yaml', `kind: IstioOperator\nspec:\n  - ${unreadable}\n    a: b\n`);
  const { status, stdout } = workspace.run(['--check', '--format', 'json', '.']);
  const { findings } = JSON.parse(stdout) as Report;
  const unread = findings.filter(({ message }) => message.startsWith('invalid YAML'));
  expect(status).toBe(1);
  expect(unread.map(({ path, level, help = '' }) => `${level} ${path}: ${help.split(':')[0] ?? ''}`)).toEqual(
    ['warning mesh.yaml: it holds IstioOperator', 'error route.yaml: it holds inference.networking.x-k8s.io'],
  );
});

test('a template of YAML by its name that has no actions and is no YAML is a template still', () => {
  workspace.write('pool.yaml', pool);
  workspace.write('route.yaml.in', routeOf('@POOL@', 'x'));
  const { status, stdout } = workspace.run(['--write', '--format', 'json', '.']);
  const { findings } = JSON.parse(stdout) as Report;
  expect(status).toBe(1);
  expect(findings.map(({ message }) => message)).toContainEqual(
    expect.stringContaining('invalid YAML, even without its template actions'),
  );
  expect(read('pool.yaml')).toBe(pool);
});
