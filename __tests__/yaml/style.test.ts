import { describeRewrites } from './support/table';

/** A key whose text is quoted by choice, and as many entries as are given that tell nothing of quotes. */
function quotedFarAbove(count: number): string {
  return `q: 'x'\n${Array.from({ length: count }, (_, number) => `k${number}: ${number}\n`).join('')}`;
}

describeRewrites('style of flow collections', [
  {
    name: 'keys in single quotes stay so, and a plain text',
    before: "{'a': 1}\n",
    asks: [['insert', '', 'b', 'x']],
    after: "{'a': 1, 'b': x}\n",
  },
  {
    name: 'keys and texts have quotes of their own',
    before: 'a: {\'b\': "x"}\n',
    asks: [['insert', 'a', 'c', 'y']],
    after: 'a: {\'b\': "x", \'c\': "y"}\n',
  },
  {
    name: 'where no space follows a colon, none follows a comma',
    before: '{"a":1}\n',
    asks: [['insert', '', 'b', { c: ['x', 1] }]],
    after: '{"a":1,"b":{"c":["x",1]}}\n',
  },
  {
    name: 'an empty list is written as what holds it',
    before: '{"a":[]}\n',
    asks: [
      ['append', 'a', 'b'],
      ['append', 'a', { c: 1 }],
    ],
    after: '{"a":["b",{"c":1}]}\n',
  },
  {
    name: 'several spaces behind the colon of a quoted key stay several',
    before: 'a: {"b":  1}\n',
    asks: [['insert', 'a', 'c', 2]],
    after: 'a: {"b":  1, "c":  2}\n',
  },
  {
    name: 'several spaces behind the colon of a plain key become one',
    before: 'a: {b:  1}\n',
    asks: [['insert', 'a', 'c', 2]],
    after: 'a: {b:  1, c: 2}\n',
  },
  {
    name: 'a line break behind a colon is not repeated',
    before: 'a: {"b":\n  1}\n',
    asks: [['insert', 'a', 'c', 2]],
    after: 'a: {"b":\n  1, "c": 2}\n',
  },
  {
    name: 'spaces inside braces stay',
    before: 'a: { b: 1 }\n',
    asks: [['insert', 'a', 'c', { d: 1 }]],
    after: 'a: { b: 1, c: { d: 1 } }\n',
  },
  {
    name: 'spaces inside brackets tell nothing of braces',
    before: 'a: [ b, c ]\n',
    asks: [['append', 'a', { d: 1 }]],
    after: 'a: [ b, c, {d: 1} ]\n',
  },
  {
    name: 'a mapping in a list is written as its neighbour',
    before: 'a: [{ "b":1 }]\n',
    asks: [['append', 'a', { d: 1 }]],
    after: 'a: [{ "b":1 },{ "d":1 }]\n',
  },
  {
    name: 'a mapping in a list is written as the first mapping there',
    before: "a: [x, [y], {}, { 'b': 1 }]\n",
    asks: [['append', 'a', { d: 1 }]],
    after: "a: [x, [y], {}, { 'b': 1 }, { 'd': 1 }]\n",
  },
  {
    name: 'a mapping in a list of texts is written as what holds the list',
    before: 'a: { b: [x] }\n',
    asks: [['append', 'a.b', { d: 1 }]],
    after: 'a: { b: [x, { d: 1 }] }\n',
  },
  {
    name: 'a mapping in a list of lists is written as what holds them all',
    before: '{ "a":[[]] }\n',
    asks: [['append', 'a.0', { d: 1 }]],
    after: '{ "a":[[{ "d":1 }]] }\n',
  },
  {
    name: 'commas are those of what is around where one element tells nothing',
    before: '{"a": {"b":1},"c":{}}\n',
    asks: [['insert', 'a', 'x', 2]],
    after: '{"a": {"b":1,"x":2},"c":{}}\n',
  },
  {
    name: 'a comment before a comma is not repeated',
    before: 'a: [1 # one\n  ,2]\n',
    asks: [['append', 'a', 3]],
    after: 'a: [1 # one\n  ,2, 3]\n',
  },
  {
    name: 'several elements on the first line stay on it',
    before: 'a: {\n  b: 1, c: 2\n}\n',
    asks: [['insert', 'a', 'd', 3]],
    after: 'a: {\n  b: 1, c: 2, d: 3\n}\n',
  },
  {
    name: 'JSON of three spaces stays that, in an empty list too',
    before: '{\n   "a": {\n      "b": 1\n   },\n   "c": []\n}\n',
    asks: [['append', 'c', { x: 1 }]],
    after: '{\n   "a": {\n      "b": 1\n   },\n   "c": [\n      {\n         "x": 1\n      }\n   ]\n}\n',
  },
  {
    name: 'lines that are not indented stay so, and what they hold is indented',
    before: '{\n"a": {"b": 1},\n"c": {\n"d": 1\n}\n}\n',
    asks: [['insert', 'c', 'e', { x: 1 }]],
    after: '{\n"a": {"b": 1},\n"c": {\n"d": 1,\n"e": {\n  "x": 1\n}\n}\n}\n',
  },
  {
    name: 'JSON that tabs indent stays that',
    before: '{\n\t"a": {\n\t\t"b": 1\n\t}\n}\n',
    asks: [['insert', 'a', 'e', { x: 1 }]],
    after: '{\n\t"a": {\n\t\t"b": 1,\n\t\t"e": {\n\t\t\t"x": 1\n\t\t}\n\t}\n}\n',
  },
  {
    name: 'a brace that closes behind the last element stays there',
    before: 'a: {\n    b: 1,\n    c: 2}\n',
    asks: [['insert', 'a', 'e', { x: 1 }]],
    after: 'a: {\n    b: 1,\n    c: 2,\n    e: {\n        x: 1\n    }}\n',
  },
]);

