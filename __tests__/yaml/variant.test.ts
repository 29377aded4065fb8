import {
  applyEdits,
  asMapping,
  asSequence,
  Editor,
  type Node,
  originalChange,
  originOf,
  rewriteDocument,
  valueAt,
  variantsOf,
} from '../../src/yaml';
import { type Ask, documentOf, noteAll, rewritten, rootOf } from './support/asks';
import { text } from './support/table';

/** What a node says, and what a template brings into it. */
function said(node: Node | undefined): unknown {
  if (node?.kind === 'mapping') {
    const lines = node.templatedEntries.map(() => ['…', '…'] as const);
    return Object.fromEntries([
      ...node.entries.map(({ name, value }) => [name, said(value)] as const),
      ...lines,
    ]);
  }
  if (node?.kind !== 'sequence') return node?.value;
  return [...node.items.map(({ value }) => said(value)), ...node.templatedItems.map(() => '…')];
}

const branches = text`
  a:
    {{- if .x }}
    b: 1
    {{- toYaml .y | nindent 2 }}
    {{- else }}
    b: 2
    {{- end }}
    c:
    - 3
    {{- if .x }}
    - d: 4
    {{- end }}
    - 5
`;

test('A document with blocks is seen as each of its renderings could show it.', () => {
  expect(variantsOf(documentOf(branches)).map(({ root }) => said(root))).toEqual([
    { a: { b: 1, c: [3, { d: 4 }, 5], '…': '…' } },
    { a: { b: 2, c: [3, 5] } },
  ]);
});

test.each([
  [
    'items',
    'a:\n  - b\n  {{- if .x }}\n  {{- toYaml .y | nindent 2 }}\n  - c\n  {{- end }}\n',
    [{ a: ['b', 'c', '…'] }, { a: ['b'] }],
  ],
  [
    'no items beside them',
    'a:\n  {{- if .x }}\n  - b\n  {{- else }}\n  - c\n  {{- end }}\n  {{- toYaml .y | nindent 2 }}\n',
    [{ a: ['b', '…'] }, { a: ['c', '…'] }],
  ],
  [
    'a value below the keys of two branches',
    '{{- if .x }}\na:\n{{- else }}\nb:\n{{- end }}\n  c: 1\nd: 1\n',
    [
      { a: { c: 1 }, d: 1 },
      { b: { c: 1 }, d: 1 },
    ],
  ],
  [
    'a value below the key of the last branch',
    '{{- if .x }}\na: 0\n{{- else }}\nb:\n{{- end }}\n  c: 1\nd: 1\n',
    [
      { a: 0, d: 1 },
      { b: { c: 1 }, d: 1 },
    ],
  ],
  [
    'a key without a value above another branch',
    'z:\n{{- if .x }}\na: 0\n{{- end }}\nd: 1\n',
    [
      { z: null, a: 0, d: 1 },
      { z: null, d: 1 },
    ],
  ],
])('A variant shows what is there in its branches: %s', (_, source, expected) => {
  expect(variantsOf(documentOf(source)).map(({ root }) => said(root))).toEqual(expected);
});

const conditions = (count: number) =>
  Array.from({ length: count }, (_, index) => `{{- if eq .x ${index} }}\na: ${index}\n{{- end }}\n`).join('');

test.each([
  ['of two conditions', conditions(2), [{ a: 0, z: 1 }, { a: 1, z: 1 }, { z: 1 }]],
  [
    'of a branch and a condition',
    '{{- if .x }}\nb: 0\n{{- else }}\na: 0\n{{- end }}\n{{- if .y }}\na: 1\n{{- end }}\n',
    [
      { b: 0, a: 1, z: 1 },
      { b: 0, z: 1 },
      { a: 0, z: 1 },
    ],
  ],
  ['of more conditions than are combined', conditions(8), Array.from({ length: 8 }, (_, a) => ({ a, z: 1 }))],
  ['written twice in one branch', '{{- if .x }}\na: 0\na: 1\n{{- end }}\n', [{ a: 1, z: 1 }, { z: 1 }]],
  [
    'written without a condition as well',
    'a: 0\n{{- if .x }}\na: 1\n{{- end }}\n',
    [
      { a: 1, z: 1 },
      { a: 0, z: 1 },
    ],
  ],
])('A key %s is shown once by each variant that can be.', (_, source, expected) => {
  const shown = variantsOf(documentOf(`${source}z: 1\n`)).map(({ root }) => said(root));
  expect(shown).toEqual(expect.arrayContaining(expected));
  expect(expected).toEqual(expect.arrayContaining(shown.filter((each) => !isEmptyOf(each))));
});

/** What only has the key that all variants have. */
function isEmptyOf(shown: unknown): boolean {
  return JSON.stringify(shown) === '{"z":1}';
}

test('What a variant shows has its place in the variant, and in the whole document.', () => {
  const document = documentOf(branches);
  const [first, second] = variantsOf(document);
  const a = valueAt(second?.root, 'a');
  const list = asSequence(valueAt(a, 'c'));
  const [item] = list?.items ?? [];
  const [entry] = asMapping(a)?.entries ?? [];
  expect([entry?.kind, entry?.parent === a, entry?.value.parent === entry]).toEqual(['entry', true, true]);
  expect([item?.kind, item?.parent === list, item?.value.parent === item]).toEqual(['item', true, true]);
  expect([list?.kind, list?.flow, list?.parent?.kind]).toEqual(['sequence', false, 'entry']);
  const whole = asMapping(valueAt(document.root, 'a'));
  expect(entry && originOf(entry)).toBe(whole?.entries[1]);
  expect(a && originOf(a)).toBe(whole);
  expect(list && originOf(list)).toBe(valueAt(whole, 'c'));
  const [one, two] = [branches.indexOf('b: 1'), branches.indexOf('b: 2')];
  expect([one, two].map((offset) => first?.shows(offset))).toEqual([true, false]);
  expect([one, two].map((offset) => second?.shows(offset))).toEqual([false, true]);
});

test.each(['a: 1\n', 'a: {{ .x }}\n'])('A document without blocks is its only variant: %j', (source) => {
  const document = documentOf(source);
  const [variant, ...others] = variantsOf(document);
  expect(variant?.root).toBe(document.root);
  expect(variant?.shows(0)).toBe(true);
  expect(others).toEqual([]);
});

test('A document without anything in it has a variant without anything in it.', () => {
  expect(variantsOf(documentOf('# note\n')).map(({ root }) => root)).toEqual([undefined]);
});

test.each<readonly [Ask]>([
  [['rename', 'b', 'x']],
  [['set', 'b', 2]],
  [['nest', 'b', ['-', 'x']]],
  [['insert', '', 'x', 1]],
  [['insert', '', 'x', 1, 'b']],
  [['append', 'l', 2]],
  [['remove', 'b']],
  [['remove', 'l.0']],
  [['unwrap', 'c']],
  [['fill', 'e', { f: 1 }]],
  [['replace', 't', 'one', 'two']],
  [['text', 't', 'one', 'two']],
])('A change asked for in a variant is one of the whole document: %j', (ask) => {
  const source = '{{- if .x }}\nb: 1\n{{- end }}\nl:\n- 1\n- 2\nc:\n  d: 1\ne:\nt: |\n  one\n';
  const document = documentOf(source);
  const [variant] = variantsOf(document);
  if (!variant) throw new Error('there is no variant');
  const editor = new Editor();
  noteAll(editor, rootOf(variant), [ask]);
  const { edits } = rewriteDocument(document, editor.changes.map(originalChange));
  expect(applyEdits(source, edits)).toBe(rewritten(source, [ask]));
});
