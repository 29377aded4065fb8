import { spawnSync } from 'node:child_process';
import { parseAllDocuments } from 'yaml';
import { migrateText } from '../../src/api';
import { drawing } from '../support/draw';
import { kustomized } from '../support/kustomize-tree';
import { migrateTexts } from '../support/migrate-texts';
import { count, seed } from '../support/seed';

/**
 * Trees of kustomize drawn from everything that can name a pool. Each object that kustomize builds after the migration is
 * the one that it built before, migrated; or it stays as it was, and an error says why.
 */
const hasKustomize = spawnSync('kubectl', ['kustomize', '--help']).status === 0;
if (!hasKustomize && process.env['CI']) throw new Error('kubectl is missing, which .ci/run installs');

type Tree = Readonly<Record<string, string>>;
type Draw = <T>(choices: readonly T[]) => T;

const old = 'inference.networking.x-k8s.io';
const spec = {
  alpha: '{targetPortNumber: 8000, selector: {app: a}, extensionRef: {name: e}}',
  candidate:
    '{targetPorts: [{number: 8000}], selector: {matchLabels: {app: a}}, endpointPickerRef: {name: e, portNumber: 9003}}',
  v1: '{targetPorts: [{number: 8000}], selector: {matchLabels: {app: a}}, endpointPickerRef: {name: e, port: {number: 9002}}}',
};
type Generation = keyof typeof spec;

function pool(name: string, generation: Generation): string {
  const apiVersion = generation === 'alpha' ? `${old}/v1alpha2` : 'inference.networking.k8s.io/v1';
  return `apiVersion: ${apiVersion}\nkind: InferencePool\nmetadata: {name: ${name}, labels: {team: ${name.split(',')[0]}}}\nspec: ${spec[generation]}\n`;
}

const targets = [
  '{kind: InferencePool}',
  '{kind: InferencePool, name: chat}',
  '{kind: InferencePool, name: "(?i)CH.*"}',
  '{kind: "Inference.*", name: "ch[a-z]+"}',
  `{group: ${old}, kind: InferencePool}`,
  `{group: ${old}, version: v1alpha2, kind: InferencePool, name: chat}`,
  '{kind: InferencePool, version: v1}',
  '{version: v1alpha2}',
  '{version: v1}',
  `{group: ${old}}`,
  '{name: chat}',
  '{name: "chat|code"}',
  '{name: dev-chat}',
  '{name: "dev-.*"}',
  '{kind: InferencePool, name: dev-chat}',
  '{labelSelector: team=chat}',
  '{kind: InferencePool, labelSelector: "team in (chat, code)"}',
];
const operations = [
  '- {op: replace, path: /spec/targetPortNumber, value: 9000}',
  '- {op: replace, path: /spec/extensionRef/name, value: z}',
  '- {op: add, path: /spec/selector/zone, value: z}',
  '- {op: add, path: /metadata/annotations, value: {a: b}}',
];
const merges = [
  '{targetPortNumber: 9000}',
  '{selector: {zone: z}}',
  '{extensionRef: {name: z}}',
  '{extensionRef: {name: z, portNumber: 9009}}',
];
const selects = [
  '{kind: InferencePool}',
  '{kind: InferencePool, name: chat}',
  `{group: ${old}, kind: InferencePool}`,
  '{version: v1alpha2, name: chat}',
  '{version: v1alpha2}',
  '{name: chat}',
  '{name: dev-chat}',
];
const rejects = ['code', 'dev-code'].map((name) => `{name: ${name}}`);
const rejectedVersions = ['v1', 'v1alpha2'].map((version) => `{version: ${version}}`);

const indented = (text: string): string => text.replace(/^(?=.)/gm, '    ');

/** One feature of a kustomization, with the files that it names. */
function feature(
  draw: Draw,
  index: number,
): { readonly text: string; readonly field: string; readonly files: Tree } {
  const target = draw(targets);
  const merge = `apiVersion: ${old}/v1alpha2\nkind: InferencePool\nmetadata: {name: ${draw(['chat', 'code', 'dev-chat'])}}\nspec: ${draw(merges)}\n`;
  const body = draw([`${draw(operations)}\n`, merge]);
  const file = `patch-${index}.yaml`;
  const transformer = (kind: string, rest: string) =>
    `apiVersion: builtin\nkind: ${kind}\nmetadata: {name: t${index}}\n${rest}`;
  const replacement = `source: {kind: ConfigMap, name: params, fieldPath: data.value}\n    targets:\n    - select: ${draw(selects)}\n      fieldPaths: [${draw(['spec.extensionRef.name', 'spec.selector.app', 'metadata.name'])}]\n${draw(['', ...[...rejects, ...rejectedVersions].map((reject) => `      reject: [${reject}]\n`)])}`;
  return draw([
    { field: 'patches', text: `  - target: ${target}\n    path: ${file}\n`, files: { [file]: body } },
    {
      field: 'patches',
      text: `  - target: ${target}\n    patch: |-\n  ${indented(body).replaceAll('\n', '\n  ')}\n`,
      files: {},
    },
    { field: 'patches', text: `  - path: ${file}\n`, files: { [file]: merge } },
    { field: 'replacements', text: `  - ${replacement}`, files: {} },
    {
      field: 'vars',
      text: `  - name: V${index}\n    objref: {apiVersion: ${old}/v1alpha2, kind: InferencePool, name: ${draw(['chat', 'code'])}}\n    fieldref: {fieldpath: ${draw(['spec.extensionRef.name', 'spec.selector.app', 'spec.targetPortNumber', 'metadata.name'])}}\n`,
      files: {},
    },
    {
      field: 'labels',
      text: `  - pairs: {zone: z}\n    fields: [{path: spec/selector, ${draw(['kind: InferencePool, ', `kind: InferencePool, group: ${old}, `, ''])}create: true}]\n`,
      files: {},
    },
    {
      field: 'transformers',
      text: `  - ${file}\n`,
      files: { [file]: transformer('PatchTransformer', `target: ${target}\npatch: |-\n${indented(body)}`) },
    },
    {
      field: 'transformers',
      text: `  - |-\n${indented(transformer('PatchJson6902Transformer', `target: ${target.replace('(?i)CH.*', 'chat')}\njsonOp: |-\n${indented(draw(operations))}\n`))}`,
      files: {},
    },
    {
      field: 'transformers',
      text: `  - ${file}\n`,
      files: {
        [file]: transformer(
          'LabelTransformer',
          `labels: {zone: z}\nfieldSpecs: [{path: spec/selector, ${draw(['kind: InferencePool, ', ''])}create: true}]\n`,
        ),
      },
    },
  ]);
}

