import { describeRewrites, text } from './support/table';

describeRewrites('inserting an entry', [
  {
    name: 'at the end',
    before: text`
      a: 1
      b: 2
    `,
    asks: [['insert', '', 'x', 3]],
    after: text`
      a: 1
      b: 2
      x: 3
    `,
  },
  {
    name: 'behind another',
    before: text`
      a: 1
      b: 2
    `,
    asks: [['insert', '', 'x', 3, 'a']],
    after: text`
      a: 1
      x: 3
      b: 2
    `,
  },
  {
    name: 'twice at one place, in the order asked for',
    before: text`
      a: 1
      b: 2
    `,
    asks: [
      ['insert', '', 'x', 1, 'a'],
      ['insert', '', 'q', 2, 'a'],
      ['insert', '', 'z', 3],
      ['insert', '', 'w', 4, 'b'],
    ],
    after: text`
      a: 1
      x: 1
      q: 2
      b: 2
      w: 4
      z: 3
    `,
  },
  {
    name: 'with nested values',
    before: text`
      a:
        b: 1
    `,
    asks: [['insert', '', 'x', { list: [1, { q: 2, z: 3 }, [4, 5], [], {}], text: 'two words', none: null }]],
    after: text`
      a:
        b: 1
      x:
        list:
          - 1
          - q: 2
            z: 3
          - - 4
            - 5
          - []
          - {}
        text: two words
        none: null
    `,
  },
  {
    name: 'in the indentation of the file',
    before: text`
      a:
          b: 1
      l:
      -   c
    `,
    asks: [['insert', '', 'x', { q: [1, { z: 2, w: 3 }] }]],
    after: text`
      a:
          b: 1
      l:
      -   c
      x:
          q:
          -   1
          -   z: 2
              w: 3
    `,
  },
  {
    name: 'in the indentation of another document of the file',
    before: text`
      a:
          b:
          - c
      ---
      d: 1
    `,
    document: 1,
    asks: [['insert', '', 'x', { q: [1] }]],
    after: text`
      a:
          b:
          - c
      ---
      d: 1
      x:
          q:
          - 1
    `,
  },
  {
    name: 'behind a branch, and inside it',
    before: text`
      a:
        b:
          c: 1
      d: 2
    `,
    asks: [
      ['insert', '', 'x', 1, 'a'],
      ['insert', 'a', 'q', 2],
      ['insert', 'a.b', 'z', 3],
    ],
    after: text`
      a:
        b:
          c: 1
          z: 3
        q: 2
      x: 1
      d: 2
    `,
  },
  {
    name: 'behind a dash',
    before: text`
      - a: 1
      -   b: 2
    `,
    asks: [
      ['insert', '0', 'x', 1],
      ['insert', '1', 'q', { z: 1 }],
    ],
    after: text`
      - a: 1
        x: 1
      -   b: 2
          q:
            z: 1
    `,
  },
  {
    name: 'behind comments that belong to the one before',
    before: text`
      a: 1 # behind
        # deeper
      # above b
      b: 2
    `,
    asks: [['insert', '', 'x', 3, 'a']],
    after: text`
      a: 1 # behind
        # deeper
      x: 3
      # above b
      b: 2
    `,
  },
  {
    name: 'behind a block scalar',
    before: text`
      a:
        b: |
          text

      c: 1
    `,
    asks: [
      ['insert', 'a', 'x', 1],
      ['insert', '', 'q', 2, 'a'],
    ],
    after: text`
      a:
        b: |
          text
        x: 1
      q: 2

      c: 1
    `,
  },
  {
    name: 'behind a block scalar that keeps its blank lines',
    before: text`
      a: |+
        text

      b: 1
    `,
    asks: [['insert', '', 'x', 1, 'a']],
    after: text`
      a: |+
        text

      x: 1
      b: 1
    `,
  },
  {
    name: 'behind a block scalar without a final line break',
    before: ['a: |-\n', '  text'].join(''),
    asks: [['insert', '', 'x', 1]],
    after: ['a: |-\n', '  text\n', 'x: 1'].join(''),
  },
  {
    name: 'quoted as its neighbours are',
    before: text`
      a: "x"
      b: 1
    `,
    asks: [['insert', '', 't', { u: 'v', n: 2 }]],
    after: text`
      a: "x"
      b: 1
      t:
        u: "v"
        "n": 2
    `,
  },
  {
    name: "quoted as its neighbours' keys are, if these need no quotes",
    before: text`
      "a": 1
      "8080": 2
    `,
    asks: [
      ['insert', '', 'x', 1, 'a'],
      ['insert', '', 'q', 2, '8080'],
    ],
    after: text`
      "a": 1
      "x": 1
      "8080": 2
      q: 2
    `,
  },
  {
    name: 'where quotes are needed',
    before: text`
      a: 1
    `,
    asks: [
      ['insert', '', 'x', 'true'],
      ['insert', '', 'q: z', ''],
      ['insert', '', 'w', 'a # b'],
    ],
    after: text`
      a: 1
      x: "true"
      "q: z": ""
      w: "a # b"
    `,
  },
  {
    name: 'in flow style',
    before: text`
      a: {b: 1, c: 2}
    `,
    asks: [
      ['insert', 'a', 'x', { q: [1] }, 'b'],
      ['insert', 'a', 'z', 'p, q'],
    ],
    after: text`
      a: {b: 1, x: {q: [1]}, c: 2, z: "p, q"}
    `,
  },
  {
    name: 'in flow style with blanks inside the braces',
    before: text`
      a: { b: 1 }
    `,
    asks: [['insert', 'a', 'x', { q: 1 }]],
    after: text`
      a: { b: 1, x: { q: 1 } }
    `,
  },
  {
    name: 'in flow style with a trailing comma',
    before: text`
      a: {b: 1,}
      c: {
        d: 1, # one
        e: 2, # two
      }
    `,
    asks: [
      ['insert', 'a', 'x', 1],
      ['insert', 'c', 'q', 1, 'd'],
      ['insert', 'c', 'z', 2],
    ],
    after: text`
      a: {b: 1, x: 1,}
      c: {
        d: 1, # one
        q: 1,
        e: 2, # two
        z: 2,
      }
    `,
  },
  {
    name: 'in flow style behind a comment of a line that others begin',
    before: text`
      a: {b: e, # the picker
        c: open} # end
      d: {b: e, # the picker
        # how
        c: open}
    `,
    asks: [
      ['insert', 'a', 'x', 1, 'b'],
      ['insert', 'd', 'x', 1, 'b'],
    ],
    after: text`
      a: {b: e, # the picker
        x: 1, c: open} # end
      d: {b: e, x: 1, # the picker
        # how
        c: open}
    `,
  },
  {
    name: 'in flow style over several lines',
    before: text`
      a: {b: 1,
          c: 2}
      d: {
        e: 1 # one
      }
    `,
    asks: [
      ['insert', 'a', 'x', 3],
      ['insert', 'd', 'q', { z: 1 }],
    ],
    after: text`
      a: {b: 1,
          c: 2,
          x: 3}
      d: {
        e: 1, # one
        q: {
          z: 1
        }
      }
    `,
  },
  {
    name: 'in compact JSON',
    before: '{"a":1,"b":{"c":"d"}}',
    asks: [
      ['insert', '', 'x', 'q', 'a'],
      ['insert', 'b', 'z', [1, { w: true }]],
    ],
    after: '{"a":1,"x":"q","b":{"c":"d","z":[1,{"w":true}]}}',
  },
  {
    name: 'in JSON with two spaces',
    before: text`
      {
        "a": 1,
        "b": {
          "c": 2
        }
      }
    `,
    asks: [
      ['insert', '', 'x', 'q', 'a'],
      ['insert', 'b', 'z', { w: [1, 'u'] }],
    ],
    after: text`
      {
        "a": 1,
        "x": "q",
        "b": {
          "c": 2,
          "z": {
            "w": [
              1,
              "u"
            ]
          }
        }
      }
    `,
  },
  {
    name: 'in JSON with four spaces',
    before: text`
      {
          "a": 1
      }
    `,
    asks: [['insert', '', 'x', { q: 'z' }]],
    after: text`
      {
          "a": 1,
          "x": {
              "q": "z"
          }
      }
    `,
  },
  {
    name: 'in JSON with tabs',
    before: ['{\n', '\t"a": {\n', '\t\t"b": 1\n', '\t}\n', '}\n'].join(''),
    asks: [['insert', 'a', 'x', { q: [1] }]],
    after: [
      '{\n',
      '\t"a": {\n',
      '\t\t"b": 1,\n',
      '\t\t"x": {\n',
      '\t\t\t"q": [\n',
      '\t\t\t\t1\n',
      '\t\t\t]\n',
      '\t\t}\n',
      '\t}\n',
      '}\n',
    ].join(''),
  },
  {
    name: 'in an empty mapping of block style',
    before: text`
      a: {}
      b: { } # note
      l:
      - {}
      - {} # note
    `,
    asks: [
      ['insert', 'a', 'x', 1],
      ['insert', 'b', 'q', { z: 1 }],
      ['insert', 'l.0', 'x', 1],
      ['insert', 'l.0', 'q', 2],
      ['insert', 'l.1', 'z', 3],
    ],
    after: text`
      a:
        x: 1
      b: # note
        q:
          z: 1
      l:
      - x: 1
        q: 2
      - {z: 3} # note
    `,
  },
  {
    name: 'in an empty mapping with an anchor',
    before: text`
      a: &x {}
      b: 1
      l:
      - &y {}
    `,
    asks: [
      ['insert', 'a', 'x', 1],
      ['insert', 'l.0', 'q', 2],
    ],
    after: text`
      a: &x
        x: 1
      b: 1
      l:
      - &y {q: 2}
    `,
  },
  {
    name: 'in an empty mapping of flow style',
    before: text`
      a: {b: {}, c: 1}
      d: [{}]
    `,
    asks: [
      ['insert', 'a.b', 'x', 1],
      ['insert', 'd.0', 'q', 2],
    ],
    after: text`
      a: {b: {x: 1}, c: 1}
      d: [{q: 2}]
    `,
  },
  {
    name: 'in an empty mapping of JSON',
    before: text`
      {
        "a": {},
        "b": [{}]
      }
    `,
    asks: [
      ['insert', 'a', 'x', { q: 1 }],
      ['insert', 'b.0', 'z', 1],
    ],
    after: text`
      {
        "a": {
          "x": {
            "q": 1
          }
        },
        "b": [{"z": 1}]
      }
    `,
  },
  {
    name: 'in an empty document, which may be JSON',
    before: text`
      {}
    `,
    asks: [['insert', '', 'x', { q: 'z' }]],
    after: text`
      {"x": {"q": "z"}}
    `,
  },
  {
    name: 'with CRLF',
    before: ['a:\r\n', '  b: 1\r\n', 'c: {\r\n', '  d: 1\r\n', '}\r\n'].join(''),
    asks: [
      ['insert', 'a', 'x', { q: 1 }],
      ['insert', 'c', 'z', 2],
    ],
    after: [
      'a:\r\n',
      '  b: 1\r\n',
      '  x:\r\n',
      '    q: 1\r\n',
      'c: {\r\n',
      '  d: 1,\r\n',
      '  z: 2\r\n',
      '}\r\n',
    ].join(''),
  },
  {
    name: 'with a byte order mark and no final line break',
    before: '\uFEFFa: 1',
    asks: [['insert', '', 'x', 1]],
    after: ['\uFEFFa: 1\n', 'x: 1'].join(''),
  },
  {
    name: 'at the end of one of several documents',
    before: text`
      a: 1
      # about two
      ---
      b: 1
      ...
      ---
      c: 1
    `,
    document: 1,
    asks: [['insert', '', 'x', 1]],
    after: text`
      a: 1
      # about two
      ---
      b: 1
      x: 1
      ...
      ---
      c: 1
    `,
  },
  {
    name: 'beside a merge key',
    before: text`
      a: &x
        b: 1
      c:
        <<: *x
    `,
    asks: [['insert', 'c', 'q', 1]],
    after: text`
      a: &x
        b: 1
      c:
        <<: *x
        q: 1
    `,
  },
  {
    name: 'behind an alias',
    before: text`
      a: &x 1
      b: *x
      c: {d: *x }
    `,
    asks: [
      ['insert', '', 'q', 1, 'b'],
      ['insert', 'c', 'z', 2],
    ],
    after: text`
      a: &x 1
      b: *x
      q: 1
      c: {d: *x, z: 2 }
    `,
  },
  {
    name: 'beside a key marked with "?"',
    before: text`
      ? a
      : 1
      ? b
    `,
    asks: [['insert', '', 'x', 1]],
    after: text`
      ? a
      : 1
      ? b
      x: 1
    `,
  },
  {
    name: 'behind an entry without value',
    before: text`
      a:
        b:
      c: # note
    `,
    asks: [
      ['insert', 'a', 'x', 1],
      ['insert', '', 'q', 2],
    ],
    after: text`
      a:
        b:
        x: 1
      c: # note
      q: 2
    `,
  },
  {
    name: 'is declined in a pair that stands in a list',
    before: text`
      l: [a: 1]
    `,
    asks: [['insert', 'l.0', 'x', 1]],
    declined: 'a pair in a list without braces cannot have a second key',
  },
  {
    name: 'is declined where an alias repeats the text',
    before: text`
      a: &x
        b: 1
      c: *x
    `,
    asks: [['insert', 'a', 'd', 1]],
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
      ['insert', 'a', 'd', 1],
      ['insert', 'c', 'd', 1],
    ],
    after: text`
      a: &x
        b: 1
        d: 1
      c: *x
    `,
  },

  {
    name: 'in the indentation of its neighbours, not of what is around them',
    before: text`
      a:
          b:
            c: 1
    `,
    asks: [['insert', 'a', 'x', { q: 1 }]],
    after: text`
      a:
          b:
            c: 1
          x:
            q: 1
    `,
  },
  {
    name: 'in an empty mapping with a comment inside',
    before: text`
      a: { # note
        }
      b: {}
    `,
    asks: [
      ['insert', 'a', 'x', 1],
      ['insert', 'b', 'q', 2],
    ],
    after: text`
      a: {x: 1 # note
        }
      b:
        q: 2
    `,
  },
  {
    name: 'in an empty mapping behind a key marked with "?"',
    before: text`
      ? a
      : {}
    `,
    asks: [['insert', 'a', 'x', 1]],
    after: text`
      ? a
      : {x: 1}
    `,
  },
  {
    name: 'in an empty mapping, first at an alias for it',
    before: text`
      a: &x {}
      b: *x
    `,
    asks: [
      ['insert', 'b', 'q', 1],
      ['insert', 'a', 'q', 1],
    ],
    after: text`
      a: &x {q: 1}
      b: *x
    `,
  },
]);
