import { describeRewrites, text } from './support/table';

describeRewrites('setting a scalar', [
  {
    name: 'keeps the quotes',
    before: text`
      a: x # one
      b: "x"
      c: 'x'
    `,
    asks: [
      ['set', 'a', 'q'],
      ['set', 'b', 'q'],
      ['set', 'c', "it's"],
    ],
    after: text`
      a: q # one
      b: "q"
      c: 'it''s'
    `,
  },
  {
    name: 'quotes what would be no text',
    before: text`
      a: x
      b: {c: x}
    `,
    asks: [
      ['set', 'a', 'true'],
      ['set', 'b.c', 'y, z'],
    ],
    after: text`
      a: "true"
      b: {c: "y, z"}
    `,
  },
  {
    name: 'quotes what is no text in YAML 1.1',
    before: text`
      a: x
      b: x
    `,
    asks: [
      ['set', 'a', 'yes'],
      ['set', 'b', '1:30'],
    ],
    after: text`
      a: "yes"
      b: "1:30"
    `,
  },
  {
    name: 'drops the quotes for what is no text',
    before: text`
      a: "1"
      b: 'true'
    `,
    asks: [
      ['set', 'a', 2],
      ['set', 'b', false],
    ],
    after: text`
      a: 2
      b: false
    `,
  },
  {
    name: 'escapes what one line cannot hold',
    before: text`
      a: x
      b: 'x'
    `,
    asks: [
      ['set', 'a', '1\n2'],
      ['set', 'b', ' '],
    ],
    after: ['a: "1\\n2"\n', 'b: "\\u2028"\n'].join(''),
  },
  {
    name: 'in place of a plain text of several lines',
    before: text`
      a: one
        two

        three # note
      b: 1
    `,
    asks: [['set', 'a', 'x']],
    after: text`
      a: x # note
      b: 1
    `,
  },
  {
    name: 'in place of a quoted text of several lines',
    before: text`
      a: "one
        two"  # note
      b: '
        three'
    `,
    asks: [
      ['set', 'a', 'x'],
      ['set', 'b', 'q'],
    ],
    after: text`
      a: "x"  # note
      b: 'q'
    `,
  },
  {
    name: 'in place of a block scalar',
    before: text`
      a: | # note
        one
        two

      b: >-
        three
      c: 1
    `,
    asks: [
      ['set', 'a', 'x'],
      ['set', 'b', 2],
    ],
    after: text`
      a: x # note

      b: 2
      c: 1
    `,
  },
  {
    name: 'in place of a block scalar that keeps its blank lines',
    before: text`
      a: |+
        one


      b: 1
    `,
    asks: [['set', 'a', 'x']],
    after: text`
      a: x


      b: 1
    `,
  },
  {
    name: 'in place of a block scalar at the end of the text',
    before: ['a: |2-\n', '   one'].join(''),
    asks: [['set', 'a', 'x']],
    after: 'a: x',
  },
  {
    name: 'where nothing is written yet',
    before: text`
      a:
      b: # note
      c: &x
      l:
        -
        - # note
    `,
    asks: [
      ['set', 'a', 1],
      ['set', 'b', 'x'],
      ['set', 'c', 2],
      ['set', 'l.0', 3],
      ['set', 'l.1', 4],
    ],
    after: text`
      a: 1
      b: x # note
      c: &x 2
      l:
        - 3
        - 4 # note
    `,
  },
  {
    name: 'where nothing is written yet in flow style',
    before: text`
      {a, b: , "c":, d: &x }
    `,
    asks: [
      ['set', 'a', 1],
      ['set', 'b', 2],
      ['set', 'c', 3],
      ['set', 'd', 4],
    ],
    after: text`
      {a: 1, b: 2 , "c": 3, d: &x 4 }
    `,
  },
  {
    name: 'null in any spelling',
    before: text`
      a: ~
      b: null
      c: Null
    `,
    asks: [
      ['set', 'a', 1],
      ['set', 'b', 'x'],
      ['set', 'c', true],
    ],
    after: text`
      a: 1
      b: x
      c: true
    `,
  },
  {
    name: 'in JSON',
    before: '{"a":1,"b":"x","c":["d",1]}',
    asks: [
      ['set', 'a', 'q'],
      ['set', 'b', 'z'],
      ['set', 'c.1', 'r'],
    ],
    after: '{"a":"q","b":"z","c":["d","r"]}',
  },
  {
    name: 'keeps a text unquoted beside quoted ones',
    before: text`
      {a: "x", b: z, c: 1}
    `,
    asks: [
      ['set', 'b', 'q'],
      ['set', 'c', 'r'],
    ],
    after: text`
      {a: "x", b: q, c: "r"}
    `,
  },
  {
    name: 'in a list',
    before: text`
      - a
      -   b
      - [c, "d"]
    `,
    asks: [
      ['set', '0', 1],
      ['set', '1', 2],
      ['set', '2.0', 'x'],
      ['set', '2.1', 'q'],
    ],
    after: text`
      - 1
      -   2
      - [x, "q"]
    `,
  },
  {
    name: 'with an anchor, for all aliases if asked at every path',
    before: text`
      a: &x 1
      b: *x
    `,
    asks: [
      ['set', 'a', 2],
      ['set', 'b', 2],
    ],
    after: text`
      a: &x 2
      b: *x
    `,
  },
  {
    name: 'in place of an alias',
    before: text`
      a: &x 1
      b: *x
      c: [*x , 2]
    `,
    asks: [
      ['set', 'b', 2],
      ['set', 'c.0', 'q'],
    ],
    after: text`
      a: &x 1
      b: 2
      c: [q , 2]
    `,
  },
  {
    name: 'with a tag that fits',
    before: text`
      a: !!str 1
      b: !mine x
    `,
    asks: [
      ['set', 'a', '2'],
      ['set', 'b', 'q'],
    ],
    after: text`
      a: !!str "2"
      b: !mine q
    `,
  },
  {
    name: 'is declined where a tag says otherwise',
    before: text`
      a: !!str 1
    `,
    asks: [['set', 'a', 2]],
    declined: 'a tag says that its value is of another type',
  },
  {
    name: 'that is the whole document',
    before: text`
      --- x # note
      ---
      y
    `,
    asks: [['set', '', 'z']],
    after: text`
      --- z # note
      ---
      y
    `,
  },
  {
    name: 'with CRLF',
    before: ['a: |\r\n', '  one\r\n', '  two\r\n', 'b: 1\r\n'].join(''),
    asks: [
      ['set', 'a', 'x'],
      ['set', 'b', 2],
    ],
    after: ['a: x\r\n', 'b: 2\r\n'].join(''),
  },

  {
    name: 'that is the whole document, where commas mean nothing',
    before: text`
      --- x
    `,
    asks: [['set', '', 'y, z']],
    after: text`
      --- y, z
    `,
  },
  {
    name: 'in place of a block scalar whose first line is indented furthest',
    before: text`
      a: |2
                one
        b
      c: 1
    `,
    asks: [['set', 'a', 'x']],
    after: text`
      a: x
      c: 1
    `,
  },
  {
    name: 'in place of a block scalar without lines',
    before: ['a: | # note\n', 'b: |'].join(''),
    asks: [
      ['set', 'a', 'x'],
      ['set', 'b', 'z'],
    ],
    after: ['a: x # note\n', 'b: z'].join(''),
  },
  {
    name: 'where a tag stands elsewhere',
    before: text`
      a: !mine 1
      b: 2
    `,
    asks: [['set', 'b', 'x']],
    after: text`
      a: !mine 1
      b: x
    `,
  },
  {
    name: 'where an anchor has an exclamation mark in its name, and is no tag',
    before: text`
      a: &x!y 1
    `,
    asks: [['set', 'a', 'q']],
    after: text`
      a: &x!y q
    `,
  },
  {
    name: 'is declined where a tag behind an anchor says otherwise',
    before: text`
      a: &x !!str 1
    `,
    asks: [['set', 'a', 2]],
    declined: 'a tag says that its value is of another type',
  },
  {
    name: 'is declined for a reason of its own where aliases are no trouble',
    before: text`
      a: &x 1
      c: 2
      b: *x
      d: !!str 1
    `,
    asks: [
      ['remove', 'c'],
      ['set', 'b', 2],
      ['set', 'd', 2],
    ],
    declined: 'a tag says that its value is of another type',
  },
  {
    name: 'is declined behind a key marked with "?" that has none',
    before: text`
      ? a
    `,
    asks: [['set', 'a', 1]],
    declined: 'a key marked with "?" has no value here',
  },
]);

