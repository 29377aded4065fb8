import { migrateFiles } from '../../src/api';
import { transforms } from '../../transforms';
import { migrated, patch } from '../support/kustomization';
import type { Tree } from '../support/fixtures';
import { migrateTexts } from '../support/migrate-texts';
import { text } from '../yaml/support/table';

const pools = transforms.filter(({ id }) => id === 'inference-pool');
const old = 'inference.networking.x-k8s.io';

const vOne = text`
  apiVersion: inference.networking.k8s.io/v1
  kind: InferencePool
  metadata:
    name: chat
    labels:
      team: ml
  spec:
    selector:
      matchLabels:
        app: chat
    targetPorts:
      - number: 8000
    endpointPickerRef:
      name: picker
      port:
        number: 9002
`;

/** A pool as v1 has it: there is nothing to report about it. */
function pool(name: string): string {
  return vOne.replace('name: chat', `name: ${name}`);
}

/** All that is reported about a tree above some pools, each with its file and line. */
function told(names: readonly string[], more: Tree): string[] {
  const outcomes = migrateTexts(
    {
      'base/kustomization.yaml': `resources: [${names.map((name) => `${name}.yaml`).join(', ')}]\n`,
      ...Object.fromEntries(names.map((name) => [`base/${name}.yaml`, pool(name)])),
      ...more,
    },
    pools,
  );
  return outcomes.flatMap(({ path, findings }) =>
    findings.map(({ level, line, message }) => `${level} ${path}:${line} ${message}`),
  );
}

/** The text of one file of a tree after the migration. */
function after(path: string, tree: Tree): string | undefined {
  return migrateTexts(tree, pools).find((outcome) => outcome.path === path)?.after;
}

const missing =
  'warning build/kustomization.yaml:5 the InferencePool that this patch is for is not in this tree';

describe('whether the pool of a patch lies in the tree is found out by kind, name and labels', () => {
  const own = '{op: replace, path: /spec/targetPortNumber, value: 1}';
  test.each<
    readonly [target: string, operation: string, names: readonly string[], findings: readonly string[]]
  >([
    ['{kind: InferencePool, name: chat}', own, ['chat', 'code'], []],
    ['{kind: InferencePool, name: none}', own, ['chat'], []],
    ['{kind: InferencePool, name: none}', own, ['chat', 'code'], [missing]],
    ['{kind: InferencePool, name: none, labelSelector: team=ml}', own, ['chat'], []],
    ['{kind: InferencePool, name: none, labelSelector: team=web}', own, ['chat'], [missing]],
    ['{kind: InferencePool}', own, [], [missing]],
    ['{kind: InferencePool}', '{op: add, path: /metadata/labels/a, value: b}', [], []],
    ['{kind: Pod}', own, [], []],
  ])('%s: %s over %j', (target, operation, names, findings) => {
    const kustomization = `resources: [../base]\n${patch(target, operation)}`;
    expect(told(names, { 'build/kustomization.yaml': kustomization })).toEqual(findings);
  });
});

describe('a patch whose pool lies elsewhere', () => {
  const other = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: other}\n';
  const own = '{op: replace, path: /spec/targetPortNumber, value: 1}';
  const shared = '{op: add, path: /spec/selector/a, value: b}';
  const others =
    '5: not rewritten: this patch may be for objects other than InferencePool, which may have this field too';
  test.each([
    ['{kind: InferencePool}', shared, patch('{kind: InferencePool}', shared.replace('a,', 'matchLabels/a,'))],
    ['{name: chat}', shared, patch('{name: chat}', shared)],
    ['{name: chat}', own, others],
  ])('and that is for %s follows with certainty only: %s', (target, operation, expected) => {
    expect(migrated(other, patch(target, operation))).toBe(expected);
  });
});

