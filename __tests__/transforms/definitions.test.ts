import { parse, stringify } from 'yaml';
import { migrateTexts } from '../support/migrate-texts';

const old = 'inference.networking.x-k8s.io';
const group = 'inference.networking.k8s.io';
const pool = `apiVersion: ${old}/v1alpha2
kind: InferencePool
metadata: {name: llama}
spec:
  targetPortNumber: 8000
  selector: {app: llama}
  extensionRef: {name: picker}
`;

const definition = (name: string, spec: string): string => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: ${name}
spec:
  versions:
    - name: v1
      schema:
        openAPIV3Schema:
          properties:
            spec:
              properties:
${spec}`;

const definitions = {
  'the pool of the first candidate': definition(
    `inferencepools.${group}`,
    '                endpointPickerRef: {properties: {portNumber: {type: integer}}}\n',
  ),
  'the old pool': definition(
    `inferencepools.${old}`,
    '                extensionRef: {properties: {portNumber: {type: integer}}}\n                targetPortNumber: {}\n',
  ),
  'another kind that refers to pools': definition(
    'caches.example.com',
    `                poolRef:\n                  properties: {group: {default: ${old}}, kind: {default: InferencePool}}\n`,
  ),
  'another kind that allows pools': definition(
    'caches.example.com',
    `                poolRef: {properties: {group: {enum: ["", ${old}]}, kind: {type: string}}}\n`,
  ),
  'another kind that matches a pattern': definition(
    'caches.example.com',
    '                group: {pattern: "^inference\\\\.networking\\\\.x-k8s\\\\.io$"}\n',
  ),
  'another kind with a rule that matches a pattern': definition(
    'caches.example.com',
    `                ref: {x-kubernetes-validations: [{rule: "self.group.matches('^inference\\\\\\\\.networking\\\\\\\\.x-k8s\\\\\\\\.io$')"}]}\n`,
  ),
  'another kind with a pool as its default': definition(
    'caches.example.com',
    `                pool:\n                  default:\n                    apiVersion: ${old}/v1alpha2\n                    kind: InferencePool\n                    metadata: {name: a}\n                    spec: {targetPortNumber: 8000}\n`,
  ),
};

const data = (text: string): unknown => parse(text);
const forms: Readonly<Record<string, (text: string) => string>> = {
  JSON: (text) => JSON.stringify(data(text), undefined, 2),
  'flow style': (text) => stringify(data(text), { collectionStyle: 'flow' }),
  'an item of a List': (text) => stringify({ apiVersion: 'v1', kind: 'List', items: [data(text)] }),
  'an item of a typed list': (text) =>
    stringify({
      ...{ apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinitionList' },
      items: [{ ...(data(text) as object), apiVersion: undefined, kind: undefined }],
    }),
  'a part of another object': (text) =>
    stringify({ apiVersion: 'example.com/v1', kind: 'Bundle', spec: { manifest: data(text) } }),
};

/** What is said of a definition beside a pool that moves. */
function saidOf(text: string): string[] {
  const [outcome] = migrateTexts({ 'crd.yaml': text, 'pool.yaml': pool });
  expect(outcome?.after).toBe(text);
  return (outcome?.findings ?? []).map(({ level, message }) => `${level} ${message}`);
}

describe('a definition is never read as an object:', () => {
  describe.each(Object.entries(definitions))('%s', (_, text) => {
    const expected = saidOf(text);

    test.each(Object.entries(forms))('as %s', (_form, print) => {
      expect(saidOf(print(text))).toEqual(expected);
    });
  });
});

test.each([
  'another kind that matches a pattern',
  'another kind with a rule that matches a pattern',
] as const)('a rule with the old group as a regular expression is told: %s', (name) => {
  expect(saidOf(definitions[name])).toEqual([
    'warning the schema of another API names the old InferencePool API group: it may refuse migrated references',
  ]);
});

test.each([
  ['x-kubernetes-validations:\n- rule: |-\n    self.group.matches(\n      ', true],
  ['pattern: >-\n  ', true],
  ['pattern:\n  ', true],
  ['description: >-\n  ', false],
])('a regular expression below what takes it: %j', (head, isRule) => {
  const rule = `${head}'^inference\\\\.networking\\\\.x-k8s\\\\.io$')`.replaceAll(
    '\n',
    `\n${' '.repeat(18)}`,
  );
  const text = definition('caches.example.com', `                group:\n                  ${rule}\n`);
  expect(saidOf(text)).toHaveLength(isRule ? 1 : 0);
});

test.each(['description', 'title'])('a regular expression in prose is no rule: %s', (key) => {
  const text = definition(
    'caches.example.com',
    `                group: {${key}: 'such as inference\\.networking\\.x-k8s\\.io'}\n`,
  );
  expect(saidOf(text)).toEqual([]);
});

test('the schema of values with the old group as a regular expression is told', () => {
  const schema = JSON.stringify({
    properties: { group: { pattern: '^inference\\.networking\\.x-k8s\\.io$' } },
  });
  const [outcome] = migrateTexts({ 'values.schema.json': schema, 'pool.yaml': pool });
  expect(outcome?.findings.map(({ message }) => message)).toEqual([
    'still refers to the old InferencePool API group',
  ]);
});
