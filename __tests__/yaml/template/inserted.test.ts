import { entryOf, isTemplatedNode, parseDocument, requireKnownEntry, valueAt } from '../../../src/yaml';
import { documentOf, rootOf } from '../support/asks';

const template = documentOf('{{ readFile "a.gotmpl" }}\na: 1\nb: *other\n<<: *default\n');

test('an alias whose anchor a template may insert is a value that is not known', () => {
  const root = rootOf(template);
  expect(valueAt(root, 'a')).toMatchObject({ value: 1 });
  expect(isTemplatedNode(valueAt(root, 'b'))).toBe(true);
  expect(entryOf(root, 'c')).toBeUndefined();
  expect(() => requireKnownEntry(root, 'c')).toThrow('a template may insert "c" here');
});

test('it stays where it is', () => {
  const alias = valueAt(rootOf(template), 'b');
  expect(template.text.slice(alias?.range.start, alias?.range.end)).toBe('*other');
});

test('without a template, nothing can insert the anchor', () => {
  const text = 'a: 1\nb: *other\n';
  expect(parseDocument(text, { start: 0, end: text.length })).toMatchObject({
    message: 'the alias *other has no anchor',
  });
});
