import type { Ask } from './support/asks';
import { describeRewrites, text } from './support/table';

const unknownIndentation =
  'the template inserts lines here that have to move, and their indentation is not known; indent them with nindent';
const onlyBrought = 'only what a template inserts would be left here';

describeRewrites('templates: nest', [
  {
    name: 'lines that nindent indents go where the key goes',
    before: text`
      a:
        b:
          {{- toYaml .x | nindent 4 }}
        c: 1
    `,
    asks: [['nest', 'a.b', ['d'], 'e']],
    after: text`
      a:
        e:
          d:
            {{- toYaml .x | nindent 6 }}
        c: 1
    `,
  },
  {
    name: 'lines that indent indents are moved by its number alone',
    before: 'a:\n  b:\n{{ toYaml .x | indent 4 }}\n  c: 1\n',
    asks: [['nest', 'a.b', ['d'], 'e']],
    after: 'a:\n  e:\n    d:\n{{ toYaml .x | indent 6 }}\n  c: 1\n',
  },
  {
    name: 'several arguments and a closing parenthesis leave the number what it is',
    before: 'a:\n  b:\n    {{- (tpl (toYaml .x) . | nindent 4) -}}\n  c: 1\n',
    asks: [['nest', 'a.b', ['d'], 'e']],
    after: 'a:\n  e:\n    d:\n      {{- (tpl (toYaml .x) . | nindent 6) -}}\n  c: 1\n',
  },
  {
    name: 'an action that takes the space before it and tells no indentation stays where it is',
    before: 'a:\n  b:\n    {{- toYaml .x }}\n  c: 1\n',
    asks: [['nest', 'a.b', ['d'], 'e']],
    declined: unknownIndentation,
  },
  {
    name: 'an action that takes the space before it is moved where it is a part of a line',
    before: 'z:\n  {{ include "z" . }}\na:\n  b: x {{- .y }}\n  c: 1\n',
    asks: [['nest', 'a.b', ['d'], 'e']],
    after: 'z:\n  {{ include "z" . }}\na:\n  e:\n    d: x {{- .y }}\n  c: 1\n',
  },
  {
    name: 'an action on a line of its own may show several lines, of which only the first would move',
    before: 'a:\n  b:\n    {{ include "x" . }}\n  c: 1\n',
    asks: [['nest', 'a.b', ['d'], 'e']],
    declined: unknownIndentation,
  },
  {
    name: 'an action on a line of its own that shows one line moves with its line',
    before: 'a:\n  b:\n    {{ printf "%s: %s" .x .y }}\n  c: 1\n',
    asks: [['nest', 'a.b', ['d'], 'e']],
    after: 'a:\n  e:\n    d:\n      {{ printf "%s: %s" .x .y }}\n  c: 1\n',
  },
  {
    name: 'lines of which the first is where the action is move with the number',
    before: 'a:\n  b:\n    {{ include "x" . | indent 4 | trim }}\n  c: 1\n',
    asks: [['nest', 'a.b', ['d'], 'e']],
    after: 'a:\n  e:\n    d:\n      {{ include "x" . | indent 6 | trim }}\n  c: 1\n',
  },
  {
    name: 'lines that a filter of Jinja indents move with its number',
    before: 'a:\n  b:\n    {{ x | to_nice_yaml | indent(width=4) }}\n  c: 1\n',
    asks: [['nest', 'a.b', ['d'], 'e']],
    after: 'a:\n  e:\n    d:\n      {{ x | to_nice_yaml | indent(width=6) }}\n  c: 1\n',
  },
  {
    name: 'lines that a function of Terraform indents move with its number',
    before: 'a:\n  b:\n    ${indent(4, yamlencode(x))}\n  c: 1\n',
    asks: [['nest', 'a.b', ['d'], 'e']],
    after: 'a:\n  e:\n    d:\n      ${indent(6, yamlencode(x))}\n  c: 1\n',
  },
  {
    name: 'lines that are indented by a function in front of them, from the start of the line',
    before: 'a:\n  b:\n{{ indent 4 (include "x" .) }}\n  c: 1\n',
    asks: [['nest', 'a.b', ['d'], 'e']],
    after: 'a:\n  e:\n    d:\n{{ indent 6 (include "x" .) }}\n  c: 1\n',
  },
  {
    name: 'blocks around entries move with them',
    before: text`
      a:
        b:
          {{- if .x }}
          f: 1
          {{- else }}
          f: 2
          {{- end }}
        c: 1
    `,
    asks: [['nest', 'a.b', ['d'], 'e']],
    after: text`
      a:
        e:
          d:
            {{- if .x }}
            f: 1
            {{- else }}
            f: 2
            {{- end }}
        c: 1
    `,
  },
  {
    name: 'lines that a block brings below entries go with them',
    before: text`
      a:
        b:
          f: 1
          {{- with .x }}
          {{- toYaml . | nindent 4 }}
          {{- end }}
          {{- range .y }}
          {{- toYaml . | nindent 4 }}
          {{- end }}
        c: 1
    `,
    asks: [['nest', 'a.b', ['d'], 'e']],
    after: text`
      a:
        e:
          d:
            f: 1
            {{- with .x }}
            {{- toYaml . | nindent 6 }}
            {{- end }}
            {{- range .y }}
            {{- toYaml . | nindent 6 }}
            {{- end }}
        c: 1
    `,
  },
  {
    name: 'lines that arrive further left stay: they are the neighbours of the key',
    before: text`
      a:
        b:
          f: 1
        {{- with .x }}
        {{- toYaml . | nindent 2 }}
        {{- end }}
    `,
    asks: [['nest', 'a.b', ['d'], 'e']],
    after: text`
      a:
        e:
          d:
            f: 1
        {{- with .x }}
        {{- toYaml . | nindent 2 }}
        {{- end }}
    `,
  },
  {
    name: 'of lines that arrive behind an entry, those further left end what belongs to it',
    before: text`
      a:
        b:
          f: 1
          {{- $x := 1 }}
          {{- toYaml .x | nindent 4 }}
        {{- toYaml .y | nindent 2 }}
          {{- toYaml .z | nindent 4 }}
    `,
    asks: [['nest', 'a.b', ['d'], 'e']],
    after: text`
      a:
        e:
          d:
            f: 1
            {{- $x := 1 }}
            {{- toYaml .x | nindent 6 }}
        {{- toYaml .y | nindent 2 }}
          {{- toYaml .z | nindent 4 }}
    `,
  },
  {
    name: 'lines behind a key that are entries beside those below it move with them',
    before: text`
      a:
        labels: {{ include "l" . | nindent 4 }} # note
          {{- if .x }}

          # w
          b: 1
          {{- end }}
        c: 2
    `,
    asks: [['nest', 'a.labels', ['d'], 'e']],
    after: text`
      a:
        e:
          d: {{ include "l" . | nindent 6 }} # note
            {{- if .x }}

            # w
            b: 1
            {{- end }}
        c: 2
    `,
  },
  {
    name: 'Windows line ends stay',
    before: 'a:\r\n  l: {{ .x | nindent 4 }}\r\n    # w\r\n    b: 1\r\n  c: 1\r\n',
    asks: [['nest', 'a.l', ['d'], 'e']],
    after: 'a:\r\n  e:\r\n    d: {{ .x | nindent 6 }}\r\n      # w\r\n      b: 1\r\n  c: 1\r\n',
  },
  {
    name: 'a document takes nothing from a block that reaches into the next one',
    before: 'a:\n  b: 1\n  {{- if .x }}\n  c: 1\n---\nc: 1\n{{- end }}\n',
    asks: [['nest', 'a', ['b']]],
    after: 'a:\n  b:\n    b: 1\n    {{- if .x }}\n    c: 1\n---\nc: 1\n{{- end }}\n',
  },

  {
    name: 'lines behind a key that are entries beside those below it move behind a dash with them',
    before: text`
      a:
        labels: {{ include "l" . | nindent 4 }}
          b: 1
        c: 2
    `,
    asks: [['nest', 'a.labels', ['-']]],
    after: text`
      a:
        labels:
          - {{ include "l" . | nindent 6 }}
            b: 1
        c: 2
    `,
  },
  {
    name: 'a dash stands alone above a block, of which nobody knows whether it is shown',
    before: text`
      a:
        b:
          {{- if .x }}
          f: 1
          {{- end }}
        c: 1
    `,
    asks: [['nest', 'a.b', ['-']]],
    after: text`
      a:
        b:
          -
            {{- if .x }}
            f: 1
            {{- end }}
        c: 1
    `,
  },
  {
    name: 'a dash stands before the first entry where what is above it shows nothing',
    before: text`
      a:
        b:
          {{- /* note */}}
          c: 1
      d: {{ .x }}
    `,
    asks: [['nest', 'a.b', ['-']]],
    after: text`
      a:
        b:
          {{- /* note */}}
          - c: 1
      d: {{ .x }}
    `,
  },

  {
    name: 'in a list, with what a template fills in its comment',
    before: 'a: # the {{ .x }}\n  b: 1\nc: # d: ${y}\n  e: 1\n',
    asks: [
      ['nest', 'a', ['-']],
      ['nest', 'c', ['x', '-']],
    ],
    after: 'a: # the {{ .x }}\n  - b: 1\nc: # d: ${y}\n  x:\n    - e: 1\n',
  },
  {
    name: 'in a list, with a condition or lines that begin in its comment',
    before:
      'a: # {% if x %}\n  b: 1\n  {% endif %}\n  c: 1\nd: &d # {{- include "x" . | nindent 2 }}\n  e: 1\n',
    asks: [
      ['nest', 'a', ['-']],
      ['nest', 'd', ['-']],
    ],
    after:
      'a:\n  - # {% if x %}\n    b: 1\n    {% endif %}\n    c: 1\nd:\n  - &d # {{- include "x" . | nindent 4 }}\n    e: 1\n',
  },
  {
    name: 'in brackets, before the condition behind it',
    before:
      'a: {b: 1{{ if .x }}, c: 2{{ end }}}\nd: {e: {{ .y }}{{- with .x }}, c: {{ . }}{{ end }}, f: {g: 1{{ if .x }}, h: 1{{ else }}{{ end }}}}\n',
    asks: [
      ['nest', 'a.b', ['x']],
      ['nest', 'd.e', ['-', 'x']],
      ['nest', 'd.f', ['x']],
    ],
    after:
      'a: {b: {x: 1}{{ if .x }}, c: 2{{ end }}}\nd: {e: [{x: {{ .y }}}]{{- with .x }}, c: {{ . }}{{ end }}, f: {x: {g: 1{{ if .x }}, h: 1{{ else }}{{ end }}}}}\n',
  },
  ...[
    '{b: 1{{ if .x }}, c: 2{{ else }}{{ end }}}',
    '{b: 1{% if x %}, c: 2\n  {% endif %}}',
    '{b: {{ if .x }}1, c: 2{{ else }}3{{ end }}}',
    '{b: "1{{ if .x }}", c: "2{{ end }}"}',
  ].map((value) => ({
    name: `not in brackets that a condition tears: ${JSON.stringify(value)}`,
    before: `a: ${value}\n`,
    asks: [['nest', 'a.b', ['x']]] as const,
    declined: 'a condition of the template begins or ends inside of a value that needs brackets around it',
  })),
  {
    name: 'lines that arrive behind a comment go with the entry above it',
    before: text`
      a:
        b:
          f: 1
          # note of two words

          {{- toYaml .x | nindent 4 }}
        c: 1
    `,
    asks: [['nest', 'a.b', ['d'], 'e']],
    after: text`
      a:
        e:
          d:
            f: 1
            # note of two words

            {{- toYaml .x | nindent 6 }}
        c: 1
    `,
  },
]);

