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
  ])('is changed where it is written as it would be written again: %s', (_, text, expected) => {
    expect(rewriteInside(text)).toBe(expected);
  });

  test.each(['patch: "{\\x61: 1}"\n', "patch: '{a:\n  1}'\n", 'patch: >-\n  a: 1\n'])(
    'is left alone in %j, with a reason',
    (text) => {
      expect(() => rewriteInside(text)).toThrow(Declined);
    },
  );

  test('knows where each of its characters stands in the file', () => {
    const text = 'patch: |\n    a: 1\n\n      b: 2\n';
    const { document, scalar } = scalarAt(text, 'patch');
    const view = viewEmbeddedText(document, scalar);
    expect(view?.text).toBe('a: 1\n\n  b: 2\n');
    expect(view?.toOuter(0)).toBe(text.indexOf('a: 1'));
    expect(view?.toOuter(view.text.indexOf('b: 2'))).toBe(text.indexOf('b: 2'));
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
