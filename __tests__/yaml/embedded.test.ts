import {
  applyEdits,
  asMapping,
  Declined,
  Editor,
  entryOf,
  isParseProblem,
  maskTemplate,
  parseDocument,
  rewriteDocument,
  type Scalar,
  valueAt,
  viewEmbeddedText,
} from '../../src/yaml';
import { rewritten } from './support/asks';

function parse(text: string) {
  const document = parseDocument(text, { start: 0, end: text.length }, maskTemplate(text));
  if (isParseProblem(document)) throw new Error(document.message);
  return document;
}

function scalarAt(text: string, key: string): { document: ReturnType<typeof parse>; scalar: Scalar } {
  const document = parse(text);
  const node = valueAt(document.root, key);
  if (node?.kind !== 'scalar') throw new Error('no scalar');
  return { document, scalar: node };
}

/** Renames the inner key `a` to `b` and adds `c: 1` at the inner end. */
function rewriteInside(text: string): string {
  const { document, scalar } = scalarAt(text, 'patch');
  const view = viewEmbeddedText(document, scalar);
  if (!view) throw new Error('no text');
  const inner = parse(view.text);
  const changes = new Editor();
  const a = entryOf(inner.root, 'a');
  const mapping = asMapping(inner.root);
  if (!a || !mapping) throw new Error('no mapping');
  changes.rename(a, 'b');
  changes.insert(mapping, 'c', { d: 1 });
  const edit = new Editor();
  edit.rewriteText(scalar, rewriteDocument(inner, changes.changes).edits);
  return applyEdits(text, rewriteDocument(document, edit.changes).edits);
}

