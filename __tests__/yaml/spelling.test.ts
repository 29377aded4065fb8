import { parseDocument } from 'yaml';
import { readSpelling } from '../../src/yaml/quoted';
import { fc, runs } from './support/runs';

test.each<['single' | 'double', string, string, number[]]>([
  ['single', "''", '', [1]],
  ['single', "'it''s'", "it's", [1, 2, 3, 5, 6]],
  ['single', "'a \n  b'", 'a b', [1, 2, 6, 7]],
  ['single', "'a\\nb'", 'a\\nb', [1, 2, 3, 4, 5]],
  ['double', '"a\\tb"', 'a\tb', [1, 2, 4, 5]],
  ['double', '"\\x41\\u00e9\\U0001f600."', 'A\u00e9\u{1f600}.', [1, 5, 11, 11, 21, 22]],
  ['double', '"\u{1f600}."', '\u{1f600}.', [1, 2, 3, 4]],
  ['double', '"a \\\n  \\ b"', 'a  b', [1, 2, 7, 9, 10]],
  ['double', '"a\r\n\r\n  b"', 'a\nb', [1, 2, 8, 9]],
  [
    'double',
    '"\\U0010ffff\\U00110000"',
    '\u{10ffff}U00110000',
    [1, 1, 11, 13, 14, 15, 16, 17, 18, 19, 20, 21],
  ],
  ['double', '"a\\\n\n b"', 'a b', [1, 4, 6, 7]],
])('in %s quotes, of %j each character has its place', (style, source, text, places) => {
  expect(readSpelling(source, style)).toEqual({ text, places });
});

const pieces = {
  single: [
    'a',
    'é',
    '\u{1f600}',
    ' ',
    '  ',
    '\t',
    "''",
    '"',
    '\\',
    '\n',
    ' \n  ',
    '\r\n',
    '\n\n',
    '#',
    ': ',
    '- ',
  ],
  double: [
    ...[
      'a',
      'é',
      '\u{1f600}',
      ' ',
      '  ',
      '\t',
      "'",
      '\n',
      ' \n  ',
      '\r\n',
      '\n\n',
      '#',
      ': ',
      '- ',
      '\\"',
      '\\\\',
    ],
    ...[
      '\\0',
      '\\a',
      '\\b',
      '\\t',
      '\\n',
      '\\v',
      '\\f',
      '\\r',
      '\\e',
      '\\ ',
      '\\/',
      '\\N',
      '\\_',
      '\\L',
      '\\P',
    ],
    ...['\\x41', '\\xe9', '\\u2028', '\\U0001F600', '\\\n', '\\\n  ', '\\\r\n\t', '\\\n\n '],
  ],
};

test.each(['single', 'double'] as const)(
  'whatever stands in %s quotes is read as a parser reads it',
  (style) => {
    const quote = style === 'single' ? "'" : '"';
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces[style]), { maxLength: 12 }), (parts) => {
        const source = quote + parts.join('') + quote;
        const document = parseDocument(source);
        fc.pre(document.errors.length === 0);
        const { text, places } = readSpelling(source, style);
        expect(text).toBe(document.toJS());
        expect(places).toHaveLength(text.length + 1);
        expect(places).toEqual([...places].sort((one, other) => one - other));
        expect(places.at(-1)).toBe(source.length - 1);
      }),
      { ...runs(2000) },
    );
  },
);