describe('a patch in a file that two kustomizations name', () => {
  const target = (kind: string): string =>
    `resources: [../base]\npatches: [{path: ../patch.yaml, target: {kind: ${kind}, name: chat}}]\n`;
  const tree = (kind: string, text: string): Tree => ({
    'base/kustomization.yaml': 'resources: [chat.yaml]\n',
    'base/chat.yaml': pool('chat'),
    'one/kustomization.yaml': target('InferencePool'),
    'two/kustomization.yaml': target(kind),
    'patch.yaml': text,
  });
  const merge = (spec: string): string => `apiVersion: v1\nkind: Any\nmetadata: {name: any}\nspec: ${spec}\n`;
  const operation = (path: string): string => `- {op: replace, path: /spec/${path}, value: 1}\n`;

  test('follows where both are for pools', () => {
    expect(after('patch.yaml', tree('InferencePool', merge('{targetPortNumber: 1}')))).toBe(
      merge('{targetPorts: [{number: 1}]}'),
    );
    expect(after('patch.yaml', tree('InferencePool', operation('selector/app')))).toBe(
      operation('selector/matchLabels/app'),
    );
  });

  test('stays where one is for another kind, and that is told', () => {
    const text = merge('{targetPortNumber: 1}');
    expect(after('patch.yaml', tree('Deployment', text))).toBe(text);
    const [outcome] = migrateTexts(tree('Deployment', operation('selector/app')), pools).slice(-1);
    expect(outcome?.after).toBe(operation('selector/app'));
    expect(outcome?.findings.map(({ message }) => message)).toEqual([
      'not rewritten: this patch may be for objects other than InferencePool, which may have this field too',
    ]);
  });

  test('follows where a field is that of a pool alone, whoever else is patched', () => {
    expect(after('patch.yaml', tree('Deployment', operation('targetPortNumber')))).toBe(
      operation('targetPorts/0/number'),
    );
  });
});

describe('a target without the kind that has to stay says that the kind would free it', () => {
  const operation = '{op: replace, path: /spec/selector/app, value: a}';
  const old = `apiVersion: inference.networking.x-k8s.io/v1alpha2
kind: InferencePool
metadata: {name: chat}
spec: {targetPortNumber: 1, selector: {app: a}, extensionRef: {name: b}}
`;
  const helps = (target: string): string[] =>
    migrateFiles(
      {
        'kustomization.yaml': `resources: [chat.yaml]\n${patch(target, operation)}`,
        'chat.yaml': old,
      },
      { from: '1.27', to: '1.28' },
    ).findings.flatMap(({ level, help = '' }) => (level === 'error' ? help : []));

  test.each(['{group: inference.networking.x-k8s.io}', '{version: v1alpha2}', '{name: ch.*}'])(
    '%s',
    (target) => {
      expect(helps(target)).toEqual([
        expect.stringContaining('set kind: InferencePool in its target and run again'),
      ]);
      expect(helps(target.replace('{', '{kind: InferencePool, '))).toEqual([]);
    },
  );
});

describe('what no kustomization names is not for kustomize', () => {
  const looksLike = {
    configuration: `things:\n  - {kind: InferencePool, path: spec/selector}\n`,
    replacement: `- source: {kind: InferencePool, fieldPath: spec.targetPortNumber}\n  targets: []\n`,
  };
  test.each(Object.entries(looksLike))('a %s', (_, text) => {
    expect(after('other.yaml', { 'kustomization.yaml': 'resources: []\n', 'other.yaml': text })).toBe(text);
  });

  test('a configuration goes by its own rules, and not as a reference does', () => {
    const text = `nameReference:\n  - {kind: InferencePool, group: ${old}, version: v9, fieldSpecs: []}\n`;
    const tree = { 'kustomization.yaml': 'configurations: [names.yaml]\n', 'names.yaml': text };
    expect(after('names.yaml', tree)).toBe(text);
  });

  test.each([
    ['of pools is told', `{"definitions": {"InferencePool": {}}}\n`, ['warning']],
    ['of other kinds is not', `{"definitions": {"InferenceObjective": {"group": "${old}"}}}\n`, []],
    ['of nothing is not', `# of InferencePool\n`, []],
  ])('a schema %s', (_, schema, levels) => {
    const tree = { 'kustomization.yaml': 'openapi: {path: schema.json}\n', 'schema.json': schema };
    const [, outcome] = migrateTexts(tree, pools);
    const found =
      outcome?.findings.filter(({ message }) => message.startsWith('a schema for kustomize')) ?? [];
    expect(found.map(({ level }) => level)).toEqual(levels);
  });
});

