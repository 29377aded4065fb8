import { migrateFiles } from '../../src/api';
import type { Tree } from '../support/fixtures';

const old = 'inference.networking.x-k8s.io';
const group = 'inference.networking.k8s.io';
const range = { from: '1.27', to: '1.28' };

const pool = `apiVersion: ${old}/v1alpha2\nkind: InferencePool\nmetadata:\n  name: chat\nspec:\n  selector: {app: chat}\n  targetPortNumber: 8000\n  extensionRef: {name: picker}\n`;
const chart = (path = '.'): Tree => ({
  [`${path}/Chart.yaml`]: 'apiVersion: v2\nname: chat\nversion: 1.0.0\n',
  [`${path}/templates/pool.yaml`]: pool,
});
const inChart = (text: string): Tree => ({ ...chart('c'), 'c/templates/name.yaml': text });
const beside = (text: string): Tree => ({ 'c/pool.yaml': pool, 'c/name.yaml': text });

const route = (named: string, more = '') =>
  `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: chat}\nspec:\n  rules:\n    - backendRefs:\n        - group: ${named}\n          kind: InferencePool\n          name: chat\n${more}`;
const role = (named: string) =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: chat}\nrules:\n  - apiGroups: [${named}]\n    resources: [inferencepools]\n    verbs: [get]\n`;
const picker = (args: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: picker}\nspec:\n  template:\n    spec:\n      containers:\n        - name: epp\n          args:\n${args}`;
const folded = JSON.stringify({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name: 'chat' },
  spec: { rules: [{ backendRefs: [{ group: old, kind: 'InferencePool', name: 'chat' }] }] },
}).replaceAll('},', '},\n    ');

const either = `{{ if .Values.legacy }}${old}{{ else }}${group}{{ end }}`;
const ternary = `{{ ternary "${old}" "${group}" .Values.legacy }}`;
const isThere = `another branch has ${group} already`;
const inserts = 'a template expression inserts this group';

test.each<readonly [what: string, tree: Tree, reason: string]>([
  ['a route with a condition in the line', inChart(route(either)), isThere],
  ['a route with an expression', inChart(route(ternary)), `${inserts}: ${old} or ${group}`],
  ['a default', inChart(route(`{{ .Values.group | default "${old}" }}`)), `${inserts}: ${old}`],
  ['a role with a condition in the line', inChart(role(either)), isThere],
  ['a role with an expression', inChart(role(ternary)), `${inserts}: ${old} or ${group}`],
  [
    'a picker with a condition',
    inChart(picker(`            - --pool-group\n            - ${either}\n`)),
    isThere,
  ],
  ['a picker with an expression', inChart(picker(`            - --pool-group=${ternary}\n`)), inserts],
  [
    'a picker with an expression as the next word',
    inChart(picker(`            - --pool-group\n            - ${ternary}\n`)),
    inserts,
  ],
  [
    'a role with its resources twice',
    inChart(role(old).replace('    verbs', '    resources: [inferencemodels]\n    verbs')),
    'the key "resources" appears twice',
  ],
  [
    'a role with its groups twice, the other one of something else',
    beside(role(old).replace('    resources', '    apiGroups: [apps]\n    resources')),
    'the key "apiGroups" appears twice',
  ],
  [
    'a role with its resources twice on a condition',
    inChart(
      role(old).replace(
        '    verbs',
        '    {{- if .Values.more }}\n    resources: [pods]\n    {{- end }}\n    verbs',
      ),
    ),
    'the key "resources" appears twice',
  ],
  ['a group twice', beside(route(`${old}\n          group: ${old}`)), 'appears twice'],
  [
    'a group that another reference shares',
    beside(route(`&group ${old}`, `        - {group: *group, kind: Other, name: chat}\n`)),
    'shared by anchor',
  ],
  [
    'a flag that is there twice',
    beside(picker(`            - &flag --pool-group=${old}\n            - *flag\n`)),
    'shared by anchor',
  ],
  ['a setter', beside(route(`${old} # kpt-set: \${group}`)), 'kpt setter'],
  [
    'a folded text',
    beside(
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: routes}\ndata:\n  route.yaml: >\n    ${folded}\n`,
    ),
    'folded',
  ],
])('%s holds the pool, and one error has both places', (_, tree, reason) => {
  const { changed, findings } = migrateFiles(tree, range);
  expect([...changed.keys()]).toEqual([]);
  const errors = findings.filter(({ level }) => level === 'error');
  expect(errors).toHaveLength(1);
  expect(errors[0]?.path).toContain('name.yaml');
  expect(errors[0]?.message).toContain(reason);
  expect(errors[0]?.help).toContain('pool.yaml:1');
});

test('a value that comes from elsewhere holds nothing', () => {
  const { changed, findings } = migrateFiles(inChart(route('{{ .Values.group }}')), range);
  expect([...changed.keys()]).toEqual(['c/templates/pool.yaml']);
  expect(findings.map(({ level, path }) => `${level} ${path}`)).toContain('warning c/templates/name.yaml');
});

test.each([
  ['of one chart', chart('d'), ['d/templates/pool.yaml']],
  ['of a folder', { 'd/pool.yaml': pool, 'd/role.yaml': role(old) }, ['d/pool.yaml', 'd/role.yaml']],
])('a role holds the pools of its own chart, and none %s elsewhere', (_, others, moving) => {
  const { changed, findings } = migrateFiles({ ...inChart(role(either)), ...others }, range);
  expect([...changed.keys()].toSorted()).toEqual(moving);
  const errors = findings.filter(({ level }) => level === 'error');
  expect(errors.map(({ path }) => path)).toEqual(['c/templates/name.yaml']);
  expect(errors[0]?.help).toContain('c/templates/pool.yaml:1');
});

test('a role far from the only pools holds them, and among many it holds none', () => {
  const far: Tree = { 'c/pool.yaml': pool, 'roles/templates/role.yaml': role(either) };
  const { changed, findings } = migrateFiles(far, range);
  expect([...changed.keys()]).toEqual([]);
  expect(findings.filter(({ level }) => level === 'error').map(({ path }) => path)).toEqual([
    'roles/templates/role.yaml',
  ]);
  expect([...migrateFiles({ ...far, 'd/pool.yaml': pool }, range).changed.keys()]).toEqual([
    'c/pool.yaml',
    'd/pool.yaml',
  ]);
});

test('a policy that reads old fields of any pool holds none', () => {
  const policy = `apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: {name: ports}\nspec:\n  rules:\n    - match: {any: [{resources: {kinds: [${old}/v1alpha2/InferencePool]}}]}\n      validate: {pattern: {spec: {targetPortNumber: 8000}}}\n`;
  expect([...migrateFiles(beside(policy), range).changed.keys()]).toEqual(['c/pool.yaml']);
});
