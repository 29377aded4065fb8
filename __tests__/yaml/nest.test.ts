import { describeRewrites, text } from './support/table';

describeRewrites('nesting a value', [
  {
    name: 'under a key',
    before: text`
      a: 1
      b:
        c: 2
    `,
    asks: [
      ['nest', 'a', ['x']],
      ['nest', 'b', ['x']],
    ],
    after: text`
      a:
        x: 1
      b:
        x:
          c: 2
    `,
  },
  {
    name: 'in a list',
    before: text`
      a: 1
      b:
        c: 2
        d: 3
    `,
    asks: [
      ['nest', 'a', ['-']],
      ['nest', 'b', ['-']],
    ],
    after: text`
      a:
        - 1
      b:
        - c: 2
          d: 3
    `,
  },
  {
    name: 'in a list under a key',
    before: text`
      a: 1
      b:
        c: 2
        d: 3
    `,
    asks: [
      ['nest', 'a', ['-', 'x']],
      ['nest', 'b', ['-', 'x']],
    ],
    after: text`
      a:
        - x: 1
      b:
        - x:
            c: 2
            d: 3
    `,
  },
  {
    name: 'under two keys',
    before: text`
      a: 1
      b:
        c: 2
        d: 3
    `,
    asks: [
      ['nest', 'a', ['x', 'q']],
      ['nest', 'b', ['x', 'q']],
    ],
    after: text`
      a:
        x:
          q: 1
      b:
        x:
          q:
            c: 2
            d: 3
    `,
  },
  {
    name: 'under a key, in a list',
    before: text`
      a: 1
      b:
        c: 2
        d: 3
    `,
    asks: [
      ['nest', 'a', ['x', '-']],
      ['nest', 'b', ['x', '-']],
    ],
    after: text`
      a:
        x:
          - 1
      b:
        x:
          - c: 2
            d: 3
    `,
  },
  {
    name: 'in a list of a list',
    before: text`
      a: 1
      b:
      - 2
      - 3
    `,
    asks: [
      ['nest', 'a', ['-', '-']],
      ['nest', 'b', ['-', '-']],
    ],
    after: text`
      a:
      - - 1
      b:
      - - - 2
          - 3
    `,
  },
  {
    name: 'under a new key of its own',
    before: text`
      targetPortNumber: 8000
      selector:
        app: x
    `,
    asks: [
      ['nest', 'targetPortNumber', ['-', 'number'], 'targetPorts'],
      ['nest', 'selector', ['matchLabels']],
    ],
    after: text`
      targetPorts:
        - number: 8000
      selector:
        matchLabels:
          app: x
    `,
  },
  {
    name: 'that is a list, indented or not',
    before: text`
      a:
      - 1
      - 2
      b:
        - 3
    `,
    asks: [
      ['nest', 'a', ['x']],
      ['nest', 'b', ['x']],
    ],
    after: text`
      a:
        x:
        - 1
        - 2
      b:
        x:
          - 3
    `,
  },
  {
    name: 'that is a list, in a list',
    before: text`
      a:
      - 1
      - 2
      b:
        - 3
    `,
    asks: [
      ['nest', 'a', ['-']],
      ['nest', 'b', ['-']],
    ],
    after: text`
      a:
      - - 1
        - 2
      b:
        - - 3
    `,
  },
  {
    name: 'in the indentation of the lists around',
    before: text`
      a: 1
      l:
      - x
    `,
    asks: [['nest', 'a', ['-', 'x']]],
    after: text`
      a:
      - x: 1
      l:
      - x
    `,
  },
  {
    name: 'in the wide dashes of the lists around',
    before: text`
      a: 1
      b:
          c: 2
      l:
          -   x
    `,
    asks: [
      ['nest', 'a', ['-', 'x']],
      ['nest', 'b', ['-']],
    ],
    after: text`
      a:
          -   x: 1
      b:
          -   c: 2
      l:
          -   x
    `,
  },
  {
    name: 'in steps of four columns',
    before: text`
      a:
          b: 1
          c:
              d: 2
    `,
    asks: [
      ['nest', 'a.b', ['x']],
      ['nest', 'a.c', ['-', 'x']],
    ],
    after: text`
      a:
          b:
              x: 1
          c:
              - x:
                    d: 2
    `,
  },
  {
    name: 'in odd steps',
    before: text`
      a:
       b: 1
       c:
        d: 2
    `,
    asks: [
      ['nest', 'a.b', ['x', 'q']],
      ['nest', 'a', ['z']],
    ],
    after: text`
      a:
       z:
        b:
         x:
          q: 1
        c:
         d: 2
    `,
  },
  {
    name: 'in steps of three, of seven',
    before: text`
      a:
         b: 1
      c:
             d: 2
    `,
    asks: [
      ['nest', 'a.b', ['x']],
      ['nest', 'c.d', ['x']],
      ['nest', 'a', ['q']],
    ],
    after: text`
      a:
         q:
            b:
               x: 1
      c:
             d:
                    x: 2
    `,
  },
  {
    name: 'behind a dash',
    before: text`
      - a: 1
        b:
          c: 2
      -   d:
          - 3
    `,
    asks: [
      ['nest', '0.a', ['x']],
      ['nest', '0.b', ['-']],
      ['nest', '1.d', ['x']],
    ],
    after: text`
      - a:
          x: 1
        b:
        - c: 2
      -   d:
            x:
            - 3
    `,
  },
  {
    name: 'with comments above, behind, between and below',
    before: text`
      # above
      a: 1 # behind
      b: # behind b
        # between
        c: 2 # behind c
        # below c

        # below, after a gap
      d: 3
    `,
    asks: [
      ['nest', 'a', ['x']],
      ['nest', 'b', ['x']],
    ],
    after: text`
      # above
      a:
        x: 1 # behind
      b: # behind b
        x:
          # between
          c: 2 # behind c
          # below c

          # below, after a gap
      d: 3
    `,
  },
  {
    name: 'in a list, with comments above, behind, between and below',
    before: text`
      a: 1 # behind
      b: # behind b
        # between
        c: 2 # behind c
        # below c

        # below, after a gap
      d: 3
    `,
    asks: [
      ['nest', 'a', ['-']],
      ['nest', 'b', ['-']],
    ],
    after: text`
      a:
        - 1 # behind
      b: # behind b
        # between
        - c: 2 # behind c
          # below c

          # below, after a gap
      d: 3
    `,
  },
  {
    name: 'leaves comments where they are that stand left of it',
    before: text`
      a:
        b: 1
      #  c: 2
        d: 3
    `,
    asks: [['nest', 'a', ['x']]],
    after: text`
      a:
        x:
          b: 1
      #  c: 2
          d: 3
    `,
  },
  {
    name: 'keeps blank lines, and blanks at line ends',
    before: ['a:  \n', '\n', '  b: 1  \n', '\n', '  c: 2\n', '\n', 'd: 3\n'].join(''),
    asks: [['nest', 'a', ['x']]],
    after: ['a:  \n', '  x:\n', '\n', '    b: 1  \n', '\n', '    c: 2\n', '\n', 'd: 3\n'].join(''),
  },
  {
    name: 'that is a block scalar',
    before: text`
      a: |
        one

          two
      b: >-
        three

      c: |+
        four

      d: 1
    `,
    asks: [
      ['nest', 'a', ['x']],
      ['nest', 'b', ['-']],
      ['nest', 'c', ['-', 'x']],
    ],
    after: text`
      a:
        x: |
          one

            two
      b:
        - >-
          three

      c:
        - x: |+
            four

      d: 1
    `,
  },
  {
    name: 'that is a block scalar with its indentation named',
    before: text`
      a: |1
        one
      b: |2-
         two
    `,
    asks: [
      ['nest', 'a', ['x']],
      ['nest', 'b', ['-']],
    ],
    after: text`
      a:
        x: |1
          one
      b:
        - |2-
           two
    `,
  },
  {
    name: 'that is a block scalar without a final line break',
    before: ['a: |\n', '  one\n', '  two'].join(''),
    asks: [['nest', 'a', ['-', 'x']]],
    after: ['a:\n', '  - x: |\n', '      one\n', '      two'].join(''),
  },
  {
    name: 'that is a text of several lines',
    before: text`
      a: one
        two

        three
      b: "four
        five"
    `,
    asks: [
      ['nest', 'a', ['x']],
      ['nest', 'b', ['-']],
    ],
    after: text`
      a:
        x: one
          two

          three
      b:
        - "four
            five"
    `,
  },
  {
    name: 'that stands on the next line',
    before: text`
      a:
        one
      b:
          "two"
    `,
    asks: [
      ['nest', 'a', ['x']],
      ['nest', 'b', ['-']],
    ],
    after: text`
      a:
        x:
          one
      b:
        - "two"
    `,
  },
  {
    name: 'in flow style',
    before: text`
      a: {b: 1, c: [2, 3], d: {e: 4}}
    `,
    asks: [
      ['nest', 'a.b', ['x']],
      ['nest', 'a.c', ['-']],
      ['nest', 'a.d', ['-', 'x']],
    ],
    after: text`
      a: {b: {x: 1}, c: [[2, 3]], d: [{x: {e: 4}}]}
    `,
  },
  {
    name: 'in flow style with blanks inside the braces',
    before: text`
      a: { b: 1, c: { d: 2 } }
    `,
    asks: [
      ['nest', 'a.b', ['x']],
      ['nest', 'a.c', ['-', 'x']],
    ],
    after: text`
      a: { b: { x: 1 }, c: [{ x: { d: 2 } }] }
    `,
  },
  {
    name: 'in flow style over several lines',
    before: text`
      a: {
        b: 1,
        c: 2, # two
        d: {e: 3}
      }
    `,
    asks: [
      ['nest', 'a.b', ['x']],
      ['nest', 'a.c', ['-', 'x']],
      ['nest', 'a.d', ['q']],
    ],
    after: text`
      a: {
        b: {
          x: 1
        },
        c: [
          {
            x: 2 # two
          }
        ],
        d: {q: {e: 3}}
      }
    `,
  },
  {
    name: 'that is in flow style inside block style',
    before: text`
      a: {b: 1} # note
      c: [1, 2]
      d: { e: 1 }
    `,
    asks: [
      ['nest', 'a', ['x']],
      ['nest', 'c', ['-', 'x']],
      ['nest', 'd', ['x']],
    ],
    after: text`
      a: {x: {b: 1}} # note
      c: [{x: [1, 2]}]
      d: { x: { e: 1 } }
    `,
  },
  {
    name: 'that is in flow style over several lines inside block style',
    before: text`
      a: {
        b: 1
      }
      c: [1,
          2]
      d:
        {e: 1,
         f: 2}
    `,
    asks: [
      ['nest', 'a', ['x']],
      ['nest', 'c', ['x']],
      ['nest', 'd', ['-', 'x']],
    ],
    after: text`
      a: {
        x: {
          b: 1
        }
      }
      c: {x: [1,
          2]}
      d:
        - x:
            {e: 1,
             f: 2}
    `,
  },
  {
    name: 'in compact JSON',
    before: '{"a":1,"b":{"c":2}}',
    asks: [
      ['nest', 'a', ['-', 'x']],
      ['nest', 'b', ['x']],
    ],
    after: '{"a":[{"x":1}],"b":{"x":{"c":2}}}',
  },
  {
    name: 'in JSON with two spaces',
    before: text`
      {
        "a": 1,
        "b": {
          "c": 2
        },
        "d": [1, 2]
      }
    `,
    asks: [
      ['nest', 'a', ['-', 'x']],
      ['nest', 'b', ['x']],
      ['nest', 'd', ['x']],
    ],
    after: text`
      {
        "a": [
          {
            "x": 1
          }
        ],
        "b": {
          "x": {
            "c": 2
          }
        },
        "d": {"x": [1, 2]}
      }
    `,
  },
  {
    name: 'in JSON with four spaces',
    before: text`
      {
          "a": 1,
          "b": {
              "c": 2
          }
      }
    `,
    asks: [
      ['nest', 'a', ['-', 'x']],
      ['nest', 'b', ['x']],
    ],
    after: text`
      {
          "a": [
              {
                  "x": 1
              }
          ],
          "b": {
              "x": {
                  "c": 2
              }
          }
      }
    `,
  },
  {
    name: 'in JSON with tabs',
    before: ['{\n', '\t"a": 1,\n', '\t"b": {\n', '\t\t"c": 2\n', '\t}\n', '}\n'].join(''),
    asks: [
      ['nest', 'a', ['-', 'x']],
      ['nest', 'b', ['x']],
    ],
    after: [
      '{\n',
      '\t"a": [\n',
      '\t\t{\n',
      '\t\t\t"x": 1\n',
      '\t\t}\n',
      '\t],\n',
      '\t"b": {\n',
      '\t\t"x": {\n',
      '\t\t\t"c": 2\n',
      '\t\t}\n',
      '\t}\n',
      '}\n',
    ].join(''),
  },
  {
    name: 'in JSON whose objects stand in one line',
    before: text`
      {
        "a": {"b": 1},
        "c": 2
      }
    `,
    asks: [
      ['nest', 'a', ['x']],
      ['nest', 'a.b', ['q']],
    ],
    after: text`
      {
        "a": {"x": {"b": {"q": 1}}},
        "c": 2
      }
    `,
  },
  {
    name: 'that has an anchor or tag',
    before: text`
      a: &x 1
      b: &y
        c: 2
      d: !!map # note
        e: 3
      f: *y
    `,
    asks: [
      ['nest', 'a', ['k']],
      ['nest', 'b', ['k']],
      ['nest', 'd', ['-', 'k']],
      ['nest', 'f', ['k']],
    ],
    after: text`
      a:
        k: &x 1
      b:
        k: &y
          c: 2
      d:
        - k: !!map # note
            e: 3
      f:
        k: *y
    `,
  },
  {
    name: 'that has an anchor, in a list',
    before: text`
      a: &x 1
      b: &y
        c: 2
      d: &z
      - 3
      e:
        &w
        f: 4
    `,
    asks: [
      ['nest', 'a', ['-']],
      ['nest', 'b', ['-']],
      ['nest', 'd', ['-']],
      ['nest', 'e', ['x']],
    ],
    after: text`
      a:
      - &x 1
      b:
      - &y
        c: 2
      d:
      - &z
        - 3
      e:
        x:
          &w
          f: 4
    `,
  },
  {
    name: 'that is an alias',
    before: text`
      a: &x
        b: 1
      c: *x
      d: {e: *x }
      f:
        *x
    `,
    asks: [
      ['nest', 'c', ['-', 'k']],
      ['nest', 'd.e', ['k']],
      ['nest', 'f', ['k']],
    ],
    after: text`
      a: &x
        b: 1
      c:
        - k: *x
      d: {e: {k: *x} }
      f:
        k:
          *x
    `,
  },
  {
    name: 'that is null',
    before: text`
      a:
      b: ~
      c: # note
      d: {e: , f, g: null}
    `,
    asks: [
      ['nest', 'a', ['x']],
      ['nest', 'b', ['x']],
      ['nest', 'c', ['-']],
      ['nest', 'd.e', ['x']],
      ['nest', 'd.f', ['-']],
      ['nest', 'd.g', ['x']],
    ],
    after: text`
      a:
        x:
      b:
        x: ~
      c:
        - # note
      d: {e: {x: null} , f: [null], g: {x: null}}
    `,
  },
  {
    name: 'that is an empty collection',
    before: text`
      a: {}
      b: []
      c: {d: {}}
    `,
    asks: [
      ['nest', 'a', ['x']],
      ['nest', 'b', ['-']],
      ['nest', 'c.d', ['x']],
    ],
    after: text`
      a: {x: {}}
      b: [[]]
      c: {d: {x: {}}}
    `,
  },
  {
    name: 'quotes the new keys where keys are quoted by choice',
    before: text`
      "a": 1
      "8080": 2
    `,
    asks: [
      ['nest', 'a', ['x']],
      ['nest', '8080', ['x']],
    ],
    after: text`
      "a":
        "x": 1
      "8080":
        x: 2
    `,
  },
  {
    name: 'in a pair that stands in a list',
    before: text`
      l: [a: 1, {b: 2}]
    `,
    asks: [
      ['nest', 'l.0.a', ['x']],
      ['nest', 'l.1.b', ['x']],
    ],
    after: text`
      l: [a: {x: 1}, {b: {x: 2}}]
    `,
  },
  {
    name: 'with trailing commas',
    before: text`
      a: {b: 1,}
      c: {
        d: 2,
      }
    `,
    asks: [
      ['nest', 'a.b', ['x']],
      ['nest', 'c.d', ['x']],
    ],
    after: text`
      a: {b: {x: 1},}
      c: {
        d: {
          x: 2
        },
      }
    `,
  },
  {
    name: 'with CRLF',
    before: [
      'a: 1 # note\r\n',
      'b:\r\n',
      '  # between\r\n',
      '  c: 2\r\n',
      '\r\n',
      'd: |\r\n',
      '  e\r\n',
    ].join(''),
    asks: [
      ['nest', 'a', ['-', 'x']],
      ['nest', 'b', ['x']],
      ['nest', 'd', ['x']],
    ],
    after: [
      'a:\r\n',
      '  - x: 1 # note\r\n',
      'b:\r\n',
      '  x:\r\n',
      '    # between\r\n',
      '    c: 2\r\n',
      '\r\n',
      'd:\r\n',
      '  x: |\r\n',
      '    e\r\n',
    ].join(''),
  },
  {
    name: 'with a byte order mark',
    before: ['\uFEFFa: 1\n', 'b:\n', '  c: 2'].join(''),
    asks: [
      ['nest', 'a', ['x']],
      ['nest', 'b', ['-']],
    ],
    after: ['\uFEFFa:\n', '  x: 1\n', 'b:\n', '  - c: 2'].join(''),
  },
  {
    name: 'in one of several documents',
    before: text`
      %YAML 1.2
      ---
      a: 1
      ...
      ---
      # two
      a: 1
      ---
      a: 1
    `,
    document: 1,
    asks: [['nest', 'a', ['x']]],
    after: text`
      %YAML 1.2
      ---
      a: 1
      ...
      ---
      # two
      a:
        x: 1
      ---
      a: 1
    `,
  },
  {
    name: 'is declined where the key is marked with "?"',
    before: text`
      ? a
      : 1
    `,
    asks: [['nest', 'a', ['x']]],
    declined: 'its key is marked with "?"',
  },
  {
    name: 'is declined where an alias repeats the text',
    before: text`
      a: &x
        b: 1
      c: *x
    `,
    asks: [['nest', 'a.b', ['d']]],
    declined: 'the value is shared by anchor &x; replace the alias *x with a literal first',
  },
  {
    name: "behind a list's tab",
    before: ['l:\n', '-\ta\n', 'b:\t1\n'].join(''),
    asks: [['nest', 'b', ['x']]],
    after: ['l:\n', '-\ta\n', 'b:\n', '  x:\t1\n'].join(''),
  },

  {
    name: 'leaves a key as it is written',
    before: text`
      8080: 1
      "\\x61": 2
    `,
    asks: [
      ['nest', '0', ['x']],
      ['nest', '1', ['x']],
    ],
    after: text`
      8080:
        x: 1
      "\\x61":
        "x": 2
    `,
  },
  {
    name: 'that is an alias, with the comment below it',
    before: text`
      a: &x
        b: 1
      c: *x
        # below
      d: 2
    `,
    asks: [['nest', 'c', ['k']]],
    after: text`
      a: &x
        b: 1
      c:
        k: *x
          # below
      d: 2
    `,
  },
  {
    name: 'that has an anchor leaves comments where they are that stand left of it',
    before: text`
      a: &x
        b: 1
      # left
        c: 2
    `,
    asks: [['nest', 'a', ['k']]],
    after: text`
      a:
        k: &x
          b: 1
      # left
          c: 2
    `,
  },
  {
    name: 'whose anchor stands on the next line, in a list',
    before: text`
      a:
        &x
        b: 1
    `,
    asks: [['nest', 'a', ['-']]],
    after: text`
      a:
        - &x
          b: 1
    `,
  },
  {
    name: 'that is in flow style over several lines, in two layers',
    before: text`
      a: {
        b: 1
      }
    `,
    asks: [['nest', 'a', ['-', 'x']]],
    after: text`
      a: [
        {
          x: {
            b: 1
          }
        }
      ]
    `,
  },
  {
    name: 'that is in flow style and closes behind its last entry',
    before: text`
      a: {
          b: 1,
          c: 2}
    `,
    asks: [['nest', 'a', ['x']]],
    after: text`
      a: {x: {
          b: 1,
          c: 2}}
    `,
  },
  {
    name: 'that is empty, in JSON of several lines',
    before: text`
      {
        "a": {},
        "b": 1
      }
    `,
    asks: [['nest', 'a', ['x']]],
    after: text`
      {
        "a": {
          "x": {}
        },
        "b": 1
      }
    `,
  },
]);