describeRewrites('style of quotes', [
  {
    name: 'a key is quoted as the one above it',
    before: '"a": 1\n',
    asks: [['insert', '', 'b', 'x']],
    after: '"a": 1\n"b": x\n',
  },
  {
    name: 'a key that has to be quoted tells nothing',
    before: '"on": 1\n',
    asks: [['insert', '', 'b', 'x']],
    after: '"on": 1\nb: x\n',
  },
  {
    name: 'a text that has to be quoted tells nothing',
    before: "a: 'true'\n",
    asks: [['insert', '', 'b', 'x']],
    after: "a: 'true'\nb: x\n",
  },
  {
    name: 'a text is quoted as the nearest one',
    before: "z: 'x'\na: y\nb: 1\n",
    asks: [['insert', '', 'c', 'x']],
    after: "z: 'x'\na: y\nb: 1\nc: x\n",
  },
  {
    name: 'an alias of a quoted text tells nothing, the text does',
    before: 'a: "y"\nz: &x \'x\'\nb: *x\n',
    asks: [['insert', '', 'c', 'x']],
    after: "a: \"y\"\nz: &x 'x'\nb: *x\nc: 'x'\n",
  },
  {
    name: 'a block of text tells nothing',
    before: "z: 'x'\na: |\n  y\n",
    asks: [['insert', '', 'c', 'x']],
    after: "z: 'x'\na: |\n  y\nc: 'x'\n",
  },
  {
    name: 'in a list, a text that has to be quoted tells',
    before: "a:\n  - 'true'\n",
    asks: [['append', 'a', 'x']],
    after: "a:\n  - 'true'\n  - 'x'\n",
  },
  {
    name: 'texts in the mappings of a list tell of each other',
    before: "a:\n  - b: 1\n    c: 'x'\n",
    asks: [['append', 'a', { b: 1, c: 'y' }]],
    after: "a:\n  - b: 1\n    c: 'x'\n  - b: 1\n    c: 'y'\n",
  },
  {
    name: 'a text is quoted as one at the end of those that are looked at',
    before: quotedFarAbove(19),
    asks: [['insert', '', 'b', 'x']],
    after: `${quotedFarAbove(19)}b: 'x'\n`,
  },
  {
    name: 'a text further away than is looked tells nothing',
    before: quotedFarAbove(20),
    asks: [['insert', '', 'b', 'x']],
    after: `${quotedFarAbove(20)}b: x\n`,
  },

  {
    name: 'a text inside of a value tells nothing',
    before: "a: {b: 'x'}\n",
    asks: [['insert', '', 'c', 'z']],
    after: "a: {b: 'x'}\nc: z\n",
  },
  {
    name: 'in a list, a block of text tells nothing',
    before: "a:\n  - 'x'\n  - |\n    y\n",
    asks: [['append', 'a', 'z']],
    after: "a:\n  - 'x'\n  - |\n    y\n  - 'z'\n",
  },
  {
    name: 'an alias for a quoted text in a list tells how it is quoted',
    before: "a: &x 'x'\nb:\n  - *x\n",
    asks: [['append', 'b', 'z']],
    after: "a: &x 'x'\nb:\n  - *x\n  - 'z'\n",
  },
]);

describeRewrites('style of blocks', [
  {
    name: 'what stands behind a dash is as far from it as in the item above',
    before: 'a:\n  -   b\n',
    asks: [['append', 'a', { x: 1, z: 2 }]],
    after: 'a:\n  -   b\n  -   x: 1\n      z: 2\n',
  },
  {
    name: 'a comment behind a dash is no distance',
    before: 'a:\n  - # note\n    b: 1\n',
    asks: [['append', 'a', { x: 1, z: 2 }]],
    after: 'a:\n  - # note\n    b: 1\n  - x: 1\n    z: 2\n',
  },
  {
    name: 'a document that shows no indentation takes that of the file',
    before: 'a:\n    b: 1\n---\nc: 1\n',
    document: 1,
    asks: [['insert', '', 'x', { z: 1 }]],
    after: 'a:\n    b: 1\n---\nc: 1\nx:\n    z: 1\n',
  },
  {
    name: 'a comment in the file shows no indentation',
    before: '# a:\n#      b: 1\na:\n   b: 1\n---\nc: 1\n',
    document: 1,
    asks: [['insert', '', 'x', { z: 1 }]],
    after: '# a:\n#      b: 1\na:\n   b: 1\n---\nc: 1\nx:\n   z: 1\n',
  },
  {
    name: 'dashes of a document without any stand as those of the file',
    before: 'a:\n- 1\n---\nc: 1\n',
    document: 1,
    asks: [['insert', '', 'x', ['z']]],
    after: 'a:\n- 1\n---\nc: 1\nx:\n- z\n',
  },
  {
    name: 'a value on a line of its own that starts further left is no measure',
    before: '? a\n: b: 1\nc: 1\n',
    asks: [['insert', '', 'x', { z: 1 }]],
    after: '? a\n: b: 1\nc: 1\nx:\n  z: 1\n',
  },
  {
    name: 'collections in braces are no measure',
    before: 'a: {b: [1, 2]}\nc: 1\n',
    asks: [['insert', '', 'x', { z: ['w'] }]],
    after: 'a: {b: [1, 2]}\nc: 1\nx:\n  z:\n    - w\n',
  },
]);