function treeOf(draw: Draw): Tree {
  const generations: Generation[] = ['alpha', 'alpha', 'candidate', 'v1'];
  const features = [0, 1, 2].slice(0, draw([1, 2, 3])).map((index) => feature(draw, index));
  const fields = [...new Set(features.map(({ field }) => field))];
  const asComponent = draw([false, false, true]);
  const kustomization = fields.map((name) => {
    const own = features.filter(({ field }) => field === name);
    return `${name}:\n${own.map(({ text }) => text).join('')}`;
  });
  const names = draw(['', '', 'namespace: z\n', 'namePrefix: co\n', 'nameSuffix: -x\n']);
  // A layer in between may give all of them other names first.
  const below = draw(['base', 'base', 'dev']);
  const kind = asComponent ? 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n' : '';
  const folder = asComponent ? 'component' : 'build';
  const files = features.flatMap((each) => Object.entries(each.files));
  return {
    'base/kustomization.yaml': 'resources: [chat.yaml, code.yaml, others.yaml]\n',
    'base/chat.yaml': pool('chat', draw(generations)),
    'base/code.yaml': pool(draw(['code', 'code', 'chat, namespace: y']), draw(generations)),
    'base/others.yaml':
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: params}\ndata: {value: v, of: "$(V0)$(V1)$(V2)"}\n',
    [`${folder}/kustomization.yaml`]: `${kind}${asComponent ? '' : `resources: [../${below}]\n`}${names}${kustomization.join('')}`,
    ...Object.fromEntries(files.map(([path, text]) => [`${folder}/${path}`, text])),
    ...(below === 'dev' && { 'dev/kustomization.yaml': 'resources: [../base]\nnamePrefix: dev-\n' }),
    ...(asComponent && {
      'build/kustomization.yaml': `resources: [../${below}]\ncomponents: [../component]\n`,
    }),
  };
}

/** The objects of a text as JSON, in an order of their own: kustomize sorts by group as well. */
function plain(text: string): string[] {
  const nameOf = (object: unknown): string => {
    const { name = '', namespace = '' } =
      (object as { metadata?: { name?: string; namespace?: string } } | null)?.metadata ?? {};
    return `${name}/${namespace}`;
  };
  const objects = parseAllDocuments(text).map((document) => document.toJS() as unknown);
  return objects
    .toSorted((one, other) => nameOf(one).localeCompare(nameOf(other)))
    .map((object) => JSON.stringify(object));
}

test('building a drawn tree and migrating it can be swapped, or it stays', () => {
  if (!hasKustomize) return;
  const next = drawing(seed);
  const draw: Draw = (choices) => choices[Math.floor(next() * choices.length)] as (typeof choices)[number];
  const outcomes = { moved: 0, stayed: 0 };
  // As many as are wanted, and more until both have been seen.
  const isSeen = () => Math.min(outcomes.moved, outcomes.stayed) > 0;
  for (let built = 0; built < count(20) || (!isSeen() && built < 500);) {
    const tree = treeOf(draw);
    const before = kustomized(tree);
    if (before === undefined) continue;
    // Old fields in a new pool are refused by the API server before as well.
    const whole = migrateText(before, 'built.yaml');
    if (whole.findings.some(({ level }) => level === 'error')) continue;
    built++;
    const files = migrateTexts(tree);
    const migrated = Object.fromEntries(files.map(({ path, after }) => [path, after]));
    const errors = files.flatMap(({ findings }) => findings).filter(({ level }) => level === 'error');
    const after = kustomized(migrated);
    const context = JSON.stringify({ tree, migrated, errors }, undefined, 1).replaceAll('\\n', '\n');
    const expected = plain(whole.text);
    const unmoved = plain(before);
    const isRight = (object: string, at: number) =>
      object === expected[at] || (errors.length > 0 && object === unmoved[at]);
    const objects = plain(after ?? '');
    if (objects.length !== expected.length || !objects.every(isRight))
      expect({ context, after: after ?? 'kustomize refuses it' }).toEqual({ context, after: expected });
    if (errors.length > 0) outcomes.stayed++;
    else outcomes.moved++;
  }
  expect(isSeen()).toBe(true);
});