describeRewrites('templates: nest what actions are in', [
  {
    name: 'conditions go along, and what they bring behind a key',
    before: 'a:\n  b:\n    c: {{ include "y" . }}\n    {{- with .x }}\n    d: {{ . }}\n    {{- end }}\n',
    asks: [['nest', 'a.b', ['k']]],
    after:
      'a:\n  b:\n    k:\n      c: {{ include "y" . }}\n      {{- with .x }}\n      d: {{ . }}\n      {{- end }}\n',
  },
  {
    name: 'conditions at the margin stay there',
    before: 'a:\n  b:\n    # {{ .x }}\n    c: 1\n{{ if .x }}\n    d: 1\n{{ end }}\n',
    asks: [['nest', 'a.b', ['k']]],
    after: 'a:\n  b:\n    k:\n      # {{ .x }}\n      c: 1\n{{ if .x }}\n      d: 1\n{{ end }}\n',
  },
  {
    name: 'a helper that may start with a line break',
    before: 'a:\n  b: {{- include "x" . }}\n  c: 1\n',
    asks: [['nest', 'a.b', ['k']]],
    declined: unknownIndentation,
  },
  {
    name: 'a helper behind its key',
    before: 'a:\n  b: {{ include "x" . }}\n  c: 1\n',
    asks: [['nest', 'a.b', ['k']]],
    after: 'a:\n  b:\n    k: {{ include "x" . }}\n  c: 1\n',
  },
]);

