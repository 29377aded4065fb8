import { findActions } from '../../../src/yaml/template/actions';
import { fc, runs } from '../support/runs';
import { cpuMs } from '../../support/cpu';

describe('findActions', () => {
  test.each([
    ['{{ .Values.port }}', 'output', '.Values.port'],
    ['{{- .Values.port -}}', 'output', '.Values.port'],
    ['{{ "}}" }}', 'output', '"}}"'],
    ['{{ "a \\" }} b" }}', 'output', '"a \\" }} b"'],
    ['{{ `}} "` }}', 'output', '`}} "`'],
    ['{{/* a }} in a comment */}}', 'silent', '/* a }} in a comment */'],
    ['{{- /* over\n two lines */ -}}', 'silent', '/* over\n two lines */'],
    ['{{- /* of\n a: key */ -}}', 'silent', '/* of\n a: key */'],
    ['{{ tpl `\na: b\n` . }}', 'output', 'tpl `\na: b\n` .'],
    ['{{ $x\n:= a }}', 'silent', '$x\n:= a'],
    ["{{ {\n'a': b} }}", 'output', "{\n'a': b}"],
    ['{{ $name := .Values.name }}', 'silent', '$name := .Values.name'],
    ['{{- $key, $value := .x }}', 'silent', '$key, $value := .x'],
    ['{{ $name }}', 'output', '$name'],
    ['{{ $name = .Values.name }}', 'silent', '$name = .Values.name'],
    ['{{ $name:=1 }}', 'silent', '$name:=1'],
    ['{{ $key , $value := .x }}', 'silent', '$key , $value := .x'],
    ['{{ $key,$value := .x }}', 'silent', '$key,$value := .x'],
    ['{{ break }}', 'silent', 'break'],
    ['{{ .breaks }}', 'output', '.breaks'],
    ['{{ x.break }}', 'output', 'x.break'],
    ["{{ '}' }}", 'output', "'}'"],
    ["{{ '\\'' }}", 'output', "'\\''"],
    ["{{ '}}' }}", 'output', "'}}'"],
    ['{{ (if) }}', 'output', '(if)'],
    ['{{- if .Values.enabled }}', 'open', 'if .Values.enabled'],
    ['{{- with .Values.x }}', 'open', 'with .Values.x'],
    ['{{- range $key, $value := .x }}', 'open', 'range $key, $value := .x'],
    ['{{- define "name" -}}', 'open', 'define "name"'],
    ['{{- else if .b }}', 'divide', 'else if .b'],
    ['{{ else }}', 'divide', 'else'],
    ['{{- end -}}', 'close', 'end'],
    ['{{ end }}', 'close', 'end'],
    ['{% if x %}', 'open', 'if x'],
    ['{%- endif -%}', 'close', 'endif'],
    ['{% set x = 1 %}', 'silent', 'set x = 1'],
    ['{# a note #}', 'silent', 'a note'],
    ['%{ if HOST != "" ~}', 'open', 'if HOST != ""'],
    ['%{ endif }', 'close', 'endif'],
    ['${NAME}', 'output', 'NAME'],
    ['${NAME:-default}', 'output', 'NAME:-default'],
    ['{{< .Values.port >}}', 'output', '.Values.port'],
    ['{{<- if .Values.enabled ->}}', 'open', 'if .Values.enabled'],
    ['{{<- else >}}', 'divide', 'else'],
    ['{{< $x := 1 >}}', 'silent', '$x := 1'],
    ['{{ lt a b }}', 'output', 'lt a b'],
    ['<%= name %>', 'output', '= name'],
    ['<% if name %>', 'open', 'if name'],
    ['<%- unless name -%>', 'open', 'unless name'],
    ['<% names.each do |name| %>', 'open', 'names.each do |name|'],
    ['<% else %>', 'divide', 'else'],
    ['<% end %>', 'close', 'end'],
    ['<% name = 1 %>', 'silent', 'name = 1'],
    ['@@NAME@@', 'output', 'NAME'],
  ])('%s', (source, kind, inner) => {
    const text = `before ${source} after`;
    expect(findActions(text)).toEqual([{ start: 7, end: 7 + source.length, kind, inner }]);
  });

  test.each([
    '{{ never closed',
    '{% never',
    '{# never',
    '<% never',
    '{%}',
    'a ${ b\n}',
    '@@ a @@',
    '%{http_code}',
    '{a: {b: c}}',
    '{"a":{"b":{}}}',
    'a: use {{ to open\nb: {c: {d: e}}',
    'a: use {{ to open\n- b: use }} to close',
    'a: {{ use "}}" to close\nb: }}',
    'a: {{ (b\n   c.d/e:\n    f }}',
    '#@overlay/match missing_ok=True',
    'a: 1 #@ b',
    'a: b#{c}',
    '# #{c}',
  ])('takes %j for no action', (text) => {
    expect(findActions(text)).toEqual([]);
  });

  test('a workflow expression is one action behind a dollar sign', () => {
    expect(findActions('a: ${{ github.ref }}')).toMatchObject([{ start: 4, end: 20 }]);
  });

  test.each([
    ['${ a\n${B}', ['${B}']],
    ['%{ a\n%{ if b }', ['%{ if b }']],
    ['%{a} %{ if b }', ['%{ if b }']],
    ['@@ a @@B@@', ['@@B@@']],
    ['{{ a {% b %}', ['{% b %}']],
    ['${ a ${B}', ['${ a ${B}']],
  ])('behind what is none, the next action is found: %j', (text, found) => {
    expect(findActions(text).map(({ start, end }) => text.slice(start, end))).toEqual(found);
  });

  test.each([
    ['#@ if data.values.tls:', 'open'],
    ['#@ else:', 'divide'],
    ['#@ end', 'close'],
    ['#@ endpoint = data.values.endpoint', 'silent'],
    ['#@ if it is prose', 'silent'],
    ['#{Values}#', 'output'],
    ['#{Mesh.Values}', 'output'],
  ])('%j on a line of its own', (source, kind) => {
    expect(findActions(`a: 1\n  ${source}\nb: 2\n`)).toMatchObject([
      { start: 7, end: 7 + source.length, kind },
    ]);
  });

  test.each([
    ['a: #@ b', ['#@ b']],
    ['- #@ b  \n', ['#@ b']],
    ['{a: #@ b\n}', ['#@ b']],
  ])('what ytt puts behind a key or dash reaches to the end of the line: %j', (text, found) => {
    expect(findActions(text).map(({ start, end }) => text.slice(start, end))).toEqual(found);
  });

  test.each([
    ['an entry', '#@ if/end x:\na:\n- 1\n', 'b: 2\n'],
    ['an entry above one of the map around it', '  #@ if/end x:\n  a:\n    b: 1\n', 'c: 2\n'],
    ['an item', '#@ for/end x in y:\n- a: 1\n  b: 2\n', '- c\n'],
    ['a document', '#@ for/end x in y:\n---\na: 1\n', '---\nb: 2\n'],
    ['what is below comments', '#@ if/end x:\n# note\n#@overlay/remove\na: 1\n', 'b: 2\n'],
  ])('a condition of ytt for one node ends behind %s', (_, node, rest) => {
    expect(findActions(node + rest).map(({ until }) => until)).toEqual([node.length]);
  });

  test('an action ends where its strings and comments are read one by one, and what nothing closes is none', () => {
    const pieces = fc.constantFrom('"', "'", '`', '/*', '*/', '}}', '\\', '\n', ' ', 'a', '{');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const text = `{{${parts.join('')}`;
        const whole = /"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)+'|\/\*[\s\S]*?\*\/|\}\}/g;
        const end = Array.from(text.slice(2).matchAll(whole)).find(([token]) => token === '}}');
        expect(findActions(text).find(({ start }) => start === 0)?.end).toBe(end && 2 + end.index + 2);
      }),
      runs(5000),
    );
  });

  test.each(['"', "'", '\\"', "\\'", '`', '/*', '"\\', '{{ "\\"'])(
    'takes no longer than it must where nothing closes many of them: %j',
    (opening) => {
      const text = `{{ "${opening.repeat(200_000)}`;
      const started = cpuMs();
      findActions(text);
      expect(cpuMs() - started).toBeLessThan(2000);
    },
  );
});
