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
