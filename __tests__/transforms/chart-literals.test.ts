import { migrateFiles } from '../../src/api';
import type { Tree } from '../support/fixtures';

/** A helper or a default value of a chart that gives an old group is one with the objects that it is for. */
const old = 'inference.networking.x-k8s.io';
const group = 'inference.networking.k8s.io';
const api = `${old}/v1alpha2`;

const pool = (version: string) =>
  `apiVersion: ${version}\nkind: InferencePool\nmetadata: {name: chat}\nspec:\n  selector: {app: chat}\n  targetPortNumber: 8000\n  extensionRef: {name: picker}\n`;
const route = (named: string) =>
  `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: chat}\nspec:\n  rules:\n    - backendRefs:\n        - group: ${named}\n          kind: InferencePool\n          name: chat\n`;
const grant = (named: string) =>
  `apiVersion: gateway.networking.k8s.io/v1beta1\nkind: ReferenceGrant\nmetadata: {name: chat}\nspec:\n  to:\n    - group: ${named}\n      kind: InferencePool\n`;
const role = (named: string) =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: chat}\nrules:\n  - apiGroups: [${named}]\n    resources: [inferencepools]\n    verbs: [get]\n`;
const picker = (args: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: picker}\nspec:\n  template:\n    spec:\n      containers:\n        - {name: epp, args: [${args}]}\n`;

const helper = (body: string) => `{{- define "pool.name" -}}\n${body}\n{{- end -}}\n`;
const included = '{{ include "pool.name" . }}';

function migrated(version: string, name: string, more: Tree) {
  const chart = { 'c/Chart.yaml': 'apiVersion: v2\nname: chat\nversion: 1.0.0\n' };
  const tree = { ...chart, 'c/templates/pool.yaml': pool(version), 'c/templates/read.yaml': name, ...more };
  const { changed, findings } = migrateFiles(tree, { from: '1.27', to: '1.28' });
  const told = findings.map(
    ({ level, path, line, message, help }) => `${level} ${path}:${line} ${message}; ${help ?? ''}`,
  );
  return { moved: [...changed.keys()], told };
}

const inHelper = (body: string): Tree => ({ 'c/templates/_helpers.tpl': helper(body) });
const inValues = (text: string): Tree => ({ 'c/values.yaml': text });
const values = inValues(`pool:\n  group: ${old}\n`);

test.each<[what: string, version: string, name: string, more: Tree, from: string]>([
  [
    'a helper for both',
    `${included}/v1alpha2`,
    route(included),
    inHelper(old),
    'helper "pool.name" (c/templates/_helpers.tpl:2)',
  ],
  [
    'a helper for a route',
    api,
    route(included),
    inHelper(old),
    'helper "pool.name" (c/templates/_helpers.tpl:2)',
  ],
  [
    'a helper on one line',
    api,
    route('{{ template "pool.name" . }}'),
    { 'c/templates/_helpers.tpl': `{{define "pool.name"}}${old}{{end}}\n` },
    'helper "pool.name" (c/templates/_helpers.tpl:1)',
  ],
  [
    'a value of a route',
    api,
    route('{{ .Values.pool.group }}'),
    values,
    'value pool.group (c/values.yaml:2)',
  ],
  [
    'a value of a grant',
    api,
    grant('{{ .Values.pool.group | quote }}'),
    values,
    'value pool.group (c/values.yaml:2)',
  ],
  [
    'a value of a role',
    api,
    role('"{{ .Values.pool.group }}"'),
    values,
    'value pool.group (c/values.yaml:2)',
  ],
  [
    'a value of a picker',
    api,
    picker('"--pool-group={{ .Values.pool.group }}"'),
    values,
    'value pool.group (c/values.yaml:2)',
  ],
  [
    'a part of a value',
    api,
    route('{{ .Values.api | splitList "/" | first }}'),
    inValues(`api: ${api}\n`),
    'value api (c/values.yaml:1)',
  ],
  [
    'a value of the object alone',
    '{{ .Values.api }}',
    '',
    inValues(`api: ${api}\n`),
    'value api (c/values.yaml:1)',
  ],
  [
    'a variable',
    api,
    `{{- $group := "${old}" -}}\n${route('{{ $group }}')}`,
    {},
    'variable $group (c/templates/read.yaml:1)',
  ],
  [
    'a variable that comes from another one',
    api,
    `{{- $all := .Values.pool }}\n{{- $one := .Values.pool.group }}\n{{- $group := $one | quote }}\n${role('{{ $group }}')}`,
    values,
    'value pool.group (c/values.yaml:2)',
  ],
  [
    'a value that an environment gives',
    api,
    route('{{ .Values.pool.group }}'),
    { 'c/values-prod.yaml': `pool: {group: ${old}}\n` },
    'value pool.group (c/values-prod.yaml:1)',
  ],
])('%s', (_, version, name, more, from) => {
  const { moved, told } = migrated(version, name, more);
  expect(moved).toEqual([]);
  expect(told).toEqual([expect.stringContaining(`from the ${from}`)]);
  expect(told[0]).toMatch(/^error c\/templates\/(?:pool|read)\.yaml:/);
  if (name !== '') expect(told[0]).toMatch(/together with it: c\/templates\/(?:pool|read)\.yaml:/);
});

