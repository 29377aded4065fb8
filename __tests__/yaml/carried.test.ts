import {
  applyEdits,
  carriedOver,
  Declined,
  Editor,
  entryOf,
  rewriteDocument,
  stringOf,
  valueAt,
} from '../../src/yaml';
import type { Mapping } from '../../src/yaml';
import { documentOf } from './support/asks';

/** Moves `a.from` below a new key `x` of the map `to`, or of the root where there is none. */
function moved(text: string): string {
  const document = documentOf(text);
  const from = entryOf(valueAt(document.root, 'a'), 'from');
  if (!from) throw new Error('no entry');
  const edit = new Editor();
  try {
    edit.insert((valueAt(document.root, 'to') ?? document.root) as Mapping, 'x', {
      y: carriedOver(from.value),
    });
    edit.remove(from);
    return applyEdits(text, rewriteDocument(document, edit.changes).edits);
  } catch (error) {
    if (error instanceof Declined) return `declined: ${error.message}`;
    throw error;
  }
}

/** What a value may be, as it is written. */
const sources = [
  '{{ .Values.a }}',
  '{{- .Values.a -}}',
  '{{ .Values.a | quote }}',
  '"{{ a }}"',
  "'{{ a }}'",
  'cni-{{ a }}-{{ b }}',
  '{{ if .a }}1{{ else }}2{{ end }}',
  '{% if a %}1{% endif %}',
  '${A}',
  '"${A:=1}"',
  '<%= a %>',
  '@@A@@',
  '0x1F',
  '1.10',
  "'25%'",
  '"it\\u2019s"',
  '!!str 1',
  '!custom {{ a }}',
  '~',
  '2001-01-01',
];

describe('a value that is carried over is the same, byte for byte', () => {
  test.each(sources)('in lines: %s', (source) => {
    expect(moved(`a:\n  from: ${source}\n  b: 1\n`)).toBe(`a:\n  b: 1\nx:\n  "y": ${source}\n`);
  });

  test.each(sources)('with its comment: %s', (source) => {
    expect(moved(`a:\n  from: ${source} # as {{ b }} says\n  b: 1\n`)).toBe(
      `a:\n  b: 1\nx:\n  "y": ${source} # as {{ b }} says\n`,
    );
  });

  test.each(sources)('from braces to braces: %s', (source) => {
    expect(moved(`a: {from: ${source}, b: 1}\nto: {b: 1}\n`)).toBe(
      `a: {b: 1}\nto: {b: 1, x: {"y": ${source}}}\n`,
    );
  });

  test.each(sources)('from braces to lines: %s', (source) => {
    expect(moved(`a: {from: ${source}, b: 1}\nto:\n  b: 1\n`)).toBe(
      `a: {b: 1}\nto:\n  b: 1\n  x:\n    "y": ${source}\n`,
    );
  });

  test.each(sources.filter((source) => source !== '${A}'))('from lines to braces: %s', (source) => {
    expect(moved(`a:\n  from: ${source}\n  b: 1\nto: {b: 1}\n`)).toBe(
      `a:\n  b: 1\nto: {b: 1, x: {"y": ${source}}}\n`,
    );
  });

  test.each(sources)('in a list and a map: %s', (source) => {
    expect(moved(`a:\n  from:\n    - ${source}\n    - k: ${source} # why\n      l: 2\n  b: 1\n`)).toBe(
      `a:\n  b: 1\nx:\n  "y":\n    - ${source}\n    - k: ${source} # why\n      l: 2\n`,
    );
  });
});

test.each<[name: string, before: string, after: string]>([
  [
    'quotes come where braces need them',
    'a:\n  from: x, y\n  b: 1\nto: {b: 1}\n',
    'to: {b: 1, x: {"y": "x, y"}}',
  ],
  ['several lines become one', 'a:\n  from: x\n    y\n  b: 1\n', 'x:\n  "y": x y'],
  ['a block of lines becomes one', 'a:\n  from: |\n    x\n  b: 1\n', 'x:\n  "y": "x\\n"'],
  ['nothing is written as null', 'a:\n  from:\n  b: 1\n', 'x:\n  "y": null'],
  [
    'within one branch',
    '{{ if .c }}\na:\n  from: {{ .v }}\n  b: 1\nto:\n  b: 1\n{{ end }}\n',
    'to:\n  b: 1\n  x:\n    "y": {{ .v }}\n{{ end }}',
  ],
])('%s', (_, before, after) => {
  expect(moved(before)).toContain(after);
});

test.each<[name: string, text: string, reason: string]>([
  [
    'a placeholder that braces would make a map',
    'a:\n  from: ${A}\n  b: 1\nto: {b: 1}\n',
    'a placeholder without quotes cannot be carried over into braces',
  ],
  [
    'lines that a template inserts',
    'a:\n  from:\n    {{- toYaml .v | nindent 4 }}\n  b: 1\n',
    'a template inserts a part of the value',
  ],
  [
    'lines that a template inserts in a list',
    'a:\n  from:\n    - {{ .v }}\n    {{- range .w }}\n    - {{ . }}\n    {{- end }}\n  b: 1\n',
    'a template inserts a part of the value',
  ],
  [
    'a block with an action',
    'a:\n  from: |\n    x {{ .v }}\n  b: 1\n',
    'a template inserts a part of the value',
  ],
  [
    'an entry under a condition',
    'a:\n  from:\n    k: 1\n    {{- if .c }}\n    l: {{ .v }}\n    {{- end }}\n  b: 1\n',
    'a template inserts a part of the value',
  ],
  [
    'an item of braces under a condition',
    'a: {from: [1{{ if .c }}, 2{{ end }}], b: 1}\n',
    'a template inserts a part of the value',
  ],
  [
    'several lines with an action',
    'a:\n  from: x\n    {{ .v }}\n  b: 1\n',
    'a template inserts a part of the value',
  ],
  [
    'out of a loop',
    'a:\n  b: 1\n  {{- range .w }}\n  from: {{ .v }}\n  c: 1\n  {{- end }}\nto:\n  b: 1\n',
    'an action of the template would be lost',
  ],
  [
    'into another branch',
    'a:\n  from: {{ .v }}\n  b: 1\n{{- with .w }}\nto:\n  b: 1\n  c: 1\n{{- end }}\n',
    'an action of the template would be lost',
  ],
  [
    'over an assignment',
    'to:\n  b: 1\n{{- $v := .w }}\na:\n  from: {{ $v }}\n  b: 1\n',
    'an action of the template would be lost',
  ],
])('%s is declined', (_, text, reason) => {
  expect(moved(text)).toBe(`declined: ${reason}`);
});

test('what stands for an action is never written', () => {
  const document = documentOf('a: {{ .v }}\n');
  const edit = new Editor();
  edit.insert(document.root as Mapping, 'b', stringOf(valueAt(document.root, 'a')) ?? '');
  expect(() => rewriteDocument(document, edit.changes)).toThrow('a template inserts a part of the value');
});
