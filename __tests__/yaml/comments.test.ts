import { parse as parseWithMerge } from 'yaml';
import {
  Carried,
  removedComments,
  Editor,
  entryOf,
  parseDocument,
  isParseProblem,
  rewriteDocument,
  valueAt,
  applyEdits,
} from '../../src/yaml';
import type { Mapping, Scalar } from '../../src/yaml';

function parsed(text: string) {
  const document = parseDocument(text, { start: 0, end: text.length });
  if (isParseProblem(document)) throw new Error(document.message);
  return document;
}

test('a comment goes along with a value that is carried over, and what is removed is named', () => {
  const text = 'a:\n  # why\n  b: 1 # agreed with us\n  c: "# no comment" # two\n';
  const document = parsed(text);
  const b = entryOf(valueAt(document.root, 'a'), 'b');
  if (!b) throw new Error('no entry');
  const edit = new Editor();
  edit.remove(b);
  edit.insert(document.root as Mapping, 'x', { y: new Carried(b.value as Scalar, 'two') });
  const { edits } = rewriteDocument(document, edit.changes);
  expect(applyEdits(text, edits)).toBe('a:\n  c: "# no comment" # two\nx:\n  "y": two # agreed with us\n');
  expect(removedComments(text, edits)).toEqual([{ offset: 5, text: '# why' }]);
});

test('in flow style, too, each value that is carried over keeps its comment behind its comma', () => {
  const text = 'a: {\n  b: 1, # one\n  c: 2, # two\n  d: 3 # three\n}\n';
  const document = parsed(text);
  const a = valueAt(document.root, 'a') as Mapping;
  const [b, c] = a.entries.map(({ value }) => new Carried(value as Scalar));
  if (!b || !c) throw new Error('no entries');
  const edit = new Editor();
  for (const entry of a.entries.slice(0, 2)) edit.remove(entry);
  edit.insert(a, 'x', { type: 'y', inner: { b, c } });
  const { edits } = rewriteDocument(document, edit.changes);
  expect(applyEdits(text, edits)).toBe(
    'a: {\n  d: 3, # three\n  x: {\n    type: "y",\n    inner: {\n      b: 1, # one\n      c: 2 # two\n    }\n  }\n}\n',
  );
  expect(removedComments(text, edits)).toEqual([]);
});

test.each([
  [
    'removed',
    (edit: Editor, mapping: Mapping) => {
      edit.remove(mapping.entries[1] as Mapping['entries'][0]);
    },
  ],
  [
    'renamed',
    (edit: Editor, mapping: Mapping) => {
      edit.rename(mapping.entries[1] as Mapping['entries'][0], 'z');
    },
  ],
])('a key that overrides a merged one is not %s', (_, ask) => {
  const document = parsed('base: &base {k: 1}\nown:\n  <<: *base\n  k: 2\n  l: 3\n');
  const edit = new Editor();
  ask(edit, valueAt(document.root, 'own') as Mapping);
  expect(() => rewriteDocument(document, edit.changes)).toThrow('which would count instead');
});

describe('a key is gone after it was removed, whatever is merged, or stays', () => {
  const [a, b] = ['a: &a {k: 1}\n', 'b: &b {k: 2, l: 3}\n'];
  test.each([
    ['the only one of a merged map', `${a}own: {<<: *a, m: 1}\n`, 'is gone'],
    ['of the only map in a list', `${a}own: {<<: [*a], m: 1}\n`, 'is gone'],
    ['before another map of the list', `${a}${b}own: {<<: [*a, *b], m: 1}\n`, 'stays'],
    ['before others that lack it', `${a}b: &b {l: 3}\nown: {<<: [*a, *b], m: 1}\n`, 'is gone'],
    ['behind others that lack it', `${a}b: &b {l: 3}\nown: {<<: [*b, *a], m: 1}\n`, 'is gone'],
    ['of maps that are written out', 'own: {<<: [{k: 1}, {k: 2}], m: 1}\n', 'stays'],
    ['merged into a map of the list', `${a}${b}c: &c {<<: *a}\nown: {<<: [*c, *b], m: 1}\n`, 'stays'],
    ['two lists deep', 'own: {<<: [{<<: [{k: 1}]}, {<<: {k: 2}}], m: 1}\n', 'stays'],
    ['two lists deep, alone', 'own: {<<: [{<<: [{k: 1}]}, {<<: {l: 2}}], m: 1}\n', 'is gone'],
    ['in block style', `${a}${b}own:\n  <<:\n    - *a\n    - *b\n  m: 1\n`, 'stays'],
  ])('%s', (_, text, fate) => {
    const document = parsed(text);
    const own = valueAt(document.root, 'own');
    const entry = entryOf(own, 'k');
    if (!entry) throw new Error('the key is gone');
    const edit = new Editor();
    edit.remove(entry);
    const read = () => {
      const { edits } = rewriteDocument(document, edit.changes);
      return parseWithMerge(applyEdits(text, edits), { merge: true }) as { own: Record<string, unknown> };
    };
    if (fate === 'stays') expect(read).toThrow('which would count instead');
    else expect(read().own).toEqual(expect.not.objectContaining({ k: expect.anything() as unknown }));
  });
});