test('pools beside a Kustomization of Flux, in one list with it, are migrated', () => {
  const of = (group: string, spec: string): string =>
    `  - {apiVersion: ${group}, kind: InferencePool, metadata: {name: a}, spec: ${spec}}\n`;
  const list = (item: string): string =>
    `apiVersion: v1\nkind: List\nitems:\n${item}  - {apiVersion: kustomize.toolkit.fluxcd.io/v1, kind: Kustomization, spec: {path: ./a}}\n${item}`;
  const before = of(`${old}/v1alpha2`, '{selector: {a: b}, targetPortNumber: 1, extensionRef: {name: p}}');
  const migratedItem = of(
    'inference.networking.k8s.io/v1',
    '{selector: {matchLabels: {a: b}}, targetPorts: [{number: 1}], endpointPickerRef: {name: p, port: {number: 9002}}}',
  );
  expect(after('all.yaml', { 'all.yaml': list(before) })).toBe(list(migratedItem));
});

describe('a file of patches may be a list of them', () => {
  const list = (apiVersion: string, spec: string): string =>
    `apiVersion: v1\nkind: List\nitems:\n  - apiVersion: ${apiVersion}\n    kind: InferencePool\n    metadata: {name: chat}\n    spec: ${spec}\n`;
  const tree = (base: string): Tree => ({
    'base/kustomization.yaml': 'resources: [chat.yaml]\n',
    'base/chat.yaml': base,
    'build/kustomization.yaml': 'resources: [../base]\npatches: [{path: patch.yaml}]\n',
    'build/patch.yaml': list(
      `${old}/v1alpha2`,
      '{targetPortNumber: 1, selector: {a: b}, extensionRef: {name: other}}',
    ),
  });

  test('and what an item lacks is in the pool that it is for', () => {
    expect(after('build/patch.yaml', tree(pool('chat')))).toBe(
      list(
        'inference.networking.k8s.io/v1',
        '{targetPorts: [{number: 1}], selector: {matchLabels: {a: b}}, endpointPickerRef: {name: other}}',
      ),
    );
  });

  test('and an item stays with the pool that it is for', () => {
    const kept = tree(`# istio-migrate-ignore\n${pool('chat')}`);
    expect(after('build/patch.yaml', kept)).toBe(kept['build/patch.yaml']);
  });
});

describe('a picker that another patch of the tree takes away may come back with its usual port', () => {
  const merge = (spec: string): string =>
    `apiVersion: ${old}/v1alpha2\nkind: InferencePool\nmetadata: {name: chat}\nspec: ${spec}\n`;
  const takesAway =
    'not rewritten: another patch of the tree removes a picker, and this one may add one again; name its port';
  test.each<readonly [other: string, isTaken: boolean]>([
    [merge('{extensionRef: null}'), true],
    [merge('{extensionRef: ~}'), true],
    [merge('{"extensionRef": null}'), true],
    [merge('{extensionRef: {name: a}}'), false],
    [merge('{extensionRef: {$patch: delete}}'), true],
    [merge('{extensionRef: {"$patch": "delete"}}'), true],
    [merge(`{extensionRef: {'$patch':   'delete'}}`), true],
    [merge('{extensionRef: {$patch: replace, name: a}}'), false],
    [merge('{extensionRef: {patch: delete, name: a}}'), false],
    [`${merge('{extensionRef: {name: a}}')}---\n${merge('{selector: {$patch: delete}}')}`, false],
    ['- op: remove\n  path: /spec/extensionRef\n- op: add\n  path: /metadata/labels/a\n  value: b\n', true],
    ['- {op: remove, path: /spec/extensionRef}\n', true],
    ['[{"op": "remove", "path": "/spec/extensionRef"}]\n', true],
    ['- path: /spec/extensionRef\n  op: remove\n', true],
    ['- {path: "/spec/extensionRef", op: "remove"}\n', true],
    ['- op: move\n  from: /spec/extensionRef\n  path: /metadata/a\n', true],
    ['- {op: move, from: /spec/extensionRef, path: /metadata/a}\n', true],
    ['- {op: remove, path: /spec/extensionRef/failureMode}\n', false],
    ['- {op: remove, path: /spec/extensionReference}\n', false],
    ['- {op: test, path: /spec/extensionRef, value: {}}\n', false],
  ])('%j', (other, isTaken) => {
    const outcomes = migrateTexts(
      {
        'base/kustomization.yaml': 'resources: [chat.yaml]\n',
        'base/chat.yaml': merge('{selector: {a: b}, targetPortNumber: 1, extensionRef: {name: p}}'),
        'build/kustomization.yaml': 'resources: [../base]\npatches: [{path: patch.yaml}]\n',
        'build/patch.yaml': merge('{extensionRef: {name: other}}'),
        'other/kustomization.yaml':
          'resources: [../base]\npatches: [{path: patch.yaml, target: {kind: InferencePool}}]\n',
        'other/patch.yaml': other,
      },
      pools,
    );
    const patch = outcomes.find(({ path }) => path === 'build/patch.yaml');
    const told = (patch?.findings ?? []).filter(({ level }) => level !== 'warning' || !isTaken);
    expect(told.map(({ message }) => message)).toEqual(isTaken ? [takesAway] : []);
  });
});

