import { Declined, Editor, entryOf, rewriteDocument, type Scalar, walk } from '../../src/yaml';
import { documentOf, nodeOn, rootOf } from './support/asks';

test.each(['', '# note\n', '---\n...\n'])('A document that holds nothing is declined: %j', (text) => {
  expect(() => rewriteDocument(documentOf(text), [])).toThrow(new Declined('the document is empty', 0));
});

test('A change of another document is a fault of the program.', () => {
  const editor = new Editor();
  editor.set(rootOf(documentOf('x\n')) as Scalar, 'y');
  expect(() => rewriteDocument(documentOf('x\n'), editor.changes)).toThrow(
    new Error('a change speaks of a node of another document'),
  );
});

test('A change that is no change is not noted.', () => {
  const root = rootOf(documentOf('a: x\nb: 1\n'));
  const editor = new Editor();
  const [a, b] = [entryOf(root, 'a'), entryOf(root, 'b')];
  if (a?.value.kind !== 'scalar' || b?.value.kind !== 'scalar') throw new Error('there is no scalar');
  editor.rename(a, 'a');
  editor.set(a.value, 'x');
  editor.set(b.value, 1);
  editor.replaceWords(a.value, [{ from: 'y', to: 'z' }]);
  editor.replaceWords(b.value, [{ from: '1', to: '2' }]);
  editor.rewriteText(a.value, []);
  expect(editor.changes).toEqual([]);
});

test('What is filled in, in a part that goes, goes with it.', () => {
  const document = documentOf('a:\n  b:\nc: 1\n');
  const root = rootOf(document);
  const [a, b] = [entryOf(root, 'a'), entryOf(entryOf(root, 'a')?.value, 'b')];
  if (!a || !b) throw new Error('there is no entry');
  const editor = new Editor();
  editor.fill(b, { d: 1 });
  editor.remove(a);
  expect(rewriteDocument(document, editor.changes).document.text).toBe('c: 1\n');
});

test.each([
  ['a: &base\n  b: 1\nc:\n  <<: *base\n', 'the alias *base with a literal'],
  [
    'a: &base\n  b: 1\nc:\n  <<: *base\nd: *base\ne: {f: {<<: [*base]}}\n',
    'its 3 aliases *base with literals',
  ],
])('A reason names the anchor, and points to its first alias: %j', (text, what) => {
  const document = documentOf(text);
  const editor = new Editor();
  const entry = entryOf(nodeOn(rootOf(document), [0]), 'b');
  if (entry) editor.rename(entry, 'd');
  const reason = `the value is shared by anchor &base; replace ${what} first`;
  expect(() => rewriteDocument(document, editor.changes)).toThrow(
    expect.objectContaining({ message: reason, offset: text.indexOf('*base') }) as Error,
  );
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
