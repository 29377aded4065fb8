import { applyEdits, PrefixedText, readPrefixedLines } from '../../src/yaml';

/** The lines of a text behind `> `, of which those without blanks have none behind the sign either. */
function quoted(outer: string): PrefixedText {
  const { text, lines } = readPrefixedLines(outer, { start: 0, end: outer.length }, (line) =>
    line.startsWith('> ') ? 2 : 1,
  );
  return new PrefixedText(outer, text, lines, '> ');
}

/** The outer text after a part of the inner one gives way to another. */
function replaced(outer: string, part: string, text: string): string {
  const view = quoted(outer);
  const start = view.text.indexOf(part);
  return applyEdits(outer, [view.carryOut({ start, end: start + part.length, text })]);
}

test.each([
  ['a part of a line', '> ab\n> c\n', 'b', 'x', '> ax\n> c\n'],
  ['a part of a line, by several', '> ab\n> c\n', 'b', 'x\n\ny', '> ax\n>\n> y\n> c\n'],
  ['the start of a line', '> ab\n', 'a', 'x\ny', '> x\n> yb\n'],
  ['nothing, within a line', '> ab\n', '', 'x', '> xab\n'],
  ['a line break', '> a\n> b\n', '\n', ' ', '> a b\n'],
  ['a line break, by nothing', '> a\n> b\n', '\n', '', '> ab\n'],
  ['a line break, by several', '> a\n> b\n', '\n', '\n\n', '> a\n>\n> b\n'],
  ['the end of a text with its line break', '> a\n> b\n', 'b\n', 'b\nc\n', '> a\n> b\n> c\n'],
  ['the end of a line up to the next', '> ab\n> c\n', 'b\n', 'x\ny\n', '> ax\n> y\n> c\n'],
  ['a whole line', '> a\n> b\n> c\n', 'b\n', 'x\n\ny\n', '> a\n> x\n>\n> y\n> c\n'],
  ['a whole line, by nothing', '> a\n> b\n> c\n', 'b\n', '', '> a\n> c\n'],
  ['the first line, by nothing', '> a\n> b\n', 'a\n', '', '> b\n'],
  ['the last line, by nothing', '> a\n> b\n', 'b\n', '', '> a\n'],
  ['a whole line behind a shorter prefix', '>a\n> b\n', 'a\n', 'x\n', '> x\n> b\n'],
  ['the text of a line behind a shorter prefix', '>\n> b\n', '', 'x', '> x\n> b\n'],
  ['the end of a line behind a shorter prefix', '>ab\n> c\n', 'b', 'x', '>ax\n> c\n'],
  ['all of a line behind a shorter prefix, by nothing', '>a\n> b\n', 'a', '', '>\n> b\n'],
  ['the break of a line without text', '>\n> b\n', '\n', '\n\n', '>\n>\n> b\n'],
  ['a part of a line that ends as on Windows', '> a\r\n> b\r\n', 'a', 'x\ny', '> x\r\n> y\r\n> b\r\n'],
  ['a whole line that ends as on Windows', '> a\r\n> b\r\n', 'b\n', 'x\ny\n', '> a\r\n> x\r\n> y\r\n'],
])('An edit of lines behind a prefix gives them one: %s', (_, outer, part, text, expected) => {
  expect(replaced(outer, part, text)).toBe(expected);
});

test('New lines behind the last one of a text that ends without a line break come on lines of their own.', () => {
  const outer = '> a\n> b';
  const view = quoted(outer);
  const at = view.text.length;
  expect(applyEdits(outer, [view.carryOut({ start: at, end: at, text: 'c\n\nd\n' })])).toBe(
    '> a\n> b\n> c\n>\n> d',
  );
});

test('New lines behind the last one of a text that ends with a line break, too.', () => {
  const outer = '> a\n> b\n';
  const view = quoted(outer);
  const at = view.text.length;
  expect(applyEdits(outer, [view.carryOut({ start: at, end: at, text: 'c\n' })])).toBe('> a\n> b\n> c\n');
  expect(applyEdits(outer, [view.carryOut({ start: at, end: at, text: 'c' })])).toBe('> a\n> b\n> c');
});

test('Each character of the inner text has its place in the outer one.', () => {
  const outer = '> ab\r\n>\r\n> c\r\n';
  const { text, ...view } = quoted(outer);
  expect(text).toBe('ab\n\nc\n');
  const places = Array.from('abc', (letter) => quoted(outer).toOuter(text.indexOf(letter)));
  expect(places.map((place) => outer[place])).toEqual(['a', 'b', 'c']);
  expect(view.outer).toBe(outer);
});

test('Lines are read from a part of a text alone, also where it ends within a line.', () => {
  const { text, lines } = readPrefixedLines('a\n> b\n> c', { start: 2, end: 7 }, () => 2);
  expect(text).toBe('b\nc\n');
  expect(lines).toEqual([
    { inner: 0, outer: 2, prefix: 2 },
    { inner: 2, outer: 6, prefix: 2 },
    { inner: 4, outer: 7, prefix: 0 },
  ]);
});
