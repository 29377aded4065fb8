import { requireKnownEntry, Declined, entryOf, type Node, valueAt, walk } from '../../src/yaml';
import { documentOf, rootOf } from './support/asks';

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
  expect(() => entryOf(rootOf(documentOf('a: 1\nb: 2\na: 3\n')), 'a')).toThrow('the key "a" appears twice');
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
