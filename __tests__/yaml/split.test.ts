import { parseAllDocuments } from 'yaml';
import { isParseProblem, parseDocument, splitDocuments } from '../../src/yaml';
import { streams, textOf } from './support/cases';
import { fc, runs } from './support/runs';

/** Each row: what it shows, a text, the texts of its documents. */
const rows: readonly (readonly [string, string, readonly string[]])[] = [
  ['an empty text', '', ['']],
  ['one document', 'a: 1\n', ['a: 1\n']],
  ['one document with a mark', '---\na: 1\n', ['---\na: 1\n']],
  ['comments and blank lines before the first mark', '# x\n\n---\na: 1\n', ['# x\n\n---\na: 1\n']],
  ['two documents', 'a: 1\n---\nb: 2\n', ['a: 1\n', '---\nb: 2\n']],
  ['comments before a mark', 'a: 1\n# of a\n---\nb: 2\n', ['a: 1\n# of a\n', '---\nb: 2\n']],
  ['an empty document between two', 'a: 1\n---\n---\nb: 2\n', ['a: 1\n', '---\n', '---\nb: 2\n']],
  ['text behind a mark', '--- {a: 1}\n--- # b\nb: 2\n', ['--- {a: 1}\n', '--- # b\nb: 2\n']],
  ['an end mark', 'a: 1\n...\nb: 2\n', ['a: 1\n...\n', 'b: 2\n']],
  ['an end mark before a mark', 'a: 1\n...\n# of b\n---\nb: 2\n', ['a: 1\n...\n', '# of b\n---\nb: 2\n']],
  ['an end mark at the end', 'a: 1\n...', ['a: 1\n...']],
  [
    'directives',
    '%YAML 1.2\n---\na: 1\n...\n%TAG ! !x\n---\nb: 2\n',
    ['%YAML 1.2\n---\na: 1\n...\n', '%TAG ! !x\n---\nb: 2\n'],
  ],
  ['a byte order mark', '\uFEFF---\na: 1\n', ['\uFEFF---\na: 1\n']],
  ['a byte order mark before directives', '\uFEFF%YAML 1.2\n---\na: 1\n', ['\uFEFF%YAML 1.2\n---\na: 1\n']],
  ['a byte order mark before text', '\uFEFFa: 1\n---\nb: 2\n', ['\uFEFFa: 1\n', '---\nb: 2\n']],
  ['CRLF', 'a: 1\r\n---\r\nb: 2\r\n', ['a: 1\r\n', '---\r\nb: 2\r\n']],
  ['no line break at the end', 'a: 1\n---', ['a: 1\n', '---']],
  ['dashes that are no mark', '---a: 1\n ---\n- --- x\n----\n', ['---a: 1\n ---\n- --- x\n----\n']],
  ['marks inside an indented text', 'a: |\n  ---\n  ...\n', ['a: |\n  ---\n  ...\n']],
  ['a byte order mark before an end mark', '\uFEFF...\n---\na: 1\n', ['\uFEFF...\n', '---\na: 1\n']],
  ['two end marks', 'a: 1\n...\n...\nb: 2\n', ['a: 1\n...\n', '...\n', 'b: 2\n']],
  [
    'a percent sign in a comment before a mark',
    '# 50 % \n  # %\n---\na: 1\n',
    ['# 50 % \n  # %\n---\na: 1\n'],
  ],
  ['a percent sign that is indented', '  %a\n---\nb: 1\n', ['  %a\n', '---\nb: 1\n']],
  ['a percent sign inside a document', 'a:\n  %b\n---\nc: 1\n', ['a:\n  %b\n', '---\nc: 1\n']],
];

test.each(rows)('A text is cut at its marks: %s.', (_, text, documents) => {
  expect(splitDocuments(text).map(({ start, end }) => text.slice(start, end))).toEqual(documents);
});

test('The documents of any text cover it without a gap.', () => {
  const pieces = fc.constantFrom(
    '---',
    '...',
    '\n',
    '\r\n',
    ' ',
    '%YAML 1.2',
    '# c',
    'a: 1',
    '\uFEFF',
    '- x',
    '|',
  );
  fc.assert(
    fc.property(fc.array(pieces), (parts) => {
      const text = parts.join('');
      const ranges = splitDocuments(text);
      expect(ranges.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
      for (const [index, { start }] of ranges.entries()) expect(start).toBe(ranges[index - 1]?.end ?? 0);
    }),
    runs(1000),
  );
});

test('The documents of a generated stream are those that `yaml` finds in it.', () => {
  fc.assert(
    fc.property(streams, (printed) => {
      const text = textOf(printed);
      const ranges = splitDocuments(text);
      const whole = parseAllDocuments(text.replace(/^\uFEFF/, ''), { uniqueKeys: false });
      if (whole.some(({ errors }) => errors.length > 0)) return;
      expect(ranges).toHaveLength(printed.length);
      for (const [index, { start, end }] of ranges.entries()) {
        expect(text.slice(start, end)).toBe(printed[index]?.text);
        const parts = parseAllDocuments(text.slice(start, end).replace(/^\uFEFF/, ''), { uniqueKeys: false });
        expect(parts).toHaveLength(1);
        expect(JSON.stringify(parts[0]?.toJS())).toBe(JSON.stringify(whole[index]?.toJS()));
        expect(isParseProblem(parseDocument(text, { start, end }))).toBe(false);
      }
    }),
    runs(500),
  );
});

test('A comment of a million lines before a mark is no trouble.', () => {
  const text = `${'# comment\n'.repeat(1_000_000)}---\na: 1\n`;
  expect(splitDocuments(text)).toHaveLength(1);
});
