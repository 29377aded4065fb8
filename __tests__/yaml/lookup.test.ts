import {
  commentBehind,
  Declined,
  type Edit,
  entryOf,
  findEntry,
  holdersOf,
  insertedAt,
  insideOneOf,
  keysTo,
  type LookUp,
  type Node,
  nodesIn,
  plainData,
  removedComments,
  requireKnownEntry,
  valueAt,
  walk,
} from '../../src/yaml';
import { mergedEntryOf } from '../../src/yaml/lookup';
import { documentOf, nodeAt, rootOf } from './support/asks';

test('Merge keys that lead to one mapping again and again end a search.', () => {
  const root = rootOf(documentOf('a: &a {x: 1}\nb: &b {<<: [*a, *a]}\nc: {<<: [*b, *a, *b]}\n'));
  expect(entryOf(valueAt(root, 'c'), 'missing') === undefined).toBe(true);
  expect(scalarAt(root, 'c', 'x')).toBe(1);
});

test('An entry is looked up by its own key before that of a merge key, and by that of the first mapping merged.', () => {
  const text = 'a: &a {x: 1, y: 2}\nb: &b {x: 3, z: 4}\nc:\n  <<: [*a, *b]\n  y: 5\n';
  const root = rootOf(documentOf(text));
  expect(['x', 'y', 'z'].map((name) => scalarAt(root, 'c', name))).toEqual([1, 5, 4]);
});

test('A key that stands twice is declined when it is looked up, also in a large mapping.', () => {
  for (const look of [entryOf, requireKnownEntry])
    expect(() => look(rootOf(documentOf('a: 1\nb: 2\na: 3\n')), 'a')).toThrow('the key "a" appears twice');
  const large = Array.from({ length: 100 }, (_, index) => `k${index}: 1\n`).join('');
  const root = rootOf(documentOf(`${large}k7: 2\n`));
  expect(entryOf(root, 'k8')?.name).toBe('k8');
  expect(() => entryOf(root, 'k7')).toThrow(Declined);
});

test('Where a merge key brings a mapping that merges others, their entries are found too.', () => {
  const root = rootOf(documentOf('a: &a {x: 1}\nb: &b {<<: *a, y: 2}\nc: {<<: *b}\nd: {<<: 3}\n'));
  expect(['x', 'y', 'z'].map((name) => scalarAt(root, 'c', name))).toEqual([1, 2, undefined]);
  expect(scalarAt(root, 'd', 'x')).toBe(undefined);
});

test('In a large mapping, each entry is found by its name, and what no entry is called is not.', () => {
  const numbers = Array.from({ length: 100 }, (_, index) => index);
  const root = rootOf(documentOf(numbers.map((number) => `k${number}: ${number}\n`).join('')));
  expect(numbers.map((number) => scalarAt(root, `k${number}`))).toEqual(numbers);
  expect(entryOf(root, 'k100')).toBe(undefined);
  expect(requireKnownEntry(root, 'k100')).toBe(undefined);
});