describeRewrites('templates: remove', [
  {
    name: 'what a template brings below a key goes with it',
    before: 'a:\n  c: 1\n  b:\n    f: 1\n    {{- if .x }}\n    {{- toYaml . | nindent 4 }}\n    {{- end }}\n',
    asks: [['remove', 'a.b']],
    after: 'a:\n  c: 1\n',
  },
  {
    name: 'a block around an entry stays',
    before: 'a:\n  {{- if .x }}\n  b: 1\n  {{- end }}\n  c: 1\n',
    asks: [['remove', 'a.b']],
    after: 'a:\n  {{- if .x }}\n  {{- end }}\n  c: 1\n',
  },
  {
    name: 'a block of which only the start would go is not torn',
    before: 'a:\n  b: 1 # {{ if .x }}\n  c: 2\n  {{ end }}\n',
    asks: [['remove', 'a.b']],
    declined: 'an action of the template would be lost',
  },
  {
    name: 'a block of which only the end would go is not torn',
    before: 'a:\n  {{ if .x }}\n  b: 1\n  c: 2 # {{ end }}\n',
    asks: [['remove', 'a.c']],
    declined: 'an action of the template would be lost',
  },
  {
    name: 'a block that goes as a whole is none of those that would be torn',
    before: '{{ if .y }}\na:\n  b: {{ if .x }}1{{ else }}2{{ end }}\n  c: 2\n{{ end }}\n',
    asks: [['remove', 'a.b']],
    after: '{{ if .y }}\na:\n  c: 2\n{{ end }}\n',
  },
  {
    name: 'the only entry stays beside lines that a template brings: the key would go with them',
    before: 'a:\n  b: 1\n  {{- toYaml .x | nindent 2 }}\nz: 1\n',
    asks: [['remove', 'a.b']],
    declined: onlyBrought,
  },
  {
    name: 'the only item stays below lines that a template brings',
    before: 'a:\n  {{- toYaml .x | nindent 2 }}\n  - b\nz: 1\n',
    asks: [['remove', 'a.0']],
    declined: onlyBrought,
  },
  {
    name: 'the only entry of a document stays below lines that a template brings',
    before: '{{ toYaml .x }}\na: 1\n',
    asks: [['remove', 'a']],
    declined: onlyBrought,
  },
  {
    name: 'an entry that is left alone by what stood in it stays beside lines that a template brings',
    before: 'a:\n  b:\n    c: 1\n  {{- toYaml .x | nindent 2 }}\nz: 1\n',
    asks: [['remove', 'a.b.c']],
    declined: onlyBrought,
  },
  {
    name: 'the only entry goes with what is asked to go as a whole',
    before: 'a:\n  b: 1\n  {{- toYaml .x | nindent 2 }}\nz: 1\n',
    asks: [
      ['remove', 'a'],
      ['remove', 'a.b'],
    ],
    after: 'z: 1\n',
  },
  {
    name: 'the only item goes from between other lines that a template brings',
    before: 'y:\n  {{- toYaml .x | nindent 2 }}\na:\n  - b\nz:\n  {{- toYaml .x | nindent 2 }}\n',
    asks: [['remove', 'a.0']],
    after: 'y:\n  {{- toYaml .x | nindent 2 }}\nz:\n  {{- toYaml .x | nindent 2 }}\n',
  },
  {
    name: 'lines that a template brings into a text are no neighbours of its key',
    before: 'a:\n  b: |\n    x\n{{ .y | indent 2 }}\n    z\nz: 1\n',
    asks: [['remove', 'a.b']],
    after: 'z: 1\n',
  },
  {
    name: 'a definition of the same key is another text',
    before: '{{- define "x" }}\nb: 1\n{{- end }}\nb: 1\nc: 2\n',
    asks: [['remove', 'b']],
    after: '{{- define "x" }}\nb: 1\n{{- end }}\nc: 2\n',
  },

  {
    name: 'the end of a block around an entry stays, however far it is indented',
    before: 'a:\n  {{- if .x }}\n  b: 1\n    {{- end }}\n  c: 1\n',
    asks: [['remove', 'a.b']],
    after: 'a:\n  {{- if .x }}\n    {{- end }}\n  c: 1\n',
  },
  {
    name: 'lines that a template brings beside an entry stay',
    before: 'a:\n  c: 1\n  b: 2\n  {{- toYaml .x | nindent 2 }}\n',
    asks: [['remove', 'a.b']],
    after: 'a:\n  c: 1\n  {{- toYaml .x | nindent 2 }}\n',
  },
]);