describeRewrites('replacing words of a text', [
  {
    name: 'wherever they stand, and keeps all around them as it is written, a comment too',
    before: text`
      a: x
      b: | # x
        one x

          two  x x
      c: "\\x41 w"
      d: [x, 'it''s x']
    `,
    asks: [
      ['replace', 'b', 'x', 'word'],
      ['replace', 'c', 'w', 'y'],
      ['replace', 'd.1', 'x', 'y'],
    ],
    after: text`
      a: x
      b: | # x
        one word

          two  word word
      c: "\\x41 y"
      d: [x, 'it''s y']
    `,
  },
  {
    name: 'in place of an alias',
    before: text`
      a: &x one two
      b: *x
    `,
    asks: [['replace', 'b', 'one', 'three']],
    after: text`
      a: &x one two
      b: three two
    `,
  },
  {
    name: 'is nothing where no text is, or no such word',
    before: text`
      a: 1
      b: x
    `,
    asks: [
      ['replace', 'a', '1', '2'],
      ['replace', 'b', 'y', 'z'],
    ],
    after: text`
      a: 1
      b: x
    `,
  },
  {
    name: 'is declined where an escape takes the word apart, also if it stands elsewhere',
    before: text`
      a: "o\\x6ee"
      b: one
    `,
    asks: [['replace', 'a', 'one', 'two']],
    declined: '"one" is not written in one piece',
  },
  {
    name: 'is declined where an escape takes one of the words apart',
    before: text`
      a: "one o\\x6ee"
    `,
    asks: [['replace', 'a', 'one', 'two']],
    declined: 'the result would not mean what was asked for',
  },
]);

const notOne = 'its value is not a block string here';

describeRewrites('ending a block string without a line break', [
  ...[
    ['|', '|-'],
    ['|+', '|-'],
    ['|-', '|-'],
    ['>2+ # why', '>2- # why'],
    ['|-2', '|2-'],
    ['|2', '|2-'],
  ].map(([header = '', chomped = '']) => ({
    name: `changes its header: ${header}`,
    before: `a: ${header}\n  one\n\n  two\n\nb: 1\n`,
    asks: [['chomp', 'a']] as const,
    after: `a: ${chomped}\n  one\n\n  two\n\nb: 1\n`,
  })),
  {
    name: 'keeps what a template puts there',
    before: 'a: |\n  {{ .x }}\n',
    asks: [['chomp', 'a']],
    after: 'a: |-\n  {{ .x }}\n',
  },
  { name: 'cannot be done in quotes', before: 'a: "one\\n"\n', asks: [['chomp', 'a']], declined: notOne },
  {
    name: 'cannot be done by an alias',
    before: 'a: &x |\n  one\nb: *x\n',
    asks: [['chomp', 'b']],
    declined: notOne,
  },
]);
