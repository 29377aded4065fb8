import { migrateFiles } from '../../src/api';
import type { Tree } from '../support/fixtures';

/** Charts that render the old or the new API: in files of their own, or field by field. */
const old = 'inference.networking.x-k8s.io';
const group = 'inference.networking.k8s.io';

const chart = { 'c/Chart.yaml': 'apiVersion: v2\nname: chat\nversion: 1.0.0\n' };
const inTemplates = (files: Tree): Tree => ({
  ...chart,
  ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`c/templates/${path}`, text])),
});
const migrated = (tree: Tree) => {
  const { changed, findings } = migrateFiles(tree, { from: '1.27', to: '1.28' });
  return {
    paths: [...changed.keys()],
    texts: [...changed.values()].map(({ text }) => text).join(),
    told: findings.map(({ level, path, message }) => `${level} ${path} ${message}`),
  };
};

const only = (condition: string, text: string) => `{{- if ${condition} }}\n${text}{{- end }}\n`;
const either = (condition: string, one: string, other: string) =>
  `{{- if ${condition} }}\n${one}{{- else }}\n${other}{{- end }}\n`;
const head = (name = 'chat') => `kind: InferencePool\nmetadata:\n  name: ${name}\n`;
const oldPool = `apiVersion: ${old}/v1alpha2\n${head()}spec:\n  targetPortNumber: 8000\n  selector: {app: chat}\n  extensionRef: {name: picker}\n`;
const newPool = `apiVersion: ${group}/v1\n${head()}spec:\n  targetPorts: [{number: 8000}]\n  selector: {matchLabels: {app: chat}}\n  endpointPickerRef: {name: picker, port: {number: 9002}}\n`;
const route = (of: string) =>
  `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: chat}\nspec:\n  rules: [{backendRefs: [{group: ${of}, kind: InferencePool, name: chat}]}]\n`;
