import { entriesOf, parseDocument, type ParseProblem } from '../../src/yaml';

test.each<readonly [string, ParseProblem]>([
  ['a: *x\n', { message: 'the alias *x has no anchor', offset: 3 }],
  [
    'a: [1\n',
    {
      message: 'Flow sequence in block collection must be sufficiently indented and end with a ]',
      offset: 6,
    },
  ],
  ['- a\n-\tb: 1\n', { message: 'Tabs are not allowed as indentation', offset: 5 }],
])('What cannot be parsed is a problem with its place: %j', (text, problem) => {
  expect(parseDocument(text, { start: 0, end: text.length })).toEqual(problem);
});

test.each<readonly [string, readonly string[]]>([
  ['a:\n  b: "x\n  y"\n  c: 1\n', ['b', 'c']],
  ["a:\n  b: 'it''s\n y'\n  c: 1 # \"\n", ['b', 'c']],
  ['a:\r\n  b: "x\r\ny \\" # : {\r\n"\r\n  "c\r\n": 1\r\n', ['b', 'c  ']],
  ['a:\n  - b: "x\n  - y"\n    c: 1\n', []],
  [`a:\n${'  b: "x\n  b: y"\n'.repeat(20)}`, Array<string>(20).fill('b')],
])(
  'A quote may go on in a line that is not indented, as for the readers of Kubernetes: %j',
  (text, names) => {
    const parsed = parseDocument(text, { start: 0, end: text.length });
    const [entry] = 'root' in parsed ? entriesOf(parsed.root) : [];
    expect(entriesOf(entry?.value).map(({ name }) => name)).toEqual(names);
    expect(entry?.name).toBe('a');
  },
);

test.each<readonly [string, readonly string[]]>([
  ['a:\n  b: [x,\n  y]\n  c: 1\n', ['b', 'c']],
  ['a:\n  b: {x: 1,\ny: [2,\n3\n]\n}\n  c: 1\n', ['b', 'c']],
  ["a:\r\n  b: [x, # its ] is no end\r\n  \"]\", 'it''s ]',\r\n  o'clock]\r\n  c: 1\r\n", ['b', 'c']],
  ['a:\n  b: {x: "1"}#c\n  c: "x"#d\n', ['b', 'c']],
  [`a:\n${'  b: [x,\n  b]\n'.repeat(20)}`, Array<string>(20).fill('b')],
])(
  'Brackets may go on in a line that is not indented, and a comment be close to one, as for the readers of Kubernetes: %j',
  (text, names) => {
    const parsed = parseDocument(text, { start: 0, end: text.length });
    const [entry] = 'root' in parsed ? entriesOf(parsed.root) : [];
    expect(entriesOf(entry?.value).map(({ name }) => name)).toEqual(names);
  },
);

test.each([
  ['a:\n  b: "x\n  y: 1\n', 8],
  ['a:\n  b: "x\n  c: "y"\n', 8],
])('A quote that nothing closes is a problem where it opens: %j', (text, offset) => {
  expect(parseDocument(text, { start: 0, end: text.length })).toEqual({
    message: 'Missing closing "quote',
    offset,
  });
});

test('Where a document is nested more deeply than the stack holds, that is the problem.', () => {
  const text = `# note\n---\na: ${'['.repeat(100_000)}`;
  expect(parseDocument(text, { start: 7, end: text.length })).toMatchObject({
    message: 'it is nested too deeply',
  });
});

test('A problem in one of several documents points into the whole text.', () => {
  const text = '\uFEFFa: 1\n---\n[b: *x]\n';
  expect(parseDocument(text, { start: 6, end: text.length })).toEqual({
    message: 'the alias *x has no anchor',
    offset: text.indexOf('*x'),
  });
  expect(parseDocument('\uFEFFa: *x', { start: 0, end: 6 })).toEqual({
    message: 'the alias *x has no anchor',
    offset: 4,
  });
});

test('Of two problems, the first is told.', () => {
  const text = 'a: *x\nb: *y\n';
  expect(parseDocument(text, { start: 0, end: text.length })).toEqual({
    message: 'the alias *x has no anchor',
    offset: 3,
  });
});

test.each([
  ['a: &a\n  b: *a\n', 11],
  ['a: &a\n  <<: [*a]\n', 13],
  ['a: &a\n- b: {c: &c [*c]}\n', 19],
])('An alias in what it stands for itself is a problem of the document: %j', (text, offset) => {
  const problem = parseDocument(text, { start: 0, end: text.length });
  const [, name = ''] = /\*(\w)/.exec(text) ?? [];
  expect(problem).toEqual({ message: `the alias *${name} refers to itself`, offset });
});
