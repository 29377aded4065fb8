import fc from 'fast-check';
import { parseDocument } from 'yaml';
import { isTemplated, maskTemplate, templatedValue, withActionsShown } from '../../../src/yaml/template/mask';
import { runs } from '../../support/seed';

const parameters = runs(1_000);

/** Puts the actions back where the mask says that they are, in definitions too. */
function unmask(text: string): string {
  const template = maskTemplate(text);
  if (!template) return text;
  const { masked } = template.definitions;
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end } of template.actions) {
    pieces.push(masked.slice(at, start), text.slice(start, end));
    at = end;
  }
  return pieces.join('') + masked.slice(at);
}

/** The indentation in front of an action may be masked with it. */
function withoutSpace(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}

const action = fc.constantFrom(
  '{{ .Values.a }}',
  '{{- include "b" . | nindent 4 }}',
  '{{ "}}" | quote }}',
  '{{/* c: [ */}}',
  '{{- define "g" -}}',
  '{{- if .a }}',
  '{{- else }}',
  '{{- end }}',
  '${D}',
  '{% if e %}',
  '{{- printf "%s\n  %s" .f\n    .g -}}',
);

/** What stands for a source that is an action. */
function valueOf(source: string): string {
  const template = maskTemplate(source);
  return template ? templatedValue(source, template, { start: 0, end: source.length }) : '';
}

