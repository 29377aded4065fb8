import { Facts } from '../../src/facts';
import { ManifestFile } from '../../src/migrate/manifest-file';
import { surveyManifest } from '../../src/migrate/manifest';
import type { Survey } from '../../src/transform';
import { Declined, valueAt } from '../../src/yaml';
import { at, planOf, setting, summariesOf } from '../support/asking';

const a = setting('a');

/** Each row: for what a transform has to see a document, a file, and its documents that are then rewritten. */
test.each<
  [name: string, Parameters<typeof setting>[1], documents: readonly string[], rewritten: readonly number[]]
>([
  ['a word', {}, ['a: old', 'b: 1', 'a: old'], [0, 2]],
  ['its text', { mayConcern: (text) => text.includes('yes') }, ['a: old # yes', 'a: old', 'b: yes'], [0]],
  [
    'another word in the file',
    { triggers: [], conditionalTriggers: [{ words: ['a'], beside: ['z'] }] },
    ['a: old', 'z: 1'],
    [0],
  ],
  [
    'none in the file',
    { triggers: [], conditionalTriggers: [{ words: ['a'], beside: ['z'] }] },
    ['a: old', 'b: 1'],
    [],
  ],
  [
    'another word in the document',
    { triggers: [], conditionalTriggers: [{ words: ['a'], beside: ['z'], inDocumentWith: ['y'] }] },
    ['a: old', 'a: old\ny: 1', 'z: 1'],
    [1],
  ],
  [
    'one word, or two',
    { triggers: ['x'], conditionalTriggers: [{ words: ['a'], beside: ['z'], inDocumentWith: ['y'] }] },
    ['a: old', 'a: old\ny: 1', 'a: old\nx: 1', 'z: 1'],
    [1, 2],
  ],
])('a transform sees documents for %s', (_name, parts, documents, rewritten) => {
  const { all } = planOf(documents.join('\n---\n'), [setting('a', parts ?? {})]);
  const after = documents.map((each, index) =>
    rewritten.includes(index) ? each.replace('old', 'new') : each,
  );
  expect(all.text).toBe(after.join('\n---\n'));
});

const noting = at('b', ({ report }, value) => {
  report({ level: 'note', at: value, message: 'so' });
});

test('the edits of a file are in order, and so are its rewrites by what is proven together', () => {
  const text = '{{ define "a" }}\na: old\n{{ end }}\n---\nb: 1\n---\na: old\n';
  const { all } = planOf(text, [a, noting], { path: 'chart/templates/_a.yaml' });
  expect(all.text).toBe(text.replaceAll('old', 'new'));
  expect(all.edits.map(({ start }) => start)).toEqual([20, 50]);
  expect(all.proven.map(({ edits, done }) => `${edits[0]?.start ?? ''} ${summariesOf(done)}`)).toEqual([
    '50 a: new',
    '20 a: new',
  ]);
  expect(all.done.map(({ offset, about }) => [offset, about])).toEqual([
    [50, { at: 50, start: 50, end: 53 }],
    [20, { at: 20, start: 20, end: 23 }],
  ]);
});

const broken = 'pilot:\n  c: [1\nb: 1\n';
const plain = 'invalid YAML';

/** Each row: a file with a document that cannot be read, what is said of it, and whether others are rewritten. */
test.each<
  [
    name: string,
    path: string,
    text: string,
    problem: string | undefined,
    said: readonly string[],
    rewritten: boolean,
  ]
>([
  ['of YAML', 'a.yaml', `a: old\n---\n${broken}`, 'pilot', [], false],
  ['of YAML where it does not matter', 'a.yaml', 'a: old\n---\nc: [1\nb: 1\n', undefined, [], true],
  [
    'of YAML with a comment',
    'a.yaml',
    `# istio-migrate-ignore-file\na: old\n---\n${broken}`,
    undefined,
    [],
    false,
  ],
  ['of a template', 'a.yaml', `a: old\n---\nx: {{ .x }}\n${broken}`, undefined, ['pilot'], true],
  ['of a template by its name', 'a.yaml.gotmpl', `a: old\n---\n${broken}`, undefined, ['pilot'], true],
  [
    'of a template with a comment',
    'a.yaml',
    `# istio-migrate-ignore-file\na: old\n---\nx: {{ .x }}\n${broken}`,
    undefined,
    [],
    false,
  ],
  [
    'of a template where it does not matter',
    'a.yaml',
    'pilot:\n  a: 1\n---\na: old\n---\nx: {{ .x }}\nc: [1\nb: 1\n',
    undefined,
    [],
    true,
  ],
])('a document that cannot be read, %s', (_name, path, text, problem, said, rewritten) => {
  const { all, only } = planOf(text, [a, setting('c')], { path });
  expect(all.problem?.matter).toBe(problem);
  expect(
    all.notes.map(({ message, help = '' }) => [
      message.slice(0, plain.length),
      /(?<=holds )[^:]*/.exec(help)?.[0],
    ]),
  ).toEqual(said.map((word) => [plain, word]));
  expect(all.text).toBe(rewritten ? text.replace('old', 'new') : text);
  const none = only(new Set());
  expect([none?.text, none?.notes]).toEqual([text, all.notes]);
  expect(all.ignores).toHaveLength(text.includes('ignore') ? 1 : 0);
});