/** By what is around the lines that a template inserts: what is asked for, and what comes of it. */
const besideLines: readonly (readonly [name: string, before: string, ask: Ask, after: string | undefined])[] =
  [
    [
      'a value that a template inserts as a whole goes with its key',
      'a:\n  b:\n    {{- toYaml .x | nindent 4 }}\n  c: 1\n',
      ['remove', 'a.b'],
      'a:\n  c: 1\n',
    ],
    [
      'so does a condition around it',
      'a:\n  b:\n  {{- with .x }}\n    {{- toYaml . | nindent 4 }}\n  {{- end }}\n  c: 1\n',
      ['remove', 'a.b'],
      'a:\n  c: 1\n',
    ],
    [
      'so do comments and several actions, and no condition behind them',
      'z: 1\na:\n  # why\n  {{- toYaml .x | nindent 2 }}\n  {{- toYaml .y | nindent 2 }}\n{{- if .q }}\nc: 1\n{{- end }}\n',
      ['remove', 'a'],
      'z: 1\n{{- if .q }}\nc: 1\n{{- end }}\n',
    ],
    [
      'lines beside a key without a value stay',
      'a:\n  b:\n  {{- toYaml .x | nindent 2 }}\n  c: 1\n',
      ['remove', 'a.b'],
      'a:\n  {{- toYaml .x | nindent 2 }}\n  c: 1\n',
    ],
    [
      'an entry is inserted behind the value that a template inserts',
      'a:\n  b:\n    {{- toYaml .x | nindent 4 }}\n  c: 1\n',
      ['insert', 'a', 'd', 1, 'b'],
      'a:\n  b:\n    {{- toYaml .x | nindent 4 }}\n  d: 1\n  c: 1\n',
    ],
    [
      'an item with nothing else stays',
      'a:\n  - b: 1\n    {{- toYaml .x | nindent 4 }}\n  - c\n',
      ['remove', 'a.0.b'],
      undefined,
    ],
    [
      'lines at the margin may be any that are above what is further right',
      'a:\n  b:\n    c: 1\n{{ include "x" . }}\n    e: 1\nd: 1\n',
      ['remove', 'a.b.c'],
      'a:\n  b:\n{{ include "x" . }}\n    e: 1\nd: 1\n',
    ],
    [
      'lines at the margin may be any that are above',
      'a:\n  b:\n    c: 1\n{{ include "x" . }}\nd: 1\n',
      ['remove', 'a.b'],
      undefined,
    ],
    [
      'lines in a block string go with it',
      'a:\n  b: |\n    c\n    {{ include "x" . }}\nd: 1\n',
      ['remove', 'a.b'],
      'd: 1\n',
    ],
    [
      'lines below a block string stay',
      'a:\n  b: |\n    c\n  {{ include "x" . }}\nd: 1\n',
      ['remove', 'a.b'],
      undefined,
    ],
    [
      'conditions at the margin stay where they are',
      'a:\n  b:\n    c: 1\n{{- if .x }}\n    d: 1\n{{- end }}\n',
      ['unwrap', 'a.b'],
      'a:\n  c: 1\n{{- if .x }}\n  d: 1\n{{- end }}\n',
    ],
    [
      'lines beside what is unwrapped stay where they are',
      'a:\n  b:\n    c: 1\n  {{ include "x" . }}\n',
      ['unwrap', 'a.b'],
      'a:\n  c: 1\n  {{ include "x" . }}\n',
    ],
    [
      'the second line of an action stays where it is',
      'a:\n  b:\n    c: {{ list\n          1 }}\n    d: 1\n',
      ['nest', 'a.b', ['k']],
      'a:\n  b:\n    k:\n      c: {{ list\n          1 }}\n      d: 1\n',
    ],
  ];