describe('maskTemplate', () => {
  console.info(`seed ${parameters.seed}`);

  test('changes nothing but the actions, and keeps every offset', () => {
    const piece = fc.oneof(
      action,
      fc.constantFrom('a: ', '\n', '  ', '- ', 'b', '"', '#', '{', '}}', '\r\n'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        expect(maskTemplate(text)?.masked.length ?? text.length).toBe(text.length);
        expect(withoutSpace(unmask(text))).toBe(withoutSpace(text));
      }),
      parameters,
    );
  });

  test('leaves YAML wherever actions were put into YAML', () => {
    const value = fc.oneof(
      action.filter((source) => !source.includes('\n')),
      fc.constantFrom('"x-{{ .Values.a }}"', "'{{ .b }}'", 'x', '1', '{{ .a }}:{{ .b }}', '["{{ .c }}"]'),
    );
    const control = fc.constantFrom(
      '{{- if .x }}',
      '      {{- end }}',
      '{{/* note: [ */}}',
      '  {% else %}',
      '{{- range .y }}  # z',
    );
    const line = fc.oneof(
      fc.tuple(fc.constantFrom('a', 'b', '{{ $key }}'), value).map(([key, text]) => `  ${key}: ${text}`),
      control,
      fc.constant('  c: |\n{{- if .deep }}\n    text {{ .d }}\n{{- end }}'),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const text = ['top:', ...lines, ''].join('\n');
        const masked = maskTemplate(text)?.masked ?? text;
        expect(parseDocument(masked, { uniqueKeys: false }).errors).toEqual([]);
      }),
      parameters,
    );
  });

  test.each([
    ['a value', 'a: {{ .x }}\n', true],
    ['a part of a value', 'a: x-{{ .x }}-y\n', true],
    ['a quoted value', 'a: "{{ .x | default "y" }}"\n', true],
    ['no action', 'a: x\n', false],
  ])('a scalar tells that it is templated: %s', (_, text, expected) => {
    const { a } = parseDocument(maskTemplate(text)?.masked ?? text).toJS() as { a: string };
    expect(isTemplated(a)).toBe(expected);
  });

  test.each([
    ['where nindent puts them', 'a:\n  {{- toYaml .x | nindent 4 }}\n', [{ start: 5, end: 33, column: 4 }]],
    ['where the action stands', 'a:\n  {{ include "x" . }}\n', [{ start: 5, end: 24, column: 2 }]],
    ['above others behind a dash', '- {{ toYaml .x | trim }}\n  a: 1\n', [{ start: 2, end: 24, column: 2 }]],
    [
      'above others behind a key',
      'a: {{ .x | nindent 2 }}\n  {{ $k }}: 1\n',
      [{ start: 3, end: 23, column: 2 }],
    ],
    ['nowhere if others have another column', 'a: {{ .x | nindent 4 }}\n  b: 1\n', []],
    ['nowhere if they are the value', '- {{ .x }}\n- a: 1\n', []],
    ['nowhere if it puts nothing there', 'a:\n  {{- end }}\n', []],
    ['nowhere if it is a part of a line', 'a: {{ .x }}\n', []],
  ])('lines that a template brings arrive %s', (_, text, lines) => {
    expect(maskTemplate(text)?.lines).toMatchObject(lines);
  });

  test.each<[text: string, column: number | undefined, orRight?: boolean]>([
    ['a:\n{{ .x | indent 4 }}\n', 4],
    ['a:\n{{ printf "b: %s" .x }}\n  c: 1\n', 0],
    ['a:\n{{ include "x" . }}\n  b: 1\n', 2, true],
    ['a:\n{{ include "x" . }}\n  # c\n\n{{- if .y }}  \n  b: 1\n{{- end }}\n', 2, true],
    ['a:\r\n{{ include "x" . }}\r\n\r\n    b: 1\r\n', 4, true],
    ['a:\n  {{ include "x" . }}\nb: 1\n', 2],
    ['a:\n  {{ include "x" . }}\n  b: 1\n', 2],
    ['{{ include "x" . }}\n', 0, true],
    ['{{ .Values.x }}\n', 0],
    ['a: {{ toYaml .x | nindent 0 }}\n- b\n', 0],
    ['a: {{ .x | nindent 0 }}\nb: 1\n', undefined],
    ['a: # {{ .x | nindent 2 }}\n  b: 1\n', undefined],
    ['a: {{ .x | indent 2 }}\n  b: 1\n', undefined],
    ['a: {{ toYaml .x }}\n  b: 1\n', 2],
    ['- - {{ toYaml .x | trim }}\n    a: 1\n', 4],
    ['- a: {{ .x | nindent 4 }}\n    b: 1\n', 4],
    ['a-: {{ .x | nindent 2 }}\n  b: 1\n', 2],
    ['a: {{ if .y }}{{ .x | nindent 2 }}{{ end }}\n  b: 1\n', 2],
    ['x-{{ .x }}\n  a: 1\n', undefined],
    ['a:\n  {{ with .x }}{{ toYaml . }}{{ end }}\n', 2],
    ['a:\n  {{/* why */}}  {{ .x }}\n', 4],
    ['a:\n  {{/* why */ -}}  {{ .x }}\n', 2],
    ['a:\n  {{/* why */}}  {{- .x }}\n', 2],
    ['a:\n  {{ if .y }}{{ .x | nindent 4 }}{{ end }}\n', 4],
    ['a:\n{{ if .y }}{{ .x | indent 4 }}{{ end }}\n', 4],
    ['a:\n  {% if y %}{{ x | to_nice_yaml | indent(2) }}{% endif %}\n', 2],
    ["a:\n  {% filter indent(2) %}{% include 'x' %}{% endfilter %}\n", 2],
    ['a:\n  %{ if y != "" }${indent(2, y)}%{ endif }\n', 2],
    ['a:\n  <% if y %><%= y %><% end %>\n', 2],
    ['a:\n  {% block x %}{% endblock %}\n', 2],
    ['a:\n  {% call x() %}{% endcall %}\n', 2],
    ['a:\n  {{ block "x" . }}{{ end }}\n', 2],
    ['a:\n  {{ endpoints }}\n', 2],
    ['{{ with .x -}}\n  {{ .y }}\n{{- end }}\n', 0],
    ['{% if x -%}\n\n  {# why #}{{ x }}\n{%- endif %}\n', 0],
    ['a: 1\n  {{- .x }}\n', 2],
  ])('lines arrive at a column, or right of it as well: %j', (text, column, orRight = false) => {
    const lines = maskTemplate(text)?.lines.map((line) => [line.column, line.orRight]);
    expect(lines).toEqual(column === undefined ? [] : [[column, orRight]]);
  });

  test.each([
    ['- {{- with .x }}\n  a: 1\n  {{- end }}\n  b: 2\n', [{ a: 1, b: 2 }]],
    ['- {{ if .x }} # note\n  # more\n  a: 1\n  {{ end }}\n', [{ a: 1 }]],
    ['- - {{ if .x }}\n    a: 1\n    {{ end }}\n', [[{ a: 1 }]]],
    ['a: {{- range .x }}\n- b\n{{- end }}\n', { a: ['b'] }],
    ['- a: {{- if .x }}\n    b: 1\n    {{- else }}\n    c: 2\n    {{- end }}\n', [{ a: { b: 1, c: 2 } }]],
    ['a: {{/* note */}}\n  "b": 1\n', { a: { b: 1 } }],
    ['- {% if x %}\n  a: 1\n  {% endif %}\n  b: 2\n', [{ a: 1, b: 2 }]],
    ['- {{ toYaml .x | nindent 2 | trim }}\n  a: 1\n', [{ a: 1 }]],
  ])('what is below a condition behind a key or dash belongs to it: %j', (text, expected) => {
    expect(parseDocument(maskTemplate(text)?.masked ?? text).toJS()).toEqual(expected);
  });

  test.each<[string, unknown]>([
    ['a: 1\n{{ if .x }}b: "{{ .x }}-c"{{ end }}\nd: 2\n', { a: 1, b: '{{…}}-c', d: 2 }],
    ['a:\n          {{with .x}}b: 1{{end}}\n          c: 2\n', { a: { b: 1, c: 2 } }],
    ['a:\n  - b\n  {{ if .x }}- c{{- end }}\n', { a: ['b', 'c'] }],
    ['a:\n  - b\n {{ if .x }} - c{{ end }}\n', { a: ['b', 'c'] }],
    ['a:\n  {{- if .x }}\n  b: "c"{{ end }}\n  d: e\n', { a: { b: 'c', d: 'e' } }],
    ['a:\n  {{ if .x }}b: "c"\n  {{ else }}d: "e"{{ end }}\n', { a: { b: 'c', d: 'e' } }],
    ['{{ if .x }}{{ with .y }}a: "b"{{ end }}{{ end }} # note\n', { a: 'b' }],
    ['- --a=1\n{{ if .x }}- --b={{ .x }}{{- end }}\n', ['--a=1', '--b={{…}}']],
    ['{% if x %}a: "b"{% endif %}\n{{/* c */}}\nd: 1\n', { a: 'b', d: 1 }],
    ['a: |\n    {{- $x := 1 }}\n      {{- if .y }}\n  b\n      {{ end }}\n', { a: 'b' }],
    ['a: &b !!str >-\n    {{- if .x }}\n  {{- /* c */}}\n  b\n    {{- end }}\n', { a: 'b' }],
    ['- |+  # why\n      {{- if .x }}\n  b\n  {{- end }}\n', ['b']],
    ['a: |\n      {{- if .x }}\nb: 1\n      {{- end }}\n', { a: '', b: 1 }],
    ['a: 1\n{{ if .x -}}b: c{{ end }}\n', { a: 1, b: 'c' }],
    ['a:\n  {{ if .x }}b: c {% end +%}\n  d: 1\n', { a: { b: 'c', d: 1 } }],
    ['a: ["]", b{{ if .x }}, c{{ end }}]\n', { a: [']', 'b', 'c'] }],
    ["a: [']', \"it's\", b{{ if .x }}, c{{ end }}]\n", { a: [']', "it's", 'b', 'c'] }],
    ['a: [{{ .y }}, b{{ if .x }}, c{{ end }}]\n', { a: ['{{…}}', 'b', 'c'] }],
    ['a: [{% if y %}b, {% endif %}b{% if x %}, c{% endif %}]\n', { a: ['b', 'b', 'c'] }],
    ['a: [b, {{ if .x }}c ,  {{ end }}d]\n', { a: ['b', 'c', 'd'] }],
    ['a:\n  - b: ["c"{{ if .x }}, "d"{{ end }}]\n', { a: [{ b: ['c', 'd'] }] }],
    ['a: [{{ if .x }}b, {{ else }}c, d, {{ end }}e]\n', { a: ['b', 'c', 'd', 'e'] }],
    ['a: {b: 1{% if x %}, c: {d: 2}{% endif %}}\n', { a: { b: 1, c: { d: 2 } } }],
    ['a: [{{ range .x }}{{ . }}, {{ end }}b]\n', { a: ['{{…}}', 'b'] }],
    ['a: ["b"{{ if .x }}, c{{ if .y }}, d{{ end }}{{ end }}]\n', { a: ['b', 'c', 'd'] }],
  ])('a condition beside what it decides on is invisible: %j', (text, expected) => {
    const masked = maskTemplate(text)?.masked ?? text;
    expect(masked).toHaveLength(text.length);
    const document = parseDocument(masked);
    expect(document.errors).toEqual([]);
    const trimmed = (_: unknown, value: unknown): unknown =>
      typeof value === 'string' ? withActionsShown(value).trim() : value;
    expect(JSON.parse(JSON.stringify(document.toJS()), trimmed)).toEqual(expected);
  });

  test.each([
    'a: b{{ if .x }}-c{{ end }}\n',
    'a: {{ if .x }}b{{ else }}c{{ end }}\n',
    '{{ if .x }}b-{{ end }}a: c\n',
    'a: b{{ if .x }}, c{{ end }}\n',
    '{{ if .x -}} a: c{{ end }}\n',
    '{{- if .x }}a: c{{ end }}\n',
    '{%- if x %}a: c{% endif %}\n',
    '{{ if .x }}a: c{{ end -}}\n',
    '{{ if .x }}a: c{{ end }}{{ .y }}\n',
    'a: [b{{ if .x }},\n  c{{ end }}]\n',
    'a: [b{{ if .x }}, c{{ end }}{{ if .y }} d{{ end }}]\n',
    'a: [b, {{ if .x }}{{ .y }},{{ if .z }} c{{ end }}{{ end }}]\n',
    '{{ if .x }}{{ if .y }}a: b{{ end }}c{{ end }}\n',
    'a: # [\n  - b{{ if .x }}, c{{ end }}\n',
    "a: [it's, b{{ if .x }}, c{{ end }}]\n",
    `a: [b, ${'c'.repeat(1000)}{{ if .x }}, d{{ end }}]\n`,
    'a: "[b{{ if .x }}, c{{ end }}]"\n',
    'a: [b{{ if .x }}, c{{ else }} d{{ end }}]\n',
  ])('a condition in a key or value is a part of it: %j', (text) => {
    const [[key, value] = []] = Object.entries(
      parseDocument(maskTemplate(text)?.masked ?? text).toJS() as object,
    );
    const shown = withActionsShown(`${key}${String(value)}`);
    expect(shown.split('{{…}}')).toHaveLength(text.split(/\{[{%]/).length);
  });

  test('a condition in a value over several lines is a part of it', () => {
    const masked = maskTemplate('a: {{ if .x }}b\n{{ else }}c\n{{ end }}\n')?.masked ?? '';
    expect(isTemplated((parseDocument(masked).toJS() as { a: string }).a)).toBe(true);
  });

  test('blocks have branches', () => {
    const text = '{{ if a }}1{{ else if b }}2{{ else }}3{{ end }}{{ range c }}4{{ end }}';
    const template = maskTemplate(text);
    const shown = template?.blocks.map(({ branches, hasElse, keyword }) => ({
      keyword,
      hasElse,
      branches: branches.map(({ start, end }) => text.slice(start, end)),
    }));
    expect(shown).toEqual([
      { keyword: 'if', hasElse: true, branches: ['1', '2', '3'] },
      { keyword: 'range', hasElse: false, branches: ['4'] },
    ]);
  });

  test.each([
    ['the same source', '{{ .x }}', '{{ .x }}', true],
    ['another number to indent by', '{{ .x | nindent 4 }}', '{{ .x | nindent 10 }}', true],
    ['another source', '{{ .x }}', '{{ .y }}', false],
    ['the same letters in another order', '{{ .xy }}', '{{ .yx }}', false],
    ['another one of hundreds', '{{ .Values.a.b.c.d.e1 }}', '{{ .Values.a.b.c.d.e2 }}', false],
  ])('values that a template puts there are the same or not: %s', (_, one, other, isSame) => {
    const [first, second] = [one, other].map(valueOf);
    expect(first === second).toBe(isSame);
  });

  test('hundreds of actions are told apart, each by two characters that YAML allows', () => {
    const values = Array.from({ length: 500 }, (_, number) => valueOf(`{{ .Values.v${number} }}`));
    expect(new Set(values).size).toBe(500);
    expect(values.filter((value) => !/^[\uE000-\uF7FF]{2}\uF8FF$/.test(value))).toEqual([]);
  });

  test('people are shown that an action stands in a value, as often as one does', () => {
    const masked = maskTemplate('a: x-{{ .x }}-{{ .yyy }}-z\n')?.masked ?? '';
    expect(withActionsShown(masked)).toBe('a: x-{{…}}-{{…}}-z\n');
  });

  test('what a definition holds is no part of the documents', () => {
    const text = '{{ define "x" }}a{{ end }}{{ if .y }}b{{ end }}';
    const template = maskTemplate(text);
    const letters = (masked = '') => masked.replace(/[^a-z]/g, '');
    expect(letters(template?.masked)).toBe('b');
    expect(letters(template?.definitions.masked)).toBe('ab');
  });

  test('a definition that seems to be in another, since an end is missing, is blank as a part of that', () => {
    const text = '{{ define "x" }}{{ if .a }}a{{ define "y" }}b{{ end }}c{{ end }}d{{ end }}e';
    const masked = maskTemplate(text)?.masked ?? '';
    expect(masked).toHaveLength(text.length);
    expect(masked.trim()).toBe('e');
  });

  test('a line break inside an action stays, with the indentation behind it', () => {
    const breaks = ['\n', '\r\n'].map((lineBreak) => {
      const masked = maskTemplate(`a: {{ printf${lineBreak}    .x }}b`)?.masked ?? '';
      return masked.replace(/[^\s:ab]+/g, '_');
    });
    expect(breaks).toEqual(['a: _\n    _b', 'a: _\r\n    _b']);
  });
});
