import { describeRewrites, text } from './support/table';

describeRewrites('unwrapping a mapping', [
  {
    name: 'in block style',
    before: text`
      a:
        b: 1 # one
      c: 2
    `,
    asks: [['unwrap', 'a']],
    after: text`
      b: 1 # one
      c: 2
    `,
  },
  {
    name: 'with a branch below it',
    before: text`
      a: # note
        # above b
        b:
          c: |
            text

        # below
      d: 2
    `,
    asks: [['unwrap', 'a']],
    after: text`
      # note
      # above b
      b:
        c: |
          text

      # below
      d: 2
    `,
  },
  {
    name: 'behind a dash',
    before: text`
      - a:
          b:
            c: 1
        d: 2
    `,
    asks: [['unwrap', '0.a']],
    after: text`
      - b:
          c: 1
        d: 2
    `,
  },
  {
    name: 'in wide steps',
    before: text`
      a:
             b:
                    c: 1
    `,
    asks: [['unwrap', 'a']],
    after: text`
      b:
             c: 1
    `,
  },
  {
    name: 'in flow style',
    before: text`
      a: {b: {c: 1}, d: { e: 2 }}
    `,
    asks: [
      ['unwrap', 'a.b'],
      ['unwrap', 'a.d'],
    ],
    after: text`
      a: {c: 1, e: 2}
    `,
  },
  {
    name: 'in flow style inside block style',
    before: text`
      a: {b: 1} # note
    `,
    asks: [['unwrap', 'a']],
    after: text`
      b: 1 # note
    `,
  },
  {
    name: 'in compact JSON',
    before: '{"a":{"b":1},"c":2}',
    asks: [['unwrap', 'a']],
    after: '{"b":1,"c":2}',
  },
  {
    name: 'in JSON of several lines',
    before: text`
      {
        "a": {
          "b": {
            "c": 1
          }
        }
      }
    `,
    asks: [['unwrap', 'a']],
    after: text`
      {
        "b": {
          "c": 1
        }
      }
    `,
  },
  {
    name: 'with CRLF',
    before: ['a:\r\n', '  b:\r\n', '    c: 1\r\n'].join(''),
    asks: [['unwrap', 'a']],
    after: ['b:\r\n', '  c: 1\r\n'].join(''),
  },
  {
    name: 'with several entries',
    before: text`
      # of the chart
      a: # as it has them
        # first
        b: 1

        c: |
          text
           more
        d:
        - e: [
            1]
      # last
      f: 2
    `,
    asks: [['unwrap', 'a']],
    after: text`
      # of the chart
      # as it has them
      # first
      b: 1

      c: |
        text
         more
      d:
      - e: [
          1]
      # last
      f: 2
    `,
  },
  {
    name: 'with several entries in flow style',
    before: text`
      a: {b: 1, c: {d: 2},}
    `,
    asks: [['unwrap', 'a.c']],
    after: text`
      a: {b: 1, d: 2,}
    `,
  },
  {
    name: 'with several entries in JSON',
    before: text`
      {
        "a": {
          "b": 1,
          "c": [
            2
          ]
        },
        "d": 3
      }
    `,
    asks: [['unwrap', 'a']],
    after: text`
      {
        "b": 1,
        "c": [
          2
        ],
        "d": 3
      }
    `,
  },
  {
    name: 'is declined where its braces are in block style',
    before: text`
      a: {b: 1, c: 2}
    `,
    asks: [['unwrap', 'a']],
    declined: 'its entries are in braces, and need lines of their own',
  },
  {
    name: 'is declined where the value holds no entry',
    before: text`
      a: {}
    `,
    asks: [['unwrap', 'a']],
    declined: 'its value has other entries, too',
  },
  {
    name: 'is declined where the value has an anchor',
    before: text`
      a: &x
        b: 1
    `,
    asks: [['unwrap', 'a']],
    declined: 'its value is an alias, or has an anchor or tag',
  },
  {
    name: 'is declined where the value is an alias',
    before: text`
      a: &x {b: 1}
      c: *x
    `,
    asks: [['unwrap', 'c']],
    declined: 'its value is an alias, or has an anchor or tag',
  },
  {
    name: 'is declined where a comment would go',
    before: text`
      a: { # note
        b: 1
      }
    `,
    asks: [['unwrap', 'a']],
    declined: 'the braces to remove hold a comment',
  },

  {
    name: 'with a blank before the colon',
    before: text`
      a :
        b: 1
    `,
    asks: [['unwrap', 'a']],
    after: text`
      b: 1
    `,
  },
  {
    name: 'leaves comments where they are that stand left of it',
    before: text`
      a:
        b:
       # left
          c: 1
    `,
    asks: [['unwrap', 'a']],
    after: text`
      b:
       # left
        c: 1
    `,
  },
  {
    name: 'in flow style behind a dash leaves the lines where they are',
    before: text`
      - a: {
          b: {
            c: 1
          }
        }
    `,
    asks: [['unwrap', '0.a']],
    after: text`
      - b: {
            c: 1
          }
    `,
  },
  {
    name: 'is declined where a key is marked with "?", the outer one',
    before: text`
      ? a
      : b: 1
    `,
    asks: [['unwrap', 'a']],
    declined: 'its key is marked with "?"',
  },
  {
    name: 'is declined where a key is marked with "?", the inner one',
    before: text`
      a:
        ? b
        : 1
    `,
    asks: [['unwrap', 'a']],
    declined: 'its key is marked with "?"',
  },
]);