describeRewrites(
  'templates: beside lines that are inserted',
  besideLines.map(([name, before, ask, after]) => ({
    name,
    before,
    asks: [ask],
    ...(after === undefined ? { declined: onlyBrought } : { after }),
  })),
);

describeRewrites('templates: others', [
  {
    name: 'a value that a template puts there is not set',
    before: 'a: {{ .x }}\n',
    asks: [['set', 'a', 'y']],
    declined: 'a template inserts its value',
  },
  {
    name: 'an entry is inserted behind the block around the last one',
    before: 'a:\n  b: 1\n  {{- if .x }}\n  c: 1\n  {{- end }}\nz: 1\n',
    asks: [['insert', 'a', 'd', 1]],
    after: 'a:\n  b: 1\n  {{- if .x }}\n  c: 1\n  {{- end }}\n  d: 1\nz: 1\n',
  },
  {
    name: 'an item is appended behind a loop',
    before: 'a:\n  {{- range .x }}\n  - {{ . }}\n  {{- end }}\nz: 1\n',
    asks: [['append', 'a', 'b']],
    after: 'a:\n  {{- range .x }}\n  - {{ . }}\n  {{- end }}\n  - b\nz: 1\n',
  },
  {
    name: 'what takes the place of its holder takes the lines that a template brings with it',
    before: 'a:\n  b:\n    c:\n      {{- toYaml .x | nindent 6 }}\n',
    asks: [['unwrap', 'a.b']],
    after: 'a:\n  c:\n    {{- toYaml .x | nindent 4 }}\n',
  },

  {
    name: 'an entry of a document is inserted behind a block around the last one',
    before: 'a: 1\n{{- if .x }}\nb: 1\n{{- end }}\n',
    asks: [['insert', '', 'c', 1]],
    after: 'a: 1\n{{- if .x }}\nb: 1\n{{- end }}\nc: 1\n',
  },
  {
    name: 'an entry of a document is inserted behind a block around the first one',
    before: '{{- if .x }}\na: 1\n{{- end }}\nb: 1\n',
    asks: [['insert', '', 'c', 1, 'a']],
    after: '{{- if .x }}\na: 1\n{{- end }}\nc: 1\nb: 1\n',
  },
  {
    name: 'an entry of a document that a block holds as a whole is inserted in the block',
    before: '{{- if .x }}\na: 1\n{{- end }}\n',
    asks: [['insert', '', 'c', 1]],
    after: '{{- if .x }}\na: 1\nc: 1\n{{- end }}\n',
  },
  {
    name: 'an entry is inserted in the block around what holds it',
    before: '{{- if .x }}\na:\n  b: 1\n{{- end }}\nc: 1\n',
    asks: [['insert', 'a', 'd', 1]],
    after: '{{- if .x }}\na:\n  b: 1\n  d: 1\n{{- end }}\nc: 1\n',
  },
  {
    name: 'an entry is inserted behind a condition that begins and ends on the lines of entries',
    before: 'a:\n  b: 1 {{ if .x }}\n  c: 1 {{- end }}\nz: 1\n',
    asks: [['insert', 'a', 'd', 1, 'b']],
    after: 'a:\n  b: 1 {{ if .x }}\n  c: 1 {{- end }}\n  d: 1\nz: 1\n',
  },
  ...['{{ .x -}}', '{{ .x -}}  ', '{% x -%}', '{% x ~%}', '<%= x -%>'].map((action) => ({
    name: `no line is inserted where a trim marker would join it with the one above: ${action}`,
    before: `a:\n  b: ${action}\n  c: 1\n`,
    asks: [['insert', 'a', 'd', 1, 'b']] as const,
    declined: 'a trim marker of the template joins the line above with the next one',
  })),
  ...['{% if x %}y{% endif %}', 'y{# z #}'].map((value) => ({
    name: `a line break more where Jinja may drop the one above, unseen so far: ${value}`,
    before: `a:\n  b: ${value}\n\n`,
    asks: [['insert', 'a', 'd', 1, 'b']] as const,
    after: `a:\n  b: ${value}\n\n  d: 1\n\n`,
  })),
  ...['{% if x %}y{% endif %}\n\n  c: 1', '{% if x %}y{% endif %}'].map((entries) => ({
    name: `a line break more where lines that follow show that Jinja drops one: ${entries}`,
    before: `a:\n  b: ${entries}\n`,
    asks: [['insert', 'a', 'd', 1, 'b']] as const,
    after: `a:\n  b: ${entries.replace('%}\n', '%}\n\n  d: 1\n').replace(/%}$/, '%}\n\n  d: 1')}\n`,
  })),
  ...['{% if x %}y{% endif %}\n  c: 1', '{% if x %}y{% endif +%}'].map((entries) => ({
    name: `a line that Jinja ends is seen to end: ${entries}`,
    before: `a:\n  b: ${entries}\n`,
    asks: [['insert', 'a', 'd', 1]] as const,
    after: `a:\n  b: ${entries}\n  d: 1\n`,
  })),
  ...['{{ .x -}}y', '{{- .x }}', '"{{ .x -}}"', '{{ .x -}} # why'].map((value) => ({
    name: `a trim marker that joins no lines is none of them: ${value}`,
    before: `a:\n  b: ${value}\n  c: 1\n`,
    asks: [['insert', 'a', 'd', 1, 'b']] as const,
    after: `a:\n  b: ${value}\n  d: 1\n  c: 1\n`,
  })),
]);