const role = (of: string) =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: chat}\nrules: [{apiGroups: [${of}], resources: [inferencepools], verbs: [get]}]\n`;

const served = `.Capabilities.APIVersions.Has "${group}/v1"`;
const conditions: readonly (readonly [forOld: string, forNew: string])[] = [
  [`not (${served})`, served],
  [`eq .Values.api "${old}/v1alpha2"`, `eq .Values.api "${group}/v1"`],
  ['semverCompare "<1.28-0" .Values.istio', 'semverCompare ">=1.28-0" .Values.istio'],
];

describe.each(conditions)('%s', (forOld, forNew) => {
  const pools = { 'old.yaml': only(forOld, oldPool), 'new.yaml': only(forNew, newPool) };

  test('an old branch in a file of its own stays in silence where another file has the new one', () => {
    const files = {
      ...pools,
      'old-route.yaml': only(forOld, route(old)),
      'new-route.yaml': only(forNew, route(group)),
      'old-role.yaml': only(forOld, role(old)),
      'new-role.yaml': only(forNew, role(group)),
    };
    expect(migrated(inTemplates(files))).toEqual({ paths: [], texts: '', told: [] });
  });

  test('fields that are switched one by one stay in silence, whichever form comes first', () => {
    const switched = (of: string, form: (forTheOld: string, forTheNew: string) => string) =>
      `${form(`apiVersion: ${of}/v1alpha2\n`, `apiVersion: ${group}/v1\n`)}${head()}spec:\n${form(
        '  targetPortNumber: 8000\n  selector: {app: chat}\n  extensionRef:\n',
        '  targetPorts: [{number: 8000}]\n  selector: {matchLabels: {app: chat}}\n  endpointPickerRef:\n',
      )}    name: picker\n${form('    portNumber: 9002\n', '    port: {number: 9002}\n')}`;
    for (const form of [
      (one: string, other: string) => either(forOld, one, other),
      (one: string, other: string) => either(forNew, other, one),
    ]) {
      expect(migrated(inTemplates({ 'pool.yaml': switched(old, form) })).told).toEqual([]);
    }
  });
});

describe('one object in both versions is a switch, whatever decides', () => {
  const rule = (of: string) => `- apiGroups: [${of}]\n  resources: [inferencepools]\n  verbs: [get]\n`;
  const ruled = (rules: string) =>
    `apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: chat}\nrules:\n${rules}`;
  const policy = (version: string) =>
    `apiVersion: gateway.networking.k8s.io/${version}\nkind: BackendTLSPolicy\nmetadata: {name: chat}\nspec:\n  targetRefs: [{group: "", kind: Service, name: chat}]\n  validation: {hostname: chat.example, wellKnownCACertificates: System}\n`;
  const fieldsOf = (pool: string) => pool.slice(pool.indexOf('spec:'));

  test.each([
    '.Values.ga',
    'eq .Values.api "v1"',
    'and .Values.pools .Values.ga',
    'include "chat.isGa" .',
    '$isGa',
  ])('%s', (condition) => {
    const inline = (one: string, other: string) => `{{ if ${condition} }}${one}{{ else }}${other}{{ end }}`;
    const versions = [`${group}/v1`, `${old}/v1alpha2`] as const;
    const files = {
      'pool.yaml': either(condition, newPool, oldPool),
      'first.yaml': either(`not (${condition})`, oldPool, newPool),
      'apart.yaml': `${only(condition, newPool)}---\n${only(`not (${condition})`, oldPool)}`,
      'filled-in.yaml': either(condition, newPool, oldPool).replaceAll(
        'name: chat',
        'name: {{ .Release.Name }}',
      ),
      'with-a-route.yaml': either(
        condition,
        `${newPool}---\n${route(group)}`,
        `${oldPool}---\n${route(old)}`,
      ),
      'on-one-line.yaml': `apiVersion: ${inline(...versions)}\n${head()}${either(condition, fieldsOf(newPool), fieldsOf(oldPool))}`,
      'role.yaml': ruled(either(condition, rule(group), rule(old))),
      'route.yaml': either(condition, route(group), route(old)),
      'named.yaml': route(inline(group, old)),
      'policy.yaml': either(condition, policy('v1'), policy('v1alpha3')),
      'policy-on-one-line.yaml': policy(inline('v1', 'v1alpha3')),
    };
    expect(migrated(inTemplates(files))).toEqual({ paths: [], texts: '', told: [] });
  });

  test('also in another language, and where the condition is turned round', () => {
    const jinja = `{% if ga %}\n${newPool}{% else %}\n${oldPool}{% endif %}\n`;
    const compared = `${only('eq .Values.api "v1"', newPool)}---\n${only('ne .Values.api "v1"', oldPool)}`;
    expect(migrated({ 'pool.yaml.j2': jinja, ...inTemplates({ 'pool.yaml': compared }) }).told).toEqual([]);
  });

  test.each([
    ['pools of two names', either('.Values.ga', newPool.replace('chat', 'code'), oldPool)],
    ['objects of two kinds', either('.Values.ga', newPool.replace('Pool', 'PoolImport'), oldPool)],
    ['a pool and none', either('.Values.ga', 'kind: List\nitems: []\n', oldPool)],
  ])('%s are none', (_, text) => {
    expect(migrated(inTemplates({ 'pool.yaml': text })).paths).toEqual(['c/templates/pool.yaml']);
  });

  test('what names the object without the condition is reported, and a role is for both', () => {
    const { paths, texts, told } = migrated(
      inTemplates({
        'pool.yaml': either('.Values.ga', newPool, oldPool),
        'role.yaml': role(old),
        'route.yaml': route(old),
      }),
    );
    expect(paths).toEqual(['c/templates/role.yaml']);
    expect(texts).toContain(`[${old}, ${group}]`);
    expect(told).toEqual([
      'error c/templates/route.yaml not rewritten: a template condition decides whether InferencePool chat is one of the old API (c/templates/pool.yaml:1)',
    ]);
  });

  test('names that a condition decides move with an object that none decides on', () => {
    const { paths, texts, told } = migrated(
      inTemplates({
        'pool.yaml': oldPool,
        'role.yaml': ruled(either('.Values.ga', rule(group), rule(old))),
        'route.yaml': either('.Values.ga', route(group), route(old)),
      }),
    );
    expect(paths).toHaveLength(3);
    expect(texts).not.toContain(old);
    expect(told.filter((each) => each.startsWith('error'))).toEqual([]);
  });

  test.each([
    ['.Values.ga', 'ga: false\n', 1],
    ['.Values.ga', 'other: true\n', 1],
    ['.Values.ga', 'ga: true\n', 0],
    ['.Values.ga', undefined, 0],
    ['not .Values.alpha', 'alpha: true\n', 1],
    ['not .Values.alpha', '{}\n', 0],
    ['eq .Values.pool.api "v1"', 'pool: {api: v1alpha2}\n', 1],
    ['eq "v1" $.Values.pool.api', 'pool: {api: v1}\n', 0],
    ['ne .Values.pool.api "v1alpha2"', 'pool: {api: v1alpha2}\n', 1],
    ['hasPrefix "v1alpha" .Values.api', 'api: v1alpha2\n', 0],
    ['and .Values.ga .Values.pools', 'ga: false\n', 0],
    ['include "chat.isGa" .', 'ga: false\n', 0],
  ])('what the chart renders by default is reported once: %s, %j', (condition, values, count) => {
    const { told } = migrated({
      ...inTemplates({
        'pool.yaml': either(condition, newPool, oldPool),
        'role.yaml': ruled(either(condition, rule(group), rule(old))),
        'route.yaml': either(condition, route(group), route(old)),
      }),
      ...(values !== undefined && { 'c/values.yaml': values }),
    });
    const warning =
      'warning c/templates/pool.yaml by default (c/values.yaml:1) the chart renders the old API here';
    expect(told).toEqual(Array.from({ length: count }, () => warning));
  });

  test('a role for both, and a group that the value decides, are right as they are', () => {
    const files = {
      'pool.yaml': either(`eq .Values.api "${old}"`, oldPool, newPool),
      'role.yaml': role(`${old}, ${group}`),
      'route.yaml': route('{{ .Values.api }}'),
    };
    const { paths, told } = migrated({ ...inTemplates(files), 'c/values.yaml': `api: ${group}\n` });
    expect({ paths, told }).toEqual({ paths: [], told: [] });
  });
});

describe('what has no form for the new API is reported', () => {
  const [forOld, forNew] = conditions[1] ?? ['', ''];
  const reason = `not rewritten: a template renders this for the old API only; give it a branch for ${group}/v1`;
  test.each<readonly [what: string, tree: Tree, path: string]>([
    ['no other file', inTemplates({ 'old.yaml': only(forOld, oldPool) }), 'c/templates/old.yaml'],
    [
      'a pool of another name',
      inTemplates({
        'old.yaml': only(forOld, oldPool),
        'new.yaml': only(forNew, newPool.replace('chat', 'code')),
      }),
      'c/templates/old.yaml',
    ],
    [
      'a pool without a condition',
      inTemplates({ 'old.yaml': only(forOld, oldPool), 'new.yaml': only('.Values.pool', newPool) }),
      'c/templates/old.yaml',
    ],
    [
      'a pool of another chart',
      {
        ...inTemplates({ 'old.yaml': only(forOld, oldPool) }),
        'd/templates/new.yaml': only(forNew, newPool),
      },
      'c/templates/old.yaml',
    ],
    [
      'a pool, and no route',
      inTemplates({
        'old.yaml': only(forOld, oldPool),
        'new.yaml': only(forNew, newPool),
        'route.yaml': only(forOld, route(old)),
      }),
      'c/templates/route.yaml',
    ],
  ])('%s', (_, tree, path) => {
    const { paths, told } = migrated(tree);
    expect(paths).toEqual([]);
    expect(told).toContain(`error ${path} ${reason}`);
  });
});

describe('definitions of one object in both versions', () => {
  const define = (name: string, text: string) => `{{- define "${name}" }}\n${text}{{- end }}\n`;
  const helpers = (other: string) => ({
    '_pool.tpl': define('pool.old', oldPool) + define('pool.new', other),
    'pool.yaml': either(served, '{{ include "pool.new" . }}\n', '{{ include "pool.old" . }}\n'),
  });
  const chosen = `- apiGroups: [{{ if ${served} }}${group}{{ else }}${old}{{ end }}]\n  resources: [inferencepools]\n  verbs: [get]\n`;
  const ruled = `apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: chat}\nrules:\n${chosen}`;

  test('the old one stays in silence, with a role that asks the same', () => {
    const files = { ...helpers(newPool), 'role.yaml': ruled };
    expect(migrated(inTemplates(files))).toEqual({ paths: [], texts: '', told: [] });
  });

  test('a route that names the old one alone is an error', () => {
    const { paths, told } = migrated(inTemplates({ ...helpers(newPool), 'route.yaml': route(old) }));
    expect(paths).toEqual([]);
    expect(told).toEqual([
      expect.stringMatching(
        /^error c\/templates\/route\.yaml .*decides whether .* \(c\/templates\/_pool\.tpl:1\)/,
      ),
    ]);
  });

  test('the old one moves beside another object', () => {
    const other = newPool.replace('name: chat', 'name: other');
    expect(migrated(inTemplates(helpers(other))).paths).toEqual(['c/templates/_pool.tpl']);
  });
});

describe('keys of branches that have one value in common', () => {
  const pool = (more: string) =>
    `apiVersion: ${group}/v1\n${head()}spec:\n${either(
      '.Values.new',
      '  targetPorts: [{number: 8000}]\n  selector: {matchLabels: {app: chat}}\n  endpointPickerRef:\n',
      '  targetPortNumber: 8000\n  selector: {app: chat}\n  extensionRef:\n',
    )}    name: picker\n${more}`;

  test('the value is read under each of them', () => {
    const { texts, told } = migrated(
      inTemplates({
        'pool.yaml': pool(either('.Values.new', '    port: {number: 1}\n', '    portNumber: 2\n')),
      }),
    );
    expect(texts.match(/endpointPickerRef:/g)).toHaveLength(2);
    expect(texts).not.toContain('extensionRef');
    expect(told.filter((each) => each.startsWith('error'))).toEqual([]);
  });

  test('a port that each of them lacks is inserted once', () => {
    const { texts } = migrated(inTemplates({ 'pool.yaml': pool('') }));
    expect(texts).toMatch(/name: picker\n {4}port:\n {6}number: 9002\n$/);
  });

  test('a port that only one of them has holds the pool', () => {
    const { paths, told } = migrated(
      inTemplates({ 'pool.yaml': pool(only('.Values.new', '    port: {number: 1}\n')) }),
    );
    expect(paths).toEqual([]);
    expect(told.some((each) => each.includes('its port is there on a template condition only'))).toBe(true);
  });
});

test('a policy whose version is switched inside of its line stays', () => {
  const version = '{{ if semverCompare ">=1.4.0" .Values.api }}v1{{ else }}v1alpha3{{ end }}';
  const policy = `apiVersion: gateway.networking.k8s.io/${version}\nkind: BackendTLSPolicy\nmetadata: {name: chat}\nspec:\n  targetRefs: [{group: "", kind: Service, name: chat}]\n  validation: {hostname: chat.example, wellKnownCACertificates: System}\n`;
  expect(migrated(inTemplates({ 'policy.yaml': policy }))).toEqual({ paths: [], texts: '', told: [] });
});

test('a group that a template inserts by what the cluster serves is right as it is', () => {
  const group1 = `{{ ternary "${group}" "${old}" (${served}) }}`;
  expect(migrated(inTemplates({ 'pool.yaml': oldPool, 'route.yaml': route(group1) })).paths).toEqual([
    'c/templates/pool.yaml',
  ]);
});

describe('a pool whose version an expression chooses stays, with an error where its fields are old', () => {
  const error =
    'error c/templates/pool.yaml not rewritten: its apiVersion comes from a template or placeholder';
  const warning =
    'warning c/templates/pool.yaml the apiVersion of InferencePool comes from the values of a template';
  const chosen = `{{ ternary "${group}/v1" "${old}/v1alpha2" `;
  const switchedFields = newPool.replace(/spec:[^]*/, (spec) =>
    either(served, spec, oldPool.slice(oldPool.indexOf('spec:'))),
  );
  test.each([
    [`${chosen}.Values.isNew }}`, oldPool, error],
    [`${chosen}(${served}) }}`, oldPool, error],
    [`{{ "${old}/v1alpha2" if old else "${group}/v1" }}`, oldPool, error],
    ['inference.networking.{{ ternary "k8s.io/v1" "x-k8s.io/v1alpha2" .Values.isNew }}', oldPool, error],
    [`\${API:-${old}/v1alpha2}`, oldPool, error],
    ['{{ .Values.api }}', oldPool, error],
    [`${chosen}(${served}) }}`, newPool, warning],
    [`${chosen}(${served}) }}`, switchedFields, warning],
  ])('%s', (version, pool, message) => {
    const text = pool.replace(/^apiVersion: .*/, () => `apiVersion: ${version}`);
    const { paths, told } = migrated(inTemplates({ 'pool.yaml': text }));
    expect({ paths, told }).toEqual({ paths: [], told: [message] });
  });
});

test('what is about all pools, in a file that is of no chart, is not asked for a condition', () => {
  const project = `apiVersion: argoproj.io/v1alpha1\nkind: AppProject\nmetadata: {name: ml}\nspec:\n  namespaceResourceWhitelist: [{group: ${old}, kind: InferencePool}]\n`;
  const switched = either(served, newPool, oldPool);
  const { told } = migrated({
    ...inTemplates({ 'pool.yaml': switched }),
    'apps/pool.yaml': oldPool,
    'project.yaml': project,
  });
  expect(told.filter((line) => line.includes(' project.yaml '))).toEqual([
    'error project.yaml ambiguous: some of the InferencePools that this may name stay (c/templates/pool.yaml:1), others are migrated',
  ]);
});