test('only some rewrites of a file are made where that can be done in each of its documents', () => {
  const text = 'a: old\nb: old\n---\na: old\nb: old\n';
  const needing = setting('b');
  const whole = {
    ...needing,
    migrate: ((document, context) => {
      if (!document.text.includes('a: new')) needing.migrate(document, context);
    }) satisfies typeof needing.migrate,
  };
  const { all, only } = planOf(text, [a, whole]);
  const idsOf = (...indexes: readonly number[]) =>
    new Set(all.done.flatMap(({ id }, index) => (indexes.includes(index) ? id : [])));
  expect(only(idsOf(0, 1, 2, 3))?.text).toBe(all.text);
  expect(only(idsOf(1, 2, 3))?.text).toBe('a: old\nb: new\n---\na: new\nb: new\n');
  expect(only(idsOf(0))).toBeUndefined();
  expect(only(idsOf(1, 2))).toBeUndefined();
});

/** What a survey finds of a file: the values of a key, and the texts of what it cannot read. */
function found(
  text: string,
  parts: Partial<Survey>,
  file = new ManifestFile('a.yaml', text),
): readonly string[] {
  const said: string[] = [];
  const survey: Survey = {
    triggers: ['a'],
    collect({ root }) {
      const value = valueAt(root, 'a');
      if (value?.kind === 'scalar') said.push(String(value.value));
    },
    missed({ path, text: whole, stretch }) {
      said.push(`${path}: ${stretch ? whole.slice(stretch.start, stretch.end) : 'a part'}`);
    },
    ...parts,
  };
  surveyManifest(file, [survey], new Facts());
  return said;
}

const twice = 'a: 1\n---\nb: 1\n---\na: 2 # yes\n';

test.each<[name: string, text: string, Partial<Survey>, said: readonly string[]]>([
  ['by a word', twice, {}, ['1', '2']],
  ['by no word', twice, { triggers: ['z'] }, []],
  ['by its file', twice, { triggers: ['z'], files: () => true }, ['1', '2']],
  ['by another file', twice, { triggers: ['z'], files: () => false }, []],
  ['that was enough at a glance', twice, { glance: () => 'enough' }, []],
  ['that was not enough at a glance', twice, { glance: () => 'parse' }, ['1', '2']],
  ['by its text', twice, { mayConcern: (text) => text.includes('yes') }, ['2']],
  ['in a text', 'x: |\n  a: 3\n', {}, ['3']],
  ['in a text in a text', 'x: |\n  y: |\n    a: 3\n', {}, ['3']],
  [
    'in what kubectl notes',
    'kubectl.kubernetes.io/last-applied-configuration: \'{"a": 3}\'\na: 1\n',
    {},
    ['1'],
  ],
  ['that cannot be read', 'a: 1\n---\na: [2\nb: 1\n', {}, ['1', 'a.yaml: a: 1\n---\na: [2\nb: 1\n']],
  ['that has a key twice', 'a: 1\na: 2\n', {}, ['a.yaml: a: 1\na: 2\n']],
  [
    'of a template that cannot be read',
    'b: {{ .x }}\na: 1\n---\na: [2\nb: 1\n',
    {},
    ['1', 'a.yaml: ---\na: [2\nb: 1\n'],
  ],
  ['in a text that has a key twice', 'x: |\n  a: 3\n  a: 4\n', {}, []],
])('a survey sees a document %s', (_name, text, parts, said) => {
  expect(found(text, parts)).toEqual(said);
});

test('what nobody wants to know of is not missed', () => {
  const survey: Survey = {
    triggers: ['a'],
    collect: () => {
      throw new Declined('so');
    },
  };
  expect(() => {
    surveyManifest(new ManifestFile('a.yaml', 'a: [1\n---\na: 1\n'), [survey], new Facts());
  }).not.toThrow();
  const failing: Survey = {
    triggers: ['a'],
    collect: () => {
      throw new TypeError('so');
    },
  };
  expect(() => {
    surveyManifest(new ManifestFile('a.yaml', 'a: 1\n'), [failing], new Facts());
  }).toThrow(TypeError);
});

test('of a text in a guide, a part is missed', () => {
  const outer = '> a: [1\n';
  const within = { outer, toOuter: (offset: number) => offset };
  expect(found(outer, {}, new ManifestFile('a.md', 'a: [1\n', { within }))).toEqual(['a.md: a part']);
});