describe('a text that a scalar holds', () => {
  test.each<[string, string, string]>([
    [
      'a block that keeps one line break',
      'patch: |\n  a: 1\n  e: 2\nz: 1\n',
      'patch: |\n  b: 1\n  e: 2\n  c:\n    d: 1\nz: 1\n',
    ],
    [
      'a block that keeps none',
      'patch: |- # why\n    a: 1\n\n    e: 2 # two\nz: 1\n',
      'patch: |- # why\n    b: 1\n\n    e: 2 # two\n    c:\n      d: 1\nz: 1\n',
    ],
    [
      'a block that keeps all',
      'patch: |+\n  a: 1\n\n\nz: 1\n',
      'patch: |+\n  b: 1\n  c:\n    d: 1\n\n\nz: 1\n',
    ],
    [
      'a block with an indentation indicator',
      'patch: |2-\n    a: 1\n    e: 2\nz: 1\n',
      'patch: |2-\n    b: 1\n    e: 2\n    c:\n      d: 1\nz: 1\n',
    ],
    [
      'a block with Windows line ends',
      'patch: |\r\n  a: 1\r\nz: 1\r\n',
      'patch: |\r\n  b: 1\r\n  c:\r\n    d: 1\r\nz: 1\r\n',
    ],
    [
      'a block at the end of a file without a line end',
      'patch: |-\n  a: 1',
      'patch: |-\n  b: 1\n  c:\n    d: 1',
    ],
    ['a clipped block at such an end', 'patch: |\n  a: 1', 'patch: |\n  b: 1\n  c:\n    d: 1'],
    [
      'a block with blank lines above its text',
      'patch: |\n\n \n  a: 1\nz: 1\n',
      'patch: |\n\n \n  b: 1\n  c:\n    d: 1\nz: 1\n',
    ],
  ])('is rewritten line by line in %s', (_, text, expected) => {
    expect(rewriteInside(text)).toBe(expected);
  });

  test.each<[string, string, string]>([
    [
      'lines of actions',
      'patch: |\n  {{- if .x }}\n  a: {{ .a | quote }}\n    {{- end }}\n  e: 2\nz: {{ .z }}\n',
      'patch: |\n  {{- if .x }}\n  b: {{ .a | quote }}\n    {{- end }}\n  e: 2\n  c:\n    d: 1\nz: {{ .z }}\n',
    ],
    [
      'an action at the end, which a parser takes for blank lines',
      'patch: |\n  a: {{ .a }}\n  {{ .b }}\nz: 1\n',
      'patch: |\n  b: {{ .a }}\n  c:\n    d: 1\n  {{ .b }}\nz: 1\n',
    ],
    [
      'an action at the end that stays there',
      'patch: |+\n  a: {{ .a }}\n  {{ .b }}\n\n\nz: 1\n',
      'patch: |+\n  b: {{ .a }}\n  c:\n    d: 1\n  {{ .b }}\n\n\nz: 1\n',
    ],
    [
      'one that stands elsewhere',
      'patch: |\n  a: 1\nz: {{ .z }}\n',
      'patch: |\n  b: 1\n  c:\n    d: 1\nz: {{ .z }}\n',
    ],
    [
      'Windows line ends',
      'patch: |-\r\n  {{- with .x }}\r\n  a: {{ . }}\r\n  {{- end }}\r\n  e: 2\r\n',
      'patch: |-\r\n  {{- with .x }}\r\n  b: {{ . }}\r\n  {{- end }}\r\n  e: 2\r\n  c:\r\n    d: 1\r\n',
    ],
  ])('keeps the actions of a template: %s', (_, text, expected) => {
    expect(rewriteInside(text)).toBe(expected);
  });

  test.each([
    ['in single quotes', "patch: '{a: ''1''}'\n", "patch: '{b: ''1'', c: {d: 1}}'\n"],
    ['in double quotes', 'patch: "{a: 1}" # one\n', 'patch: "{b: 1, c: {d: 1}}" # one\n'],
    [
      'of several lines in double quotes',
      'patch: "a: 1\\ne: 2\\n"\n',
      'patch: "b: 1\\ne: 2\\nc:\\n  d: 1\\n"\n',
    ],
    ['in double quotes with escapes', 'patch: "{\\x61: \\u0031}"\n', 'patch: "{b: \\u0031, c: {d: 1}}"\n'],
    ['in single quotes over lines', "patch: '{a:\n  1}'\n", "patch: '{b:\n  1, c: {d: 1}}'\n"],
    [
      'in double quotes over lines',
      'patch: "a: 1\\ne:\\\n  \\ 2\\n\\\n  "\n',
      'patch: "b: 1\\ne:\\\n  \\ 2\\nc:\\n  d: 1\\n\\\n  "\n',
    ],
    [
      'in double quotes with folded lines',
      'patch: "a: 1\r\n\r\n  e: 2\r\n\r\n  "\r\n',
      'patch: "b: 1\r\n\r\n  e: 2\\nc:\\n  d: 1\r\n\r\n  "\r\n',
    ],
  ])('is changed in quotes, and all around stays as it is written: %s', (_, text, expected) => {
    expect(rewriteInside(text)).toBe(expected);
  });

  const odd = 'the text to change is folded, or in quotes with actions in it; write it as a block with "|"';

  test.each([
    ['patch: >-\n  a: 1\n', odd],
    [
      'x: &x >-\n  a: 1\npatch: *x\n',
      'the value is shared by anchor &x; replace the alias *x with a literal first',
    ],
    ["patch: 'a: 1'\n", 'the text to change is in single quotes, which hold no line break'],
    [
      'patch: |-\n  a: 1\n  {{ if\n    .x }}\n  e: 2\n  {{ end }}\n  f: 3\n',
      'an action of the template goes over several lines of the text to change',
    ],
  ])('is left alone in %j, with a reason', (text, reason) => {
    expect(() => rewriteInside(text)).toThrow(new Declined(reason));
  });

  test.each([
    ['a number', 'patch: 1\n', undefined],
    ['a folded text', 'x: 1\npatch: >-\n  a\n  b\n', 12],
    ['an alias for a quoted text', 'x: &x "a b"\npatch: *x\n', 19],
    ['a text with an action', 'patch: "a {{ .x }} b"\n', 7],
  ])('is seen as a whole where its characters have no place of their own: %s', (_, text, offset) => {
    const { document, scalar } = scalarAt(text, 'patch');
    const view = viewEmbeddedText(document, scalar);
    expect(view?.toOuter(2)).toBe(offset);
  });

  test.each([
    ['blanks at the start of a line', 'a: "x\n  y"\n', 'y', '  z', 'a: "x\n  \\  z"\n'],
    ['a blank behind a tab', 'a: "x\n \ty"\n', 'y', ' z', 'a: "x\n \t\\ z"\n'],
    ['a tab at the start of a line', 'a: "x\n  y"\n', 'y', '\tz', 'a: "x\n  \\tz"\n'],
    ['a blank behind the quote', 'a: "x\n  y"\n', 'x', ' z', 'a: " z\n  y"\n'],
    ['a blank within a line', 'a: "x\n  yw"\n', 'w', ' z', 'a: "x\n  y z"\n'],
    ['blanks between words', 'a: "x\n  y"\n', 'y', 'z  z', 'a: "x\n  z  z"\n'],
    [
      'a blank at the start of a line in single quotes, where nothing is escaped',
      "a: 'x\n  y'\n",
      'y',
      ' z',
      'declined: the result would not mean what was asked for',
    ],
  ])('keeps the blanks that it is to have in quotes over lines: %s', (_, text, from, to, expected) => {
    expect(rewritten(text, [['text', 'a', from, to]])).toBe(expected);
  });

  test.each([
    ['a\n', 'b', '--- |\nb\n'],
    ['a\nc\n', '---', 'the result would be several documents'],
  ])('may be a document, without any indentation: %j', (text, edited, expected) => {
    expect(rewritten(`--- |\n${text}`, [['text', '', 'a', edited]])).toBe(
      expected.startsWith('---') ? expected : `declined: ${expected}`,
    );
  });

  test('is left alone where its first line would be indented further than the others', () => {
    expect(rewritten('patch: |\n  a\n  b\n', [['text', 'patch', 'a', '  a']])).toBe(
      'declined: the result would not be valid YAML (All mapping items must start at the same column)',
    );
    expect(rewritten('patch: |2\n  a\n  b\n', [['text', 'patch', 'a', '  a']])).toBe(
      'patch: |2\n    a\n  b\n',
    );
  });

  test('knows where each of its characters stands in the file', () => {
    const text = 'patch: |\n    a: 1\n\n      b: 2\n';
    const { document, scalar } = scalarAt(text, 'patch');
    const view = viewEmbeddedText(document, scalar);
    expect(view?.text).toBe('a: 1\n\n  b: 2\n');
    expect(view?.toOuter(0)).toBe(text.indexOf('a: 1'));
    expect(view?.toOuter(view.text.indexOf('b: 2'))).toBe(text.indexOf('b: 2'));
  });

  test.each(['|', '|-'])('is seen with an action over several lines as it is written: %s', (header) => {
    const text = `patch: ${header}\n  a: 1\n  {{ if\n    .x }}\n  b: 2\n  {{ end }}\n  c: 3\nz: 1\n`;
    const { document, scalar } = scalarAt(text, 'patch');
    const view = viewEmbeddedText(document, scalar);
    expect(view?.text).toBe(`a: 1\n{{ if\n  .x }}\nb: 2\n{{ end }}\nc: 3${header === '|' ? '\n' : ''}`);
    expect(view?.toOuter(view.text.indexOf('c: 3'))).toBe(text.indexOf('c: 3'));
  });

  test('may be edited in several steps, which are made together', () => {
    const text = 'patch: |\n  a: 1\n  e: 2\n';
    const { document, scalar } = scalarAt(text, 'patch');
    const edit = new Editor();
    edit.rewriteText(scalar, [{ start: 5, end: 6, text: 'f' }]);
    edit.rewriteText(scalar, [{ start: 0, end: 1, text: 'b' }]);
    expect(applyEdits(text, rewriteDocument(document, edit.changes).edits)).toBe(
      'patch: |\n  b: 1\n  f: 2\n',
    );
  });
});
