import { describeRewrites, text } from './support/table';

describeRewrites('appending an item', [
  {
    name: 'to a list, indented or not',
    before: text`
      a:
      - 1
      b:
        - 2
    `,
    asks: [
      ['append', 'a', 3],
      ['append', 'b', { x: 1, q: [2] }],
    ],
    after: text`
      a:
      - 1
      - 3
      b:
        - 2
        - x: 1
          q:
            - 2
    `,
  },
  {
    name: 'twice, also the same',
    before: text`
      a:
      - 1
    `,
    asks: [
      ['append', 'a', 2],
      ['append', 'a', 2],
    ],
    after: text`
      a:
      - 1
      - 2
      - 2
    `,
  },
  {
    name: 'with the width of its dashes',
    before: text`
      a:
        -   b: 1
            c: 2
    `,
    asks: [['append', 'a', { x: 1, q: { z: 2 } }]],
    after: text`
      a:
        -   b: 1
            c: 2
        -   x: 1
            q:
              z: 2
    `,
  },
  {
    name: 'quoted as the others are',
    before: text`
      a:
      - "x"
      b: ['x']
      c:
      - "8080"
    `,
    asks: [
      ['append', 'a', 'q'],
      ['append', 'b', 'q'],
      ['append', 'c', 'z'],
    ],
    after: text`
      a:
      - "x"
      - "q"
      b: ['x', 'q']
      c:
      - "8080"
      - "z"
    `,
  },
  {
    name: 'behind comments of the last one',
    before: text`
      a:
      - 1 # one
        # more
      # no more
      b: 2
    `,
    asks: [['append', 'a', 2]],
    after: text`
      a:
      - 1 # one
        # more
      - 2
      # no more
      b: 2
    `,
  },
  {
    name: 'that is a list',
    before: text`
      a:
      - - 1
        - 2
    `,
    asks: [
      ['append', 'a', [3, 4]],
      ['append', 'a.0', 5],
    ],
    after: text`
      a:
      - - 1
        - 2
        - 5
      - - 3
        - 4
    `,
  },
  {
    name: 'to the root',
    before: text`
      - a: 1
      - b: 2
    `,
    asks: [['append', '', { x: [1] }]],
    after: text`
      - a: 1
      - b: 2
      - x:
          - 1
    `,
  },
  {
    name: 'in flow style',
    before: text`
      a: [1, 2]
      b: [{x: 1}, {x: 2}]
      c: [ 1,2 ]
    `,
    asks: [
      ['append', 'a', 3],
      ['append', 'b', { x: 3 }],
      ['append', 'c', 3],
    ],
    after: text`
      a: [1, 2, 3]
      b: [{x: 1}, {x: 2}, {x: 3}]
      c: [ 1,2,3 ]
    `,
  },
  {
    name: 'in flow style over several lines',
    before: text`
      a: [1,
          2]
      b: [
        1, # one
        2 # two
      ]
      c: [
        1,
      ]
    `,
    asks: [
      ['append', 'a', 3],
      ['append', 'b', 3],
      ['append', 'c', 2],
    ],
    after: text`
      a: [1,
          2,
          3]
      b: [
        1, # one
        2, # two
        3
      ]
      c: [
        1,
        2,
      ]
    `,
  },
  {
    name: 'in compact JSON',
    before: '{"a":["x"],"b":[1],"c":[{"d":1}]}',
    asks: [
      ['append', 'a', 'q'],
      ['append', 'b', 'z'],
      ['append', 'c', { d: 2, e: 'f' }],
    ],
    after: '{"a":["x","q"],"b":[1,"z"],"c":[{"d":1},{"d":2,"e":"f"}]}',
  },
  {
    name: 'in JSON of several lines',
    before: text`
      {
        "a": [
          1
        ],
        "b": ["x", "y"],
        "c": [
          {
            "d": 1
          }
        ]
      }
    `,
    asks: [
      ['append', 'a', 2],
      ['append', 'b', 'z'],
      ['append', 'c', { d: [2] }],
    ],
    after: text`
      {
        "a": [
          1,
          2
        ],
        "b": ["x", "y", "z"],
        "c": [
          {
            "d": 1
          },
          {
            "d": [
              2
            ]
          }
        ]
      }
    `,
  },
  {
    name: 'to an empty list of block style',
    before: text`
      a: []
      b: [ ] # note
      l:
      - []
    `,
    asks: [
      ['append', 'a', { x: 1, q: 2 }],
      ['append', 'b', 1],
      ['append', 'l.0', 'z'],
    ],
    after: text`
      a:
      - x: 1
        q: 2
      b: # note
      - 1
      l:
      - - z
    `,
  },
  {
    name: 'to an empty list in the style of the lists around',
    before: text`
      a: []
      l:
      - 1
    `,
    asks: [['append', 'a', 1]],
    after: text`
      a:
      - 1
      l:
      - 1
    `,
  },
  {
    name: 'to an empty list of flow style',
    before: text`
      {a: [], b: 1}
    `,
    asks: [['append', 'a', 1]],
    after: text`
      {a: [1], b: 1}
    `,
  },
  {
    name: 'to an empty list of JSON',
    before: text`
      {
        "a": [],
        "b": {}
      }
    `,
    asks: [
      ['append', 'a', 'x'],
      ['append', 'a', { q: 1 }],
    ],
    after: text`
      {
        "a": [
          "x",
          {
            "q": 1
          }
        ],
        "b": {}
      }
    `,
  },
  {
    name: 'behind a block scalar',
    before: text`
      a:
      - |
        text

      - >-
        more
      b: 1
    `,
    asks: [['append', 'a', 1]],
    after: text`
      a:
      - |
        text

      - >-
        more
      - 1
      b: 1
    `,
  },
  {
    name: 'with CRLF, and no final line break',
    before: ['a:\r\n', '  - 1'].join(''),
    asks: [['append', 'a', { x: 1, q: 2 }]],
    after: ['a:\r\n', '  - 1\r\n', '  - x: 1\r\n', '    q: 2'].join(''),
  },
  {
    name: 'behind items without value',
    before: text`
      a:
      -
      - # note
    `,
    asks: [['append', 'a', 1]],
    after: text`
      a:
      -
      - # note
      - 1
    `,
  },
  {
    name: 'is declined where an alias repeats the text',
    before: text`
      a: &x [1]
      b: *x
    `,
    asks: [['append', 'a', 2]],
    declined: 'the value is shared by anchor &x; replace the alias *x with a literal first',
  },

  {
    name: 'twice the same to a text that an alias repeats, if asked at every path',
    before: text`
      a: &x [1]
      b: *x
    `,
    asks: [
      ['append', 'a', 2],
      ['append', 'a', 2],
      ['append', 'b', 2],
      ['append', 'b', 2],
    ],
    after: text`
      a: &x [1, 2, 2]
      b: *x
    `,
  },
]);
