import { changedModel, says } from '../../src/yaml/model';
import { documentOf, rootOf } from './support/asks';

/** Whether one text says what another one does. */
function saysThatOf(text: string, other: string): boolean {
  const document = documentOf(other);
  return says(documentOf(text).root, changedModel(document, rootOf(document), []));
}

/** YAML 1.1 knows dates and bytes. */
const before12 = '%YAML 1.1\n---\n';

test.each([
  ['scalars in other styles', 'a: x\nb: 1\n', '{"a": "x", b: 0x1}\n'],
  ['collections in other styles', 'a: {b: [1, 2]}\n', 'a:\n  b:\n  - 1\n  - 2\n'],
  ['an alias, and what it stands for', 'a: &x [1]\nb: *x\n', 'a: [1]\nb: [1]\n'],
  ['a number that is none', '.nan\n', '.NaN\n'],
  ['null in other spellings', 'a:\n', 'a: ~\n'],
  ['the same date', `${before12}2025-11-28\n`, `${before12}2025-11-28\n`],
  ['the same bytes', `${before12}!!binary aGk=\n`, `${before12}!!binary "aGk="\n`],
  [
    'an action of a template that has become longer',
    'a: x{{ .y | nindent 4 }}\n',
    'a: x{{ .y | nindent 10 }}\n',
  ],
])('Two texts say the same: %s', (_, one, other) => {
  expect(saysThatOf(one, other)).toBe(true);
  expect(saysThatOf(other, one)).toBe(true);
});

test.each([
  ['another text', 'a: x\n', 'a: y\n'],
  ['a text and a number', 'a: "1"\n', 'a: 1\n'],
  ['a text and nothing', 'a: ""\n', 'a:\n'],
  ['another key', 'a: 1\n', 'b: 1\n'],
  ['a key that is a text, and one that is a number', '"1": 1\n', '1: 1\n'],
  ['another order of entries', 'a: 1\nb: 2\n', 'b: 2\na: 1\n'],
  ['another order of items', '[1, 2]\n', '[2, 1]\n'],
  ['one entry more', 'a: 1\n', 'a: 1\nb: 2\n'],
  ['one item more', '[1]\n', '[1, 2]\n'],
  ['an empty mapping and an empty list', '{}\n', '[]\n'],
  ['an empty mapping and a text', '{}\n', 'x\n'],
  ['an empty list and nothing', '[]\n', 'null\n'],
  ['a document without anything in it', '# note\n', 'null\n'],
  ['another date', `${before12}2025-11-28\n`, `${before12}2025-11-29\n`],
  ['other bytes', `${before12}!!binary aGk=\n`, `${before12}!!binary aGo=\n`],
  ['another action of a template', 'a: x{{ .y }}\n', 'a: x{{ .z }}\n'],
])('Two texts say something else: %s', (_, one, other) => {
  expect(saysThatOf(one, other)).toBe(false);
  if (documentOf(one).root) expect(saysThatOf(other, one)).toBe(false);
});