describe('what is no pool is none for patches either', () => {
  const patched = 'resources: [pool.yaml]\npatches: [{path: patch.yaml}]\n';
  const patch = `apiVersion: ${old}/v1alpha2\nkind: InferencePool\nmetadata: {name: chat}\nspec: {extensionRef: {name: a}}\n`;
  test.each([
    [pool('chat'), []],
    [pool('chat').replace('inference.networking', 'example'), ['warning']],
    [pool('chat').replace('InferencePool', 'InferencePools'), ['warning']],
    // Such a pool stays, and its patch with it: the pool tells why.
    [pool('chat').replace('targetPorts:', 'targetPortNumber: 1\n  targetPorts:'), []],
  ])('%j', (text, levels) => {
    const tree = { 'kustomization.yaml': patched, 'pool.yaml': text, 'patch.yaml': patch };
    const outcome = migrateTexts(tree, pools).find(({ path }) => path === 'patch.yaml');
    expect(outcome?.findings.map(({ level }) => level)).toEqual(levels);
  });
});

describe('a patch that a comment keeps is told of where a pool that it is for moves', () => {
  const ignored = '# istio-migrate-ignore';
  const inline = (...lines: string[]): string =>
    `resources: [../base]\npatches:\n  - target: {kind: InferencePool}\n    patch: |\n${lines.map((line) => `      ${line}\n`).join('')}`;
  const own = '- {op: replace, path: /spec/targetPortNumber, value: 1}';
  const moves =
    'warning build/kustomization.yaml:3 this patch is excluded by an ignore comment, but the InferencePool that it is for is migrated';
  test.each<readonly [kustomization: string, kept: readonly string[], findings: readonly string[]]>([
    [inline(ignored, own), [], [moves]],
    [inline(ignored, own), ['chat'], [moves]],
    [inline(ignored, own), ['chat', 'code'], []],
    [inline(ignored, '- {op: add, path: /metadata/labels/a, value: b}'), [], []],
    [inline(ignored, 'text'), [], []],
    [inline(ignored, `- {op: add, path: /metadata/labels/a, value: b}`, '---', ignored, own), [], [moves]],
    [
      inline(ignored, '{InferencePool'),
      [],
      ['warning build/kustomization.yaml:7 this patch is not valid YAML: Flow map must end with a }'],
    ],
  ])('%j over pools of which %j stay', (kustomization, kept, findings) => {
    const names = ['chat', 'code'];
    const tree = Object.fromEntries(
      names.map((name) => [`base/${name}.yaml`, `${kept.includes(name) ? `${ignored}\n` : ''}${pool(name)}`]),
    );
    expect(told(names, { ...tree, 'build/kustomization.yaml': kustomization })).toEqual(findings);
  });
});