test('What is no mapping has no entries.', () => {
  const root = rootOf(documentOf('a: [1]\nb: x\n'));
  expect([valueAt(root, 'a', 'x'), valueAt(root, 'b', 'x'), valueAt(undefined, 'x')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test.each([
  ['lines that stand among the entries', '{{ toYaml .x }}\na: 1\n', 0],
  ['a part of a key', 'a: 1\n{{ .x }}-b: 1\n', 5],
])('A template may bring what is not there: %s', (_, text, offset) => {
  const root = rootOf(documentOf(text));
  expect(requireKnownEntry(root, 'a')?.name).toBe('a');
  expect(entryOf(root, 'c')).toBe(undefined);
  for (const name of ['c', 'd']) {
    expect(() => requireKnownEntry(root, name)).toThrow(
      new Declined(`a template may insert "${name}" here`, offset),
    );
  }
});

test('A template that brings a value brings no entry beside it.', () => {
  const root = rootOf(documentOf('a: {{ .x }}\n[b]: {{ .y }}\n'));
  expect(requireKnownEntry(root, 'c')).toBe(undefined);
});

describe('walk', () => {
  /** What nodes are called in the order in which they are visited: by their values, or their kinds. */
  function visited(root: Node | undefined): unknown[] {
    const names: unknown[] = [];
    const visit = (node: Node): unknown => names.push(node.kind === 'scalar' ? node.value : node.kind);
    walk(root, visit);
    return names;
  }

  const text = 'a: &x [1, 2]\nb: *x\nc: {d: *x}\ne: 3\n';

  test('visits what holds others before them, in the order of the text, and not the keys', () => {
    expect(visited(rootOf(documentOf('a: [1, {b: 2}]\nc: 3\n')))).toEqual([
      'mapping',
      'sequence',
      1,
      'mapping',
      2,
      3,
    ]);
    expect(visited(undefined)).toEqual([]);
  });

  test('follows aliases', () => {
    const list = ['sequence', 1, 2];
    expect(visited(rootOf(documentOf(text)))).toEqual(['mapping', ...list, ...list, 'mapping', ...list, 3]);
  });

  test('follows aliases to 10,000 nodes, and goes on without them', () => {
    const many = `a: &x [1, 2]\nb: [${Array(5000).fill('*x').join(', ')}]\ne: 3\n`;
    const found = visited(rootOf(documentOf(many)));
    expect(found.slice(0, 8)).toEqual(['mapping', 'sequence', 1, 2, 'sequence', 'sequence', 1, 2]);
    expect(found.slice(-2)).toEqual(['sequence', 3]);
    expect(found.length).toBe(5 + 10_000 + 1);
  });
});

/** The value itself: a node shown in a failure would never end, where aliases lead to themselves. */
function scalarAt(root: Node, ...path: readonly string[]): unknown {
  const node = valueAt(root, ...path);
  return node?.kind === 'scalar' ? node.value : undefined;
}

test.each<[how: LookUp['duplicates'], found: unknown]>([
  ['first', 1],
  ['none', undefined],
])('Of a key that appears twice, a look-up may take the first or find nothing: %s', (duplicates, found) => {
  const how = { duplicates, templates: 'absent' } as const;
  const valueIn = (text: string) => plainData(findEntry(rootOf(documentOf(text)), 'x', how)?.value);
  expect(valueIn('x: 1\nx: 2\n')).toBe(found);
  expect(valueIn('b: &b {x: 1, x: 2}\n<<: *b\n')).toBe(found);
  expect(valueIn('b: &b {x: 3}\n<<: *b\nx: 1\n')).toBe(1);
});

test.each([
  ['a scalar that it is written in', 'a: {{ .x }}\n', ['a'], 'a template inserts its whole a', 0],
  ['an item', 'a:\n  - {{ .x }}\n', ['a', '0'], 'a template may insert "k" here', 7],
  ['a list', 'a:\n  - b\n  {{- .x | nindent 2 }}\n', ['a'], 'a template may insert "k" here', 11],
  ['a mapping', 'a:\n  b: 1\n  {{- .x | nindent 2 }}\n', ['a'], 'a template may insert "k" here', 12],
  ['the whole document', '"{{ .x }}"\n', [], 'a template may insert "k" here', 0],
  ['a scalar of another kind', 'a: {b: 1}\n', ['a', 'b'], undefined, 0],
  ['the key of an operator for any key', '_: {{ .x }}\nb: 1\n', [], 'a template may insert "k" here', 0],
  ['a plain value of that key', '_: 1\nb: 1\n', [], undefined, 0],
  ['a template under another key', 'c: {{ .x }}\nb: 1\n', [], undefined, 0],
  ['a merge of what a template inserts', 'b: 1\n<<: {{ .x }}\n', [], 'a template may insert "k" here', 5],
  ['a merge of a text', 'b: 1\n<<: (( inject a ))\n', [], 'a template may insert "k" here', 5],
  ['a merge of a mapping', 'b: &b {c: 1}\n<<: *b\n', [], undefined, 0],
  ['a merge of a number', 'b: 1\n<<: 3\n', [], undefined, 0],
])('What a template may insert is asked for: %s', (_, text, path, message, offset) => {
  const node = nodeAt(rootOf(documentOf(text)), path);
  let reason: unknown;
  try {
    expect(requireKnownEntry(node, 'k')).toBe(undefined);
  } catch (error) {
    reason = error;
  }
  expect(reason).toEqual(message && expect.objectContaining({ message, offset }));
});

test.each([
  ['an entry that is written', 'a: {b: 1}\n', ['a', 'b'], undefined],
  ['an entry that a template writes', 'a: {{ .x }}\n', ['a'], undefined],
  ['no entry', 'a: {b: 1}\n', ['a', 'c'], undefined],
  ['no entry around it', 'a: {b: 1}\n', ['c', 'b'], undefined],
  ['lines of the mapping', 'a:\n  b: 1\n  {{- .x | nindent 2 }}\n', ['a', 'c'], 12],
  ['lines of the mapping around it', 'a: 1\n{{ toYaml .x }}\n', ['c', 'b'], 5],
  ['all of the mapping', 'a: {{ .x }}\n', ['a', 'b'], 3],
  ['all of the mapping, by an alias', 'b: &b {{ .x }}\na: *b\n', ['a', 'c'], 18],
  ['all of the mapping above', 'a: {{ .x }}\n', ['a', 'b', 'c'], 3],
  ['items', 'a:\n  - b\n  {{- .x | nindent 2 }}\n', ['a', 'c'], 11],
  ['no items', 'a: [b]\n', ['a', 'c'], undefined],
  ['itself', 'a: 1\n{{ toYaml .x }}\n', [], 5],
])('A template may insert what is at a path: %s', (_, text, path, offset) => {
  expect(insertedAt(rootOf(documentOf(text)), ...path)?.start).toBe(offset);
  expect(insertedAt(undefined, 'a')).toBe(undefined);
});

test.each([
  ['what is merged into it', 'b: &b {x: 1}\na: {<<: *b, x: 2}\n', ['a'], 1],
  ['nothing else', 'b: {x: 1}\na: {x: 2}\n', ['a'], undefined],
  ['the first of what is merged', 'b: &b {x: 1}\nc: &c {x: 3}\na: {<<: [*b, *c], x: 2}\n', ['a'], 1],
  ['what is merged behind it', 'a:\n  <<: [{x: 1}, {y: 1}, {x: 2}, {x: 3}]\n', ['a', '<<', '0'], 2],
  ['nothing before it', 'a:\n  <<: [{x: 1}, {x: 2}]\n', ['a', '<<', '1'], undefined],
  ['not itself, merged again', 'b: &b {x: 1}\na:\n  <<: [*b, *b]\n', ['a', '<<', '0'], undefined],
  ['what is beside another key', 'a:\n  b: [{x: 1}, {x: 2}]\n', ['a', 'b', '0'], undefined],
  ['what is merged further out', 'a:\n  <<: [{<<: {x: 1}}, {x: 2}]\n', ['a', '<<', '0', '<<'], 2],
  ['what is merged into a single one', 'a:\n  <<: {x: 1, <<: {x: 2}}\n', ['a', '<<'], 2],
])('An entry overrides what is merged: %s', (_, text, path, value) => {
  const mapping = nodeAt(rootOf(documentOf(text)), path);
  if (mapping.kind !== 'mapping') throw new Error('there is no mapping');
  expect(plainData(mergedEntryOf(mapping, 'x')?.value)).toBe(value);
});

test('Nodes inside of others are told from those that are not, and the way to them is known.', () => {
  const root = rootOf(documentOf('a: {b: [1, {c: 2}]}\nd: {b: 3}\ne: 4\n'));
  const inside = insideOneOf([nodeAt(root, ['d']), nodeAt(root, ['a', 'b', '1']), nodeAt(root, ['a', 'b'])]);
  const keys = nodesIn(root).flatMap((node) => (inside(node) ? keysTo(node, root).join('.') : []));
  expect(keys).toEqual(['a.b', 'a.b.0', 'a.b.1', 'a.b.1.c', 'd', 'd.b']);
  expect(nodesIn(root).filter(insideOneOf([]))).toEqual([]);
  expect(keysTo(nodeAt(root, ['a', 'b', '1', 'c']), nodeAt(root, ['a']))).toEqual(['b', '1', 'c']);
  const holders = holdersOf(nodeAt(root, ['a', 'b', '0']));
  expect(holders.map((node) => keysTo(node, root).join('.'))).toEqual(['a.b.0', 'a.b', 'a', '']);
});

test('What a node says is plain data; of aliases only as many are followed as the budget allows.', () => {
  const text = 'a: &a {x: [1, null]}\nb: *a\nc: text\nd: *a\n';
  const of = (budget?: { aliased: number }) => plainData(rootOf(documentOf(text)), budget);
  const [shared, c] = [{ x: [1, null] }, 'text'];
  expect(of()).toEqual({ a: shared, b: shared, c, d: shared });
  expect(of({ aliased: 0 })).toEqual({ a: shared, b: undefined, c, d: undefined });
  expect(of({ aliased: 1 })).toEqual({ a: shared, b: shared, c, d: undefined });
  expect(plainData(undefined)).toBe(undefined);
  const [named, nameless] = nodesIn(rootOf(documentOf('? [k]\n: 1\n')));
  expect([plainData(named), named && nameless && keysTo(nameless, named)]).toEqual([{ '': 1 }, ['']]);
});

test.each([
  ['a: 1 # why', '# why'],
  ['a: 1\t# why  ', '# why'],
  ['a: 1', undefined],
  ['a: 1\n# below', undefined],
  ['a: [1, # why\n2]', '# why'],
  ['a: [1,  # why\n2]', '# why'],
  ['a: [1,# no\n2]', undefined],
  ['a: [1, 2 # of another\n]', undefined],
])('The comment behind a value: %j', (text, comment) => {
  const value = nodeAt(rootOf(documentOf(text.includes('# no') ? 'a: [1,2]' : text)), ['a']);
  const first = value.kind === 'sequence' ? nodeAt(value, ['0']) : value;
  expect(commentBehind(text, first)).toBe(comment);
});

test.each<[name: string, text: string, removed: string, added: string, comments: string[]]>([
  ['a line of its own', 'a: 1\n# why\nb: 2\n', '# why\nb: 2\n', '', ['5 # why']],
  ['at the very start', '# why\nb: 2\n', '# why\n', '', ['0 # why']],
  ['behind a value, without its blanks', 'a: 1 # why  \nb: 2\n', 'a: 1 # why  \n', '', ['5 # why']],
  ['only in part', 'a: 1 # why so\n', 'a: 1 # why', '', ['5 # why']],
  ['two of them', '# a\nb: 2 # c\n', '# a\nb: 2 # c\n', '', ['0 # a', '9 # c']],
  ['one within another', '# a # b\n', '# a # b\n', '', ['0 # a # b']],
  ['what is written again', 'a: 1 # why\n', 'a: 1 # why\n', 'b: 1 # why\n', []],
  ['none: in quotes', 'a: "x # y"\n', 'a: "x # y"\n', '', []],
  ['none: within a word', 'a: x#y\n', 'a: x#y\n', '', []],
  ['none: at the end of a word', 'a: x# y\n', 'a: x# y\n', '', []],
  ['none: what stays', 'a: 1\nb: 2 # why\n', 'a: 1\n', '', []],
])('Comments that edits remove: %s', (_, text, removed, added, comments) => {
  const start = text.indexOf(removed);
  const edits: Edit[] = [{ start, end: start + removed.length, text: added }];
  expect(removedComments(text, edits).map(({ offset, text: own }) => `${offset} ${own}`)).toEqual(comments);
});

test('A comment is not written again by the texts of two edits.', () => {
  const edits: Edit[] = [
    { start: 0, end: 6, text: '# w' },
    { start: 8, end: 9, text: 'hy' },
  ];
  expect(removedComments('# why\nb: 1\n', edits)).toEqual([{ offset: 0, text: '# why' }]);
});
