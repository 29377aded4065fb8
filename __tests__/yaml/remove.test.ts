import { describeRewrites, text } from './support/table';

describeRewrites('removing an entry or item', [
  {
    name: 'in the middle, first and last',
    before: text`
      a: 1
      b: 2
      c: 3
      d: 4
    `,
    asks: [
      ['remove', 'a'],
      ['remove', 'c'],
      ['remove', 'd'],
    ],
    after: text`
      b: 2
    `,
  },
  {
    name: 'with its branch',
    before: text`
      a:
        b:
        - c: 1
          d: |
            text

      e: 2
    `,
    asks: [['remove', 'a']],
    after: text`
      e: 2
    `,
  },
  {
    name: 'with the comments that belong to it',
    before: text`
      x: 1
      # far above

      # above
      # a
      a: 1 # behind
        # below

      # above b
      b: 2
    `,
    asks: [['remove', 'a']],
    after: text`
      x: 1
      # far above

      # above b
      b: 2
    `,
  },
  {
    name: 'leaves the comment at the head of a document',
    before: text`
      # about all
      a: 1
      b: 2
    `,
    asks: [['remove', 'a']],
    after: text`
      # about all
      b: 2
    `,
  },
  {
    name: 'leaves one gap where there were two',
    before: text`
      a: 1

      b: 2

      c: 3
    `,
    asks: [['remove', 'b']],
    after: text`
      a: 1

      c: 3
    `,
  },
  {
    name: 'leaves no gap at the start and the end',
    before: text`
      a: 1

      b: 2

      c: 3
    `,
    asks: [
      ['remove', 'a'],
      ['remove', 'c'],
    ],
    after: text`
      b: 2
    `,
  },
  {
    name: 'leaves no gap below the key that held it',
    before: text`
      x:
        a: 1

        b: 2
    `,
    asks: [['remove', 'x.a']],
    after: text`
      x:
        b: 2
    `,
  },
  {
    name: 'behind a dash',
    before: text`
      - a: 1
        # above b
        b: 2
      - a: 3 # three
        b: 4
    `,
    asks: [
      ['remove', '0.a'],
      ['remove', '1.a'],
    ],
    after: text`
      - # above b
        b: 2
      - b: 4
    `,
  },
  {
    name: 'with every parent that becomes empty',
    before: text`
      a:
        b:
        - c: 1
      # above d
      d:
        e: 2
      f: 3
    `,
    asks: [
      ['remove', 'a.b.0.c'],
      ['remove', 'd.e'],
    ],
    after: text`
      f: 3
    `,
  },
  {
    name: 'leaves empty braces where nothing else is left',
    before: text`
      # about all
      a:
        b: 1 # one
    `,
    asks: [['remove', 'a.b']],
    after: text`
      # about all
      {}
    `,
  },
  {
    name: 'leaves empty brackets where nothing else is left',
    before: text`
      - a
      # above b
      - b
    `,
    asks: [
      ['remove', '0'],
      ['remove', '1'],
    ],
    after: text`
      []
    `,
  },
  {
    name: 'from a list, indented or not',
    before: text`
      a:
      - 1
      - 2
      b:
        - 3
        # above 4
        - 4
        - 5
    `,
    asks: [
      ['remove', 'a.0'],
      ['remove', 'b.1'],
    ],
    after: text`
      a:
      - 2
      b:
        - 3
        - 5
    `,
  },
  {
    name: 'from a list of lists',
    before: text`
      - - 1
        - 2
      - - 3
        - 4
    `,
    asks: [
      ['remove', '0.0'],
      ['remove', '1.1'],
    ],
    after: text`
      - - 2
      - - 3
    `,
  },
  {
    name: 'in flow style',
    before: text`
      a: {b: 1, c: 2, d: 3}
      e: [1, 2, 3]
    `,
    asks: [
      ['remove', 'a.b'],
      ['remove', 'a.d'],
      ['remove', 'e.1'],
    ],
    after: text`
      a: {c: 2}
      e: [1, 3]
    `,
  },
  {
    name: 'in flow style, all but one',
    before: text`
      a: {b: 1, c: 2, d: 3}
    `,
    asks: [
      ['remove', 'a.b'],
      ['remove', 'a.c'],
    ],
    after: text`
      a: {d: 3}
    `,
  },
  {
    name: 'in flow style with blanks inside the braces',
    before: text`
      a: { b: 1, c: 2 }
      d: { e: 1, f: 2 }
    `,
    asks: [
      ['remove', 'a.b'],
      ['remove', 'd.f'],
    ],
    after: text`
      a: { c: 2 }
      d: { e: 1 }
    `,
  },
  {
    name: 'in flow style with trailing commas',
    before: text`
      a: [1, 2,]
      b: {c: 1, d: 2, }
      e: [
        1,
        2,
      ]
    `,
    asks: [
      ['remove', 'a.1'],
      ['remove', 'b.c'],
      ['remove', 'e.1'],
    ],
    after: text`
      a: [1,]
      b: {d: 2, }
      e: [
        1,
      ]
    `,
  },
  {
    name: 'in flow style over several lines, with its comments',
    before: text`
      a: {
        # above b
        b: 1, # one
        # above c
        c: 2, # two
        # above d
        d: 3 # three
      }
    `,
    asks: [
      ['remove', 'a.b'],
      ['remove', 'a.d'],
    ],
    after: text`
      a: {
        # above c
        c: 2 # two
      }
    `,
  },
  {
    name: 'in flow style broken at will',
    before: text`
      a: [1, 2,
          3, 4]
      b: {c: 1, # one
          d: 2, # two
          e: 3}
    `,
    asks: [
      ['remove', 'a.1'],
      ['remove', 'a.2'],
      ['remove', 'b.d'],
    ],
    after: text`
      a: [1, 4]
      b: {c: 1, # one
          e: 3}
    `,
  },
  {
    name: 'in flow style, the first behind the bracket',
    before: text`
      a: {b: 1, # one
          # above c
          c: 2}
    `,
    asks: [['remove', 'a.b']],
    after: text`
      a: {
          # above c
          c: 2}
    `,
  },
  {
    name: 'in compact JSON',
    before: '{"a":1,"b":{"c":2,"d":3},"e":[1,2]}',
    asks: [
      ['remove', 'a'],
      ['remove', 'b.d'],
      ['remove', 'e.0'],
    ],
    after: '{"b":{"c":2},"e":[2]}',
  },
  {
    name: 'in JSON of several lines',
    before: text`
      {
        "a": 1,
        "b": {
          "c": 2,
          "d": 3
        },
        "e": [
          1,
          2
        ]
      }
    `,
    asks: [
      ['remove', 'a'],
      ['remove', 'b.d'],
      ['remove', 'e.1'],
    ],
    after: text`
      {
        "b": {
          "c": 2
        },
        "e": [
          1
        ]
      }
    `,
  },
  {
    name: 'in JSON, with the parent that becomes empty',
    before: text`
      {
        "a": {
          "b": 1
        },
        "c": 2
      }
    `,
    asks: [['remove', 'a.b']],
    after: text`
      {
        "c": 2
      }
    `,
  },
  {
    name: 'in JSON, all of it',
    before: text`
      {
        "a": 1
      }
    `,
    asks: [['remove', 'a']],
    after: text`
      {}
    `,
  },
  {
    name: 'behind a block scalar that keeps its blank lines',
    before: text`
      a: |+
        text
      b: 1

      c: 2
    `,
    asks: [['remove', 'b']],
    after: text`
      a: |+
        text
      c: 2
    `,
  },
  {
    name: 'behind a block scalar, at the end of a text without final line break',
    before: ['a: |+\n', '  text\n', '\n', 'b: 1'].join(''),
    asks: [['remove', 'b']],
    after: text`
      a: |+
        text

    `,
  },
  {
    name: 'that is a block scalar',
    before: text`
      a: 1
      b: |+
        text

      c: >
        more

      d: 2
    `,
    asks: [
      ['remove', 'b'],
      ['remove', 'c'],
    ],
    after: text`
      a: 1

      d: 2
    `,
  },
  {
    name: 'with an anchor that nothing needs',
    before: text`
      a: &x 1
      b: 2
    `,
    asks: [['remove', 'a']],
    after: text`
      b: 2
    `,
  },
  {
    name: 'that is an alias, or merges one in',
    before: text`
      a: &x
        b: 1
      c: *x
      d:
        <<: *x
        e: 2
    `,
    asks: [
      ['remove', 'c'],
      ['remove', 'd.<<'],
    ],
    after: text`
      a: &x
        b: 1
      d:
        e: 2
    `,
  },
  {
    name: 'with an anchor and all its aliases',
    before: text`
      a: &x 1
      b: *x
      c: 2
    `,
    asks: [
      ['remove', 'a'],
      ['remove', 'b'],
    ],
    after: text`
      c: 2
    `,
  },
  {
    name: 'marked with "?"',
    before: text`
      ? a
      : 1
      ? b
      : c: 2
        d: 3
      e: 4
    `,
    asks: [
      ['remove', 'a'],
      ['remove', 'b.c'],
    ],
    after: text`
      ? b
      : d: 3
      e: 4
    `,
  },
  {
    name: 'without a final line break',
    before: ['a: 1\n', 'b: 2'].join(''),
    asks: [['remove', 'b']],
    after: 'a: 1',
  },
  {
    name: 'with CRLF and a byte order mark',
    before: ['\uFEFFa: 1\r\n', '\r\n', 'b: 2\r\n', '# above c\r\n', 'c: 3\r\n'].join(''),
    asks: [
      ['remove', 'a'],
      ['remove', 'c'],
    ],
    after: '\uFEFFb: 2\r\n',
  },
  {
    name: 'at the end of a document',
    before: text`
      a: 1

      b: 2
      ---
      c: 3
      d: 4
      ...
      ---
      e: 5
    `,
    document: 1,
    asks: [['remove', 'd']],
    after: text`
      a: 1

      b: 2
      ---
      c: 3
      ...
      ---
      e: 5
    `,
  },
  {
    name: 'at the end of a document, behind a gap',
    before: text`
      a: 1

      b: 2
      ---
      c: 3
    `,
    asks: [['remove', 'b']],
    after: text`
      a: 1
      ---
      c: 3
    `,
  },
  {
    name: 'that is indented less far than its comments',
    before: text`
      a:
        b: 1
          # deep
        c: 2
            # deeper
      d: 3
    `,
    asks: [
      ['remove', 'a.b'],
      ['remove', 'a.c'],
    ],
    after: text`
      d: 3
    `,
  },
  {
    name: 'is declined where an alias needs its anchor',
    before: text`
      a: &x 1
      b: *x
      c: 2
    `,
    asks: [['remove', 'a']],
    declined: 'the anchor &x would be removed, but *x needs it',
  },
  {
    name: 'is declined where an alias repeats the text',
    before: text`
      a: &x {b: 1, c: 2}
      d: *x
    `,
    asks: [['remove', 'a.b']],
    declined: 'the value is shared by anchor &x; replace the alias *x with a literal first',
  },

  {
    name: 'with the comments above it, also where it is the first below a key',
    before: text`
      x:
        # above a
        a: 1
        b: 2
    `,
    asks: [['remove', 'x.a']],
    after: text`
      x:
        b: 2
    `,
  },
  {
    name: 'behind a dash leaves the comment above the dash',
    before: text`
      l:
        # about the item
      - a: 1
        b: 2
    `,
    asks: [['remove', 'l.0.a']],
    after: text`
      l:
        # about the item
      - b: 2
    `,
  },
  {
    name: 'leaves the gap below the comment at the head of a document, so that it speaks of nothing else',
    before: text`
      # about all
      a: 1

      b: 2
    `,
    asks: [['remove', 'a']],
    after: text`
      # about all

      b: 2
    `,
  },
  {
    name: 'leaves no second gap below the comment at the head of a document',
    before: text`
      # about all

      a: 1

      b: 2
    `,
    asks: [['remove', 'a']],
    after: text`
      # about all

      b: 2
    `,
  },
  {
    name: 'leaves no gap below a key with a comment behind it',
    before: text`
      # about all
      x: # note
        a: 1

        b: 2
    `,
    asks: [['remove', 'x.a']],
    after: text`
      # about all
      x: # note
        b: 2
    `,
  },
  {
    name: 'leaves the gap below a comment that is indented in a way of its own',
    before: text`
      x:
         # about x
        a: 1

        b: 2
    `,
    asks: [['remove', 'x.a']],
    after: text`
      x:
         # about x

        b: 2
    `,
  },
  {
    name: 'behind a block scalar leaves the gap below, unless the scalar would keep it',
    before: text`
      a: | # one + two
        text
      b: 1

      c: 2
      d:
        - e: >2+
            text
      f: 1

      g: 2
    `,
    asks: [
      ['remove', 'b'],
      ['remove', 'f'],
    ],
    after: text`
      a: | # one + two
        text

      c: 2
      d:
        - e: >2+
            text
      g: 2
    `,
  },
  {
    name: 'behind a text that says what a block scalar could start with',
    before: text`
      a: b >+
      c: 1

      d: 2
    `,
    asks: [['remove', 'c']],
    after: text`
      a: b >+

      d: 2
    `,
  },
  {
    name: 'behind an alias for a block scalar that keeps its blank lines',
    before: text`
      a: &x
        b: |+
          text
      c: *x
      d: 1

      e: 2
    `,
    asks: [['remove', 'd']],
    after: text`
      a: &x
        b: |+
          text
      c: *x

      e: 2
    `,
  },
  {
    name: 'at the start of a document that an end mark above it ends',
    before: text`
      a: 1
      ...
      b: 1
      c: 2
    `,
    document: 1,
    asks: [['remove', 'b']],
    after: text`
      a: 1
      ...
      c: 2
    `,
  },
  {
    name: 'without a final line break, where lines end in two ways',
    before: ['a: 1\n', 'b: 2\r\n', 'c: 3'].join(''),
    asks: [['remove', 'c']],
    after: ['a: 1\n', 'b: 2'].join(''),
  },
  {
    name: 'in flow style, the first of several lines',
    before: text`
      # about all
      a: [1,
          2]
    `,
    asks: [['remove', 'a.0']],
    after: text`
      # about all
      a: [2]
    `,
  },
  {
    name: 'in flow style, the last behind the comment of the one before',
    before: text`
      a: [1, # one
          2]
      b: [1, # one
          2,]
    `,
    asks: [
      ['remove', 'a.1'],
      ['remove', 'b.1'],
    ],
    after: text`
      a: [1 # one
          ]
      b: [1, # one
          ]
    `,
  },
  {
    name: 'in flow style leaves a text above that looks like a comment',
    before: text`
      {
        "a": "x
        # y",
        "b": 1
      }
    `,
    asks: [['remove', 'b']],
    after: text`
      {
        "a": "x
        # y"
      }
    `,
  },
  {
    name: 'in flow style, all of it',
    before: text`
      [1, 2]
    `,
    asks: [
      ['remove', '0'],
      ['remove', '1'],
    ],
    after: text`
      []
    `,
  },
  {
    name: 'is declined where an alias that is left needs the anchor, also if another one goes with it',
    before: text`
      a:
        b: &x 1
        c: *x
      d: *x
    `,
    asks: [['remove', 'a']],
    declined: 'the anchor &x would be removed, but *x needs it',
  },
  {
    name: 'is declined where a key is an alias that needs its anchor',
    before: text`
      a: &x b
      *x : 1
      c: 2
    `,
    asks: [['remove', 'a']],
    declined: 'the anchor &x would be removed, but *x needs it',
  },

  {
    name: 'in flow style, with a comment before its comma',
    before: text`
      a: [
        1 # one
        , 2,
        3 # three
        ,
        4
      ]
    `,
    asks: [
      ['remove', 'a.0'],
      ['remove', 'a.2'],
    ],
    after: text`
      a: [
        2,
        4
      ]
    `,
  },
]);
