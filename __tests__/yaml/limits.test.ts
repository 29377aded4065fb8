import {
  applyEdits,
  Declined,
  Editor,
  entryOf,
  isParseProblem,
  type Node,
  parseDocument,
  type ParseProblem,
  rewriteDocument,
  valueAt,
  walk,
} from '../../src/yaml';
import { documentOf, nodeOn, rootOf } from './support/asks';

const depths = [100, 1000, 2000, 3000, 10_000, 100_000];

const nestings: Readonly<Record<string, (depth: number) => string>> = {
  'flow lists': (depth) => '['.repeat(depth) + ']'.repeat(depth),
  'flow mappings': (depth) => `${'{a: '.repeat(depth)}1${'}'.repeat(depth)}`,
  'block lists': (depth) => `${'- '.repeat(depth)}x`,
  'explicit keys': (depth) => `${'? '.repeat(depth)}x`,
  'block mappings': (depth) =>
    Array.from({ length: Math.min(depth, 3000) }, (_, level) => `${' '.repeat(level)}a:`).join('\n'),
};

describe.each(Object.entries(nestings))('Nesting as deep as one likes is no crash: %s', (_, nest) => {
  test.each(depths)('%i levels', (depth) => {
    const text = `a: 1\nb:\n  ${nest(depth).replaceAll('\n', '\n  ')}\n`;
    const document = parseDocument(text, { start: 0, end: text.length });
    if (isParseProblem(document)) {
      expect(document.message).toBe('it is nested too deeply');
      return;
    }
    const root = rootOf(document);
    const editor = new Editor();
    if (root.kind === 'mapping') editor.insert(root, 'c', 2);
    try {
      const { edits } = rewriteDocument(document, editor.changes);
      expect(applyEdits(text, edits)).toMatch(/\nc: 2\n$/);
    } catch (error) {
      if (!(error instanceof Declined)) throw error;
      expect(error.message).toBe('it is nested too deeply');
    }
  });
});

test('Aliases that would expand to billions of nodes are declined.', () => {
  const levels = 'bcdefghijk';
  const lines = Array.from(levels, (name, index) => {
    const previous = index === 0 ? 'a' : (levels[index - 1] ?? '');
    return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${previous}`).join(', ')}]`;
  });
  const document = documentOf(`a: &a [x]\n${lines.join('\n')}\nz: 1\n`);
  const root = rootOf(document);
  const editor = new Editor();
  const entry = entryOf(root, 'z');
  if (entry) editor.rename(entry, 'y1');
  expect(() => rewriteDocument(document, editor.changes)).toThrow('aliases expand to more than 100000 nodes');
  let visited = 0;
  walk(root, () => visited++);
  expect(visited).toBeLessThan(20_000);
});

test.each([
  ['a: &a\n  b: *a\n', 11],
  ['a: &a\n  <<: [*a]\n', 13],
  ['a: &a\n- b: {c: &c [*c]}\n', 19],
])('An alias in what it stands for itself is a problem of the document: %j', (text, offset) => {
  const problem = parseDocument(text, { start: 0, end: text.length });
  const [, name = ''] = /\*(\w)/.exec(text) ?? [];
  expect(problem).toEqual({ message: `the alias *${name} stands in what it stands for`, offset });
});

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
  expect(() => entryOf(rootOf(documentOf('a: 1\nb: 2\na: 3\n')), 'a')).toThrow(
    'the key "a" stands here twice',
  );
  const large = Array.from({ length: 100 }, (_, index) => `k${index}: 1\n`).join('');
  const root = rootOf(documentOf(`${large}k7: 2\n`));
  expect(entryOf(root, 'k8')?.name).toBe('k8');
  expect(() => entryOf(root, 'k7')).toThrow(Declined);
});

/** The value itself: a node shown in a failure would never end, where aliases lead to themselves. */
function scalarAt(root: Node, ...path: readonly string[]): unknown {
  const node = valueAt(root, ...path);
  return node?.kind === 'scalar' ? node.value : undefined;
}

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

test('A reason names the anchor, and points to its alias.', () => {
  const text = 'a: &base\n  b: 1\nc:\n  <<: *base\n';
  const document = documentOf(text);
  const editor = new Editor();
  const entry = entryOf(nodeOn(rootOf(document), [0]), 'b');
  if (entry) editor.rename(entry, 'd');
  const reason =
    'the change would show twice, since *base repeats what &base names; write one of them out first';
  expect(() => rewriteDocument(document, editor.changes)).toThrow(
    new Declined(reason, text.indexOf('*base')),
  );
});

test('A thousand changes of a large document take seconds at most.', () => {
  const entries = Array.from(
    { length: 10_000 },
    (_, index) => `  key${index}: # note\n    name: value ${index}\n`,
  );
  const text = `all:\n${entries.join('')}`;
  const document = documentOf(text);
  const all = valueAt(rootOf(document), 'all');
  const editor = new Editor();
  for (let index = 0; index < 10_000; index += 10) {
    const entry = entryOf(all, `key${index}`);
    if (!entry || all?.kind !== 'mapping') throw new Error('there is no entry');
    if (index % 40 === 0) editor.nest(entry, ['item', { key: 'inner' }]);
    else if (index % 40 === 10) editor.remove(entry);
    else if (index % 40 === 20) editor.insert(all, `new${index}`, { list: [1] }, entry);
    else editor.rename(entry, `renamed${index}`);
  }
  const before = performance.now();
  const { edits } = rewriteDocument(document, editor.changes);
  expect(edits.length).toBeGreaterThan(1000);
  expect(performance.now() - before).toBeLessThan(15_000);
}, 30_000);