test.each<[what: string, name: string, more: Tree]>([
  ['a value of the new group', route('{{ .Values.pool.group }}'), inValues(`pool: {group: ${group}}\n`)],
  ['a value that is not there', route('{{ .Values.other }}'), values],
  [
    'a value of another chart',
    route('{{ .Values.pool.group }}'),
    { 'd/values.yaml': `pool: {group: ${old}}\n` },
  ],
  ['a helper of another chart', route(included), { 'd/templates/_helpers.tpl': helper(old) }],
  [
    'a variable of another template',
    route('{{ $group }}'),
    { 'c/templates/a.yaml': `{{- $group := "${old}" }}\n` },
  ],
  ['a variable of the new group', `{{- $group := "${group}" }}\n${route('{{ $group }}')}`, {}],
])('%s holds nothing back', (_, name, more) => {
  expect(migrated(api, name, more).moved).toEqual(['c/templates/pool.yaml']);
});

const roleOn = (resources: string) => role(old).replace('[inferencepools]', resources);
const both = `apiGroups: [${old}, ${group}]`;

test.each<[what: string, resources: string, more: Tree, isRewritten: boolean]>([
  [
    'a list',
    '\n      {{- toYaml .Values.read | nindent 6 }}',
    inValues('read: [inferencepools, inferenceobjectives]\n'),
    true,
  ],
  ['a list on the line', '{{ .Values.read | toJson }}', inValues('read:\n  - inferencepools\n'), true],
  ['a word', '[{{ .Values.read.one | quote }}]', inValues('read: {one: inferencepools/status}\n'), true],
  ['a word among others', '[pods, "{{ .Values.read }}"]', inValues('read: inferencepools\n'), true],
  [
    'a loop',
    '\n    {{- range .Values.read }}\n      - {{ . }}\n    {{- end }}',
    inValues('read: [inferencepools]\n'),
    true,
  ],
  ['a helper', '[{{ include "pool.name" . }}]', inHelper('inferencepools'), true],
  ['a value of other resources', '[{{ .Values.read }}]', inValues('read: inferenceobjectives\n'), false],
  ['a quoted value that is not there', '["{{ .Values.other }}"]', inValues('read: inferencepools\n'), false],
  ['a value that is not there', '[{{ .Values.other }}]', inValues('read: inferencepools\n'), false],
  ['a value of another chart', '[{{ .Values.read }}]', { 'd/values.yaml': 'read: inferencepools\n' }, false],
])('the resources of a role from %s', (_, resources, more, isRewritten) => {
  const files = {
    'c/Chart.yaml': 'apiVersion: v2\nname: chat\nversion: 1.0.0\n',
    'c/templates/pool.yaml': pool(api),
  };
  const tree = { ...files, 'c/templates/read.yaml': roleOn(resources), ...more };
  const { changed, findings } = migrateFiles(tree, { from: '1.27', to: '1.28' });
  expect(changed.get('c/templates/read.yaml')?.text ?? '').toBe(
    isRewritten ? roleOn(resources).replace(/apiGroups.*/, both) : '',
  );
  expect(findings.filter(({ path }) => path.endsWith('read.yaml')).map(({ help }) => help)).toEqual(
    isRewritten ? [] : [`if they name inferencepools, add ${group} to its apiGroups`],
  );
});

test.each([
  `{{- if .Values.legacy -}}\n${old}\n{{- else -}}\n${group}\n{{- end -}}`,
  `{{- if .Values.new }}\n${group}\n{{- else }}\n${old}\n{{- end }}`,
  `{{ if .Values.legacy }}${old}{{ else }}${group}{{ end }}`,
])('the old branch of a helper stays: %j', (body) => {
  const { told } = migrated(`${group}/v1`, route(included), inHelper(body));
  expect(told.filter((each) => each.includes('_helpers'))).toEqual([]);
});

test('the only branch of a helper is reported', () => {
  const { told } = migrated(`${group}/v1`, '', inHelper(`{{- if .Values.legacy -}}\n${old}\n{{- end -}}`));
  expect(told).toContainEqual(expect.stringContaining('_helpers.tpl:3 still refers to the old'));
});

