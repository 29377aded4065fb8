import { describeRewrites, text } from './support/table';

describeRewrites('renaming a key', [
  {
    name: 'in block style',
    before: text`
      a: 1
      b: 2 # two
    `,
    asks: [['rename', 'a', 'x']],
    after: text`
      x: 1
      b: 2 # two
    `,
  },
  {
    name: 'keeps the quotes of the key',
    before: text`
      "a": 1
      'b': 2
    `,
    asks: [
      ['rename', 'a', 'x'],
      ['rename', 'b', "it's"],
    ],
    after: text`
      "x": 1
      'it''s': 2
    `,
  },
  {
    name: 'quotes a key that needs it',
    before: text`
      a: 1
      b: 2
    `,
    asks: [
      ['rename', 'a', 'no'],
      ['rename', 'b', 'x: y'],
    ],
    after: text`
      "no": 1
      "x: y": 2
    `,
  },
  {
    name: 'in flow style',
    before: text`
      a: {b: 1, c: 2}
    `,
    asks: [
      ['rename', 'a.b', 'x'],
      ['rename', 'a.c', 'x, y'],
    ],
    after: text`
      a: {x: 1, "x, y": 2}
    `,
  },
  {
    name: 'in compact JSON',
    before: text`
      {"a":{"b":1}}
    `,
    asks: [
      ['rename', 'a', 'x'],
      ['rename', 'a.b', 'q'],
    ],
    after: text`
      {"x":{"q":1}}
    `,
  },
  {
    name: 'with the whole branch below it',
    before: text`
      a: # note
        # more
        b:
        - 1
    `,
    asks: [
      ['rename', 'a', 'x'],
      ['rename', 'a.b', 'q'],
    ],
    after: text`
      x: # note
        # more
        q:
        - 1
    `,
  },
  {
    name: 'behind a dash',
    before: text`
      l:
      - a: 1
        b: 2
      -   c: 3
    `,
    asks: [
      ['rename', 'l.0.a', 'x'],
      ['rename', 'l.1.c', 'q'],
    ],
    after: text`
      l:
      - x: 1
        b: 2
      -   q: 3
    `,
  },
  {
    name: 'behind a dash and a tab',
    before: ['l:\n', '-\ta\n', '-\tb\n', 'c: 1\n'].join(''),
    asks: [
      ['rename', 'l', 'x'],
      ['set', 'l.0', 'z'],
    ],
    after: ['x:\n', '-\tz\n', '-\tb\n', 'c: 1\n'].join(''),
  },
  {
    name: 'that has an anchor or tag',
    before: text`
      &x a: 1
      !!str b: 2
    `,
    asks: [
      ['rename', 'a', 'q'],
      ['rename', 'b', 'z'],
    ],
    after: text`
      &x q: 1
      !!str z: 2
    `,
  },
  {
    name: 'that is marked with "?"',
    before: text`
      ? a
      : 1
      ? b
    `,
    asks: [
      ['rename', 'a', 'x'],
      ['rename', 'b', 'q'],
    ],
    after: text`
      ? x
      : 1
      ? q
    `,
  },
  {
    name: 'with blanks before its colon',
    before: ['a  : 1\n', 'b\t: 2\n'].join(''),
    asks: [
      ['rename', 'a', 'x'],
      ['rename', 'b', 'q'],
    ],
    after: ['x  : 1\n', 'q\t: 2\n'].join(''),
  },
  {
    name: 'in a pair that stands in a list',
    before: text`
      l: [a: 1, "b": 2]
    `,
    asks: [
      ['rename', 'l.0.a', 'x'],
      ['rename', 'l.1.b', 'q'],
    ],
    after: text`
      l: [x: 1, "q": 2]
    `,
  },
  {
    name: 'that has no value',
    before: text`
      a:
      b: {c, d: }
    `,
    asks: [
      ['rename', 'a', 'x'],
      ['rename', 'b.c', 'q'],
      ['rename', 'b.d', 'z'],
    ],
    after: text`
      x:
      b: {q, z: }
    `,
  },
  {
    name: 'before a block scalar',
    before: text`
      a: |
        b: 1

      b: >-
        x
    `,
    asks: [
      ['rename', 'a', 'x'],
      ['rename', 'b', 'q'],
    ],
    after: text`
      x: |
        b: 1

      q: >-
        x
    `,
  },
  {
    name: 'between documents, directives and marks',
    before: text`
      %YAML 1.2
      ---
      a: 1
      ...
      # two
      ---
      a: 2
      ---
      a: 3
    `,
    document: 1,
    asks: [['rename', 'a', 'x']],
    after: text`
      %YAML 1.2
      ---
      a: 1
      ...
      # two
      ---
      x: 2
      ---
      a: 3
    `,
  },
  {
    name: 'with CRLF, a byte order mark and no final line break',
    before: ['\uFEFFa: 1\r\n', 'b: 2'].join(''),
    asks: [
      ['rename', 'a', 'x'],
      ['rename', 'b', 'q'],
    ],
    after: ['\uFEFFx: 1\r\n', 'q: 2'].join(''),
  },
  {
    name: 'is declined where the key is an alias',
    before: text`
      a: &k x
      *k : 1
    `,
    asks: [['rename', '1', 'q']],
    declined: 'its key is no plain text',
  },
  {
    name: 'is declined where an alias repeats the text',
    before: text`
      a: &x
        b: 1
      c: *x
    `,
    asks: [['rename', 'a.b', 'd']],
    declined: 'the value is shared by anchor &x; replace the alias *x with a literal first',
  },
  {
    name: 'is declined where a merge key brings the entry in',
    before: text`
      a: &x
        b: 1
      c:
        <<: *x
    `,
    asks: [['rename', 'c.<<.b', 'd']],
    declined: 'the value is shared by anchor &x; replace the alias *x with a literal first',
  },
  {
    name: 'reaches a shared text once, if asked at every path',
    before: text`
      a: &x
        b: 1
      c: *x
    `,
    asks: [
      ['rename', 'a.b', 'd'],
      ['rename', 'c.b', 'd'],
    ],
    after: text`
      a: &x
        d: 1
      c: *x
    `,
  },

  {
    name: 'is declined where the key is a list, or an alias',
    before: text`
      [a]: 1
    `,
    asks: [['rename', '0', 'x']],
    declined: 'its key is no plain text',
  },
  {
    name: 'is declined where the key is an alias',
    before: text`
      &x a: 1
      *x : 2
    `,
    asks: [['rename', '1', 'q']],
    declined: 'its key is no plain text',
  },
  {
    name: 'that is empty',
    before: text`
      a: 1
      : 2
    `,
    asks: [['rename', '1', 'b']],
    after: text`
      a: 1
      b: 2
    `,
  },
]);