const conditional = 'the new element would be a part of a condition of the template';

describeRewrites('templates: insert in brackets', [
  {
    name: 'behind the condition of the last element',
    before: 'a: {b: 1{{ if .x }}, c: 2{{ end }}}\n',
    asks: [['insert', 'a', 'd', 1]],
    after: 'a: {b: 1{{ if .x }}, c: 2{{ end }}, d: 1}\n',
  },
  {
    name: 'behind conditions one in the other, and loops, over two lines',
    before:
      'a: {b: 1{% if x %}, c: 2{% if y %}, e: 1{% endif %}{% endif %},\n  f: 1{% for x in y %}, g: 2{% endfor %}}\n',
    asks: [['insert', 'a', 'd', 1]],
    after:
      'a: {b: 1{% if x %}, c: 2{% if y %}, e: 1{% endif %}{% endif %},\n  f: 1{% for x in y %}, g: 2{% endfor %}, d: 1}\n',
  },
  ...[
    '{b: 1{{ if .x }}, c: 2{{ else }}, c: 3{{ end }}}',
    '{b: 1{{ if .x }}, c: 2{{ else }} {{ end }}}',
    '{b: {{ if .x }}1{{ end }}}',
    '{b: 1, {{ if .x }}{{ end }}c: 2}',
  ].map((value) => ({
    name: `behind what is there in any case: ${value}`,
    before: `a: ${value}\n`,
    asks: [['insert', 'a', 'd', 1]] as const,
    after: `a: ${value.slice(0, -1)}, d: 1}\n`,
  })),
  ...[
    '[1, {{ if .x }}2{{ else }}3{{ end }}]',
    '[1{% if x %}, 2{% endif %}]',
    '[{{ if .x }}2{{ end }}b]',
    '[b{{ if .x }}2{{ end }}]',
  ].map((value) => ({
    name: `behind an item that is there in any case: ${value}`,
    before: `a: ${value}\n`,
    asks: [['append', 'a', 3]] as const,
    after: `a: ${value.slice(0, -1)}, 3]\n`,
  })),
  ...['{b: 1, {{ if .x }}c: 2{{ end }}}', '{b: 1, {{ if .x }}c: 2, {{ end }}}'].map((value) => ({
    name: `not behind an element that comes without the comma in front of it: ${value}`,
    before: `a: ${value}\n`,
    asks: [['insert', 'a', 'd', 1]] as const,
    declined: conditional,
  })),
  ...[
    '[{{ if .x }}2{{ end }}]',
    '[1, {{ if .x }}2{{ else }}{{ end }}]',
    '[1, {{ if .x }}2{{ else }}{{ if .y }}3{{ end }}{{ end }}]',
    '[{{ range .x }}{{ . }},{{ end }}]',
  ].map((value) => ({
    name: `not behind an item that comes without the comma in front of it: ${value}`,
    before: `a: ${value}\n`,
    asks: [['append', 'a', 3]] as const,
    declined: conditional,
  })),
  {
    name: 'brackets around what a condition is a part of, and not around a part of it',
    before: 'a: {b: x{{ if .x }}1{{ else }}2{{ end }}y, c: 1}\n',
    asks: [['nest', 'a.b', ['-', 'k']]],
    after: 'a: {b: [{k: x{{ if .x }}1{{ else }}2{{ end }}y}], c: 1}\n',
  },
  {
    name: 'no brackets around the half of a condition',
    before: 'a: {b: {{ if .x }}1, c: 1{{ end }}}\n',
    asks: [['nest', 'a.b', ['k']]],
    declined: 'a condition of the template begins or ends inside of a value that needs brackets around it',
  },
]);