const flux = (substitute: string) =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: apps}\nspec:\n  path: ./a\n${substitute}`;
const settings = (kind: string) =>
  `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: settings\n  annotations: {group: ${old}}\ndata:\n  POOL_GROUP: ${old}\n`;
const replaced = (fieldPath: string, kind = 'ConfigMap', more = '') =>
  `resources: [pool.yaml, route.yaml]\nreplacements:\n  - source: {kind: ${kind}, name: settings, fieldPath: "${fieldPath}"}\n    targets:\n      - select: {kind: HTTPRoute}\n        fieldPaths: [spec.rules.0.backendRefs.*.group]\n${more}`;

function migratedBeside(path: string, named: string, more: Tree) {
  const tree = { 'a/pool.yaml': pool(api), [path]: route(named), ...more };
  const { changed, findings } = migrateFiles(tree, { from: '1.27', to: '1.28' });
  const told = findings.map(({ level, path: at, message }) => `${level} ${at} ${message}`);
  return { moved: [...changed.keys()], told };
}

describe('a group that something else of the tree fills in holds all, with one error', () => {
  test.each<[what: string, path: string, named: string, more: Tree, from: string]>([
    [
      'Ansible',
      'a/route.yaml.j2',
      '"{{ pool_group }}"',
      { 'group_vars/all.yml': `pool_group: ${old}\n` },
      'value pool_group (group_vars/all.yml:1)',
    ],
    [
      'Terraform',
      'a/route.yaml.tftpl',
      '${pool_group}',
      { 'terraform.tfvars': `pool_group = "${old}"\n` },
      'value pool_group (terraform.tfvars:1)',
    ],
    [
      'a default of Terraform',
      'a/route.yaml.tftpl',
      '${pool_group}',
      { 'main.tf': `variable "pool_group" {\n  type    = string\n  default = "${old}"\n}\n` },
      'value pool_group (main.tf:3)',
    ],
    [
      'a shell',
      'a/route.yaml',
      '${POOL_GROUP}',
      { 'deploy.sh': `export POOL_GROUP=${old}\nenvsubst < a/route.yaml\n` },
      'value POOL_GROUP (deploy.sh:1)',
    ],
    [
      'Flux',
      'a/route.yaml',
      '${POOL_GROUP:=other}',
      { 'flux.yaml': flux(`  postBuild:\n    substitute:\n      POOL_GROUP: ${old}\n`) },
      'value POOL_GROUP (flux.yaml:8)',
    ],
    [
      'a ConfigMap for Flux',
      'a/route.yaml',
      '${POOL_GROUP}',
      { 'settings.yaml': settings('ConfigMap') },
      'value POOL_GROUP (settings.yaml:7)',
    ],
    [
      'ytt',
      'a/route.yaml',
      '#@ data.values.pool.group',
      { 'values.yaml': `#@data/values-schema\n---\npool:\n  group: ${old}\n` },
      'value pool.group (values.yaml:4)',
    ],
    [
      'a replacement from a ConfigMap',
      'a/route.yaml',
      'replaced',
      {
        'a/kustomization.yaml': replaced('data.POOL_GROUP'),
        'settings.yaml': settings('ConfigMap'),
      },
      'value POOL_GROUP (settings.yaml:7)',
    ],
    [
      'a replacement from an annotation',
      'a/route.yaml',
      'replaced',
      {
        'a/kustomization.yaml': replaced('metadata.annotations.group', 'Secret'),
        'settings.yaml': settings('Secret'),
      },
      'value group (settings.yaml:5)',
    ],
    [
      'a replacement from a file of variables',
      'a/route.yaml',
      'replaced',
      {
        'a/kustomization.yaml': replaced(
          'data.POOL_GROUP',
          'ConfigMap',
          'configMapGenerator: [{name: settings, envs: [pool.env]}]\n',
        ),
        'a/pool.env': `POOL_GROUP=${old}\n`,
      },
      'value POOL_GROUP (a/pool.env:1)',
    ],
  ])('%s', (_, path, named, more, from) => {
    const { moved, told } = migratedBeside(path, named, more);
    expect(moved).toEqual([]);
    expect(told).toContainEqual(
      expect.stringMatching(/^error a\/\S+ not rewritten: .* (?:writes|inserts) this group/),
    );
    expect(told.join('\n')).toContain(`from the ${from}`);
    expect(told.filter((each) => each.startsWith('error'))).toHaveLength(1);
  });

  test.each<[what: string, path: string, named: string, more: Tree]>([
    [
      'a value of another name',
      'a/route.yaml.j2',
      '"{{ pool_group }}"',
      { 'group_vars/all.yml': `old_pool_group: ${old}\n` },
    ],
    [
      'a replacement of another field',
      'a/route.yaml',
      'replaced',
      {
        'a/kustomization.yaml': replaced('data.other'),
        'settings.yaml': settings('ConfigMap'),
      },
    ],
  ])('%s holds nothing', (_, path, named, more) => {
    expect(migratedBeside(path, named, more).moved).toContain('a/pool.yaml');
  });
});
